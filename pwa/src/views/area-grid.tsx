/** A place chosen on a coarse grid around a town: tapped, or moved with arrows. No map. */
import "./area-grid.css";
import { useId } from "preact/hooks";
import { fromTown, moved, type Square } from "../directory/grid.ts";
import type { Town } from "../directory/towns.ts";
import { t, tn } from "../locale.ts";
import { announce } from "../parts/announcer.tsx";

interface Props {
  readonly square: Square;
  readonly towns: readonly Town[];
  readonly onChange: (square: Square) => void;
}

const RADIUS = 4; // squares on each side of the middle
const SIZE = 2 * RADIUS + 1;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [1, 0],
  ArrowDown: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

export function AreaGrid({ square, towns, onChange }: Props) {
  const id = useId();
  const go = (north: number, east: number) => {
    const next = moved(square, north, east);
    announce(squareWords(next));
    onChange(next);
  };
  const names: Readonly<Record<string, string>> = {
    ArrowUp: t("North"),
    ArrowLeft: t("West"),
    ArrowRight: t("East"),
    ArrowDown: t("South"),
  };
  return (
    <div class="area-grid stack">
      <p id={id}>
        <strong>{squareWords(square)}</strong>
      </p>
      <Drawing square={square} towns={towns} onTap={go} />
      <fieldset
        class="compass"
        aria-describedby={id}
        onKeyDown={(event) => {
          const step = ARROWS[event.key];
          if (!step) return;
          event.preventDefault();
          go(...step);
        }}
      >
        <legend class="unseen">{t("Move the square")}</legend>
        {Object.entries(names).map(([key, name]) => (
          <button
            key={key}
            type="button"
            class={`button ${key.slice("Arrow".length).toLowerCase()}`}
            onClick={() => go(...(ARROWS[key] ?? [0, 0]))}
          >
            {name}
          </button>
        ))}
      </fieldset>
      <p class="hint">{t("A square is about 3 miles wide. The arrow keys move it too.")}</p>
    </div>
  );
}

/** Beside words and buttons: readers never hear it. */
function Drawing(props: {
  readonly square: Square;
  readonly towns: readonly Town[];
  readonly onTap: (north: number, east: number) => void;
}) {
  const { square, towns, onTap } = props;
  const [top, left] = [edge(square.north) + RADIUS, edge(square.east) - RADIUS];
  const [x, y] = [square.east - left, top - square.north];
  return (
    <svg
      class="area-drawing"
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      aria-hidden="true"
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        const column = Math.floor(((event.clientX - box.left) / box.width) * SIZE);
        const row = Math.floor(((event.clientY - box.top) / box.height) * SIZE);
        onTap(y - row, column - x);
      }}
    >
      {Array.from({ length: SIZE + 1 }, (_, at) => (
        <path key={at} class="lines" d={`M${at} 0V${SIZE}M0 ${at}H${SIZE}`} />
      ))}
      <rect class="chosen" x={x} y={y} width="1" height="1" />
      {dotsOf(square, towns, { top, left }).map((dot) => (
        <g key={dot.label}>
          <circle class="dot" cx={dot.x} cy={dot.y} r="0.14" />
          {dot.isNamed && (
            <text
              x={dot.x + (dot.x > SIZE / 2 ? -0.25 : 0.25)}
              y={dot.y + 0.14}
              text-anchor={dot.x > SIZE / 2 ? "end" : "start"}
            >
              {dot.label}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

/** How far the window has to move so that the square stays in it. */
const edge = (squares: number): number =>
  Math.sign(squares) * Math.max(0, Math.abs(squares) - RADIUS);

interface Dot {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly isNamed: boolean; // a name that would lie on another is left out
}

function dotsOf(square: Square, towns: readonly Town[], corner: { top: number; left: number }) {
  const own = [square.town, ...towns.filter(({ label }) => label !== square.town.label)];
  const dots: Dot[] = [];
  for (const town of own) {
    const { north, east } = fromTown(town.spot, square.town);
    const [x, y] = [east - corner.left + 0.5, corner.top - north + 0.5];
    if (x < 0 || x > SIZE || y < 0 || y > SIZE) continue;
    const isNamed = !dots.some((dot) => dot.isNamed && Math.abs(dot.y - y) < 0.6);
    dots.push({ label: town.label.split(",")[0] ?? "", x, y, isNamed });
  }
  return dots;
}

/** "2 squares north, 1 square east of Millbrook, ND". */
export function squareWords({ town, north, east }: Square): string {
  const ways = [
    north > 0 ? tn("{n} square north", "{n} squares north", north) : "",
    north < 0 ? tn("{n} square south", "{n} squares south", -north) : "",
    east > 0 ? tn("{n} square east", "{n} squares east", east) : "",
    east < 0 ? tn("{n} square west", "{n} squares west", -east) : "",
  ].filter(Boolean);
  return ways.length === 0
    ? t("In or near {town}", { town: town.label })
    : t("{way} of {town}", { way: ways.join(", "), town: town.label });
}
