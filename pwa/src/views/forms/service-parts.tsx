/** The parts of a service's form, in the order in which an editor is asked. */
import type { Entry } from "../../directory/entry.ts";
import { STATUSES, statusWords } from "../../directory/words.ts";
import { t } from "../../locale.ts";
import type { Draft } from "../use-draft.ts";
import { WeekEditor } from "../week-editor.tsx";
import { Audience, KindTicks, Ways } from "./audience.tsx";
import { ProgramChoice } from "./belongs.tsx";
import { withBrought } from "./brought.tsx";
import { Checking } from "./checking.tsx";
import { ContactRows } from "./contacts.tsx";
import { CostRows } from "./cost.tsx";
import { type Changed, DraftSelect, DraftText } from "./field.tsx";
import { LanguageChecks } from "./languages.tsx";
import { FundingRows } from "./organization-rows.tsx";
import type { FormPart } from "./part.tsx";
import { PhoneRows } from "./phones.tsx";
import { PlaceChecks } from "./places.tsx";
import { AreaRows, CapacityRows, PageRows, PaperRows } from "./service-rows.tsx";
import { TermRows } from "./terms.tsx";

interface About {
  readonly entry: Entry | undefined;
  readonly isFromCall: boolean;
}

export function serviceParts(draft: Draft, { entry, isFromCall }: About): readonly FormPart[] {
  const of: Changed = { body: draft.body, change: draft.change };
  return withBrought(of.body, [
    {
      name: "basics",
      isAlone: true,
      title: t("What it is"),
      fields: ["name", "alternate_name", "description", "alert"],
      isOpen: true,
      children: <Basics {...of} />,
    },
    {
      name: "phones",
      isAlone: true,
      title: t("Phone numbers"),
      fields: ["phones"],
      isOpen: true,
      children: <PhoneRows {...of} />,
    },
    {
      name: "kinds",
      isAlone: true,
      title: t("Kind of help"),
      fields: ["categories"],
      isOpen: true,
      children: <KindTicks {...of} />,
    },
    {
      name: "hours",
      isAlone: true,
      title: t("Hours"),
      fields: ["schedules"],
      children: (
        <div id="field-schedules" tabIndex={-1} class="wide">
          <WeekEditor draft={draft} />
        </div>
      ),
    },
    {
      name: "who",
      isAlone: true,
      title: t("Who it serves"),
      fields: [
        ...["who_is_served", "eligibility_description", "minimum_age", "maximum_age"],
        "culturally_specific",
      ],
      children: <Audience {...of} />,
    },
    {
      name: "ways",
      isAlone: true,
      title: t("How it helps"),
      fields: ["without_police", "restorative"],
      children: <Ways {...of} />,
    },
    {
      name: "getting",
      isAlone: true,
      title: t("How to get it"),
      fields: ["application_process", "wait_time", "required_documents"],
      children: <Getting {...of} />,
    },
    {
      name: "cost",
      isAlone: true,
      title: t("Cost"),
      fields: ["cost_options", "fees_description", "fees"],
      children: <Cost {...of} />,
    },
    {
      name: "languages",
      isAlone: true,
      title: t("Languages"),
      fields: ["languages", "interpretation_services"],
      children: (
        <>
          <LanguageChecks {...of} />
          <DraftText {...of} field="interpretation_services" label={t("Interpreters")} lines />
        </>
      ),
    },
    {
      name: "where",
      isAlone: true,
      title: t("Where"),
      fields: ["service_areas", "service_at_locations"],
      children: (
        <>
          <AreaRows {...of} />
          {entry && <PlaceChecks {...of} entry={entry} />}
        </>
      ),
    },
    {
      name: "free",
      isAlone: true,
      title: t("How much is free"),
      fields: ["capacities"],
      children: <CapacityRows {...of} />,
    },
    {
      name: "contacts",
      isAlone: true,
      title: t("Whom to ask for"),
      fields: ["contacts"],
      children: <ContactRows {...of} />,
    },
    {
      name: "online",
      isAlone: true,
      title: t("Online"),
      fields: ["url", "email", "additional_urls"],
      children: (
        <>
          <DraftText {...of} field="url" label={t("Website")} type="url" />
          <DraftText {...of} field="email" label={t("Email")} type="email" />
          <PageRows {...of} field="additional_urls" />
        </>
      ),
    },
    {
      name: "checking",
      title: t("Checking"),
      fields: ["assured_date", "verify_every_days"],
      isOpen: true,
      children: <Checking {...of} isFromCall={isFromCall} />,
    },
    {
      name: "terms",
      isAlone: true,
      title: t("Words it is filed under"),
      fields: ["attributes"],
      children: <TermRows {...of} />,
    },
    {
      name: "more",
      isAlone: true,
      title: t("More"),
      fields: ["accreditations", "licenses", "program_id", "funding"],
      children: <More {...of} />,
    },
  ]);
}

const Basics = (of: Changed) => (
  <>
    <DraftText {...of} field="name" label={t("Name of the service")} />
    <DraftText {...of} field="alternate_name" label={t("Other name")} />
    <DraftText {...of} field="description" label={t("What it is")} lines />
    <DraftText {...of} field="alert" label={t("Short warning")} />
    <DraftSelect
      {...of}
      field="status"
      label={t("Is it running?")}
      choices={STATUSES.map((value) => ({ value, label: statusWords(value) }))}
    />
  </>
);

const Getting = (of: Changed) => (
  <>
    <DraftText {...of} field="application_process" label={t("How to get it")} lines />
    <DraftText {...of} field="wait_time" label={t("How long it takes")} />
    <PaperRows {...of} />
  </>
);

const Cost = (of: Changed) => (
  <>
    <CostRows {...of} />
    <DraftText {...of} field="fees_description" label={t("More about the cost")} lines />
    {of.body.fees !== undefined && <DraftText {...of} field="fees" label={t("Cost, as it came")} />}
  </>
);

const More = (of: Changed) => (
  <>
    <DraftText
      {...of}
      field="accreditations"
      label={t("Licenses and who has looked at it")}
      lines
    />
    {of.body.licenses !== undefined && (
      <DraftText {...of} field="licenses" label={t("Licenses, as they came")} />
    )}
    <ProgramChoice {...of} />
    <FundingRows {...of} />
  </>
);
