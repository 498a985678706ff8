/** One service: how to reach it, when, and for whom. */
import type { Entry } from "../directory/entry.ts";
import { isListed, isRetired } from "../directory/standing.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { later } from "../parts/later.tsx";
import { Page } from "../parts/page.tsx";
import { isEditor, useCairn } from "./context.ts";
import { About, WhatItIs } from "./entry-about.tsx";
import { Capacities, Chips } from "./entry-facts.tsx";
import { Contacts, MoreAbout, Online } from "./entry-more.tsx";
import { Places } from "./entry-places.tsx";
import { Reports } from "./entry-reports.tsx";
import { Standing } from "./entry-standing.tsx";
import { StateButtons } from "./entry-state.tsx";
import { PickButton, ToHandOut } from "./hand-out-buttons.ts";
import { Phones } from "./phones.tsx";
import { Week } from "./week.tsx";

const EntryOrigin = later(() => import("./entry-origin.tsx").then((part) => part.EntryOrigin));
const AboutForeign = later(() => import("./entry-origin.tsx").then((part) => part.AboutForeign));
const NoteOpened = later(() => import("./recents.tsx").then((part) => part.NoteOpened));

export function EntryView({ id }: { readonly id: string }) {
  const cairn = useCairn();
  const { directory, navigation } = cairn;
  const entry = directory.entryById.get(id);
  if (!entry) {
    return (
      <Page title={t("Service")} back={navigation.back}>
        <p>
          {directory.isReady
            ? t("This entry is no longer in the directory.")
            : t("Opening the directory…")}
        </p>
      </Page>
    );
  }
  return (
    <Page title={entry.name} back={navigation.back} arrival={navigation.arrival}>
      <EntryParts entry={entry} />
    </Page>
  );
}

/** All that is told of an entry, and what can be done with it; its name stands above. */
export function EntryParts({ entry }: { readonly entry: Entry }) {
  const cairn = useCairn();
  const { navigation } = cairn;
  if (isRetired(entry.document.body) && !isEditor(cairn)) {
    // Whom to call, and when, is what nobody should go by any more.
    return (
      <>
        <Standing entry={entry} />
        <Reports about={entry.id} />
      </>
    );
  }
  return (
    <>
      <NoteOpened id={entry.id} />
      <Standing entry={entry} />
      {entry.origin && <EntryOrigin entry={entry} />}
      <Phones phones={entry.phones} />
      <Capacities entry={entry} />
      <Chips entry={entry} />
      <WhatItIs entry={entry} />
      <Hours entry={entry} />
      <About entry={entry} />
      <Places entry={entry} seesAll={isEditor(cairn)} />
      <Contacts entry={entry} />
      <Online entry={entry} />
      <MoreAbout entry={entry} />
      <Reports about={entry.id} />
      {entry.origin && <AboutForeign entry={entry} />}
      <div class="stack">
        {isListed(entry.document.body) && (
          <PickButton id={entry.id} name={entry.name} owner={cairn.member?.id} />
        )}
        <ToHandOut owner={cairn.member?.id} onOpen={() => navigation.go({ name: "hand-out" })} />
        {cairn.member && (
          <Button
            id="report"
            icon="flag"
            wide
            onClick={() => navigation.go({ name: "report", id: entry.id })}
          >
            {t("Report what is wrong")}
          </Button>
        )}
        {isEditor(cairn) && !entry.origin && <EditButtons entry={entry} />}
      </div>
    </>
  );
}

function Hours({ entry }: { readonly entry: Entry }) {
  return entry.schedules.length === 0 ? null : (
    <section class="section">
      <h2>{t("Hours")}</h2>
      <Week schedules={entry.schedules} now={new Date()} />
    </section>
  );
}

function EditButtons({ entry }: { readonly entry: Entry }) {
  const { navigation } = useCairn();
  const { organizationId } = entry;
  return (
    <section class="section stack">
      <h2>{t("For editors")}</h2>
      <Button
        id="edit"
        icon="pen"
        wide
        onClick={() => navigation.go({ name: "edit", id: entry.id })}
      >
        {t("Change this entry")}
      </Button>
      <StateButtons key={entry.id} entry={entry} />
      <Button
        id="history"
        icon="clock"
        wide
        onClick={() => navigation.go({ name: "history", id: entry.id })}
      >
        {t("Who changed what")}
      </Button>
      <Button
        id="ask-partner"
        icon="talk"
        wide
        onClick={() => navigation.go({ name: "ask-partner", id: entry.id })}
      >
        {t("Ask the service itself")}
      </Button>
      {organizationId && entry.organization && (
        <Button
          id="edit-organization"
          icon="people"
          wide
          onClick={() => navigation.go({ name: "edit-organization", id: organizationId })}
        >
          {t("Change the organization")}
        </Button>
      )}
      {[...entry.places, ...entry.otherPlaces].map((place) => (
        <Button
          key={place.id}
          id={`edit-${place.id}`}
          icon="place"
          wide
          onClick={() =>
            navigation.go({ name: "edit-location", id: place.id, serviceId: entry.id })
          }
        >
          {place.name ? t("Change the place: {name}", { name: place.name }) : t("Change the place")}
        </Button>
      ))}
      <Button
        id="add-place"
        icon="place"
        wide
        onClick={() => navigation.go({ name: "add-location", serviceId: entry.id })}
      >
        {t("Add a place")}
      </Button>
    </section>
  );
}
