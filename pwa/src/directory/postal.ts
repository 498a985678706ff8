/**
 * Codes of states and provinces, and the forms of postal codes, of the countries near here.
 * As the server's `directory/postal.py`; both are held to `tests/vectors/postal.json`.
 */
import { type Body, text } from "./fields.ts";

export const COUNTRIES = ["US", "CA", "MX"] as const;

// With the District of Columbia, the territories, the freely associated states, and the military.
const STATES = (
  "AL AK AS AZ AR CA CO CT DE DC FL FM GA GU HI ID IL IN IA KS KY LA ME MD MA MH MI MN MS MO MT " +
  "NE NV NH NJ NM NY NC ND MP OH OK OR PA PR PW RI SC SD TN TX UT VT VA VI WA WV WI WY AA AE AP"
).split(" ");
const PROVINCES = "AB BC MB NB NL NS NT NU ON PE QC SK YT".split(" ");
const CODES = new Map([
  ["US", STATES],
  ["CA", PROVINCES],
]);
const FORMS = new Map([
  ["US", /^[0-9]{5}(-[0-9]{4})?$/],
  ["CA", /^[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z] ?[0-9][ABCEGHJ-NPRSTV-Z][0-9]$/],
  ["MX", /^[0-9]{5}$/],
]);

/** Which parts of an address its country's addresses cannot have. A state in words may be any. */
export function wrongParts(address: Body): readonly string[] {
  const country = text(address, "country") ?? "US";
  const state = (text(address, "state_province") ?? "").trim().toUpperCase();
  const code = (text(address, "postal_code") ?? "").trim().toUpperCase();
  const isNoState = state.length === 2 && CODES.get(country)?.includes(state) === false;
  const isNoCode = code !== "" && FORMS.get(country)?.test(code) === false;
  return [...(isNoState ? ["state_province"] : []), ...(isNoCode ? ["postal_code"] : [])];
}
