/** Language, look, who uses this phone, a new version, and how to install. */
import { useState } from "preact/hooks";
import { currentLanguage, LANGUAGES, languageName, setLanguage, t, tn } from "../locale.ts";
import { currentLook, type Look, setLook } from "../look.ts";
import { Button } from "../parts/button.tsx";
import { Choices } from "../parts/field.tsx";
import { Page } from "../parts/page.tsx";
import { ProgramLink } from "../program/program-link.tsx";
import { isCoordinator, isEditor, useCairn } from "./context.ts";
import { InstallHint } from "./install-hint.tsx";
import { useLostNotes } from "./lost-notes.tsx";
import { People } from "./people.tsx";
import { RecentsSetting } from "./recents.tsx";
import { SyncStrip } from "./sync-strip.tsx";

export function SettingsView() {
  const cairn = useCairn();
  const { navigation, member } = cairn;
  const [look, changeLook] = useState<Look>(currentLook);
  const lost = useLostNotes(cairn)?.length ?? 0;
  return (
    <Page title={t("Settings")} arrival={navigation.arrival}>
      <SyncStrip />
      <UpdateReady />
      <People />
      <section class="section">
        <Choices
          label={t("Language")}
          value={currentLanguage()}
          choices={LANGUAGES.map((tag) => ({ value: tag, label: languageName(tag), lang: tag }))}
          onChange={(language) => void setLanguage(language)}
        />
      </section>
      <section class="section">
        <Choices
          label={t("Look")}
          value={look}
          choices={[
            { value: "phone", label: t("Same as the phone") },
            { value: "light", label: t("Light") },
            { value: "dark", label: t("Dark") },
          ]}
          onChange={(next) => {
            changeLook(next);
            setLook(next);
          }}
        />
      </section>
      <section class="section">
        <h2>{t("Leave")}</h2>
        <p>
          {t(
            "The Leave button, or the Escape key three times, shows another page at once. Worksheets that are open are erased.",
          )}
        </p>
      </section>
      <RecentsSetting />
      <InstallHint />
      <section class="section stack">
        <ProgramLink wide />
        {member && (
          <Button
            id="own-reports"
            icon="flag"
            wide
            onClick={() => navigation.go({ name: "reports" })}
          >
            {isEditor(cairn) ? t("Reports") : t("What you reported")}
          </Button>
        )}
        {isCoordinator(cairn) && (
          <Button
            id="networks"
            icon="globe"
            wide
            onClick={() => navigation.go({ name: "networks" })}
          >
            {t("Other directories")}
          </Button>
        )}
        {isEditor(cairn) && lost > 0 && (
          <Button
            id="lost-notes"
            icon="globe"
            wide
            onClick={() => navigation.go({ name: "lost-notes" })}
          >
            {tn("{n} note without its entry", "{n} notes without their entry", lost)}
          </Button>
        )}
        <Button id="about" icon="talk" wide onClick={() => navigation.go({ name: "about" })}>
          {t("About Cairn: what it protects, and what not")}
        </Button>
      </section>
    </Page>
  );
}

export function UpdateReady() {
  const { update } = useCairn();
  return update.isReady ? (
    <section class="card stack">
      <h2>{t("A new version is ready")}</h2>
      <p>
        {t("Changes that wait to be sent stay on this phone. A worksheet that is open is erased.")}
      </p>
      <Button kind="main" wide onClick={update.use}>
        {t("Use it now")}
      </Button>
    </section>
  ) : null;
}
