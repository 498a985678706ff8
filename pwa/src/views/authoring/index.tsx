/** Where a coordinator writes worksheets: fetched when first opened. */
import "./authoring.css";
import { BringSpreadsheet } from "./bring.tsx";
import { EditDraft } from "./edit-draft.tsx";
import type { AuthoringPlace } from "./place.ts";
import { PublishDraft } from "./publish.tsx";
import { WorksheetsOfOurProgram } from "./worksheets-list.tsx";

export function AuthoringView({ place }: { readonly place: AuthoringPlace }) {
  switch (place.screen) {
    case "list":
      return <WorksheetsOfOurProgram />;
    case "bring":
      return <BringSpreadsheet />;
    case "draft":
      // A key: each part is a screen of its own, with its heading in focus.
      return <EditDraft key={`${place.id} ${place.at}`} id={place.id} at={place.at} />;
    case "publish":
      return <PublishDraft key={place.id} id={place.id} />;
  }
}
