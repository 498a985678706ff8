/** New parts, and what becomes of a question when it is asked in another way. */
import type { QuestionType } from "../worksheets/template.ts";
import { newPartId, type Part, partsIn, textOf, textsIn } from "./draft.ts";

export const newOption = (): Part => ({ id: newPartId("o"), text: "" });
export const newField = (): Part => ({ id: newPartId("f"), type: "text", text: "" });
/** Until somebody says otherwise, an answer could put a person in danger. */
export const newQuestion = (taken: Set<string>): Part => ({
  id: newPartId("q", taken),
  type: "choice",
  text: "",
  sensitivity: 3,
  options: [newOption(), newOption()],
});
export const newSection = (taken: Set<string>): Part => ({
  id: newPartId("part", taken),
  title: "",
  questions: [newQuestion(taken)],
});

export const newTemplate = (): Part => ({
  id: newPartId("own").replaceAll("_", "-"),
  schema: 1,
  version: 1,
  about: "person",
  title: "",
  purpose: "",
  who: "Any advocate, together with the person.",
  basis: "Our own program.",
  retention: "Nothing is kept.",
  es: {
    who: "Cualquier intercesora o intercesor, junto con la persona.",
    basis: "Nuestro propio programa.",
    retention: "No se guarda nada.",
  },
  sections: [newSection(new Set())],
});

const BLANK_LABELS = ["", "", "", "", "", ""];
const OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  options: ["choice", "multi"],
  labels: ["scale"],
  fields: ["repeat"],
  max_rows: ["repeat"],
};

/** Ask a question, or a field of a row, in another way. What the new way has no use for goes. */
export function asType(part: Part, type: QuestionType): Part {
  const kept = Object.entries(part).filter(([key]) => OF_TYPE[key]?.includes(type) ?? true);
  const next: Part = { ...Object.fromEntries(kept), type };
  const isPicked = type === "choice" || type === "multi";
  return withFlags(
    {
      ...next,
      ...(isPicked && !next.options ? { options: [newOption(), newOption()] } : {}),
      ...(type === "scale" && !next.labels ? { labels: BLANK_LABELS } : {}),
      ...(type === "repeat" && !next.fields ? { fields: [newField()] } : {}),
    },
    textsIn(part, "flags").filter((flag) => fits(flag, type)),
  );
}

/** Whether a flag means something for questions of this type. */
export function fits(flag: string, type: QuestionType): boolean {
  if (flag === "gate" || flag.startsWith("action:")) return type === "choice";
  if (/^max\d$/.test(flag) || flag === "required_all") return type === "multi";
  if (flag === "default14d") return type === "date";
  if (flag === "required") return type !== "note" && type !== "talk";
  if (flag === "id" || flag === "nopii")
    return type === "text" || type === "longtext" || type === "repeat";
  if (flag === "each") return type === "choice" || type === "multi" || type === "scale";
  return true;
}

/** With these flags; a talk is never saved, and kind words go with the gate they belong to. */
export function withFlags(part: Part, flags: readonly string[]): Part {
  const all = part.type === "talk" && !flags.includes("nosave") ? [...flags, "nosave"] : flags;
  const { flags: _old, stop, ...rest } = part;
  const isGate = all.includes("gate");
  const options = partsIn(part, "options");
  const hasNo = options.some((option) => textOf(option, "id") === "no");
  return {
    ...rest,
    ...(all.length > 0 ? { flags: [...all] } : {}),
    ...(isGate ? { stop: stop ?? "" } : {}),
    ...(isGate && !hasNo ? { options: [...YES_AND_NO, ...options.filter(hasWords)] } : {}),
  };
}

const hasWords = (option: Part) => textOf(option, "text").trim() !== "";

const YES_AND_NO: readonly Part[] = [
  { id: "yes", text: "Yes", es: { text: "Sí" } },
  { id: "no", text: "No", es: { text: "No" } },
];
