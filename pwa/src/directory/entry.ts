/**
 * An entry: one service with its organization and its places, ready to be shown and filtered.
 *
 * A confidential place has no address in any document; here it has none either, whatever
 * a document says, so that no screen can show one by mistake.
 */
import { isForeign, type ShownDocument } from "../data/document.ts";
import { isPoliceName } from "../data/police.ts";
import { type Body, isTrue, list, text, texts, textsOf } from "./fields.ts";
import { NO_ORIGINS, type Origin, type Origins, UNKNOWN_ORIGIN } from "./origin.ts";
import { isListed, listedReplacement } from "./standing.ts";
import { type Clock, NO_CLOCK } from "./zones.ts";

export interface Place {
  readonly id: string; // document ID
  readonly name: string | undefined;
  readonly isConfidential: boolean;
  readonly address: readonly string[]; // lines; none for a confidential place
  readonly area: string | undefined; // city and state, or a region
  readonly body: Body;
  readonly insteadOf?: Place; // it takes the place of one that is no longer there
}

export interface Entry {
  readonly id: string; // the service's document ID
  readonly name: string;
  readonly organization: string | undefined;
  readonly organizationId: string | undefined; // document ID
  readonly places: readonly Place[]; // where it is offered now
  readonly otherPlaces: readonly Place[]; // drafts, and retired ones: for editors
  readonly area: string; // "" when neither a place nor an area is known
  readonly categories: readonly string[];
  readonly languages: readonly string[];
  readonly isFree: boolean;
  readonly isWithoutPolice: boolean;
  readonly isPolice: boolean;
  readonly schedules: readonly Body[]; // its own, else those it has at a place, else the place's
  readonly clock: Clock; // by which they are told
  readonly phones: readonly Body[]; // as the schedules are found, else its organization's
  readonly assured: string | undefined; // YYYY-MM-DD
  readonly isWaiting: boolean; // shows an edit that is waiting to be sent
  readonly origin?: Origin; // whose entry it is, when it is not our own
  readonly twin?: string; // our own entry of the same service: its document ID
  readonly document: ShownDocument;
}

/** Join documents into entries, sorted by name, our own first; police after all others. */
export function joinEntries(
  services: readonly ShownDocument[],
  organizations: readonly ShownDocument[],
  locations: readonly ShownDocument[],
  origins: Origins = NO_ORIGINS,
  home?: string, // the zone of our own entries that name none
): Entry[] {
  const organizationById = new Map(organizations.map((shown) => [shown.id, shown]));
  const placeById = new Map(locations.map(({ id, body }) => [id, placeOf(id, body)]));
  const around = { organizationById, placeById, origins, home };
  return services.map((shown) => entryOf(shown, around)).sort(compareEntries);
}

let collator: Intl.Collator | undefined;

/** The order of entries. No two are alike in it. */
export function compareEntries(a: Entry, b: Entry): number {
  collator ??= new Intl.Collator();
  return (
    Number(a.isPolice) - Number(b.isPolice) ||
    collator.compare(a.name, b.name) ||
    Number(a.origin !== undefined) - Number(b.origin !== undefined) ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  );
}

/** What an entry is joined from, besides its service. */
export interface Around {
  readonly organizationById: ReadonlyMap<string, ShownDocument>;
  readonly placeById: ReadonlyMap<string, Place>;
  readonly origins: Origins;
  readonly home: string | undefined; // the collaborative's zone
}

/** The documents that a service's entry is joined from, those too that are not here. */
export const belongingTo = (body: Body): readonly string[] => [
  ...organizationIdOf(body),
  ...textsOf(body, "service_at_locations", "location_id").map((id) => `location:${id}`),
];

/** Join one entry. */
export function entryOf(shown: ShownDocument, around: Around): Entry {
  const { id, body, database } = shown;
  const isOurs = !isForeign(database);
  const [organizationId] = organizationIdOf(body);
  const organization = around.organizationById.get(organizationId ?? "")?.body;
  const allPlaces = textsOf(body, "service_at_locations", "location_id").flatMap(
    (locationId) => around.placeById.get(`location:${locationId}`) ?? [],
  );
  const listed = allPlaces.filter((place) => isListed(place.body));
  const places = [...listed, ...replacementsOf(allPlaces, around.placeById)];
  const placeBodies = places.map((place) => place.body);
  const links = list(body, "service_at_locations").filter((link) =>
    listed.some(
      ({ id, isConfidential }) => id === `location:${link.location_id}` && !isConfidential,
    ),
  );
  const name = text(body, "name") ?? "";
  const organizationName = organization && text(organization, "name");
  return {
    id,
    name,
    organization: organizationName,
    organizationId,
    places,
    otherPlaces: allPlaces.filter((place) => !isListed(place.body)),
    area: areaOf(body, places),
    categories: texts(body, "categories"),
    languages: spokenBy(body),
    isFree: isFree(body),
    isWithoutPolice: isTrue(body, "without_police"),
    isPolice: isPoliceName(`${name} ${organizationName ?? ""}`),
    schedules: firstWithAny("schedules", [body, ...links, ...placeBodies]),
    clock: clockOf(body, placeBodies, isOurs ? around.home : undefined),
    phones: firstWithAny("phones", [
      ...[body, ...links, ...placeBodies],
      ...(organization ? [organization] : []),
    ]),
    assured: text(body, "assured_date"),
    isWaiting: shown.waiting,
    ...(isOurs ? {} : { origin: around.origins.get(database) ?? UNKNOWN_ORIGIN }),
    document: shown,
  };
}

/** Where to go instead of places that are no longer there. Nothing leads from or to a private one. */
function replacementsOf(
  places: readonly Place[],
  placeById: ReadonlyMap<string, Place>,
): readonly Place[] {
  const taken = new Set(places.filter(({ body }) => isListed(body)).map(({ id }) => id));
  return places.flatMap((place) => {
    const id = listedReplacement(place.body, (one) => placeById.get(one)?.body);
    const instead = placeById.get(id ?? "");
    if (!instead || instead.isConfidential || place.isConfidential || taken.has(instead.id)) {
      return [];
    }
    taken.add(instead.id);
    return [{ ...instead, insteadOf: place }];
  });
}

/** The languages of the service, and of its lines. */
const spokenBy = (body: Body): readonly string[] => [
  ...new Set([body, ...list(body, "phones")].flatMap((one) => textsOf(one, "languages", "code"))),
];

/** Read one location. Of a confidential one, nothing finer than its city or region. */
export function placeOf(id: string, body: Body): Place {
  const isConfidential = isTrue(body, "confidential");
  const address = list(body, "addresses")[0];
  const city = address && text(address, "city");
  const state = address && text(address, "state_province");
  const area = joined([city ?? (address && text(address, "region")), state]);
  const street =
    address && !isConfidential ? [text(address, "address_1"), text(address, "address_2")] : [];
  const cityLine = joined([city, joined([state, address && text(address, "postal_code")], " ")]);
  const country = address && countryAbroad(address);
  return {
    id,
    name: text(body, "name"),
    isConfidential,
    address: isConfidential
      ? []
      : [...street, cityLine, country].filter((line) => line !== undefined),
    area,
    body,
  };
}

/** As it stands on a letter that is sent from here. */
function countryAbroad(address: Body): string | undefined {
  const country = text(address, "country") ?? "US";
  if (country === "US") return undefined;
  return country === "CA" ? "Canada" : country === "MX" ? "México" : country;
}

function areaOf(body: Body, places: readonly Place[]): string {
  const areas = places.flatMap((place) => place.area ?? []);
  return [...new Set(areas.length > 0 ? areas : textsOf(body, "service_areas", "name"))].join("; ");
}

function isFree(body: Body): boolean {
  const options = list(body, "cost_options");
  if (options.length > 0) {
    return options.every((option) => option.amount === 0 || isFreeText(text(option, "option")));
  }
  return isFreeText(text(body, "fees_description"));
}

// "Free", "No cost", "Gratis"; not "Free parking" or "not free".
const isFreeText = (words: string | undefined): boolean =>
  /^\s*(free|no (cost|fee|charge)s?|gratis|gratuito)\b(?! (parking|trial))/i.test(words ?? "");

/** By whose clock the hours are told: the service's zone, else its places', else ours. */
function clockOf(body: Body, places: readonly Body[], home: string | undefined): Clock {
  const zonesOf = (one: Body) => text(one, "time_zone") ?? [];
  const own = [body].flatMap(zonesOf);
  const said = own.length > 0 ? own : [...new Set(places.flatMap(zonesOf))];
  if (said.length === 0) return home === undefined ? NO_CLOCK : { names: [home], isSaid: false };
  const isWhole = own.length > 0 || home === undefined;
  // A place that names none keeps the collaborative's.
  const isShared = !isWhole && places.some((place) => text(place, "time_zone") === undefined);
  return { names: isShared ? [...new Set([...said, home])] : said, isSaid: true };
}

function firstWithAny(key: string, bodies: readonly Body[]): readonly Body[] {
  for (const body of bodies) {
    const found = list(body, key);
    if (found.length > 0) return found;
  }
  return [];
}

function joined(parts: readonly (string | undefined)[], by = ", "): string | undefined {
  return parts.filter((part) => part !== undefined).join(by) || undefined;
}

function organizationIdOf(body: Body): readonly string[] {
  const id = text(body, "organization_id");
  return id === undefined ? [] : [`organization:${id}`];
}
