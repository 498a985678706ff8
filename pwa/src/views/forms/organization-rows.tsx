/** Rows of an organization: its programs, its numbers in registers, who pays. */
import { t } from "../../locale.ts";
import { type Changed, DraftText } from "./field.tsx";
import { Rows } from "./rows.tsx";

export const ProgramRows = (of: Changed) => (
  <Rows
    {...of}
    field="programs"
    legend={t("Programs")}
    rowName={(n) => t("Program {n}", { n })}
    add={t("Add a program")}
    hasIds
  >
    {(row) => (
      <>
        <DraftText {...row} field="name" label={t("Name of the program")} />
        <DraftText {...row} field="alternate_name" label={t("Other name")} />
        <DraftText {...row} field="description" label={t("What it does")} lines />
      </>
    )}
  </Rows>
);

export const IdentifierRows = (of: Changed) => (
  <Rows
    {...of}
    field="organization_identifiers"
    legend={t("Numbers in registers")}
    rowName={(n) => t("Register {n}", { n })}
    add={t("Add a number in a register")}
    hasIds
  >
    {(row) => (
      <>
        <DraftText {...row} field="identifier_type" label={t("Which register")} />
        <DraftText {...row} field="identifier" label={t("Number in it")} />
        <DraftText {...row} field="identifier_scheme" label={t("Short name of the register")} />
      </>
    )}
  </Rows>
);

export const FundingRows = (of: Changed) => (
  <Rows
    {...of}
    field="funding"
    legend={t("Who pays for it")}
    rowName={(n) => t("Source {n}", { n })}
    add={t("Add a source")}
    hasIds
  >
    {(row) => <DraftText {...row} field="source" label={t("Where the money comes from")} />}
  </Rows>
);

/** What a place has for people with disabilities. */
export const AccessRows = (of: Changed) => (
  <Rows
    {...of}
    field="accessibility"
    legend={t("For people with disabilities")}
    rowName={(n) => t("Access {n}", { n })}
    add={t("Add what there is")}
  >
    {(row) => (
      <>
        <DraftText {...row} field="description" label={t("What there is")} />
        <DraftText {...row} field="details" label={t("Note")} />
        <DraftText {...row} field="url" label={t("Web address")} type="url" />
      </>
    )}
  </Rows>
);
