/** When a part or a question shows: a rule about earlier questions, made by choosing. */
import { type At, type Part, textOf } from "../../authoring/draft.ts";
import {
  earlierQuestions,
  firstTest,
  type Operator,
  operatorsFor,
  ruleOf,
  type Value,
  valuesFor,
  valuesOf,
  withRule,
} from "../../authoring/rule.ts";
import { currentLanguage, t } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { Check, Select } from "../../parts/field.tsx";
import { Notice } from "../../parts/notice.tsx";
import type { ShowIf, Test } from "../../worksheets/show-if.ts";
import { nameOf, wrongAt } from "./problem-words.ts";
import type { Editing } from "./use-keeper.ts";

interface Props {
  readonly editing: Editing;
  readonly at: At;
  readonly part: Part;
}

export function RuleBuilder({ editing, at, part }: Props) {
  const earlier = earlierQuestions(editing.draft, at);
  const rule = ruleOf(part);
  const set = (next: ShowIf) => editing.change(at, withRule(part, next));
  const wrong = wrongAt(editing.problems, at, "show_if");
  const first = earlier[earlier.length - 1];
  return (
    <fieldset class="section stack">
      <legend>{t("When it shows")}</legend>
      {rule !== undefined && rule.length === 0 && <p>{t("Always.")}</p>}
      {wrong && <Notice kind="bad">{wrong}</Notice>}
      {rule === undefined && (
        <Button icon="cross" onClick={() => set([])}>
          {t("Remove the rule")}
        </Button>
      )}
      {rule?.map((group, place) => (
        <Group
          key={place}
          isFirst={place === 0}
          group={group}
          earlier={earlier}
          addsUnsure={editing.draft.about === "person"}
          onChange={(next) =>
            set(
              rule.map((old, index) => (index === place ? next : old)).filter((g) => g.length > 0),
            )
          }
        />
      ))}
      {first === undefined ? (
        <p class="hint">{t("There is no earlier question to ask about.")}</p>
      ) : (
        rule !== undefined && (
          <Button onClick={() => set([...rule, [firstTest(first)]])}>
            {rule.length === 0 ? t("Show only if…") : t("Or if…")}
          </Button>
        )
      )}
    </fieldset>
  );
}

interface GroupProps {
  readonly isFirst: boolean;
  readonly group: readonly Test[];
  readonly earlier: readonly Part[];
  readonly addsUnsure: boolean;
  readonly onChange: (group: readonly Test[]) => void;
}

function Group({ isFirst, group, earlier, addsUnsure, onChange }: GroupProps) {
  const first = earlier[earlier.length - 1];
  return (
    <fieldset class="card stack">
      <legend>{isFirst ? t("Only if") : t("Or if")}</legend>
      {group.map((test, place) => (
        <TestFields
          key={place}
          isFirst={place === 0}
          test={test}
          earlier={earlier}
          addsUnsure={addsUnsure}
          onChange={(next) => onChange(group.map((old, at) => (at === place ? next : old)))}
          onRemove={() => onChange(group.filter((_, at) => at !== place))}
        />
      ))}
      {first && (
        <Button kind="quiet" onClick={() => onChange([...group, firstTest(first)])}>
          {t("And…")}
        </Button>
      )}
    </fieldset>
  );
}

interface TestProps {
  readonly isFirst: boolean;
  readonly test: Test;
  readonly earlier: readonly Part[];
  readonly addsUnsure: boolean;
  readonly onChange: (test: Test) => void;
  readonly onRemove: () => void;
}

function TestFields({ isFirst, test, earlier, addsUnsure, onChange, onRemove }: TestProps) {
  const question = earlier.find((one) => textOf(one, "id") === test.field);
  const questions = earlier.map((one) => ({ value: textOf(one, "id"), label: nameOf(one) }));
  const gone = { value: test.field, label: t("A question that is not there any more") };
  const usual = operatorsFor(question);
  const operators = usual.includes(test.operator) ? usual : [test.operator, ...usual];
  const unsure: Value = { value: "unsure", text: t("Not sure") };
  const own = valuesOf(question, currentLanguage() === "es" ? "es" : "en").map(
    ({ value, text }, place) => ({ value, text: text || t("Option {n}", { n: place + 1 }) }),
  );
  const values = addsUnsure && own.length > 0 ? [...own, unsure] : own;
  return (
    <div class="stack">
      {!isFirst && <p class="soft">{t("and")}</p>}
      <Select
        label={t("The answer to")}
        value={test.field}
        choices={question ? questions : [gone, ...questions]}
        onChange={(field) => {
          const next = earlier.find((one) => textOf(one, "id") === field);
          if (next) onChange(firstTest(next));
        }}
      />
      <Select
        label={t("How it must be")}
        value={test.operator}
        choices={operators.map((value) => ({ value, label: operatorWords(value) }))}
        onChange={(operator) =>
          onChange({
            ...test,
            operator,
            values: valuesFor(
              operator,
              test.values.length ? test.values : [values[0]?.value ?? ""],
            ),
          })
        }
      />
      <Values
        test={test}
        values={values}
        onChange={(next) => onChange({ ...test, values: next })}
      />
      <Button kind="quiet" icon="cross" onClick={onRemove}>
        {t("Remove this condition")}
      </Button>
    </div>
  );
}

function Values(props: {
  readonly test: Test;
  readonly values: readonly Value[];
  readonly onChange: (values: readonly string[]) => void;
}) {
  const { test, values, onChange } = props;
  if (test.operator === "not empty") return null;
  if (test.operator === "in") {
    return (
      <fieldset>
        <legend>{t("Which answers")}</legend>
        <div class="choices">
          {values.map(({ value, text }) => (
            <Check
              key={value}
              label={text}
              checked={test.values.includes(value)}
              onChange={(checked) => {
                const others = test.values.filter((other) => other !== value);
                const next = checked ? [...others, value] : others;
                if (next.length > 0) onChange(next);
              }}
            />
          ))}
        </div>
      </fieldset>
    );
  }
  const [only = ""] = test.values;
  const isKnown = values.some(({ value }) => value === only);
  const gone = { value: only, label: t("An option that is not there any more") };
  const choices = values.map(({ value, text }) => ({ value, label: text }));
  return (
    <Select
      label={t("Which answer")}
      value={only}
      choices={isKnown ? choices : [gone, ...choices]}
      onChange={(value) => onChange([value])}
    />
  );
}

function operatorWords(operator: Operator): string {
  switch (operator) {
    case "==":
      return t("is");
    case "!=":
      return t("is not");
    case "in":
      return t("is one of");
    case "includes":
      return t("includes");
    case "not empty":
      return t("is there: it was answered");
  }
}
