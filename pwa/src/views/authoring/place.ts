/** The screens on which a coordinator writes worksheets. */
import type { At } from "../../authoring/draft.ts";

export type AuthoringPlace =
  | { readonly screen: "list" }
  | { readonly screen: "bring" }
  // `at`: the part that is open; "" is the worksheet itself
  | { readonly screen: "draft"; readonly id: string; readonly at: At }
  | { readonly screen: "publish"; readonly id: string };
