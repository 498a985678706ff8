/** Plain words for those whom a service says it serves. */
import { t } from "../locale.ts";

export const SERVED = [
  "women",
  "men",
  "trans-and-nonbinary",
  "lgbtq",
  "children",
  "teens",
  "teen-boys",
  "older-adults",
  "disabled",
  "deaf",
  "immigrants",
  "native",
  "veterans",
  "pets",
  "people-who-caused-harm",
] as const;

export type Served = (typeof SERVED)[number];

/** One that this version does not know is shown as it is written. */
export function servedWords(served: string): string {
  const words: Readonly<Record<Served, string>> = {
    women: t("Women"),
    men: t("Men"),
    "trans-and-nonbinary": t("Trans and nonbinary people"),
    lgbtq: t("LGBTQ+ people"),
    children: t("Children"),
    teens: t("Teens"),
    "teen-boys": t("Teen boys with a parent"),
    "older-adults": t("Older adults"),
    disabled: t("People with disabilities"),
    deaf: t("Deaf people"),
    immigrants: t("Immigrants"),
    native: t("Native people"),
    veterans: t("Veterans"),
    pets: t("People with pets"),
    "people-who-caused-harm": t("People who caused harm"),
  };
  return words[served as Served] ?? served;
}
