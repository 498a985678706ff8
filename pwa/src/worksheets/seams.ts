/** What a template may ask for that this version cannot do yet, and says so. */
import { t } from "../locale.ts";
import type { Option, Question } from "./template.ts";

/**
 * Of what options and whole worksheets may need, what this version can do.
 *
 * To come: `keeping` (so many years, or until a day), `sharing`, `counting` (answers added
 * up, small groups hidden) and `signing`. A worksheet whose promise needs one of them is not
 * in the list: filled in today, it would break the promise.
 */
const CAN: ReadonlySet<string> = new Set(["copy"]);

export const isPossible = ({ needs }: { readonly needs: readonly string[] }): boolean =>
  needs.every((need) => CAN.has(need));

/** Options that mean something in this version. */
export const possibleOptions = (options: readonly Option[]): readonly Option[] =>
  options.filter(isPossible);

/** True when a question leaves nothing to choose, because what it offers is not here yet. */
export const isStatement = ({ options }: Question): boolean =>
  !options.every(isPossible) && possibleOptions(options).length <= 1;

export const notKeptWords = (): string =>
  t("This version cannot keep answers yet. All is erased when you are done.");

export const noSuchFormWords = (): string =>
  t("This form is not in this version yet. Use your program's paper form.");

export const countedWords = (): string =>
  t("At the end you choose whether to add this answer to our count. No name goes with it.");
