/** Numbers to call or text: the largest thing on a service's screen. */
import { type Body, text, textsOf } from "../directory/fields.ts";
import { callAddress, takesCalls, takesTexts, textAddress } from "../directory/phone-link.ts";
import { languageWords } from "../directory/words.ts";
import { t } from "../locale.ts";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";

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
  const number = text(phone, "number") ?? "";
  const extension = phone.extension;
  const shown = extension
    ? t("{number} ext. {extension}", { number, extension: String(extension) })
    : number;
  const about = [
    text(phone, "description"),
    textsOf(phone, "languages", "code").map(languageWords).join(", "),
  ].filter(Boolean);
  return (
    <>
      {about.length > 0 && <p>{about.join(". ")}</p>}
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

function kindWords(type: string | undefined): string {
  if (type === "fax") return t("Fax");
  if (type === "video") return t("Video phone");
  return t("Pager");
}
