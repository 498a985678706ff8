/** Put a service on the hand-out, or take it off again: in the list, and on its own screen. */
import { t, tn } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { usePicks } from "./picks.ts";
import "./handout.css";

interface Props {
  readonly id: string; // the service's document ID
  readonly name: string;
  readonly owner: string | undefined; // the member who uses the phone
}

export function PickButton({ id, name, owner }: Props) {
  const { ids, toggle } = usePicks(owner);
  const isPicked = ids.includes(id);
  return (
    <div class="pick">
      <Button
        id={`pick-${id}`}
        icon={isPicked ? "check" : "sheet"}
        pressed={isPicked}
        label={`${t("Add to hand-out")}: ${name}`} // begins as what is seen, in every language
        onClick={() => toggle(id)}
      >
        {t("Add to hand-out")}
      </Button>
    </div>
  );
}

/** The way to the hand-out, once something is on it. */
export function ToHandOut(props: {
  readonly owner: string | undefined;
  readonly onOpen: () => void;
}) {
  const { ids } = usePicks(props.owner);
  return ids.length === 0 ? null : (
    <Button id="open-hand-out" icon="sheet" kind="main" wide onClick={props.onOpen}>
      {tn("Hand-out: {n} service", "Hand-out: {n} services", ids.length)}
    </Button>
  );
}
