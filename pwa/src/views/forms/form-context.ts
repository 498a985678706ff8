/** What every field of an entry's form may know of the form it stands in. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { problemWords } from "./problem-words.ts";

export type FormKind = "service" | "organization" | "location";

export interface FormState {
  readonly kind: FormKind;
  readonly problems: readonly string[]; // the places where something is wrong
}

export const FormContext = createContext<FormState>({ kind: "service", problems: [] });

/** The place of a field in the document: "phones.0.number". */
export const placeOf = (at: string | undefined, field: string): string =>
  at === undefined ? field : `${at}.${field}`;

/** The ID of the control that stands for a place. */
export const controlId = (place: string): string => `field-${place}`;

/** What is wrong at a place, in words. */
export function useWrong(place: string): string | undefined {
  const { problems } = useContext(FormContext);
  return problems.includes(place) ? problemWords(place) : undefined;
}
