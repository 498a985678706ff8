/** The way to "Our program", wherever it may be needed in the middle of something. */
import { useContext } from "preact/hooks";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { ProgramContext } from "./context.ts";

export function ProgramLink({ wide }: { readonly wide?: boolean }) {
  const program = useContext(ProgramContext);
  return program ? (
    <Button id="our-program" icon="people" wide={wide ?? false} onClick={program.open}>
      {t("Our program")}
    </Button>
  ) : null;
}
