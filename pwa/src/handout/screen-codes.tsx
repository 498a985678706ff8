/** The codes of a hand-out on the screen, to be read off it by another phone. */
import { t } from "../locale.ts";
import { CodePicture } from "../parts/code-picture.tsx";
import type { HandOutCodes } from "./codes.ts";

export const ScreenCodes = ({ codes, tooLong }: HandOutCodes) => (
  <div class="stack" role="status">
    <p>
      {t(
        "It holds names and numbers, and no link. Another phone can read it here too. Some phones keep a list of what they have read.",
      )}
    </p>
    {codes.map((code) => (
      <figure key={code.text} class="handout-code">
        <CodePicture code={code} label={t("Code: {names}", { names: code.names.join(", ") })} />
        <figcaption dir="auto">{code.names.join(", ")}</figcaption>
      </figure>
    ))}
    {tooLong.length > 0 && (
      <p>
        <strong>{t("Too long for a code: {names}", { names: tooLong.join(", ") })}</strong>
      </p>
    )}
  </div>
);
