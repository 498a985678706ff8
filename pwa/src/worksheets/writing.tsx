/**
 * Answers in words, and days.
 *
 * The control is not there until somebody taps "Write", so no keyboard opens by itself
 * and no text stands on screen in a field that a browser might remember. What is typed
 * goes to the sheet in memory with each key.
 */
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { currentLanguage, t } from "../locale.ts";
import { UNKEPT } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { DayEditor, LongTime } from "./day-editor.tsx";
import { isDay } from "./days.ts";
import { dotted } from "./mask.tsx";
import { type Detail, type FirstNames, findDetail, loadFirstNames } from "./personal-details.ts";
import { directionOf } from "./readable.ts";

interface Props {
  readonly kind: "text" | "longtext" | "date";
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly labelId: string;
  readonly helpId?: string | undefined;
  readonly masked: boolean;
  /** Names and places may come up here: ask for a role or a letter. */
  readonly asksForRole?: boolean;
  /** A day on which something ends: always there, and never over. */
  readonly isEndDay?: boolean;
}

export function Writing(props: Props) {
  const { kind, value, labelId, masked } = props;
  const [isOpen, setOpen] = useState(false);
  const button = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  const close = () => setOpen(false);
  if (isOpen && kind === "date") return <DayEditor {...props} onDone={close} />;
  if (isOpen) return <Editor {...props} onDone={close} />;
  const shown = kind === "date" ? dayWords(value) : value;
  return (
    <div class="stack">
      {value !== "" && (
        <p class="written" dir="auto">
          {masked ? dotted(shown) : shown}
        </p>
      )}
      <div class="row">
        <button
          type="button"
          class="button"
          id={button}
          ref={opener}
          disabled={masked}
          aria-labelledby={`${button} ${labelId}`}
          onClick={() => setOpen(true)}
        >
          <Icon name={kind === "date" ? "clock" : "pen"} />
          {openWords(kind, value === "")}
        </button>
        {kind === "date" && value !== "" && !props.isEndDay && (
          <button type="button" class="button quiet" onClick={() => props.onChange("")}>
            {t("Take the day away")}
          </button>
        )}
      </div>
      {props.isEndDay && <LongTime day={value} />}
    </div>
  );
}

function Editor(props: Props & { readonly onDone: () => void }) {
  const { kind, value, onChange, labelId, helpId, masked, asksForRole } = props;
  const hint = useId();
  const field = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const names = useFirstNames(asksForRole === true);
  const detail = useDetail(asksForRole && !masked ? value : "", names);
  // Before the next key is typed: an effect after painting would lose it.
  useLayoutEffect(() => field.current?.focus(), []);
  const control = {
    ref: field,
    class: "input",
    value: masked ? dotted(value) : value,
    readOnly: masked,
    // Not "auto": the browser would lay all of a long text out again with each key.
    dir: directionOf(value),
    "aria-labelledby": labelId,
    "aria-describedby": [helpId, asksForRole && hint].filter(Boolean).join(" ") || undefined,
    onInput: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
    ...UNKEPT,
  };
  return (
    <div class="stack">
      {asksForRole && (
        <p class="hint" id={hint}>
          {t("Use a role or a letter, like “sister” or “B”. No names, no numbers, no places.")}
        </p>
      )}
      <textarea {...control} rows={kind === "text" ? 2 : 5} />
      {asksForRole && !masked && <DetailNotice found={detail} />}
      <div class="row">
        <button type="button" class="button" disabled={masked} onClick={props.onDone}>
          <Icon name="check" />
          {t("Done writing")}
        </button>
      </div>
    </div>
  );
}

/** Undefined until they are here; without them the rest is still looked for. */
function useFirstNames(wanted: boolean): FirstNames | undefined {
  const [names, setNames] = useState<FirstNames>();
  useEffect(() => {
    if (wanted) loadFirstNames().then(setNames, () => {});
  }, [wanted]);
  return names;
}

const REST_MS = 150; // a long text is looked through when a hand rests, not with each key

/** What the text seems to hold, as soon as the typing rests. */
function useDetail(text: string, names: FirstNames | undefined): Detail | undefined {
  const [found, setFound] = useState<Detail>();
  useEffect(() => {
    const timer = setTimeout(() => setFound(findDetail(text, names)), REST_MS);
    return () => clearTimeout(timer);
  }, [text, names]);
  return found;
}

/** What the text seems to hold. It may be meant: nothing is blocked. */
function DetailNotice({ found }: { readonly found: Detail | undefined }) {
  const words: Readonly<Record<Detail, () => string>> = {
    phone: () => t("This looks like a phone number. It is safer to leave it out."),
    email: () => t("This looks like an email address. It is safer to leave it out."),
    address: () => t("This looks like an address. It is safer to leave it out."),
    number: () => t("This looks like a long number. It is safer to leave it out."),
    name: () => t("This may be a name. Use a role or a letter."),
  };
  return (
    <p class="detail" role="status">
      {found && (
        <>
          <Icon name="warn" />
          {words[found]()}
        </>
      )}
    </p>
  );
}

function openWords(kind: Props["kind"], isEmpty: boolean): string {
  if (kind === "date") return isEmpty ? t("Pick a day") : t("Change the day");
  return isEmpty ? t("Write") : t("Change");
}

/** A day written out, such as "3 December 2026"; what is no day stays as it is. */
export function dayWords(iso: string): string {
  if (!isDay(iso)) return iso;
  const day = new Date(`${iso}T12:00:00`);
  return new Intl.DateTimeFormat(currentLanguage(), { dateStyle: "long" }).format(day);
}
