/** What Cairn is, what it protects and what it cannot, in plain words. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../locale.ts";
import { Page } from "../parts/page.tsx";
import { useCairn } from "./context.ts";

export function AboutView() {
  const { navigation } = useCairn();
  const version = useVersion();
  const protects = [
    t(
      "Worksheets with one person are not kept: what you fill in is erased when you are done, and is never sent.",
    ),
    t("The address of a private place is in no part of the directory."),
    t("Your passphrase never leaves this phone."),
    t("Cairn talks to your program's own server and to no one else."),
    t("The page title, the icon and the browser's history do not say what Cairn is for."),
  ];
  const limits = [
    t("Someone who looks over your shoulder, or makes you open the phone, can see what you see."),
    t("Spy programs on a phone can see all that you see and type."),
    t("Keyboards may learn words, and the phone may keep a picture of the last screen."),
    t("A call or another app may close Cairn, and then a worksheet is gone."),
    t("Whoever runs the server could change the app. The version below lets someone check."),
    t("The phone company can see which numbers were called."),
  ];
  return (
    <Page title={t("About Cairn")} back={navigation.back}>
      <p>{t("A directory and worksheets for advocates. It works without signal.")}</p>
      <List title={t("What Cairn protects")} lines={protects} />
      <List title={t("What Cairn cannot protect from")} lines={limits} />
      <section class="section">
        <h2>{t("Version")}</h2>
        <p>{version ? <bdi>{version}</bdi> : t("Not installed on this phone yet")}</p>
      </section>
    </Page>
  );
}

const List = (props: { readonly title: string; readonly lines: readonly string[] }) => (
  <section class="section">
    <h2>{props.title}</h2>
    <ul>
      {props.lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </section>
);

/** The hash over all of the app's files, as the copy on this phone is named. */
function useVersion(): string | undefined {
  const [version, setVersion] = useState<string>();
  useEffect(() => {
    if (!("caches" in globalThis)) return;
    void caches.keys().then((names) => {
      const prefix = "cairn-app-";
      const name = names.find((each) => each.startsWith(prefix));
      setVersion(name?.slice(prefix.length));
    });
  }, []);
  return version;
}
