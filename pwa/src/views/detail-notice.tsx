/** Points out what in a text may find a person. Nothing is blocked. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../locale.ts";
import { Notice } from "../parts/notice.tsx";
import {
  type Detail,
  type FirstNames,
  findDetail,
  loadFirstNames,
} from "../worksheets/personal-details.ts";

const REST_MS = 150; // looked through when a hand rests, not with each key

/** What the words seem to hold. A service's own number may be meant: nothing is blocked. */
export function DetailNotice({ text }: { readonly text: string }) {
  const [names, setNames] = useState<FirstNames>();
  const [found, setFound] = useState<Detail>();
  const isWriting = text.trim() !== "";
  useEffect(() => {
    if (isWriting && !names) loadFirstNames().then(setNames, () => {}); // the rest is still found
  }, [isWriting]);
  useEffect(() => {
    const timer = setTimeout(() => setFound(findDetail(text, names)), REST_MS);
    return () => clearTimeout(timer);
  }, [text, names]);
  return (
    <div role="status">
      {found && (
        <Notice kind="warn">
          {found === "name"
            ? t("This may be a person's name. Leave out the names of people you help.")
            : t("This looks like a number, an address or an email. Is it the service's own?")}
        </Notice>
      )}
    </div>
  );
}
