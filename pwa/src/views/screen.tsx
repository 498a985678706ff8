/** Which screen stands for a view. All but the directory are fetched when first shown. */
import { later } from "../parts/later.tsx";
import type { Shared } from "../worksheets/group/shared.ts";
import { type Cairn, isCoordinator, useCairn } from "./context.ts";
import { DirectoryView } from "./directory.tsx";
import { ProgramAround } from "./program-around.tsx";
import { RemindersAround } from "./reminders-around.tsx";

const Settings = later(() => import("./settings.tsx").then((part) => part.SettingsView));
const About = later(() => import("./about.tsx").then((part) => part.AboutView));
export const SignIn = later(() => import("./sign-in.tsx").then((part) => part.SignInView));
const Entry = later(() => import("./entry.tsx").then((part) => part.EntryView));
const Waiting = later(() => import("./waiting.tsx").then((part) => part.WaitingView));
const HandOut = later(() => import("../handout/index.ts").then((part) => part.HandOutView));
const Report = later(() => import("./report.tsx").then((part) => part.ReportView));
const Import = later(() => import("./import/index.tsx").then((part) => part.ImportView));
const Reports = later(() => import("./reports.tsx").then((part) => part.ReportsView));
const Entries = later(() => import("./entries/index.tsx").then((part) => part.EntriesView));
const TakeOut = later(() => import("./entries/index.tsx").then((part) => part.TakeOutView));
const ChangeMany = later(() => import("./entries/index.tsx").then((part) => part.ChangeManyView));
const Calls = later(() => import("./calls.tsx").then((part) => part.CallsView));
const AskPartner = later(() => import("./ask-partner.tsx").then((part) => part.AskPartnerView));
const TwoAnswers = later(() => import("./two-answers.tsx").then((part) => part.TwoAnswersView));
const Choose = later(() => import("./choose.tsx").then((part) => part.ChooseView));
const History = later(() => import("./history.tsx").then((part) => part.HistoryView));
const OldVersion = later(() => import("./history-version.tsx").then((part) => part.VersionView));
const Retire = later(() => import("./retire.tsx").then((part) => part.RetireView));
const EditService = later(() => import("./edit-service.tsx").then((part) => part.EditServiceView));
const EditOrganization = later(() =>
  import("./edit-organization.tsx").then((part) => part.EditOrganizationView),
);
const EditLocation = later(() =>
  import("./edit-location.tsx").then((part) => part.EditLocationView),
);
const AddLocation = later(() => import("./edit-location.tsx").then((part) => part.AddLocationView));
const Networks = later(() => import("./networks.tsx").then((part) => part.NetworksView));
const LostNotes = later(() => import("./lost-notes.tsx").then((part) => part.LostNotesView));
const Program = later(() => import("./program.tsx").then((part) => part.ProgramView));
const EditProgram = later(() => import("./edit-program.tsx").then((part) => part.EditProgramView));
const ReviewsDue = later(() => import("./reviews-due.tsx").then((part) => part.ReviewsDue));
const worksheets = () => import("../worksheets/index.ts");
const WorksheetList = later(() => worksheets().then((part) => part.WorksheetList));
const Worksheet = later(() => import("./worksheet.tsx").then((part) => part.WorksheetView));
const Told = later(() => worksheets().then((part) => part.WhenSomeoneTellsYou));

const Authoring = later(() => import("./authoring/index.tsx").then((part) => part.AuthoringView));
const surveys = () => import("./surveys.tsx");
const Surveys = later(() => surveys().then((part) => part.SurveysView));
const Survey = later(() => surveys().then((part) => part.SurveyView));
const SurveyHelp = later(() => surveys().then((part) => part.SurveyHelpView));
const SurveyStart = later(() => surveys().then((part) => part.SurveyStartView));
const Counts = later(() => surveys().then((part) => part.CountsView));

export const Screen = () => (
  <ProgramAround>
    <RemindersAround>
      <ScreenOfView />
    </RemindersAround>
  </ProgramAround>
);

function ScreenOfView() {
  const cairn = useCairn();
  const { navigation, member, directory } = cairn;
  const { view, start, go, back } = navigation;
  const openDirectory = () => start({ name: "directory" });
  switch (view.name) {
    case "directory":
      return <DirectoryView />;
    case "entry":
      return <Entry key={view.id} id={view.id} />;
    case "hand-out":
      return <HandOut entryById={directory.entryById} owner={member?.id} back={back} />;
    case "report":
      return <Report id={view.id} />;
    case "edit":
      return <EditService id={view.id} refused={view.refused} isChecked={view.isChecked} />;
    case "edit-organization":
      return <EditOrganization id={view.id} refused={view.refused} />;
    case "edit-location":
      return <EditLocation id={view.id} refused={view.refused} serviceId={view.serviceId} />;
    case "add-location":
      return <AddLocation serviceId={view.serviceId} copiedId={view.copyOf} />;
    case "reports":
      return <Reports />;
    case "ask-partner":
      return <AskPartner key={view.id} id={view.id} />;
    case "calls":
      return <Calls />;
    case "entries":
      return <Entries />;
    case "take-out":
      return <TakeOut ids={view.ids} />;
    case "change-many":
      return <ChangeMany ids={view.ids} />;
    case "import":
      return <Import />;
    case "two-answers":
      return <TwoAnswers />;
    case "choose":
      return <Choose id={view.id} />;
    case "history":
      return <History key={view.id} id={view.id} />;
    case "version":
      return <OldVersion id={view.id} version={view.version} />;
    case "retire":
      return <Retire key={view.id} id={view.id} />;
    case "waiting":
      return <Waiting />;
    case "settings":
      return <Settings />;
    case "networks":
      return <Networks />;
    case "lost-notes":
      return <LostNotes />;
    case "about":
      return <About />;
    case "sign-in":
      return <SignIn isFirst={false} onDone={back} />;
    case "program":
      return <Program />;
    case "edit-program":
      return <EditProgram refused={view.refused} />;
    case "told":
      return <Told onDirectory={openDirectory} arrival={navigation.arrival} />;
    case "surveys":
      return <Surveys />;
    case "survey":
      return <Survey id={view.id} />;
    case "survey-help":
      return <SurveyHelp id={view.id} />;
    case "survey-start":
      return <SurveyStart />;
    case "counts":
      return <Counts />;
    case "worksheets":
      return (
        <WorksheetList
          reminders={<ReviewsDue />}
          owner={member?.id}
          onSurveys={member && (() => go({ name: "surveys" }))}
          arrival={navigation.arrival}
          onOpen={(id) => go({ name: "worksheet", id })}
          onWrite={
            isCoordinator(cairn)
              ? () => go({ name: "authoring", place: { screen: "list" } })
              : undefined
          }
        />
      );
    case "authoring":
      return <Authoring place={view.place} />;
    case "worksheet":
      return (
        <Worksheet
          key={view.id}
          templateId={view.id}
          isBeside={view.isBeside}
          onLink={(id) => go({ name: "worksheet", id, isBeside: true })}
          owner={member?.id}
          arrival={navigation.arrival}
          onLeave={back}
          onDirectory={openDirectory}
          services={directory}
          shared={sharedBy(cairn)}
        />
      );
  }
}

/** What a group's worksheets need; undefined while nobody is signed in. */
function sharedBy({ phone, member, space, tellSaved }: Cairn): Shared | undefined {
  if (member === undefined || space?.memberId !== member.id) return undefined;
  const nameOf = (id: string) => phone.members.find((one) => one.id === id)?.displayName;
  return { space, member, nameOf, tellSaved };
}
