/** What group worksheets need of the app around them. */
import type { Space } from "../../data/database.ts";
import type { MemberOnPhone } from "../../data/session.ts";

export interface Shared {
  readonly space: Space;
  readonly member: MemberOnPhone;
  /** What a member is called, if they use this phone too; nobody else's name is on it. */
  readonly nameOf: (memberId: string) => string | undefined;
  /** Say on the next screen that something was saved, with the way to undo it. */
  readonly tellSaved: (undo: () => Promise<void>) => void;
}

export const mayFinish = ({ member }: Shared, startedBy: string): boolean =>
  member.id === startedBy || member.roles.includes("coordinator");
