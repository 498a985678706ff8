/** Whom to ask for, where to read on, and what else is told of a service. */
import { useEffect, useState } from "preact/hooks";
import type { Entry } from "../directory/entry.ts";
import { type Body, list, text } from "../directory/fields.ts";
import { t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";
import { useCairn } from "./context.ts";
import { SmallPhones } from "./phones.tsx";

export function Contacts({ entry }: { readonly entry: Entry }) {
  const rows = contactsOf(entry.document.body);
  if (rows.length === 0) return null;
  return (
    <section class="section">
      <h2>{t("Whom to ask for")}</h2>
      <ContactList rows={rows} />
    </section>
  );
}

export const contactsOf = (body: Body): readonly Body[] =>
  list(body, "contacts").filter((row) => contactWords(row) !== "");

export const ContactList = ({ rows }: { readonly rows: readonly Body[] }) => (
  <ul class="plain">
    {rows.map((row, n) => (
      <li key={n} class="stack">
        <p class="line">
          <Icon name="people" />
          <span dir="auto">{contactWords(row)}</span>
        </p>
        <SmallPhones phones={list(row, "phones")} />
        <Mail address={text(row, "email")} />
      </li>
    ))}
  </ul>
);

const contactWords = (row: Body): string =>
  [text(row, "name"), text(row, "title"), text(row, "department")].filter(Boolean).join(", ");

export function Online({ entry }: { readonly entry: Entry }) {
  const { body } = entry.document;
  const [url, email] = [text(body, "url"), text(body, "email")];
  const more = list(body, "additional_urls").filter((row) => text(row, "url") !== undefined);
  if (!url && !email && more.length === 0) return null;
  return (
    <section class="section">
      <h2>{t("Online")}</h2>
      {url && <WebPage address={url} label={undefined} />}
      {more.map((row, n) => (
        <WebPage key={n} address={text(row, "url") ?? ""} label={text(row, "label")} />
      ))}
      <Mail address={email} />
    </section>
  );
}

interface PageProps {
  readonly address: string;
  readonly label: string | undefined;
}

function WebPage({ address, label }: PageProps) {
  const isPage = /^https?:\/\//i.test(address);
  return (
    <div class="stack">
      <p dir="auto">{label ? `${label}: ${address}` : address}</p>
      {isPage && (
        <p>
          <a class="button" href={address} rel="noreferrer noopener" target="_blank">
            <Icon name="globe" />
            <span>
              {label
                ? t("Open “{page}” (leaves Cairn)", { page: label })
                : t("Open the website (leaves Cairn)")}
            </span>
          </a>
        </p>
      )}
    </div>
  );
}

const Mail = ({ address }: { readonly address: string | undefined }) =>
  address === undefined ? null : (
    <p>
      <a class="button" href={`mailto:${address}`}>
        {address}
      </a>
    </p>
  );

/** Who has looked at it, which program it belongs to, and the words it is filed under. */
export function MoreAbout({ entry }: { readonly entry: Entry }) {
  const { body } = entry.document;
  const terms = useTermNames(body);
  const program = useProgramName(entry);
  const lines = [
    program && t("Part of: {program}", { program }),
    text(body, "accreditations"),
    text(body, "licenses"),
    terms.length > 0 ? t("Filed under: {words}", { words: terms.join(", ") }) : undefined,
  ].filter((line) => line !== undefined && line !== "");
  if (lines.length === 0) return null;
  return (
    <section class="section">
      <h2>{t("More")}</h2>
      {lines.map((line) => (
        <p key={line} class="prose" dir="auto">
          {line}
        </p>
      ))}
    </section>
  );
}

/** The names of the terms that a service is filed under, read one by one: lists are long. */
function useTermNames(body: Body): readonly string[] {
  const { space } = useCairn();
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    let isCurrent = true;
    const rows = list(body, "attributes");
    void Promise.all(
      rows.map(async (row) => {
        const id = text(row, "taxonomy_term_id");
        const term = id === undefined ? undefined : await space?.read(`taxonomy_term:${id}`);
        return (term && text(term.body, "name")) ?? text(row, "value") ?? "";
      }),
    ).then((found) => {
      if (isCurrent) setNames([...new Set(found.filter(Boolean))]);
    });
    return () => {
      isCurrent = false;
    };
  }, [space, body]);
  return names;
}

function useProgramName(entry: Entry): string | undefined {
  const { space } = useCairn();
  const [name, setName] = useState<string>();
  const programId = text(entry.document.body, "program_id");
  useEffect(() => {
    let isCurrent = true;
    if (!space || !entry.organizationId || programId === undefined) return;
    void space.read(entry.organizationId).then((organization) => {
      const programs = organization ? list(organization.body, "programs") : [];
      const found = programs.find((one) => one.id === programId);
      if (isCurrent) setName(found && text(found, "name"));
    });
    return () => {
      isCurrent = false;
    };
  }, [space, entry.organizationId, programId]);
  return name;
}
