/** Whether an entry is open, with all that is known of it. Pure. */
import { today } from "../when.ts";
import type { Entry } from "./entry.ts";
import type { Body } from "./fields.ts";
import { mayBeOpen, type Openness, openNow } from "./open-now.ts";
import { daysSinceChecked, isAhead, isDue } from "./verification.ts";
import type { Zone } from "./zones.ts";

/** As its hours say; what nobody has checked for long is never called open. */
export function opennessOf(entry: Entry, now: Date, zone?: Zone): Openness {
  const { status } = entry.document.body;
  if (typeof status === "string" && status !== "active") return { state: "closed" };
  const open = openNow(entry.schedules, now, zone, entry.clock);
  if (open.state === "unknown" || !isOld(entry.document.body, today(now))) return open;
  return { state: "unsure", mayBeOpen: mayBeOpen(open) };
}

/** As `ageOf` decides it, without its words: thousands are asked about at once. */
function isOld(body: Body, date: string): boolean {
  const days = daysSinceChecked(body, date);
  return days === undefined || isAhead(days) || isDue(body, date);
}
