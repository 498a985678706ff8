/** Which screen is shown. It is state, never an address: the browser's history says nothing. */
import type { RefusedEdit } from "../data/outbox.ts";
import type { Version } from "../directory/versions.ts";
import type { AuthoringPlace } from "./authoring/place.ts";

export type View =
  | { readonly name: "directory" }
  | { readonly name: "entry"; readonly id: string }
  | { readonly name: "hand-out" }
  | { readonly name: "report"; readonly id: string }
  // `refused`: the change that was not taken, to be made better; nothing for a new one
  | {
      readonly name: "edit";
      readonly id: string | undefined;
      readonly refused?: RefusedEdit;
      readonly isChecked?: boolean; // somebody has just asked them on the phone
    }
  | { readonly name: "edit-organization"; readonly id: string; readonly refused?: RefusedEdit }
  // `serviceId`: of the service whose place it is; a copy of the place becomes its place too
  | {
      readonly name: "edit-location";
      readonly id: string;
      readonly refused?: RefusedEdit;
      readonly serviceId?: string;
    }
  | { readonly name: "add-location"; readonly serviceId: string; readonly copyOf?: string }
  | { readonly name: "reports" }
  | { readonly name: "import" } // bringing a list in
  | { readonly name: "calls" }
  | { readonly name: "entries" } // the editors' list of all
  | { readonly name: "take-out"; readonly ids: readonly string[] } // a copy, of these too
  | { readonly name: "change-many"; readonly ids: readonly string[] } // document IDs
  | { readonly name: "ask-partner"; readonly id: string }
  | { readonly name: "two-answers" }
  | { readonly name: "choose"; readonly id: string }
  | { readonly name: "history"; readonly id: string }
  | { readonly name: "version"; readonly id: string; readonly version: Version } // document ID
  | { readonly name: "retire"; readonly id: string } // document ID, of any kind
  | { readonly name: "worksheets" }
  // `isBeside`: another worksheet leads here, and waits behind it
  | { readonly name: "worksheet"; readonly id: string; readonly isBeside?: boolean }
  // `under`: the tab that it was opened from
  | { readonly name: "program"; readonly under: Tab }
  | { readonly name: "edit-program"; readonly id: string; readonly refused?: RefusedEdit }
  | { readonly name: "authoring"; readonly place: AuthoringPlace } // writing worksheets
  | { readonly name: "told" } // "When someone tells you"
  | { readonly name: "surveys" }
  | { readonly name: "survey"; readonly id: string } // document ID
  | { readonly name: "survey-help"; readonly id: string }
  | { readonly name: "survey-start" }
  | { readonly name: "counts" }
  | { readonly name: "waiting" }
  | { readonly name: "settings" }
  | { readonly name: "networks" } // other collaboratives' directories
  | { readonly name: "lost-notes" } // about entries of others that are not here any more
  | { readonly name: "about" }
  | { readonly name: "sign-in" };

export type Tab = "directory" | "told" | "worksheets" | "settings";

/** The tab that a screen belongs to. */
export function tabOf(view: View): Tab {
  switch (view.name) {
    case "worksheets":
    case "worksheet":
    case "authoring":
    case "surveys":
    case "survey":
    case "survey-help":
    case "survey-start":
    case "counts":
      return "worksheets";
    case "told":
      return "told";
    case "program":
      return view.under;
    case "settings":
    case "about":
    case "edit-program":
    case "networks":
    case "lost-notes":
    case "sign-in":
      return "settings";
    default:
      return "directory";
  }
}
