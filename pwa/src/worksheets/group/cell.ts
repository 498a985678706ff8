/**
 * A cell of a table, between quotes. What a spreadsheet would take for a formula gets an
 * apostrophe in front, or a line typed by anybody could run on the computer of whoever
 * opens the file.
 */
export const cell = (text: string): string =>
  `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
