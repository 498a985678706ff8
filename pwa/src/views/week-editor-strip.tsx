/** A day's hours as bars from midnight to midnight. Beside words: readers never hear them. */
import { DAY_MINUTES, timesOf } from "../directory/hours.ts";
import { isWhole, type Times } from "../directory/typed-times.ts";
import { perLanguage } from "../locale.ts";

interface Bar {
  readonly from: number;
  readonly to: number; // minutes since midnight
  readonly isTail: boolean; // of the evening before
}

interface Props {
  readonly spans: readonly Times[];
  readonly before: readonly Times[]; // the day before: its nights run into this one
}

export const Strip = ({ spans, before }: Props) => (
  <span class="strip-day" aria-hidden="true">
    {barsOf(spans, before).map(({ from, to, isTail }) => (
      <span
        key={`${from}-${to}-${isTail}`}
        class={isTail ? "bar tail" : "bar"}
        style={{
          insetInlineStart: `${(from / DAY_MINUTES) * 100}%`,
          width: `${((to - from) / DAY_MINUTES) * 100}%`,
        }}
      />
    ))}
  </span>
);

const hourFormat = perLanguage((tag) => new Intl.DateTimeFormat(tag, { hour: "numeric" }));

/** The hours of a day beside the bars: 6 AM, noon, 6 PM. */
export const Scale = () => (
  <div class="scale" aria-hidden="true">
    <span>
      {[6, 12, 18].map((hour) => (
        <i key={hour} style={{ insetInlineStart: `${(hour / 24) * 100}%` }}>
          {hourFormat().format(new Date(2024, 0, 1, hour))}
        </i>
      ))}
    </span>
  </div>
);

function barsOf(spans: readonly Times[], before: readonly Times[]): readonly Bar[] {
  const own = spans.flatMap((times) => hoursOf(times));
  const nights = before
    .flatMap((times) => hoursOf(times))
    .filter(({ closes }) => closes > DAY_MINUTES);
  return [
    ...nights.map(({ closes }) => ({ from: 0, to: closes - DAY_MINUTES, isTail: true })),
    ...own.map(({ opens, closes }) => ({
      from: opens,
      to: Math.min(closes, DAY_MINUTES),
      isTail: false,
    })),
  ];
}

const hoursOf = (times: Times) => {
  const hours = isWhole(times) && timesOf({ opens_at: times.opens, closes_at: times.closes });
  return hours ? [hours] : [];
};
