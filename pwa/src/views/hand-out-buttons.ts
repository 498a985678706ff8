/** The buttons of the hand-out, for the list and for an entry: fetched behind the first screen. */
import { later } from "../parts/later.tsx";

const handout = () => import("../handout/index.ts");

export const PickButton = later(() => handout().then((part) => part.PickButton));
export const ToHandOut = later(() => handout().then((part) => part.ToHandOut));
