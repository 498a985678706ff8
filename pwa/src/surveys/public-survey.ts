/** The survey that a public link leads to: what the server says of it, in words. */
import { isObject, isText, type JsonObject, parseJsonObject } from "../data/json.ts";
import type { Language } from "../locale.ts";
import type { Fetch } from "../sync/send-answer.ts";
import { readTemplate, type Template, type Words } from "../worksheets/template.ts";
import { surveyOf } from "./asked.ts";
import type { OwnLine } from "./hotlines.tsx";

export type Stage = "not_yet" | "open" | "closed";

export interface PublicSurvey {
  readonly stage: Stage;
  readonly area: string;
  readonly smallest: number;
  readonly own: OwnLine | undefined;
  readonly in: (language: Language) => Promise<Template>;
}

/** "none": no such survey. "offline": the line broke, or this is another network's page. */
export type Asked = PublicSurvey | "none" | "offline";

const ANSWER_MS = 30_000;

// Those of the app's worksheets that are surveys. A test holds that none is missing.
const TEMPLATES = import.meta.glob<unknown>(
  [
    "../../../server/cairn_server/worksheets/templates/f1-*.json",
    "../../../server/cairn_server/worksheets/templates/i-*.json",
  ],
  { import: "default" },
);
const WORDS = import.meta.glob<Words>(
  ["../locales/worksheets/*/f1-*.json", "../locales/worksheets/*/i-*.json"],
  { import: "default" },
);

/** The UUID in the page's address; undefined: there is none. */
export const surveyIn = (path: string): string | undefined =>
  /^\/survey\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/.exec(path)?.[1];

export const builtInSurveys = (): readonly string[] =>
  Object.keys(TEMPLATES).map((path) => path.replace(/^.*\/|\.json$/g, ""));

/** Ask the server about a survey. Never throws. */
export async function askAbout(fetch: Fetch, id: string): Promise<Asked> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ANSWER_MS);
  try {
    const response = await fetch(`/survey/${id}/about`, {
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: late.signal,
    });
    const said = parseJsonObject(await response.text());
    if (response.status === 404 && said) return "none";
    return (response.ok && said && read(said)) || "offline";
  } catch {
    return "offline";
  } finally {
    clearTimeout(timer);
  }
}

function read(said: JsonObject): PublicSurvey | undefined {
  const { template, stage, area, smallest, line_24h: line, written } = said;
  if (!isText(template) || (stage !== "open" && stage !== "not_yet" && stage !== "closed"))
    return undefined;
  const own = isObject(line) && isText(line.number) ? { ...line, number: line.number } : undefined;
  return {
    stage,
    area: isText(area) ? area : "",
    smallest: typeof smallest === "number" ? smallest : 10,
    own: own as OwnLine | undefined, // its note is checked where it is shown
    in: async (language) =>
      surveyOf(
        isObject(written)
          ? readTemplate(written.template, wordsIn(written, language))
          : await builtIn(template, language),
      ),
  };
}

function wordsIn(written: JsonObject, language: Language): Words {
  const words = isObject(written.words) ? written.words[language] : undefined;
  return isObject(words) ? (words as Words) : {};
}

async function builtIn(id: string, language: Language): Promise<Template> {
  const raw = TEMPLATES[`../../../server/cairn_server/worksheets/templates/${id}.json`];
  if (raw === undefined) throw new Error(`no survey ${id}`);
  const words = WORDS[`../locales/worksheets/${language}/${id}.json`];
  return readTemplate(await raw(), (await words?.()) ?? {});
}
