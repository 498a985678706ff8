/** Time zones by their names, and how far ahead of UTC their clocks are. Pure but for `Intl`. */

/** What clocks show, in hours ahead of UTC. */
export interface Zone {
  readonly now: number;
  readonly winter: number;
  readonly summer: number; // the same where there is no summer time
}

/** The zones in which an entry's hours may be told, by their IANA names. */
export interface Clock {
  readonly names: readonly string[];
  readonly isSaid: boolean; // by the entry itself; else it is the collaborative's own
}

export const NO_CLOCK: Clock = { names: [], isSaid: false };

const zones = new WeakMap<Date, Map<string, Zone | undefined>>(); // asked for every entry of a list
const formats = new Map<string, Intl.DateTimeFormat>();

/** The zone at a moment; `undefined` when this phone knows nothing of it. */
export function zoneNamed(name: string, now: Date): Zone | undefined {
  const known = zones.get(now) ?? new Map<string, Zone | undefined>();
  zones.set(now, known);
  if (!known.has(name))
    known.set(
      name,
      zoneWith((date) => hoursAhead(name, date), now),
    );
  return known.get(name);
}

/** The zone whose offsets are told by `ahead`. */
export function zoneWith(ahead: (date: Date) => number | undefined, now: Date): Zone | undefined {
  const year = now.getFullYear();
  const [here, january, july] = [now, new Date(year, 0, 1, 12), new Date(year, 6, 1, 12)].map(
    ahead,
  );
  if (here === undefined || january === undefined || july === undefined) return undefined;
  return { now: here, winter: Math.min(january, july), summer: Math.max(january, july) };
}

/** How far ahead of UTC a zone's clock is at a moment. */
export function hoursAhead(name: string, at: Date): number | undefined {
  try {
    const parts = formatOf(name).formatToParts(at);
    const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
    const wall = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour") % 24,
      part("minute"),
      part("second"),
    );
    return (wall - Math.floor(at.getTime() / 1000) * 1000) / 3_600_000;
  } catch {
    return undefined; // no such zone here
  }
}

function formatOf(name: string): Intl.DateTimeFormat {
  const digits = "numeric" as const;
  const known =
    formats.get(name) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      year: digits,
      month: digits,
      day: digits,
      hour: digits,
      minute: digits,
      second: digits,
    });
  formats.set(name, known);
  return known;
}
