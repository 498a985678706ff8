/** Whom to talk to, on every screen of a survey. */
import { useId } from "preact/hooks";
import { currentLanguage, t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";

/** The program's own line, as coordinators wrote it down. */
export interface OwnLine {
  readonly number: string;
  readonly note?: Readonly<Record<string, string>> | undefined;
}

export function Hotlines({ own }: { readonly own: OwnLine | undefined }) {
  const heading = useId();
  const note = own?.note?.[currentLanguage()] ?? own?.note?.en;
  return (
    <section class="card hotlines" aria-labelledby={heading}>
      <h2 id={heading}>{t("If this brings up hard feelings")}</h2>
      <ul>
        {own && <Line name={t("Our 24-hour line")} number={own.number} note={note} />}
        <Line name={t("National hotline")} number="1-800-799-7233" />
        <Line name={t("Tribal helpline")} number="1-844-762-8483" />
        <Line name={t("Call or text at any time")} number="988" />
      </ul>
    </section>
  );
}

const Line = (props: {
  readonly name: string;
  readonly number: string;
  readonly note?: string | undefined;
}) => (
  <li>
    <span>{props.name}</span>
    <a class="button" href={`tel:${props.number.replace(/[^\d+]/g, "")}`}>
      <Icon name="call" />
      {props.number}
    </a>
    {props.note && <span class="soft">{props.note}</span>}
  </li>
);
