/** The parts of a place's form. Of a private place, only those that cannot lead there. */
import type { ComponentChildren } from "preact";
import { isTrue } from "../../directory/fields.ts";
import { t } from "../../locale.ts";
import type { Draft } from "../use-draft.ts";
import { WeekEditor } from "../week-editor.tsx";
import { withBrought } from "./brought.tsx";
import { Checking } from "./checking.tsx";
import { ContactRows } from "./contacts.tsx";
import { type Changed, DraftText } from "./field.tsx";
import { LanguageChecks } from "./languages.tsx";
import { AccessRows } from "./organization-rows.tsx";
import type { FormPart } from "./part.tsx";
import { PhoneRows } from "./phones.tsx";
import { TermRows } from "./terms.tsx";

/** `where`: the fields that say where it is, which depend on whether it is private. */
export function locationParts(draft: Draft, where: ComponentChildren): readonly FormPart[] {
  const of: Changed = { body: draft.body, change: draft.change };
  const isPrivate = isTrue(draft.body, "confidential");
  return withBrought(draft.body, [
    {
      name: "where",
      title: t("Where"),
      fields: ["name", "addresses", "transportation", "latitude"],
      isOpen: true,
      children: where,
    },
    {
      name: "phones",
      title: t("Phone numbers"),
      fields: ["phones"],
      isOpen: true,
      children: <PhoneRows {...of} />,
    },
    {
      name: "hours",
      title: t("Hours"),
      fields: ["schedules"],
      children: (
        <div id="field-schedules" tabIndex={-1} class="wide">
          <WeekEditor draft={draft} />
        </div>
      ),
    },
    {
      name: "languages",
      title: t("Languages"),
      fields: ["languages"],
      children: <LanguageChecks {...of} />,
    },
    ...(isPrivate ? [] : openParts(of)),
    {
      name: "checking",
      title: t("Checking"),
      fields: ["assured_date", "verify_every_days"],
      children: <Checking {...of} />,
    },
  ]);
}

const openParts = (of: Changed): readonly FormPart[] => [
  {
    name: "access",
    title: t("For people with disabilities"),
    fields: ["accessibility"],
    children: <AccessRows {...of} />,
  },
  {
    name: "contacts",
    title: t("Whom to ask for"),
    fields: ["contacts"],
    children: <ContactRows {...of} />,
  },
  {
    name: "terms",
    title: t("Words it is filed under"),
    fields: ["attributes"],
    children: <TermRows {...of} />,
  },
  {
    name: "more",
    title: t("More"),
    fields: ["alternate_name", "description", "url"],
    children: (
      <>
        <DraftText {...of} field="alternate_name" label={t("Other name")} />
        <DraftText {...of} field="description" label={t("How to know it")} lines />
        <DraftText {...of} field="url" label={t("Website")} type="url" />
      </>
    ),
  },
];
