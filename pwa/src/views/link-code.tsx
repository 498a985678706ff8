/** Links as codes: to be read off the screen by another phone, or printed and put up. */
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { drawCode } from "../parts/code.ts";
import { CodePicture } from "../parts/code-picture.tsx";
import { printAlone } from "../parts/ways-out.ts";

const POSTER_WIDTH = "70mm";

export function LinkCode({ link }: { readonly link: string }) {
  return (
    <div class="stack">
      <p>{t("The same link as a code: another phone's camera reads it from here.")}</p>
      <Code link={link} />
      <p class="soft">
        {t("Whoever reads it has the link, and a phone may keep a list of the codes it has read.")}
      </p>
    </div>
  );
}

/** The pages without scripts, for a poster beside the survey's. */
export function DirectoryLink() {
  const link = `${location.origin}/plain/`;
  return (
    <section class="section stack">
      <h2>{t("The public directory on any phone")}</h2>
      <p>{t("These pages need no app and no sign-in. They show what is marked public.")}</p>
      <p class="prose" translate={false}>
        {link}
      </p>
      <Code link={link} />
    </section>
  );
}

function Code({ link }: { readonly link: string }) {
  const code = drawCode(link);
  const poster = (
    <article>
      <CodePicture code={{ ...code, width: POSTER_WIDTH }} label={link} />
      <p>{link}</p>
    </article>
  );
  return (
    <>
      <CodePicture code={code} label={t("Code of the link {link}", { link })} />
      <div class="row">
        <Button
          label={t("Print the code of {link}", { link })}
          onClick={() => void printAlone(poster)}
        >
          {t("Print the code")}
        </Button>
      </div>
    </>
  );
}
