/** How to put Cairn on the home screen, where browsers remove data less readily. */
import { useEffect, useState } from "preact/hooks";
import { askToInstall, canInstall, onInstallPrompt } from "../install-prompt.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";

export function InstallHint() {
  const [isOffered, setOffered] = useState(canInstall);
  useEffect(() => onInstallPrompt(() => setOffered(canInstall())), []);
  if (matchMedia("(display-mode: standalone)").matches) return null;
  const isApple = /iPhone|iPad|iPod/.test(navigator.userAgent);
  if (!isOffered && !isApple) return null;
  return (
    <section class="section stack">
      <h2>{t("Install")}</h2>
      <p>
        {t(
          "On the home screen, Cairn opens faster, and the phone is less likely to remove its copy.",
        )}
      </p>
      {isOffered ? (
        <Button wide onClick={askToInstall}>
          {t("Install Cairn")}
        </Button>
      ) : (
        <p>
          {t("In Safari: tap Share, then Add to Home Screen. Then open Cairn there and sign in.")}
        </p>
      )}
    </section>
  );
}
