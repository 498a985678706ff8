/** A copy as plain text, for a file that any phone or computer can open. */
import { t } from "../locale.ts";
import type { Block, Copy, CopyPart } from "./copy.ts";

const RULE = "______________________________";

/** Who signs a release, each with the day. */
export const signers = (): readonly string[] => [
  t("Signature"),
  t("Signature of a parent or guardian, if one is needed"),
  t("Signature of the worker"),
];

export const dayLabel = (): string => t("Day");

/** Said above the lines to sign. */
export const signingWords = (): string =>
  t("Read it all first. Do not sign while a line above is empty.");

export function copyText(copy: Copy): string {
  const signed = copy.isSigned
    ? [signingWords(), ...signers().map((who) => `${who}:\n${RULE}\n${dayLabel()}: ${RULE}`)]
    : [];
  const all = [copy.title, ...copy.parts.map(partText), ...signed, ...copy.later.map(partText)];
  return `${all.filter(Boolean).join("\n\n")}\n`;
}

const partText = ({ title, blocks }: CopyPart): string =>
  [title.toUpperCase(), ...blocks.map(blockText)].filter(Boolean).join("\n\n");

const blockText = ({ label, detail, lines, isOpen, byHand = [], times = 1 }: Block): string =>
  [
    label,
    ...(detail ? [detail] : []),
    ...lines.map(({ words }) => `- ${words.replaceAll("\n", "\n  ")}`),
    ...(isOpen ? [RULE] : []),
    ...Array.from({ length: byHand.length > 0 ? times : 0 }, () =>
      byHand.map((what) => `${what}: ${RULE}`).join("\n"),
    ),
  ].join("\n");
