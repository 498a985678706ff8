/** The parts of an organization's form. */
import { t } from "../../locale.ts";
import type { Draft } from "../use-draft.ts";
import { ParentChoice } from "./belongs.tsx";
import { withBrought } from "./brought.tsx";
import { Checking } from "./checking.tsx";
import { ContactRows } from "./contacts.tsx";
import { type Changed, DraftNumber, DraftText } from "./field.tsx";
import { FundingRows, IdentifierRows, ProgramRows } from "./organization-rows.tsx";
import type { FormPart } from "./part.tsx";
import { PhoneRows } from "./phones.tsx";
import { PageRows } from "./service-rows.tsx";
import { TermRows } from "./terms.tsx";

export function organizationParts({ body, change }: Draft, ownId: string): readonly FormPart[] {
  const of: Changed = { body, change };
  return withBrought(body, [
    {
      name: "basics",
      title: t("What it is"),
      fields: ["name", "alternate_name", "description"],
      isOpen: true,
      children: (
        <>
          <DraftText {...of} field="name" label={t("Name of the organization")} />
          <DraftText {...of} field="alternate_name" label={t("Other name")} />
          <DraftText {...of} field="description" label={t("What it is")} lines />
        </>
      ),
    },
    {
      name: "phones",
      title: t("Phone numbers"),
      fields: ["phones"],
      isOpen: true,
      children: <PhoneRows {...of} />,
    },
    {
      name: "online",
      title: t("Online"),
      fields: ["website", "email", "additional_websites"],
      isOpen: true,
      children: (
        <>
          <DraftText {...of} field="website" label={t("Website")} type="url" />
          <DraftText {...of} field="email" label={t("Email")} type="email" />
          <PageRows {...of} field="additional_websites" />
        </>
      ),
    },
    {
      name: "contacts",
      title: t("Whom to ask for"),
      fields: ["contacts"],
      children: <ContactRows {...of} />,
    },
    {
      name: "programs",
      title: t("Programs"),
      fields: ["programs"],
      children: <ProgramRows {...of} />,
    },
    {
      name: "checking",
      title: t("Checking"),
      fields: ["assured_date", "verify_every_days"],
      children: <Checking {...of} />,
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
      fields: [
        ...["legal_status", "year_incorporated", "tax_id", "tax_status", "logo", "uri"],
        ...["organization_identifiers", "parent_organization_id", "funding"],
      ],
      children: <More {...of} ownId={ownId} />,
    },
  ]);
}

const More = ({ ownId, ...of }: Changed & { readonly ownId: string }) => (
  <>
    <DraftText {...of} field="legal_status" label={t("What it is by law")} />
    <DraftNumber {...of} field="year_incorporated" label={t("Year it was founded")} />
    <DraftText {...of} field="tax_id" label={t("Tax number")} />
    {of.body.tax_status !== undefined && (
      <DraftText {...of} field="tax_status" label={t("Tax status, as it came")} />
    )}
    <DraftText {...of} field="logo" label={t("Address of its picture")} type="url" />
    <DraftText {...of} field="uri" label={t("Lasting web address")} type="url" />
    <ParentChoice {...of} ownId={ownId} />
    <IdentifierRows {...of} />
    <FundingRows {...of} />
  </>
);
