/**
 * The two ways in which a text leaves the app: on paper and as a file.
 *
 * Neither may say where the text comes from, and neither may leave it anywhere else. What
 * is printed stands in the page only until the page is used again: after printing, a
 * second "Print" in the browser's menu must not bring it out of a phone that was put down.
 */
import { type ComponentChild, render } from "preact";
import { t } from "../locale.ts";
import { onQuickExit } from "../secrets/exit.ts";
import "./paper.css";

/** Says nothing of what is in it. The same in every language. */
export const FILE_NAME = "notes.txt";

/**
 * Print `content`, and nothing of the app. Returns the way to take it out of the page.
 *
 * "afterprint" is not waited for: iOS tells of it before it has drawn the pages.
 */
export function printAlone(content: ComponentChild): () => void {
  const paper = document.createElement("div");
  paper.className = "paper";
  const root = document.documentElement;
  const titleBefore = document.title;
  const clear = () => {
    render(null, paper);
    paper.remove();
    root.classList.remove("on-paper");
    if (document.title === t("Notes")) document.title = titleBefore;
    removeEventListener("pointerdown", clear, { capture: true });
    removeEventListener("keydown", clear, { capture: true });
    stopExit();
  };
  const stopExit = onQuickExit(clear);
  render(content, paper);
  document.body.append(paper);
  root.classList.add("on-paper");
  document.title = t("Notes"); // the print job's name, and the file's if it is "printed" to one
  addEventListener("pointerdown", clear, { capture: true });
  addEventListener("keydown", clear, { capture: true });
  window.print();
  return clear;
}

/**
 * Hand `text` to the browser as a download. Returns the way to drop what the page still holds.
 *
 * A Blob, never a data: address: the browser writes addresses into its list of downloads.
 */
export const saveText = (text: string, fileName: string): (() => void) =>
  saveFile(new Blob([text], { type: "text/plain;charset=utf-8" }), fileName);

/** The same of a file that holds nothing about anybody, such as a worksheet's form. */
export function saveFile(file: Blob, fileName: string): () => void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  return () => URL.revokeObjectURL(url);
}
