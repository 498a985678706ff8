/**
 * Tell whether a text leads to a door: a street with its number, coordinates, a link to a map.
 *
 * As `server/cairn_server/directory/door.py` has it, which refuses it about private places; both
 * are held to `tests/vectors/door.json`. No look-behind: phones of the app's floor lack it.
 */
import type { Entry } from "./entry.ts";

const EDGE = "(?:^|[^A-Za-zÀ-ÿ0-9])";
const END = "(?![A-Za-zÀ-ÿ0-9])";
const SMALL =
  "(?!(?:a|an|the|of|on|in|at|to|for|from|and|or|by|off|per|down|up|along|with|is|are|was|" +
  "hour|hours|hrs|day|days|night|nights|week|weeks|month|months|year|years|min|mins|minute|" +
  "minutes|mile|miles|mi|block|blocks|people|beds|rooms|meals|times|pm|am)[^a-zà-ÿ0-9])";
const WORD = `${SMALL}[a-z0-9à-ÿ'’.-]{1,20}\\s{1,3}`;
const PLAIN = `${EDGE}[0-9]{1,6}[a-z]?(?:-[0-9]{1,6})?\\s{1,3}(?:${WORD}){1,4}?(?:(?:street|avenue|ave|road|rd|drive|lane|ln|boulevard|blvd|highway|hwy|parkway|pkwy)${END}|(?:st|dr|ct|cir|pl|ter)(?=\\.?\\s{0,3}(?:[,;!?)\\n]|$|apt|suite|unit|#)))`;
const SPANISH = `${EDGE}(?:calle|avenida|avda|carretera|paseo|callejón|bulevar)\\.?\\s{1,3}(?:${WORD}){0,4}?(?:n\\.?º?\\s{0,2}|#\\s{0,2}|núm\\.?\\s{0,2}|número\\s{1,2})?[0-9]{1,6}${END}`;
const NAMED = `${EDGE}[0-9]{1,6}[a-z]?(?:-[0-9]{1,6})?\\s{1,3}(?:(?!Safe\\s)[A-ZÀ-Þ][A-Za-zÀ-ÿ'’.-]{0,20}\\s{1,3}){1,3}(?:Way|Place|Pl|Row|Court|Ct|Plaza|Loop|Trail|Circle|Terrace|Square|Crossing|Pike|Alley|St|Dr)${END}`;
const COORDINATES =
  "[0-9]{1,3}\\.[0-9]{3,15}\\s?°?\\s?[NnSs]?\\s?[,;/ ]\\s?[-+]?[WwEeOo]?\\s?[0-9]{1,3}\\.[0-9]{3,15}" +
  "|[0-9]{1,3}\\s?°\\s?[0-9]{1,2}\\s?['′’]";
const MAPS =
  "maps\\.(?:app\\.)?goo\\.gl|goo\\.gl/maps|google\\.[a-z.]{2,10}/maps|maps\\.google|maps\\.apple" +
  "|openstreetmap\\.org|osm\\.org/|waze\\.com|bing\\.com/maps|what3words|w3w\\.co|plus\\.codes" +
  "|geo:-?[0-9]|///[a-z]{3,20}\\.[a-z]{3,20}\\.[a-z]{3,20}" +
  "|[23456789cfghjmpqrvwx]{4,8}\\+[23456789cfghjmpqrvwx]{2,3}";

const IN_SMALL_LETTERS = new RegExp(`${PLAIN}|${SPANISH}|${MAPS}`);
const AS_WRITTEN = new RegExp(`${NAMED}|${COORDINATES}`);

/** Tell whether somebody could find the place by this text alone. */
export const leadsToDoor = (text: string): boolean =>
  IN_SMALL_LETTERS.test(text.toLowerCase()) || AS_WRITTEN.test(text);

/** Tell whether an entry is at private places only, so that no word about it may lead there. */
export const isAllPrivate = ({ places }: Pick<Entry, "places">): boolean =>
  places.length > 0 && places.every(({ isConfidential }) => isConfidential);
