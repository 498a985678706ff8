/** Whether an entry is open, with all that is known of it. Pure. */
import { ageOf } from "./age.ts";
import type { Entry } from "./entry.ts";
import { mayBeOpen, type Openness, openNow, type Zone } from "./open-now.ts";

/** As its hours say; what nobody has checked for long is never called open. */
export function opennessOf(entry: Entry, now: Date, zone?: Zone): Openness {
  const { status } = entry.document.body;
  if (typeof status === "string" && status !== "active") return { state: "closed" };
  const open = openNow(entry.schedules, now, zone);
  if (open.state === "unknown" || !ageOf(entry.document.body, now).isOld) return open;
  return { state: "unsure", mayBeOpen: mayBeOpen(open) };
}
