/** When something opens and closes, typed; and what to do when it closes before it opens. */
import { minutesOf } from "../directory/hours.ts";
import { isBackward, type Times } from "../directory/typed-times.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { UNKEPT } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";

interface Props {
  readonly id: string;
  readonly name: string; // whose hours they are
  readonly times: Times;
  readonly nextDay?: string | undefined; // the weekday after, where it is known
  readonly isTried: boolean;
  readonly onChange: (times: Times) => void;
  readonly onRemove?: () => void;
}

export function TypedTimes({ id, name, times, nextDay, isTried, onChange, onRemove }: Props) {
  const backward = isBackward(times);
  const missing = isTried && (times.opens === "" || times.closes === "");
  const wrong = backward || missing ? `${id}-wrong` : undefined;
  const change = (some: Partial<Times>) => {
    const next = { ...times, ...some };
    // Once it closes after it opens, the next day is no longer meant.
    onChange({
      ...next,
      isOvernight: next.isOvernight && isBackward({ ...next, isOvernight: false }),
    });
  };
  return (
    <fieldset class="times">
      <legend class="unseen">{name}</legend>
      <div class="times-row">
        <Time
          id={`${id}-opens`}
          label={t("Opens")}
          value={times.opens}
          wrong={times.opens === "" ? wrong : undefined}
          onInput={(opens) => change({ opens })}
        />
        <Time
          id={`${id}-closes`}
          label={t("Closes")}
          value={times.closes}
          wrong={backward || times.closes === "" ? wrong : undefined}
          onInput={(closes) => change({ closes })}
        />
        {onRemove && (
          <button type="button" class="button quiet remove" onClick={onRemove}>
            <Icon name="cross" />
            <span class="unseen">{t("Remove: {row}", { row: name })}</span>
          </button>
        )}
      </div>
      {times.isOvernight && minutesOf(times.closes) !== undefined && (
        <p class="hint">
          {nextDay ? t("Closes on {day}.", { day: nextDay }) : t("Closes the next day.")}
        </p>
      )}
      {backward && (
        <div class="stack">
          <Wrong id={`${id}-wrong`} words={t("It closes before it opens. Until the next day?")} />
          <Button onClick={() => change({ isOvernight: true })}>
            {nextDay
              ? t("Yes, it closes on {day}", { day: nextDay })
              : t("Yes, it closes the next day")}
          </Button>
        </div>
      )}
      {missing && (
        <Wrong
          id={`${id}-wrong`}
          words={t("Type when it opens and when it closes, or remove it.")}
        />
      )}
    </fieldset>
  );
}

const Wrong = ({ id, words }: { readonly id: string; readonly words: string }) => (
  <span class="wrong" id={id}>
    <Icon name="warn" />
    {words}
  </span>
);

interface TimeProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly wrong: string | undefined; // the ID of what is said about it
  readonly onInput: (time: string) => void;
}

const Time = ({ id, label, value, wrong, onInput }: TimeProps) => (
  <div>
    <label class="label" for={id}>
      {label}
    </label>
    <input
      id={id}
      class="input"
      type="time"
      value={value}
      aria-invalid={wrong ? "true" : undefined}
      aria-describedby={wrong}
      onInput={(event) => onInput(event.currentTarget.value)}
      {...UNKEPT}
    />
  </div>
);
