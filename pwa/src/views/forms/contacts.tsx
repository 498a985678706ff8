/** Whom to ask for: desks and roles, not private people. */
import { t } from "../../locale.ts";
import { Notice } from "../../parts/notice.tsx";
import { type Changed, DraftText } from "./field.tsx";
import { PhoneRows } from "./phones.tsx";
import { Rows } from "./rows.tsx";

export const ContactRows = (of: Changed) => (
  <Rows
    {...of}
    field="contacts"
    legend={t("Whom to ask for")}
    rowName={(n) => t("Contact {n}", { n })}
    add={t("Add a contact")}
    hasIds
    before={
      <Notice kind="warn">
        {t(
          "Whoever reads the directory reads this. Write desks and roles. Write a person's name, private number or email only if they agreed to it.",
        )}
      </Notice>
    }
  >
    {(row) => (
      <>
        <DraftText {...row} field="name" label={t("Name of the desk or role")} />
        <DraftText {...row} field="title" label={t("What they do")} />
        <DraftText {...row} field="department" label={t("Department")} />
        <DraftText {...row} field="email" label={t("Email")} type="email" />
        <PhoneRows {...row} />
      </>
    )}
  </Rows>
);
