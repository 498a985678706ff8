/** A screen about one document, once it has been read from this phone. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ShownDocument } from "../data/document.ts";
import { t } from "../locale.ts";
import { Page } from "../parts/page.tsx";
import { useCairn } from "./context.ts";

interface Props {
  readonly id: string;
  readonly title: string;
  readonly mayBeNew?: boolean; // it may be that the server never took it
  readonly children: (shown: ShownDocument | undefined) => ComponentChildren;
}

export function OneDocument({ id, title, mayBeNew, children }: Props) {
  const { space, navigation } = useCairn();
  const [shown, setShown] = useState<ShownDocument | "none">();
  useEffect(() => {
    let isCurrent = true;
    void space?.read(id).then((found) => {
      if (isCurrent) setShown(found ?? "none");
    });
    return () => {
      isCurrent = false;
    };
  }, [space, id]);
  return (
    <Page title={title} back={navigation.back}>
      {shown === "none" && !mayBeNew && <p>{t("This entry is no longer in the directory.")}</p>}
      {shown === "none" && mayBeNew && children(undefined)}
      {shown !== undefined && shown !== "none" && children(shown)}
    </Page>
  );
}
