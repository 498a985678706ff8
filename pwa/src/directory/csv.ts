/** A table as text that spreadsheet programs open, and never run. As the server writes them. Pure. */

const SIGNS = /^[=+\-@\t\r]/;
const HARMLESS = /^[+-](?:[0-9A-Za-z .,-]*|[0-9 ().-]*)$/; // a number, "-1MO", "+1 (701) …"
const MARK = "\ufeff"; // without it, some programs take the letters for others

/** Rows of cells as RFC 4180 has them. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  MARK + rows.map((row) => `${row.map(cellOf).join(",")}\r\n`).join("");

const cellOf = (text: string): string => {
  const safe = safeCell(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Put a ' before what a spreadsheet program might run; an import takes it off again. */
export function safeCell(text: string): string {
  const bare = text.replace(/^'+/, "");
  return SIGNS.test(bare) && !HARMLESS.test(bare) ? `'${text}` : text;
}
