/**
 * Why the server may not take a change: its own sentences, so that they can be translated.
 *
 * Nothing imports this list; the screen looks each sentence up as it comes, and shows one
 * that is not listed in English.
 */
import { mark } from "../locale.ts";

/** Said on the phone too, before a report is sent. */
export const REPORT_TELLS = mark(
  "This place is private. Say what is wrong without its street, its map position or a map link.",
);

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
  REPORT_TELLS,
  mark(
    "This service is at a private place. Leave the street, the map position and map links out of its texts.",
  ),
  mark(
    "Every place of this organization is private. Leave the street, the map position and map links out of its texts.",
  ),
  mark("No server of this directory vouches for this erasure, so nothing is erased by it."),
  mark("To make a listed entry a draft, leave out its record of changes, or add that to it."),
  mark(
    "Two answers stand in this entry. Keep its record of changes, or choose between them in Cairn first.",
  ),
  mark("Only a place can be confidential."),
  mark(
    "The address of this place is private now, so its old entry was erased for good. Make your change in its new entry.",
  ),
  mark("This entry is too long to be sent to phones."),
  mark("This report is too long."),
  mark("This entry has too many versions apart. Choose among them first."),
  mark("Only coordinators may change what stands under Our program."),
  mark("Only coordinators may publish or withdraw a worksheet."),
  mark("Only coordinators may write worksheets."),
  mark("Only coordinators may start or end a survey."),
  mark("A change must be made in your own name."),
  mark("What is removed must leave nothing of it behind."),
  mark("There is nothing here to remove."),
  mark("Only who started a group worksheet, or a coordinator, may remove it."),
  mark("Only coordinators may remove what somebody else filled in."),
  mark("A group worksheet must be started in your own name."),
  mark("A group worksheet keeps its form, and the day and the person that started it."),
  mark("Only who started a group worksheet, or a coordinator, may change it."),
  mark("Only the person whose answers these are may change them."),
  mark("Answers must be given in your own name."),
  mark("Answers stay with the group worksheet that they were given in."),
  mark("This change claims more earlier edits than there can have been."),
  mark("This change does not follow from any version of the entry known here."),
];

/** Why the server may not let somebody sign in. */
export const SIGN_IN_REFUSALS: readonly string[] = [
  mark("Eight people are signed in on this phone. One must sign out."),
];
