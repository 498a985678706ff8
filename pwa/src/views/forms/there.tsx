/**
 * What is different for a service at one of its places: numbers, hours, whom to ask for.
 *
 * Of a private place nothing is asked: what a service says of itself there may lead there.
 */
import { useContext, useId } from "preact/hooks";
import type { Place } from "../../directory/entry.ts";
import { t } from "../../locale.ts";
import { WeekEditor } from "../week-editor.tsx";
import { ContactRows } from "./contacts.tsx";
import { type Changed, DraftText } from "./field.tsx";
import { Folded } from "./folded.tsx";
import { controlId, FormContext, placeOf } from "./form-context.ts";
import { countFilled, countWords } from "./part.tsx";
import { PhoneRows } from "./phones.tsx";

const FIELDS = ["description", "phones", "schedules", "contacts"];

interface Props extends Changed {
  readonly place: Place;
  readonly at: string;
}

export function There({ place, ...of }: Props) {
  const id = useId();
  const { problems } = useContext(FormContext);
  if (place.isConfidential) {
    return (
      <p class="hint">
        {t(
          "The address of this place is private. So nothing can be written here that may lead there; its phone numbers and hours stand with the place itself.",
        )}
      </p>
    );
  }
  const schedules = placeOf(of.at, "schedules");
  return (
    <Folded
      id={id}
      isOpen={problems.some((problem) => problem.startsWith(`${of.at}.`))}
      words={
        <>
          {t("Different at: {place}", { place: place.name ?? place.area ?? "" })}{" "}
          <span class="soft">{countWords(countFilled(of.body, FIELDS))}</span>
        </>
      }
    >
      <p class="hint wide">
        {t("Write only what is different at this place. Empty means: the same as everywhere.")}
      </p>
      <DraftText {...of} field="description" label={t("What is different there")} lines />
      <PhoneRows {...of} />
      <ContactRows {...of} />
      <div id={controlId(schedules)} tabIndex={-1} class="wide">
        <WeekEditor draft={{ ...of, problems }} at={of.at} />
      </div>
    </Folded>
  );
}
