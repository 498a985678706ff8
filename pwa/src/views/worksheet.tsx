/** A worksheet, and the two things that may be handed on from its end. */
import type { ComponentProps } from "preact";
import { answerBox } from "../data/answer-box.ts";
import { directoryOf, type Space } from "../data/database.ts";
import { saveEdit } from "../data/save.ts";
import type { MemberOnPhone } from "../data/session.ts";
import { countingId } from "../data/uuid.ts";
import { newId } from "../directory/new-id.ts";
import { newSuggestion } from "../directory/suggestion.ts";
import type { Report } from "../directory/words.ts";
import { HandOnContext, type HandsOn } from "../worksheets/hand-on.tsx";
import { Worksheet } from "../worksheets/index.ts";
import { useCairn } from "./context.ts";

/** What an option of "Was the directory right?" is to the directory's editors. */
const REPORT_OF: Readonly<Record<string, Report>> = {
  phone: "wrong_number",
  hours: "wrong_hours",
  closed: "closed",
};

export function WorksheetView(props: ComponentProps<typeof Worksheet>) {
  const { space, member } = useCairn();
  return (
    <HandOnContext.Provider value={space && member && handsOn(space, member)}>
      <Worksheet {...props} />
    </HandOnContext.Provider>
  );
}

const handsOn = (space: Space, member: MemberOnPhone): HandsOn => ({
  async count(templateId, picks) {
    await answerBox.put(await countingId(space.collaborative, templateId), picks);
    return true;
  },
  async fix({ serviceId, option, words }) {
    const what = REPORT_OF[option];
    // The note is the option's own words: nothing that anybody typed.
    const note = what === undefined ? words : "";
    const body = newSuggestion(serviceId, what ?? "other", {
      note,
      member: member.id,
      now: new Date(),
    });
    const directory = directoryOf(space.collaborative);
    const outcome = await saveEdit(space, directory, `suggestion:${newId()}`, body);
    return outcome.status === "saved";
  },
});
