/** One service: how to reach it, when, and for whom. */
import type { Entry, Place } from "../directory/entry.ts";
import { list, text, textsOf } from "../directory/fields.ts";
import { isListed, isRetired } from "../directory/standing.ts";
import { categoryWords, languageWords, moneyWords } from "../directory/words.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { later } from "../parts/later.tsx";
import { Page } from "../parts/page.tsx";
import { isEditor, useCairn } from "./context.ts";
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
      <Hours entry={entry} />
      <About entry={entry} />
      <Places places={entry.places} areas={textsOf(entry.document.body, "service_areas", "name")} />
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

function About({ entry }: { readonly entry: Entry }) {
  const { body } = entry.document;
  const costs = costWords(entry);
  return (
    <>
      <Part title={t("What it is")}>
        {[text(body, "description"), entry.categories.map(categoryWords).join(", ")]}
      </Part>
      <Part title={t("Who it serves")}>
        {[text(body, "eligibility_description"), agesWords(entry)]}
      </Part>
      <Part title={t("How to get it")}>
        {[
          text(body, "application_process"),
          documentsWords(textsOf(body, "required_documents", "document")),
        ]}
      </Part>
      <Part title={t("Cost")}>{costs}</Part>
      <Part title={t("Languages")}>
        {[entry.languages.map(languageWords).join(", "), text(body, "interpretation_services")]}
      </Part>
      {entry.isWithoutPolice && (
        <Part title={t("Police")}>{[t("This service does not bring in the police.")]}</Part>
      )}
      <Online url={text(body, "url")} email={text(body, "email")} />
    </>
  );
}

function Part(props: {
  readonly title: string;
  readonly children: readonly (string | undefined)[];
}) {
  const lines = props.children.filter((line) => line);
  return lines.length === 0 ? null : (
    <section class="section">
      <h2>{props.title}</h2>
      {lines.map((line) => (
        <p key={line} class="prose" dir="auto">
          {line}
        </p>
      ))}
    </section>
  );
}

function Online(props: { readonly url: string | undefined; readonly email: string | undefined }) {
  const address = props.url && /^https?:\/\//i.test(props.url) ? props.url : undefined;
  if (!props.url && !props.email) return null;
  return (
    <section class="section">
      <h2>{t("Online")}</h2>
      {props.url && <p>{props.url}</p>}
      {address && (
        <p>
          <a class="button" href={address} rel="noreferrer noopener" target="_blank">
            <Icon name="globe" />
            <span>{t("Open the website (leaves Cairn)")}</span>
          </a>
        </p>
      )}
      {props.email && (
        <p>
          <a class="button" href={`mailto:${props.email}`}>
            {props.email}
          </a>
        </p>
      )}
    </section>
  );
}

function Places(props: { readonly places: readonly Place[]; readonly areas: readonly string[] }) {
  if (props.places.length === 0 && props.areas.length === 0) return null;
  return (
    <section class="section">
      <h2>{t("Where")}</h2>
      {props.areas.length > 0 && <p>{t("Serves: {areas}", { areas: props.areas.join(", ") })}</p>}
      <ul class="plain">
        {props.places.map((place) => (
          <li key={place.id} class="card stack">
            {place.name && <h3>{place.name}</h3>}
            {place.isConfidential ? (
              <>
                <p class="line">
                  <Icon name="lock" />
                  <strong>{t("The address is private. Call first.")}</strong>
                </p>
                {place.area && <p>{t("Area: {area}", { area: place.area })}</p>}
              </>
            ) : (
              <PlaceFacts place={place} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function PlaceFacts({ place }: { readonly place: Place }) {
  const accessibility = textsOf(place.body, "accessibility", "description");
  const lines = [
    ...place.address,
    text(place.body, "description"),
    text(place.body, "transportation"),
    ...accessibility,
  ].filter((line) => line !== undefined);
  return (
    <>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
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
      {entry.places.map((place) => (
        <Button
          key={place.id}
          id={`edit-${place.id}`}
          icon="place"
          wide
          onClick={() => navigation.go({ name: "edit-location", id: place.id })}
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

function agesWords({ document: { body } }: Entry): string | undefined {
  const { minimum_age: from, maximum_age: to } = body;
  if (typeof from === "number" && typeof to === "number") {
    return t("Ages {from} to {to}", { from, to });
  }
  if (typeof from === "number") return t("Age {from} and older", { from });
  return typeof to === "number" ? t("Up to age {to}", { to }) : undefined;
}

const documentsWords = (names: readonly string[]): string | undefined =>
  names.length === 0 ? undefined : t("Bring: {documents}", { documents: names.join(", ") });

export function costWords({ isFree, document: { body } }: Entry): readonly (string | undefined)[] {
  const options = list(body, "cost_options").map((option) => {
    const amount = option.amount;
    const price =
      typeof amount === "number" && amount > 0
        ? moneyWords(amount, text(option, "currency") ?? "USD")
        : "";
    const first = [text(option, "option"), price].filter(Boolean).join(": ");
    return [first, text(option, "amount_description")].filter(Boolean).join(". ");
  });
  const words = [...options.filter(Boolean), text(body, "fees_description")];
  return isFree && !words.some(Boolean) ? [t("Free")] : words;
}
