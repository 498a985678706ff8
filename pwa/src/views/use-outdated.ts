/** Whether what the phone holds was closed under this tab, so that only a reload helps. */
import { useEffect, useState } from "preact/hooks";
import { type ClosedBy, onOutdated } from "../data/schema.ts";

export function useOutdated(): ClosedBy | undefined {
  const [closedBy, setClosedBy] = useState<ClosedBy>();
  useEffect(() => onOutdated(setClosedBy), []);
  return closedBy;
}
