/**
 * A service picked from the directory.
 *
 * The answer is the service's ID, in memory like any other. What was looked for is
 * forgotten with the control, which is there only while somebody picks.
 */
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { ageOf } from "../directory/age.ts";
import type { Entry } from "../directory/entry.ts";
import { text } from "../directory/fields.ts";
import { fromWords } from "../directory/origin.ts";
import { callAddress, takesCalls } from "../directory/phone-link.ts";
import { isListed, listedReplacement } from "../directory/standing.ts";
import { t } from "../locale.ts";
import { UNKEPT } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { dotted } from "./mask.tsx";
import { findServices, type Services, useServices } from "./services.ts";

const MOST_FOUND = 6; // a person reads no more before typing another word

interface Props {
  /** Of a row's field; a question has its words above it. */
  readonly label?: string;
  /** Where the words are, if they are not `label`. */
  readonly labelledBy?: string;
  readonly serviceId: string | undefined;
  readonly masked: boolean;
  readonly onChange: (serviceId: string | undefined) => void;
}

export function ServiceField({ label, labelledBy, serviceId, masked, onChange }: Props) {
  const services = useServices();
  const ownId = useId();
  const labelId = labelledBy ?? ownId;
  const button = useId();
  const [isPicking, setPicking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasPicking = useRef(false);
  useEffect(() => {
    if (wasPicking.current && !isPicking) opener.current?.focus();
    wasPicking.current = isPicking;
  }, [isPicking]);
  const picked = serviceId === undefined ? undefined : services?.entryById.get(serviceId);
  return (
    <div class="stack">
      {label && (
        <p class="label" id={labelId}>
          {label}
        </p>
      )}
      {serviceId !== undefined && <Picked entry={picked} masked={masked} />}
      {picked && !masked && <Instead picked={picked} services={services} onPick={onChange} />}
      {isPicking && services && !masked ? (
        <Picker
          services={services}
          labelId={labelId}
          onPick={(id) => {
            onChange(id);
            setPicking(false);
          }}
          onStop={() => setPicking(false)}
        />
      ) : (
        <div class="row">
          <button
            type="button"
            class="button"
            id={button}
            ref={opener}
            disabled={masked || services === undefined}
            aria-labelledby={`${button} ${labelId}`}
            onClick={() => setPicking(true)}
          >
            <Icon name="search" />
            {serviceId === undefined ? t("Pick from the directory") : t("Pick another")}
          </button>
          {serviceId !== undefined && (
            <button
              type="button"
              class="button quiet"
              disabled={masked}
              onClick={() => {
                onChange(undefined);
                opener.current?.focus();
              }}
            >
              {t("Take it away")}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function Picked({
  entry,
  masked,
}: {
  readonly entry: Entry | undefined;
  readonly masked: boolean;
}) {
  const name = serviceWords(entry);
  return (
    <>
      <p class="written">{masked ? dotted(name) : name}</p>
      {entry && !masked && isListed(entry.document.body) && (
        <>
          <p class="soft">{originAndAge(entry)}</p>
          <CallService entry={entry} />
        </>
      )}
    </>
  );
}

interface InsteadProps {
  readonly picked: Entry;
  readonly services: Services | undefined;
  readonly onPick: (serviceId: string) => void;
}

/** What replaces a service that is no longer offered, to be picked by a tap. */
function Instead({ picked, services, onPick }: InsteadProps) {
  const bodyOf = (id: string) => services?.entryById.get(id)?.document.body;
  const id = listedReplacement(picked.document.body, bodyOf);
  const entry = id === undefined ? undefined : services?.entryById.get(id);
  if (id === undefined || !entry) return null;
  return (
    <button type="button" class="button" onClick={() => onPick(id)}>
      <Icon name="next" />
      {t("Use instead: {name}", { name: entry.name })}
    </button>
  );
}

/** To call a service, if it has a number for that. */
export function CallService({ entry }: { readonly entry: Entry }) {
  const phone = entry.phones.find((one) => takesCalls(one) && text(one, "number") !== undefined);
  if (phone === undefined) return null;
  return (
    <a class="button" href={callAddress(phone)}>
      <Icon name="call" />
      {t("Call {number}", { number: unbroken(text(phone, "number") ?? "") })}
    </a>
  );
}

/** On one line: with hyphens that no line breaks at. */
const unbroken = (number: string): string => number.replace(/-/g, "\u2011").replace(/ /g, "\u00a0");

/** "From: Northern Hills · Checked there 3 weeks ago". */
function originAndAge({ origin, document }: Entry): string {
  const { words } = ageOf(document.body, new Date(), origin !== undefined);
  return [...(origin ? [fromWords(origin)] : []), words].join(" · ");
}

/** A service's name, with its organization's where that is another. */
export function serviceWords(entry: Entry | undefined): string {
  if (entry === undefined) return t("No longer in the directory");
  const { name, organization } = entry;
  const whole = organization && organization !== name ? `${name}, ${organization}` : name;
  return isListed(entry.document.body) ? whole : t("{name}: no longer offered", { name: whole });
}

function Picker(props: {
  readonly services: Services;
  readonly labelId: string;
  readonly onPick: (serviceId: string) => void;
  readonly onStop: () => void;
}) {
  const { services, labelId, onPick, onStop } = props;
  const [words, setWords] = useState("");
  const [, setPrepared] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  useEffect(() => {
    let gone = false;
    const draw = () => !gone && setPrepared((times) => times + 1);
    services.prepare().then(draw, () => {});
    return () => {
      gone = true;
    };
  }, [services]);
  const found = findServices(services, words);
  const control = {
    ref: field,
    class: "input",
    enterkeyhint: "search" as const,
    "aria-labelledby": labelId,
    placeholder: t("Name, place, need"),
    value: words,
    onInput: (event: { currentTarget: { value: string } }) => setWords(event.currentTarget.value),
    ...UNKEPT,
  };
  return (
    <div class="stack picker">
      <input {...control} type="search" />
      <ul class="worksheets">
        {found.slice(0, MOST_FOUND).map((entry) => (
          <li key={entry.id}>
            <button type="button" class="button found" onClick={() => onPick(entry.id)}>
              <span>
                <strong>{entry.name}</strong>
                {entry.area && <span>{entry.area}</span>}
                <span class="soft">{originAndAge(entry)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p class="hint" role="status">
        {foundWords(found.length)}
      </p>
      <div class="row">
        <button type="button" class="button quiet" onClick={onStop}>
          {t("Pick none")}
        </button>
      </div>
    </div>
  );
}

function foundWords(count: number): string {
  if (count === 0) return t("Nothing found");
  return count > MOST_FOUND
    ? t("{shown} of {n} shown. Type a word to find others.", { shown: MOST_FOUND, n: count })
    : "";
}
