/**
 * Why the server may not take a change: its own sentences, so that they can be translated.
 *
 * Nothing imports this list; the screen looks each sentence up as it comes, and shows one
 * that is not listed in English.
 */
import { mark } from "../locale.ts";

export const REFUSALS: readonly string[] = [
  mark("Only directory editors may change the directory. You can report what is wrong."),
  mark("Only directory editors may answer a report."),
  mark("An editor may answer a report, but not change what it says."),
  mark("An answer must be given in your own name."),
  mark("A report must be made in your own name."),
  mark("This report was made by somebody else."),
  mark("This report was answered already and can no longer be changed."),
  mark("There is no report here to take back."),
  mark("This place is confidential. To list an address, make a new entry."),
  mark(
    "This place is confidential: leave out its address, map position, description and how to get there.",
  ),
  mark("Only a place can be confidential."),
  mark("This entry is too long to be sent to phones."),
  mark("This report is too long."),
  mark("This entry has too many versions apart. Choose among them first."),
  mark("Only coordinators may change the shared space for now."),
  mark("This change claims more earlier edits than there can have been."),
  mark("This change does not follow from any version of the entry known here."),
];

/** Why the server may not let somebody sign in. */
export const SIGN_IN_REFUSALS: readonly string[] = [
  mark("Eight people are signed in on this phone. One must sign out."),
];
