/** Where a service is: the areas it serves, and its places. Of a private one, only the area. */
import type { Entry, Place } from "../directory/entry.ts";
import { type Body, list, text } from "../directory/fields.ts";
import { isListed, isRetired } from "../directory/standing.ts";
import { t } from "../locale.ts";
import { Drawing } from "../parts/drawing.tsx";
import { Icon } from "../parts/icon.tsx";
import { languagesWords } from "./entry-languages.ts";
import { ContactList, contactsOf } from "./entry-more.tsx";
import { SmallPhones } from "./phones.tsx";
import { Week } from "./week.tsx";

interface Props {
  readonly entry: Entry;
  readonly seesAll: boolean; // drafts and what is no longer offered, too
}

export function Places({ entry, seesAll }: Props) {
  const { document } = entry;
  const places = seesAll ? [...entry.places, ...entry.otherPlaces] : entry.places;
  const areas = list(document.body, "service_areas").flatMap(areaWords);
  if (places.length === 0 && areas.length === 0) return null;
  const links = list(document.body, "service_at_locations");
  return (
    <section class="section">
      <h2>{t("Where")}</h2>
      {areas.length > 0 && <p>{t("Serves: {areas}", { areas: areas.join(", ") })}</p>}
      <ul class="plain">
        {places.map((place) => (
          <li key={place.id} class="card stack">
            {place.name && <h3>{place.name}</h3>}
            {place.insteadOf && (
              <p>
                <strong>
                  {t("Go here. {place} is no longer there.", {
                    place: place.insteadOf.name ?? t("A place without a name"),
                  })}
                </strong>
              </p>
            )}
            {!isListed(place.body) && (
              <p>
                <strong>{isRetired(place.body) ? t("It is no longer there.") : t("Draft.")}</strong>
              </p>
            )}
            {place.isConfidential ? (
              <>
                <p class="line">
                  <Icon name="lock" />
                  <strong>{t("The address is private. Call first.")}</strong>
                </p>
                {place.area && <p>{t("Area: {area}", { area: place.area })}</p>}
              </>
            ) : (
              <PlaceFacts
                place={place}
                link={links.find((one) => `location:${text(one, "location_id")}` === place.id)}
              />
            )}
            <Access place={place} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function areaWords(row: Body): readonly string[] {
  const [name, note] = [text(row, "name"), text(row, "description")];
  if (name === undefined) return note === undefined ? [] : [note];
  return [note === undefined ? name : `${name} (${note})`];
}

interface PlaceProps {
  readonly place: Place;
  readonly link: Body | undefined; // what the service says of itself there
}

function PlaceFacts({ place, link = {} }: PlaceProps) {
  const { body, address } = place;
  const spoken = languagesWords(list(body, "languages"));
  const lines = [
    ...address,
    text(body, "description"),
    text(body, "transportation"),
    text(link, "description"),
    spoken && t("Spoken there: {languages}", { languages: spoken }),
  ].filter((line) => line !== undefined && line !== "");
  const phones = [...list(link, "phones"), ...list(body, "phones")];
  const contacts = contactsOf(link);
  const schedules = list(link, "schedules");
  return (
    <>
      {lines.map((line) => (
        <p key={line} class="prose" dir="auto">
          {line}
        </p>
      ))}
      <SmallPhones phones={phones} />
      {contacts.length > 0 && <ContactList rows={contacts} />}
      {schedules.length > 0 && (
        <div class="stack">
          <h4>{t("Hours there")}</h4>
          <Week schedules={schedules} now={new Date()} />
        </div>
      )}
    </>
  );
}

function Access({ place: { body, isConfidential } }: { readonly place: Place }) {
  const told = isConfidential ? ["description"] : ["description", "details"];
  const rows = list(body, "accessibility").flatMap((row) => {
    const words = told.flatMap((field) => text(row, field) ?? []).join(". ");
    return words === "" ? [] : [words];
  });
  if (rows.length === 0) return null;
  return (
    <ul class="chips">
      {rows.map((words) => (
        <li key={words} class="chip" dir="auto">
          <Drawing name="disabled" />
          <span>{words}</span>
        </li>
      ))}
    </ul>
  );
}
