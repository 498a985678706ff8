/** Worksheets: one chunk, fetched when first opened. Nothing that is filled in is kept. */
import "./worksheets.css";

export { WhenSomeoneTellsYou } from "./pocket-guide.tsx";
export { Worksheet } from "./worksheet.tsx";
export { WorksheetList } from "./worksheet-list.tsx";
