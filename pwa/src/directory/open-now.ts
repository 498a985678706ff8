/**
 * Is it open? Decided from hours, the clock and the zones; "unsure" means: call first.
 *
 * An entry may name its zone, and the collaborative its own; else the phone's clock counts. HSDS
 * gives a zone as hours ahead of UTC, which cannot say "summer time". A number that is the winter
 * time of the collaborative, or of the phone, means that clock. Any other is tried as winter time and, when it
 * may be summer there, as summer time: if the two do not agree, nobody is told that it is open.
 */
import { DAYS, type Day, daysAfter, isHoliday, isoDay, weekday } from "./calendar.ts";
import { amount, type Body } from "./fields.ts";
import { DAY_MINUTES, type DayHours, exceptionOn, type Hours, hoursOn, isAllDay } from "./hours.ts";
import { type Clock, NO_CLOCK, type Zone, zoneNamed, zoneWith } from "./zones.ts";

export type Openness =
  | { readonly state: "open"; readonly until: number | undefined; readonly isElsewhere: boolean }
  | { readonly state: "closed" }
  | { readonly state: "unsure"; readonly mayBeOpen: boolean }
  | { readonly state: "unknown" }; // nobody wrote hours down

const zones = new WeakMap<Date, Zone>(); // one moment is asked about for every entry of a list
const walls = new WeakMap<Date, Map<number, Wall>>(); // then by the offset

export function zoneOf(now: Date): Zone {
  const zone = zones.get(now) ?? readZone(now);
  zones.set(now, zone);
  return zone;
}

function readZone(now: Date): Zone {
  const ahead = (date: Date) => -date.getTimezoneOffset() / 60;
  return zoneWith(ahead, now) ?? { now: ahead(now), winter: ahead(now), summer: ahead(now) };
}

/** Whether any of the hours hold at `now`. `until` is told by the clock of the place. */
export function openNow(
  schedules: readonly Body[],
  now: Date,
  phone: Zone = zoneOf(now),
  clock: Clock = NO_CLOCK,
): Openness {
  const named = clock.names.flatMap((name) => zoneNamed(name, now) ?? []);
  if (clock.isSaid && named.length > 0) return openByNames(named, { schedules, now, phone });
  const zone = named[0] ?? phone; // whose winter time a number without summer time is
  const at = (shift: number) =>
    openAt(schedules, (schedule) => wallAt(now, offsetOf(schedule, zone, shift)));
  const first = at(0);
  const second = schedules.some((one) => amount(one, "timezone") !== undefined) ? at(1) : first;
  const answer: Openness =
    first.state === second.state
      ? first
      : { state: "unsure", mayBeOpen: [first, second].some(mayBeOpen) };
  if (answer.state !== "open") return answer;
  const isElsewhere = schedules.some((one) => offsetOf(one, zone, 0) !== phone.now);
  return { ...answer, isElsewhere: isElsewhere && answer.until !== undefined };
}

interface Asked {
  readonly schedules: readonly Body[];
  readonly now: Date;
  readonly phone: Zone;
}

/** By the clocks that the entry names; of several that do not agree nobody can be sure. */
function openByNames(named: readonly Zone[], { schedules, now, phone }: Asked): Openness {
  const answers = named.map((zone) => openAt(schedules, () => wallAt(now, zone.now)));
  const [answer] = answers;
  if (answer === undefined || answers.some(({ state }) => state !== answer.state)) {
    return { state: "unsure", mayBeOpen: answers.some(mayBeOpen) };
  }
  if (answer.state !== "open") return answer;
  const isElsewhere = named.some((zone) => zone.now !== phone.now);
  return { ...answer, isElsewhere: isElsewhere && answer.until !== undefined };
}

/** The hours of the coming seven days, today first, by day of the week. */
export function weekOf(
  schedules: readonly Body[],
  now: Date,
  zone: Zone = zoneOf(now),
): Readonly<Record<Day, readonly Hours[]>> {
  const week: Record<Day, Hours[]> = { MO: [], TU: [], WE: [], TH: [], FR: [], SA: [], SU: [] };
  const { date: today } = wallAt(now, zone.now);
  for (let ahead = 0; ahead < DAYS.length; ahead++) {
    const date = daysAfter(today, ahead);
    const hours = schedules.map((schedule) => hoursOn(schedule, date)).filter(isHours);
    week[weekday(date)] = hours.filter(isFirst).sort((a, b) => a.opens - b.opens);
  }
  return week;
}

/** Of the same hours, such as a holiday's that hangs on every schedule, the first. */
const isFirst = (hours: Hours, place: number, all: readonly Hours[]): boolean =>
  all.findIndex(({ opens, closes }) => opens === hours.opens && closes === hours.closes) === place;

/** The day of the week of `now`, as schedules write it. */
export const dayOf = (now: Date): Day => weekday(wallAt(now, zoneOf(now).now).date);

/** What a clock on the wall shows, `offset` hours ahead of UTC. */
interface Wall {
  readonly date: string;
  readonly before: string; // the day before
  readonly minute: number; // since midnight
  readonly isHoliday: boolean;
}

function wallAt(now: Date, offset: number): Wall {
  const known = walls.get(now) ?? new Map<number, Wall>();
  walls.set(now, known);
  const wall = known.get(offset) ?? readWall(new Date(now.getTime() + offset * 3_600_000));
  known.set(offset, wall);
  return wall;
}

function readWall(there: Date): Wall {
  const date = isoDay(there);
  const minute = there.getUTCHours() * 60 + there.getUTCMinutes();
  return { date, before: daysAfter(date, -1), minute, isHoliday: isHoliday(date) };
}

function offsetOf(schedule: Body, zone: Zone, shift: number): number {
  const given = amount(schedule, "timezone");
  if (given === undefined || given === zone.winter) return zone.now;
  const mayBeSummer = zone.winter === zone.summer || zone.now !== zone.winter;
  return mayBeSummer ? given + 1 - shift : given;
}

function openAt(schedules: readonly Body[], wallOf: (schedule: Body) => Wall): Openness {
  if (schedules.length === 0) return { state: "unknown" };
  const days = schedules.map((schedule) => readDay(schedule, wallOf(schedule)));
  const closes = days.flatMap(({ holding }) => holding);
  if (closes.length === 0) {
    const isRead = days.every(({ today }) => today !== "unreadable");
    const isOver = days.every(({ today }) => today === "outdated");
    return isRead && !isOver ? { state: "closed" } : { state: "unsure", mayBeOpen: false };
  }
  if (isDayAndNight(schedules, days[0]?.date ?? "")) {
    return { state: "open", until: undefined, isElsewhere: false };
  }
  const isDoubtful =
    days.some(({ today }) => today === "closed") ||
    (days.some(({ isOnHoliday }) => isOnHoliday) && !days.some(({ isExcepted }) => isExcepted));
  if (isDoubtful) return { state: "unsure", mayBeOpen: true };
  return { state: "open", until: Math.max(...closes) % DAY_MINUTES, isElsewhere: false };
}

/** What one schedule says of this moment. */
function readDay(schedule: Body, { date, before: eve, minute, isHoliday: isOnHoliday }: Wall) {
  const today = hoursOn(schedule, date);
  const before = hoursOn(schedule, eve);
  const holding: number[] = []; // when it closes, in minutes since this midnight
  if (isHours(today) && today.opens <= minute && minute < today.closes) holding.push(today.closes);
  if (isHours(before) && minute < before.closes - DAY_MINUTES) {
    holding.push(before.closes - DAY_MINUTES);
  }
  return {
    date,
    today,
    holding,
    isOnHoliday,
    isExcepted: exceptionOn(schedule, date) !== undefined,
  };
}

const isDayAndNight = (schedules: readonly Body[], today: string): boolean =>
  DAYS.every((_day, ahead) => {
    const date = daysAfter(today, ahead);
    return schedules.map((one) => hoursOn(one, date)).some((one) => isHours(one) && isAllDay(one));
  });

const isHours = (hours: DayHours): hours is Hours => typeof hours === "object";

/** Worth a call now. */
export const mayBeOpen = (answer: Openness): boolean =>
  answer.state === "open" || (answer.state === "unsure" && answer.mayBeOpen);
