/** The forms that a value may take, as the server's `field.py` has them. */

const PHONE = /^(?=(?:.*\d){3})[0-9A-Za-z ()+.\-/#*]{3,40}$/;
const EMAIL = /^[^\s@<>",;:]+@[^\s@<>",;:]+\.[^\s@<>",;:.]{2,}$/;
const WEB_ADDRESS =
  /^https?:\/\/([^\s/?#@]*@)?[^\s/?#@:.]+(\.[^\s/?#@:.]+)+\.?(:\d+)?([/?#]\S*)?$/i;
const DATE = /^\d{4}-\d\d-\d\d$/;

export const isPhoneNumber = (words: string): boolean => PHONE.test(words.trim());

export const isEmail = (words: string): boolean => EMAIL.test(words.trim());

/** A page that may be opened, with or without the beginning that people leave out. */
export const isWebAddress = (words: string): boolean => WEB_ADDRESS.test(withScheme(words));

/** A day that is in the calendar, such as 2026-03-31. */
export function isDate(words: string): boolean {
  const instant = DATE.test(words) ? new Date(`${words}T00:00Z`) : new Date(Number.NaN);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(words);
}

/** A web address with its beginning. */
export function withScheme(words: string): string {
  const address = words.trim();
  if (address === "" || /^[a-z]+:\/\//i.test(address)) return address;
  return ["https:", "", address].join("/");
}
