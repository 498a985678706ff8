/** What happens to what is filled in: said before anybody fills in anything. */
import { t } from "../../locale.ts";
import { Icon } from "../../parts/icon.tsx";
import { COVER_AFTER_MS, ERASE_AFTER_MS } from "../idle.ts";
import type { Template } from "../template.ts";

const MINUTE_MS = 60_000;

export const Promised = ({ template }: { readonly template: Template }) => (
  <section class="card promise" aria-labelledby="promise">
    <h2 id="promise">
      <Icon name="people" />
      {t("Kept and shared")}
    </h2>
    <ul>
      <li>
        {t(
          "What you fill in is saved on this phone. It goes to the shared space when there is signal.",
        )}
      </li>
      <li>
        {t(
          "Everyone who signs in to your collaborative can read it, and so can the people who run the server. It is not locked away.",
        )}
      </li>
      <li>{t("So: no names, and no facts about a survivor or a case.")}</li>
      <li>
        {t(
          "What says “Only talk about it” is not saved and not sent. It stays in this phone's memory until you leave the worksheet, or for {erase} minutes without a touch. After {cover} the screen is covered.",
          { cover: COVER_AFTER_MS / MINUTE_MS, erase: ERASE_AFTER_MS / MINUTE_MS },
        )}
      </li>
      <li>{template.retention}</li>
      <li>
        {t(
          "Nothing is removed by itself. Who started it, or a coordinator, can remove it from every phone.",
        )}
      </li>
    </ul>
  </section>
);
