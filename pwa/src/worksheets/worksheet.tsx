/** A worksheet from its first screen to "Erased". */
import { useEffect, useState } from "preact/hooks";
import { Page } from "../parts/page.tsx";
import { useTemplate } from "./catalogue.ts";
import { Cover } from "./cover.tsx";
import { AskToErase, AskWhichOne, Done, Erased } from "./done.tsx";
import { OpeningPage } from "./opening.tsx";
import { Part } from "./part.tsx";
import { Parts } from "./parts.tsx";
import { PocketGuide } from "./pocket-guide.tsx";
import { Reading } from "./reading.tsx";
import { type Services, ServicesContext } from "./services.ts";
import { hasAnswers, type Place, type Session, sessions } from "./session.ts";
import { shownSections } from "./sheet.ts";
import { Start } from "./start.tsx";
import { Take } from "./take.tsx";
import type { Template } from "./template.ts";
import { useSession } from "./use-session.ts";
import { holdScreen } from "./wake-lock.ts";

interface Props {
  readonly templateId: string;
  readonly onLeave: () => void;
  /** The member who uses the phone. */
  readonly owner?: string | undefined;
  /** Opens the directory; the worksheet stays open and is there on coming back. */
  readonly onDirectory?: (() => void) | undefined;
  /** The directory's services, to pick from. */
  readonly services?: Services | undefined;
}

export function Worksheet({ templateId, onLeave, owner, onDirectory, services }: Props) {
  const opening = useTemplate(templateId);
  const { template } = opening;
  if (template === undefined) return <OpeningPage opening={opening} onLeave={onLeave} />;
  if (template.about === "guide")
    return <PocketGuide template={template} onLeave={onLeave} onDirectory={onDirectory} />;
  return (
    <ServicesContext.Provider value={services}>
      <FillIn template={template} onLeave={onLeave} owner={owner} onDirectory={onDirectory} />
    </ServicesContext.Provider>
  );
}

interface FillInProps {
  readonly template: Template;
  readonly onLeave: () => void;
  readonly onDirectory: (() => void) | undefined;
}

function FillIn(props: FillInProps & { readonly owner: string | undefined }) {
  const { template, onLeave, owner, onDirectory } = props;
  const { session, ending } = useSession(owner);
  const [hasBegun, setBegun] = useState(false);
  const isOther = session !== undefined && session.templateId !== template.id;
  const mayBegin = !hasBegun && !hasAnswers(session);
  useEffect(() => {
    if (hasBegun) return;
    if (session?.templateId === template.id) setBegun(true);
    else if (mayBegin) {
      sessions.begin(template.id, owner);
      setBegun(true);
    }
  }, [hasBegun, mayBegin, session, template.id, owner]);

  if (isOther && hasAnswers(session))
    return <AskWhichOne onErase={() => sessions.begin(template.id, owner)} onStay={onLeave} />;
  if (session === undefined && hasBegun)
    return <Erased ending={ending} hasCopy={sessions.hasCopy()} onLeave={onLeave} />;
  // For a moment: its heading, so that the focus has somewhere to be.
  if (session === undefined || isOther) return <Page title={template.title} back={onLeave} />;
  if (session.covered)
    return <Cover onOpen={sessions.uncover} onErase={() => sessions.end("done")} />;
  return <Open template={template} session={session} onLeave={onLeave} onDirectory={onDirectory} />;
}

/** The worksheet in use: one screen for each place in it. */
function Open(props: FillInProps & { readonly session: Session }) {
  const { template, session, onLeave, onDirectory } = props;
  const { sheet, place } = session;
  const [isLeaving, setLeaving] = useState(false);
  useEffect(holdScreen, []);

  const leave = () => {
    if (hasAnswers(session)) return setLeaving(true);
    sessions.end("left");
    onLeave();
  };
  const toParts = () => sessions.go({ at: "parts" });
  const toPart = (sectionId: string) => sessions.go({ at: "part", sectionId });
  const toDone = () => sessions.go({ at: "done" });

  // A part goes out of sight when the answer that called for it changes.
  const isGone =
    place.at === "part" &&
    !shownSections(template, sheet).some((section) => section.id === place.sectionId);

  if (isLeaving)
    return <AskToErase onStay={() => setLeaving(false)} onErase={() => sessions.end("done")} />;
  const shown: Place = isGone ? { at: "parts" } : place;
  switch (shown.at) {
    case "start":
      return (
        <Start
          template={template}
          onStart={() => toPart(firstPart(template, session))}
          onParts={toParts}
          onLeave={leave}
        />
      );
    case "parts":
      return (
        <Parts template={template} sheet={sheet} onPart={toPart} onDone={toDone} onLeave={leave} />
      );
    case "part":
      return (
        <Part
          key={shown.sectionId}
          template={template}
          sheet={sheet}
          sectionId={shown.sectionId}
          change={sessions.change}
          onPart={toPart}
          onParts={toParts}
          onDone={toDone}
          onCover={sessions.cover}
          onDirectory={onDirectory}
        />
      );
    case "done":
      return (
        <Done
          onErase={() => sessions.end("done")}
          onRead={() => sessions.go({ at: "read" } satisfies Place)}
          onTake={(way) => sessions.go({ at: "take", way, step: "choose" })}
          onBack={toParts}
        />
      );
    case "take":
      return (
        <Take
          template={template}
          sheet={sheet}
          place={shown}
          chosen={session.taking}
          onChoose={sessions.take}
          onStep={(step) => sessions.go({ ...shown, step })}
          onHanded={sessions.handOver}
          onBack={toDone}
          onErase={() => sessions.end("done")}
        />
      );
    case "read":
      return <Reading template={template} sheet={sheet} onBack={toDone} />;
  }
}

const firstPart = (template: Template, session: Session): string =>
  shownSections(template, session.sheet)[0]?.id ?? "";
