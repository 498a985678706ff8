/** Hand-outs: fetched behind the first screen, all in one file. */
export { HandOutView } from "./hand-out.tsx";
export { PickButton, ToHandOut } from "./pick-button.tsx";
