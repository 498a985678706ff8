/** Who somebody is, and what a place or an organization is called, as far as this phone knows. */
import { useEffect, useState } from "preact/hooks";
import { type EditorNames, parseNames } from "../data/editor-names.ts";
import { text } from "../directory/fields.ts";
import { t } from "../locale.ts";
import { askAccounts } from "../secrets/account-door.ts";
import { dayInWords } from "../when.ts";
import { isCoordinator, isEditor, useCairn } from "./context.ts";

export interface Names {
  /** "You, November 20, 2026". */
  readonly whoAndWhen: (by: string | undefined, at: string | undefined) => string;
  readonly nameOf: (id: string) => string | undefined;
}

const NOBODY: EditorNames = new Map();
let known: { readonly for: string; readonly names: EditorNames } | undefined;

/** Asked for once while the app is open; without signal, nobody's. */
function useEditorNames(): EditorNames {
  const cairn = useCairn();
  const memberId = isEditor(cairn) || isCoordinator(cairn) ? cairn.member?.id : undefined;
  const [names, setNames] = useState(known?.for === memberId ? known?.names : undefined);
  useEffect(() => {
    if (memberId === undefined || known?.for === memberId) return;
    let isCurrent = true;
    void askAccounts(fetch.bind(globalThis), "/api/people/names", { memberId }).then((answer) => {
      if (!answer.ok) return;
      known = { for: memberId, names: parseNames(answer.value) };
      if (isCurrent) setNames(known.names);
    });
    return () => {
      isCurrent = false;
    };
  }, [memberId]);
  return memberId === undefined ? NOBODY : (names ?? NOBODY);
}

export function useNames(): Names {
  const editors = useEditorNames();
  const { member, phone, directory } = useCairn();
  const who = (by: string | undefined) => {
    if (by === undefined) return t("Somebody, by another way than a phone");
    if (by === member?.id) return t("You");
    const name = phone.members.find(({ id }) => id === by)?.displayName ?? editors.get(by);
    return name ?? t("Another editor");
  };
  return {
    whoAndWhen: (by, at) => (at === undefined ? who(by) : `${who(by)}, ${dayInWords(at)}`),
    nameOf(id) {
      const found = directory.documentOf(id);
      return found && text(found.body, "name");
    },
  };
}
