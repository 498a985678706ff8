/**
 * Labelled controls that leave no trace in the browser.
 *
 * Browsers keep typed text by the control's name, and keyboards send it away to
 * be checked. So no control has a name, and all such help is off.
 */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "./icon.tsx";

// Preact sets the property, which is a boolean: "off" would turn it on.
const NO_CORRECTION = false as unknown as "off";

/** What every control that takes words carries. */
export const UNKEPT = {
  autocomplete: "off",
  autocorrect: NO_CORRECTION,
  autocapitalize: "off",
  spellcheck: false,
  "data-1p-ignore": true,
  "data-lpignore": "true",
} as const;

/** A form that the browser neither fills in nor remembers. */
export const Form = (props: {
  readonly onSubmit: () => void;
  readonly label?: string;
  readonly children: ComponentChildren;
}) => (
  <form
    autocomplete="off"
    noValidate
    aria-label={props.label}
    onSubmit={(event) => {
      event.preventDefault();
      props.onSubmit();
      focusFirstWrong(event.currentTarget);
    }}
  >
    {props.children}
  </form>
);

/** Once the form has been drawn again, go to what keeps it from being sent. */
function focusFirstWrong(form: HTMLElement): void {
  requestAnimationFrame(() =>
    setTimeout(() => form.querySelector<HTMLElement>("[aria-invalid=true], [data-wrong]")?.focus()),
  );
}

/** What a control of a longer form may have besides. */
export interface Beside {
  readonly id?: string;
  readonly help?: Help | undefined;
}

/** Words that open beside a control's name, and describe it to a screen reader in any case. */
export interface Help {
  readonly id: string; // of the words
  readonly button: ComponentChildren;
  readonly words: ComponentChildren;
}

interface LabelProps {
  readonly id: string;
  readonly words: string;
  readonly help: Help | undefined;
}

const Label = ({ id, words, help }: LabelProps) => {
  const label = (
    <label class="label" for={id}>
      {words}
    </label>
  );
  if (!help) return label;
  return (
    <>
      <div class="label-row">
        {label}
        {help.button}
      </div>
      {help.words}
    </>
  );
};

interface TextProps extends Beside {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: string | undefined;
  readonly wrong?: string | undefined;
  readonly type?: "text" | "password" | "tel" | "email" | "url" | "time" | "date" | "number";
  readonly inputMode?: "text" | "tel" | "email" | "url" | "numeric" | "decimal";
  readonly lines?: boolean;
  readonly maxLength?: number;
  readonly lang?: string;
}

export function TextField(props: TextProps) {
  const made = useId();
  const id = props.id ?? made;
  const wrongId = props.wrong && `${id}-wrong`;
  const described = [wrongId, props.hint && `${id}-hint`, props.help?.id].filter(Boolean);
  const control = {
    id,
    class: "input",
    value: props.value,
    maxLength: props.maxLength,
    lang: props.lang,
    "aria-describedby": described.length > 0 ? described.join(" ") : undefined,
    "aria-invalid": props.wrong ? ("true" as const) : undefined,
    ...UNKEPT,
  };
  return (
    <div>
      <Label id={id} words={props.label} help={props.help} />
      {props.hint && (
        <span class="hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      )}
      {props.lines ? (
        <textarea {...control} onInput={(event) => props.onInput(event.currentTarget.value)} />
      ) : (
        <input
          {...control}
          type={(props.type ?? "text") as "text"} // Preact types each kind apart; here they are alike
          inputMode={props.inputMode}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
      {props.wrong && (
        <span class="wrong" id={`${id}-wrong`}>
          <Icon name="warn" />
          {props.wrong}
        </span>
      )}
    </div>
  );
}

interface CheckProps {
  readonly id?: string;
  readonly label: ComponentChildren;
  readonly checked: boolean;
  readonly helpId?: string | undefined;
  readonly onChange: (checked: boolean) => void;
}

export const Check = ({ id, label, checked, helpId, onChange }: CheckProps) => (
  <label class="check">
    <input
      id={id}
      type="checkbox"
      aria-describedby={helpId}
      autocomplete="off"
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
    <span>{label}</span>
  </label>
);

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly lang?: string; // when it is not the page's
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T | undefined;
  readonly onChange: (value: T) => void;
  readonly wrong?: string | undefined;
}

/** One of a few, all of them in sight. */
export function Choices<T extends string>(props: ChoiceProps<T>) {
  const group = useId();
  return (
    <fieldset aria-describedby={props.wrong ? `${group}-wrong` : undefined}>
      <legend>{props.label}</legend>
      <div class="choices">
        {props.choices.map(({ value, label, lang }, place) => (
          <label class="check" key={value} lang={lang}>
            <input
              type="radio"
              data-wrong={props.wrong && place === 0 ? true : undefined}
              name={group}
              autocomplete="off"
              checked={props.value === value}
              onChange={() => props.onChange(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {props.wrong && (
        <span class="wrong" id={`${group}-wrong`} role="alert">
          <Icon name="warn" />
          {props.wrong}
        </span>
      )}
    </fieldset>
  );
}

/** One of many, from a list that opens. */
export function Select<T extends string>(props: ChoiceProps<T> & Beside) {
  const made = useId();
  const id = props.id ?? made;
  return (
    <div>
      <Label id={id} words={props.label} help={props.help} />
      <select
        id={id}
        class="input"
        aria-describedby={props.help?.id}
        autocomplete="off"
        value={props.value}
        onChange={(event) => {
          const chosen = props.choices.find(({ value }) => value === event.currentTarget.value);
          if (chosen) props.onChange(chosen.value);
        }}
      >
        {props.choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
