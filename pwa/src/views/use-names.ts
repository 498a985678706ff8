/** Who somebody is, and what a place or an organization is called, as far as this phone knows. */
import { text } from "../directory/fields.ts";
import { t } from "../locale.ts";
import { dayInWords } from "../when.ts";
import { useCairn } from "./context.ts";
import { useDocuments } from "./use-documents.ts";

export interface Names {
  /** "You, November 20, 2026". */
  readonly whoAndWhen: (by: string | undefined, at: string | undefined) => string;
  readonly nameOf: (id: string) => string | undefined;
}

export function useNames(): Names {
  const { member, phone, space } = useCairn();
  const places = useDocuments(space, "location");
  const organizations = useDocuments(space, "organization");
  const who = (by: string | undefined) => {
    if (by === undefined) return t("Somebody, by another way than a phone");
    if (by === member?.id) return t("You");
    return phone.members.find(({ id }) => id === by)?.displayName ?? t("Another editor");
  };
  return {
    whoAndWhen: (by, at) => (at === undefined ? who(by) : `${who(by)}, ${dayInWords(at)}`),
    nameOf(id) {
      const found = [...(places ?? []), ...(organizations ?? [])].find((one) => one.id === id);
      return found && text(found.body, "name");
    },
  };
}
