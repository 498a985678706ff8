/** Numbers to call or text: the largest thing on a service's screen. */
import { type Body, list, text } from "../directory/fields.ts";
import { callAddress, takesCalls, takesTexts, textAddress } from "../directory/phone-link.ts";
import { t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { languagesWords } from "./entry-languages.ts";

export function Phones({ phones }: { readonly phones: readonly Body[] }) {
  if (phones.length === 0) return <Notice kind="warn">{t("No phone number is known.")}</Notice>;
  return (
    <ul class="plain">
      {phones.map((phone, place) => (
        <li key={place} class="stack">
          <Reach phone={phone} />
        </li>
      ))}
    </ul>
  );
}

function Reach({ phone }: { readonly phone: Body }) {
  const shown = numberWords(phone);
  const about = [text(phone, "description"), languagesWords(list(phone, "languages"))].filter(
    Boolean,
  );
  return (
    <>
      {about.length > 0 && <p dir="auto">{about.map(withoutStop).join(". ")}</p>}
      {takesCalls(phone) && (
        <a class="button main wide" href={callAddress(phone)}>
          <Icon name="call" />
          <span>{t("Call {number}", { number: shown })}</span>
        </a>
      )}
      {takesTexts(phone) && (
        <a class="button wide" href={textAddress(phone)}>
          <Icon name="talk" />
          <span>{t("Text {number}", { number: shown })}</span>
        </a>
      )}
      {!takesCalls(phone) && !takesTexts(phone) && (
        <p>{t("{type}: {number}", { type: kindWords(text(phone, "type")), number: shown })}</p>
      )}
    </>
  );
}

const withoutStop = (line: string | undefined): string => (line ?? "").replace(/\.$/, "");

/** "555-0134 ext. 2". */
function numberWords(phone: Body): string {
  const number = text(phone, "number") ?? "";
  const extension = phone.extension;
  return extension
    ? t("{number} ext. {extension}", { number, extension: String(extension) })
    : number;
}

/** Further numbers, of a place or a desk: smaller, so that the service's own stand out. */
export const SmallPhones = ({ phones }: { readonly phones: readonly Body[] }) => (
  <>
    {phones.map((phone, place) => {
      const shown = numberWords(phone);
      const about = [text(phone, "description"), languagesWords(list(phone, "languages"))];
      return (
        <p key={place} class="row">
          {takesCalls(phone) ? (
            <a class="button" href={callAddress(phone)}>
              <Icon name="call" />
              <span>{t("Call {number}", { number: shown })}</span>
            </a>
          ) : (
            <span>
              {t("{type}: {number}", { type: kindWords(text(phone, "type")), number: shown })}
            </span>
          )}
          <span dir="auto">{about.filter(Boolean).map(withoutStop).join(". ")}</span>
        </p>
      );
    })}
  </>
);

function kindWords(type: string | undefined): string {
  if (type === "fax") return t("Fax");
  if (type === "video") return t("Video phone");
  if (type === "text") return t("Texts only");
  return t("Pager");
}
