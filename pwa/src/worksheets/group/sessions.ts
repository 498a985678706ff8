/**
 * The group worksheet that is open: where it is at, and the answers that are only talked
 * about, in this page's memory. They end as those of any worksheet do. It has a keeper of
 * its own, so that a talk with one person is not erased by a look at the team's papers.
 */
import { keepSessions, type Sessions, watchPage } from "../session.ts";

/** `templateId` holds the run's ID: two runs of one template are two worksheets. */
export const groupSessions: Sessions = keepSessions();

let stopWatching: (() => void) | undefined;
groupSessions.subscribe(() => {
  if (groupSessions.current() !== undefined) stopWatching ??= watchPage(groupSessions);
  else {
    stopWatching?.();
    stopWatching = undefined;
  }
});
