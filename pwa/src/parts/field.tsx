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

interface TextProps {
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
  const id = useId();
  const described = [props.hint && `${id}-hint`, props.wrong && `${id}-wrong`].filter(Boolean);
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
      <label class="label" for={id}>
        {props.label}
      </label>
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
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export const Check = ({ label, checked, onChange }: CheckProps) => (
  <label class="check">
    <input
      type="checkbox"
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
export function Select<T extends string>(props: ChoiceProps<T>) {
  const id = useId();
  return (
    <div>
      <label class="label" for={id}>
        {props.label}
      </label>
      <select
        id={id}
        class="input"
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
