/** Hands the program's facts to whatever screen is inside. */
import type { ComponentChildren } from "preact";
import { commonsOf } from "../data/database.ts";
import { ProgramContext } from "../program/context.ts";
import { programIn, readProgram } from "../program/program.ts";
import { useCairn } from "./context.ts";
import { useDocuments } from "./use-documents.ts";
import { tabOf } from "./view.ts";

export function ProgramAround({ children }: { readonly children: ComponentChildren }) {
  const { space, navigation } = useCairn();
  const documents = useDocuments(space, "program");
  const shown = space && programIn(documents, commonsOf(space.collaborative));
  const facts = readProgram(shown?.body ?? {});
  const open = () => navigation.go({ name: "program", under: tabOf(navigation.view) });
  return <ProgramContext.Provider value={{ facts, open }}>{children}</ProgramContext.Provider>;
}
