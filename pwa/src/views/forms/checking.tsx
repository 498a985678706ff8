/** When an entry was last found right, and when it is to be looked at again. */
import { useEffect, useState } from "preact/hooks";
import { checkedOn } from "../../directory/call-list.ts";
import { withField, withoutField } from "../../directory/draft.ts";
import { type Body, text } from "../../directory/fields.ts";
import { cadenceDays } from "../../directory/verification.ts";
import { t, tn } from "../../locale.ts";
import { Check } from "../../parts/field.tsx";
import { dayInWords, today } from "../../when.ts";
import { type Changed, DraftNumber } from "./field.tsx";

interface Props extends Changed {
  readonly isFromCall?: boolean; // somebody has just asked them on the phone
}

export function Checking({ body, change, isFromCall = false }: Props) {
  const [before] = useState(body);
  const now = today(new Date());
  useEffect(() => {
    if (isFromCall) change(checkedOn(body, now));
  }, []);
  const usual = cadenceDays(withoutField(body, "verify_every_days"));
  const last = text(before, "assured_date");
  return (
    <>
      {body.type === "service" && (
        <Check
          label={t("I called or visited today, and all of this is right")}
          checked={body.assured_date === now}
          onChange={(checked) =>
            change(checked ? checkedOn(body, now) : unchecked(body, { before, now }))
          }
        />
      )}
      {last && <p class="hint">{t("Last checked: {day}", { day: dayInWords(last) })}</p>}
      <DraftNumber
        body={body}
        change={change}
        field="verify_every_days"
        label={t("Check again every how many days?")}
        hint={tn(
          "Usual for this kind of help: {n} day.",
          "Usual for this kind of help: {n} days.",
          usual,
        )}
      />
    </>
  );
}

interface Then {
  readonly before: Body;
  readonly now: string;
}

/** As before the tick; what was ticked and saved earlier today is taken away. */
function unchecked(body: Body, { before, now }: Then): Body {
  const kept = before.assured_date === now ? ["attempts"] : CHECKS;
  const rest = CHECKS.reduce(withoutField, body);
  return kept.reduce((made, field) => {
    const value = before[field];
    return value === undefined ? made : withField(made, field, value);
  }, rest);
}

const CHECKS = ["assured_date", "assurer_email", "attempts"];
