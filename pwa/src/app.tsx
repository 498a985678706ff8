/** The app: who uses the phone, what is on it, and which screen shows it. */
import { useEffect, useReducer, useState } from "preact/hooks";
import type { ClosedBy } from "./data/schema.ts";
import { onLanguage, t } from "./locale.ts";
import { Button } from "./parts/button.tsx";
import { Notice } from "./parts/notice.tsx";
import { Page } from "./parts/page.tsx";
import { SpaceContext } from "./parts/space-context.ts";
import { CairnContext } from "./views/context.ts";
import { Frame } from "./views/frame.tsx";
import { type Navigation, useNavigation } from "./views/navigation.ts";
import { Screen, SignIn } from "./views/screen.tsx";
import { useDirectory } from "./views/use-directory.ts";
import { useOutdated } from "./views/use-outdated.ts";
import { usePhone, useSpace } from "./views/use-phone.ts";
import { useUpdate } from "./views/use-update.ts";
import type { View } from "./views/view.ts";

export function App() {
  useLanguage();
  const phone = usePhone();
  const known = phone === "failed" ? undefined : phone;
  const { space, status, exchangeNow } = useSpace(known);
  const directory = useDirectory(space, known?.current?.roles.includes("editor") ?? false);
  const navigation = useNavigation({ name: "directory" });
  const update = useUpdate();
  const closedBy = useOutdated();
  const { undo, tellSaved } = useSaved(navigation.view);

  if (phone === "failed") return <NoStorage />;
  if (!phone) return <Frame navigation={undefined}>{null}</Frame>;
  const isFirst = phone.collaborative === undefined;
  const cairn = {
    phone,
    member: phone.current,
    space,
    status,
    exchangeNow,
    directory,
    navigation,
    update,
    tellSaved,
  };
  return (
    <CairnContext.Provider value={cairn}>
      <Frame navigation={isFirst ? undefined : navigation}>
        {closedBy && <Outdated closedBy={closedBy} />}
        {isFirst ? (
          <SignIn isFirst onDone={() => navigation.start({ name: "directory" })} />
        ) : (
          <>
            {undo && <Saved undo={undo} />}
            {navigation.asking && <AskToLeave navigation={navigation} />}
            <div hidden={navigation.asking}>
              <SpaceContext.Provider value={space}>
                <Screen />
              </SpaceContext.Provider>
            </div>
          </>
        )}
      </Frame>
    </CairnContext.Provider>
  );
}

/** Draw everything again, with the same state, when the language changes. */
function useLanguage(): void {
  const [, draw] = useReducer((times: number, _: undefined) => times + 1, 0);
  useEffect(() => onLanguage(() => draw(undefined)), []);
}

type Undo = () => Promise<void>;

/** The way to undo a save, for as long as the screen that comes after it is shown. */
function useSaved(view: View) {
  const [saved, setSaved] = useState<{ readonly undo: Undo; readonly on: View | undefined }>();
  useEffect(() => {
    setSaved((old) => (old && old.on === undefined ? { ...old, on: view } : undefined));
  }, [view]);
  return {
    undo: saved?.on === view ? saved.undo : undefined,
    tellSaved: (undo: Undo) => setSaved({ undo, on: undefined }),
  };
}

function Saved({ undo }: { readonly undo: Undo }) {
  const [isUndone, setUndone] = useState(false);
  return (
    <div class="saved">
      <Notice kind="good" role="status">
        <div class="row">
          <span>{isUndone ? t("Undone.") : t("Saved on this phone.")}</span>
          {!isUndone && (
            <Button onClick={() => void undo().then(() => setUndone(true))}>{t("Undo")}</Button>
          )}
        </div>
      </Notice>
    </div>
  );
}

/** Nothing can be read or saved any more before a reload. */
const Outdated = ({ closedBy }: { readonly closedBy: ClosedBy }) => (
  <Notice kind="bad" role="alert">
    <p>
      <strong>
        {closedBy === "newer_tab"
          ? t("Cairn was updated in another tab.")
          : t("The browser closed what Cairn keeps on this phone.")}
      </strong>
    </p>
    <p>{t("Reload to go on. A worksheet that is open is erased.")}</p>
    <div class="row">
      <Button onClick={() => location.reload()}>{t("Reload")}</Button>
    </div>
  </Notice>
);

const AskToLeave = ({
  navigation: { answer, isDraftKept },
}: {
  readonly navigation: Navigation;
}) => (
  <Page title={t("You have changes that are not saved")}>
    <p>
      {isDraftKept
        ? t("You can keep them as a draft on this phone, and go on with it later.")
        : t("If you go on, they are lost.")}
    </p>
    <Button kind="main" wide onClick={() => answer("stay")}>
      {t("Go back and keep them")}
    </Button>
    {isDraftKept && (
      <Button wide onClick={() => answer("keep")}>
        {t("Leave, and keep the draft")}
      </Button>
    )}
    <Button kind="bad" wide onClick={() => answer("leave")}>
      {t("Leave without saving")}
    </Button>
  </Page>
);

const NoStorage = () => (
  <Frame navigation={undefined}>
    <Page title={t("Cairn cannot open here")}>
      <p>
        {t("This browser does not let Cairn store anything. A private window is often the reason.")}
      </p>
      <p>{t("Open Cairn in a normal window.")}</p>
    </Page>
  </Frame>
);
