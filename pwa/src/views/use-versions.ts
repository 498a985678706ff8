/** The versions of a document, asked of the server a page at a time. Needs signal. */
import { useEffect, useState } from "preact/hooks";
import type { JsonObject } from "../data/json.ts";
import type { Body } from "../directory/fields.ts";
import { bodyIn, type Version, versionsIn } from "../directory/versions.ts";
import { askAccounts } from "../secrets/account-door.ts";
import { useCairn } from "./context.ts";

/** "none": there is no such thing at the server, or it is not kept any more. */
export type Trouble = "offline" | "signed_out" | "none";

type Answer = { readonly value: JsonObject } | { readonly trouble: Trouble };

async function ask(memberId: string, path: string, body?: JsonObject): Promise<Answer> {
  const answer = await askAccounts(fetch.bind(globalThis), `/api/history/${path}`, {
    memberId,
    ...(body ? { body } : {}),
  });
  if (answer.ok) return { value: answer.value };
  const { status } = answer.failure;
  if (status === "wrong") return { trouble: "signed_out" };
  return { trouble: status === "failed" ? "none" : "offline" };
}

export interface KnownVersions {
  readonly versions: readonly Version[] | undefined; // the newest first; undefined: asked for
  readonly hasMore: boolean;
  readonly isAsking: boolean;
  readonly trouble: Trouble | undefined;
  readonly more: () => void;
  /** Ask anew from the newest on. */
  readonly again: () => void;
}

interface Known {
  readonly versions: readonly Version[] | undefined;
  readonly hasMore: boolean;
  readonly trouble: Trouble | undefined;
}

const NOTHING: Known = { versions: undefined, hasMore: false, trouble: undefined };

export function useVersions(docId: string): KnownVersions {
  const memberId = useCairn().member?.id ?? "";
  const [known, setKnown] = useState(NOTHING);
  const [turn, setTurn] = useState({ before: 0 }); // 0: from the newest on
  const [isAsking, setAsking] = useState(true);
  useEffect(() => {
    let isCurrent = true;
    const { before } = turn;
    setAsking(true);
    const query = before > 0 ? `?before=${before}` : "";
    void ask(memberId, `${encodeURIComponent(docId)}${query}`).then((answer) => {
      if (!isCurrent) return;
      setAsking(false);
      const page = "value" in answer ? versionsIn(answer.value) : undefined;
      if (!page) {
        const trouble = "trouble" in answer ? answer.trouble : "none";
        return setKnown((old) => ({ ...old, trouble }));
      }
      setKnown((old) => ({
        versions: [...(before > 0 ? (old.versions ?? []) : []), ...page.versions],
        hasMore: page.hasMore,
        trouble: undefined,
      }));
    });
    return () => {
      isCurrent = false;
    };
  }, [memberId, docId, turn]);
  return {
    ...known,
    isAsking,
    more: () => setTurn({ before: known.versions?.slice(-1)[0]?.number ?? 0 }),
    again: () => setTurn({ before: 0 }),
  };
}

/** What one version says; undefined while it is asked for, or when none is wanted. */
export function useVersionBody(
  docId: string,
  number: number | undefined,
): Body | Trouble | undefined {
  const memberId = useCairn().member?.id ?? "";
  const [found, setFound] = useState<{ readonly number: number; readonly body: Body | Trouble }>();
  useEffect(() => {
    if (number === undefined) return;
    let isCurrent = true;
    void ask(memberId, `${encodeURIComponent(docId)}/${number}`).then((answer) => {
      if (!isCurrent) return;
      const body = "value" in answer ? (bodyIn(answer.value) ?? "none") : answer.trouble;
      setFound({ number, body });
    });
    return () => {
      isCurrent = false;
    };
  }, [memberId, docId, number]);
  return found !== undefined && found.number === number ? found.body : undefined;
}

/** Erase for good what a version said; the trouble, if there is any. */
export async function eraseVersion(
  memberId: string,
  docId: string,
  number: number,
): Promise<Trouble | undefined> {
  const path = `${encodeURIComponent(docId)}/${number}/erase`;
  const answer = await ask(memberId, path, {});
  return "trouble" in answer ? answer.trouble : undefined;
}
