/** Police, by what they are called: nobody is led to them who has not asked for them. */
import { fold, wordsOf } from "./fold.ts";

const POLICE = ["police", "sheriff", "sheriffs", "policia", "alguacil", "marshal"];
const isPoliceWord = new RegExp(`\\b(${POLICE.join("|")}|law enforcement)\\b`);

export const isPoliceName = (names: string): boolean => isPoliceWord.test(fold(names));

const LEAST = 4; // letters: "poli", "sher"; fewer begin other words

/** Whether one of the words that were typed means the police, if only its beginning. */
export const asksForPolice = (text: string): boolean =>
  wordsOf(text).some(
    (word) => word.length >= LEAST && POLICE.some((name) => name.startsWith(word)),
  );
