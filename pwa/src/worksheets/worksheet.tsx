/** A worksheet from its first screen to "Erased". */
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { later } from "../parts/later.tsx";
import { type Arrival, Page, SurroundingsContext } from "../parts/page.tsx";
import { ProgramLink } from "../program/program-link.tsx";
import { isPreview, useTemplate } from "./catalogue.ts";
import { isWhole } from "./copy.ts";
import { Cover } from "./cover.tsx";
import { dayOf } from "./days.ts";
import { AskToErase, AskWhichOne, Done, Erased } from "./done.tsx";
import type { Shared } from "./group/shared.ts";
import { HandOn } from "./hand-on.tsx";
import { LinkContext } from "./linked-form.tsx";
import { OpeningPage } from "./opening.tsx";
import { Part } from "./part.tsx";
import { Parts } from "./parts.tsx";
import { PocketGuide } from "./pocket-guide.tsx";
import { PreviewMark } from "./preview.tsx";
import { Reading } from "./reading.tsx";
import { AskToRemind, useForgetting } from "./reminders.tsx";
import { blankSheet } from "./required.ts";
import { type Services, ServicesContext } from "./services.ts";
import { hasAnswers, type Place, type Session, sessions } from "./session.ts";
import { shownSections } from "./sheet.ts";
import { Start } from "./start.tsx";
import { Take } from "./take.tsx";
import type { Template } from "./template.ts";
import { InTwoLanguages } from "./twice.tsx";
import { useSession } from "./use-session.ts";
import { holdScreen } from "./wake-lock.ts";

const GroupWorksheet = later(() => import("./group/index.tsx").then((part) => part.GroupWorksheet));

interface Props {
  readonly templateId: string;
  /** Another leads here, and waits behind it. */
  readonly isBeside?: boolean | undefined;
  /** Opens another worksheet in front of this one. */
  readonly onLink?: ((templateId: string) => void) | undefined;
  readonly onLeave: () => void;
  /** The member who uses the phone. */
  readonly owner?: string | undefined;
  /** Opens the directory; the worksheet stays open and is there on coming back. */
  readonly onDirectory?: (() => void) | undefined;
  /** Where it was left, when it is gone back to. */
  readonly arrival?: Arrival | undefined;
  /** The directory's services, to pick from. */
  readonly services?: Services | undefined;
  /** The space that a group's worksheets are kept in; undefined while nobody is signed in. */
  readonly shared?: Shared | undefined;
}

export function Worksheet(props: Props) {
  const { templateId, onLeave, owner, onDirectory, arrival } = props;
  const { services, onLink, isBeside = false } = props;
  const opening = useTemplate(templateId);
  const { template } = opening;
  if (template === undefined) return <OpeningPage opening={opening} onLeave={onLeave} />;
  if (template.about === "guide")
    return (
      <>
        {isPreview(templateId) && <PreviewMark />}
        <PocketGuide {...props} template={template} />
      </>
    );
  return (
    <ServicesContext.Provider value={services}>
      <LinkContext.Provider value={onLink && leadTo(onLink)}>
        {isPreview(templateId) && <PreviewMark />}
        <InTwoLanguages template={template}>
          {template.about === "group" ? (
            <GroupWorksheet
              key={template.id}
              template={template}
              shared={props.shared}
              onLeave={onLeave}
              onDirectory={onDirectory}
            />
          ) : (
            <FillIn
              template={template}
              isBeside={isBeside}
              onLeave={onLeave}
              owner={owner}
              onDirectory={onDirectory}
              arrival={arrival}
            />
          )}
        </InTwoLanguages>
      </LinkContext.Provider>
    </ServicesContext.Provider>
  );
}

/** To another worksheet, and on coming back to the question that led there. */
const leadTo = (onLink: (templateId: string) => void) => (templateId: string, from: string) => {
  const place = sessions.current()?.place;
  if (place?.at === "part") sessions.go({ ...place, questionId: from });
  onLink(templateId);
};

interface FillInProps {
  readonly template: Template;
  readonly onLeave: () => void;
  readonly onDirectory: (() => void) | undefined;
  readonly arrival: Arrival | undefined;
}

function FillIn(
  props: FillInProps & { readonly owner: string | undefined; readonly isBeside: boolean },
) {
  const { template, isBeside, onLeave, owner } = props;
  const { session: front, open, ending } = useSession(owner);
  const [hasBegun, setBegun] = useState(false);
  const session = open.find(({ templateId }) => templateId === template.id);
  const isElsewhere = session === undefined && open.some(hasAnswers);
  const mayBegin = !hasBegun && (isBeside || !isElsewhere);
  const blank = () => blankSheet(template, dayOf(new Date()));
  // Before it is painted: its first screen is the worksheet's, not a moment of nothing.
  useLayoutEffect(() => {
    if (session) {
      sessions.toFront(template.id);
      setBegun(true);
    } else if (mayBegin) {
      const begin = isBeside ? sessions.beginBeside : sessions.begin;
      begin(template.id, owner, blank());
      setBegun(true);
    }
  }, [session === undefined, mayBegin, template.id, owner, isBeside]);

  if (session === undefined && hasBegun)
    return (
      <Erased
        ending={ending}
        hasCopy={sessions.hasCopy()}
        hasReminder={sessions.hasReminder()}
        hasHandedOn={sessions.hasHandedOn()}
        isAnotherOpen={open.length > 0}
        onLeave={onLeave}
      />
    );
  if (isElsewhere && !mayBegin)
    return (
      <AskWhichOne onErase={() => sessions.begin(template.id, owner, blank())} onStay={onLeave} />
    );
  // For a moment: its heading, so that the focus has somewhere to be.
  if (session === undefined || session !== front)
    return <Page title={template.title} back={onLeave} />;
  if (session.covered)
    return <Cover onOpen={sessions.uncover} onErase={() => sessions.endAll("done")} />;
  return <Open {...props} session={session} />;
}

/** The worksheet in use, and the way to what the program itself says. */
function Open(props: FillInProps & { readonly session: Session }) {
  const { session, arrival } = props;
  const [cameBackTo] = useState(session.place);
  return (
    <SurroundingsContext.Provider
      value={{
        arrival: session.place === cameBackTo ? arrival : undefined,
        beside: <ProgramLink />,
      }}
    >
      <InUse {...props} />
    </SurroundingsContext.Provider>
  );
}

/** One screen for each place in the worksheet. */
function InUse(props: FillInProps & { readonly session: Session }) {
  const { template, session, onLeave, onDirectory } = props;
  const { sheet, place } = session;
  useForgetting(template, session);
  const [isLeaving, setLeaving] = useState(false);
  useEffect(holdScreen, []);

  const leave = () => {
    if (hasAnswers(session)) return setLeaving(true);
    sessions.end("left");
    onLeave();
  };
  const toParts = () => sessions.go({ at: "parts" });
  const toPart = (sectionId: string) => sessions.go({ at: "part", sectionId });
  const toQuestion = (sectionId: string, questionId: string) =>
    sessions.go({ at: "part", sectionId, questionId });
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
          questionId={shown.questionId}
          onQuestion={toQuestion}
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
          isForm={isWhole(template)}
          reminder={<AskToRemind template={template} session={session} />}
          handOn={<HandOn template={template} session={session} />}
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
          onQuestion={toQuestion}
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
