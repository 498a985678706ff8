/** A link as a code: to be read off the screen by another phone, or printed and put up. */
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { drawCode } from "../parts/code.ts";
import { CodePicture } from "../parts/code-picture.tsx";
import { printAlone } from "../parts/ways-out.ts";

export function LinkCode({ link }: { readonly link: string }) {
  const code = drawCode(link);
  const poster = (
    <article>
      <CodePicture code={{ ...code, width: "70mm" }} label={link} />
      <p>{link}</p>
    </article>
  );
  return (
    <div class="stack">
      <p>{t("The same link as a code: another phone's camera reads it from here.")}</p>
      <CodePicture code={code} label={t("Code of the link {link}", { link })} />
      <div class="row">
        <Button onClick={() => void printAlone(poster)}>{t("Print the code")}</Button>
      </div>
      <p class="soft">
        {t("Whoever reads it has the link, and a phone may keep a list of the codes it has read.")}
      </p>
    </div>
  );
}
