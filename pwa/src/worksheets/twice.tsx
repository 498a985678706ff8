/**
 * Words of a worksheet in its second language, beside or under those of the first.
 *
 * They are text like any other, marked with their language, so a screen reader comes by
 * them and says them in the right voice. The names of controls are in the first language
 * alone: a name said twice helps nobody to find a button.
 */
import type { ComponentChildren } from "preact";
import { directionOf } from "../locale.ts";
import type { Template } from "./template.ts";
import { TonguesContext, useLoadTongues, useSecond } from "./tongues.ts";

/** The second words alone; nothing where there are none. */
export function Also({ words }: { readonly words: string | undefined }) {
  const second = useSecond();
  if (!second || !words) return null;
  return (
    <span class="also" lang={second.language} dir={directionOf(second.language)}>
      {words}
    </span>
  );
}

/** What is on screen in the first language, and the same in the second. */
export function Twice(props: {
  readonly also: string | undefined;
  readonly children: ComponentChildren;
}) {
  const second = useSecond();
  if (!second || !props.also) return <>{props.children}</>;
  return (
    <div class="twice">
      {props.children}
      <p class="also" lang={second.language} dir={directionOf(second.language)}>
        {props.also}
      </p>
    </div>
  );
}

/** The worksheet's title in the second language, under the screen's heading. */
export const SecondTitle = () => <Also words={useSecond()?.template.title} />;

/** What the template itself says, with the same in the second language. */
export const InSecond = (props: {
  readonly of: (template: Template) => string;
  readonly children: ComponentChildren;
}) => {
  const second = useSecond();
  return <Twice also={second && props.of(second.template)}>{props.children}</Twice>;
};

/** Around every screen of a worksheet: what it shows may be shown in a second language too. */
export const InTwoLanguages = (props: {
  readonly template: Template;
  readonly children: ComponentChildren;
}) => (
  <TonguesContext.Provider value={useLoadTongues(props.template)}>
    {props.children}
  </TonguesContext.Provider>
);
