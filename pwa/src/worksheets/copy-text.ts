/** A copy as plain text, for a file that any phone or computer can open. */
import { t } from "../locale.ts";
import type { Block, Copy } from "./copy.ts";

/** Says nothing of what is in it. The same in every language. */
export const FILE_NAME = "notes.txt";

const RULE = "______________________________";

/** Who signs a release, each with the day. */
export const signers = (): readonly string[] => [
  t("Signature"),
  t("Signature of a parent or guardian, if one is needed"),
  t("Signature of the worker"),
];

export const dayLabel = (): string => t("Day");

export function copyText(copy: Copy): string {
  const parts = copy.parts.map(({ title, blocks }) =>
    [title.toUpperCase(), ...blocks.map(blockText)].filter(Boolean).join("\n\n"),
  );
  const signed = copy.isSigned
    ? signers().map((who) => `${who}:\n${RULE}\n${dayLabel()}: ${RULE}`)
    : [];
  return `${[copy.title, ...parts, ...signed].filter(Boolean).join("\n\n")}\n`;
}

const blockText = ({ label, lines, isOpen }: Block): string =>
  [
    label,
    ...lines.map(({ words }) => `- ${words.replaceAll("\n", "\n  ")}`),
    ...(isOpen ? [RULE] : []),
  ].join("\n");
