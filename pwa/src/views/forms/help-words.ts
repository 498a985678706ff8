/**
 * What each field means, in plain words with an example: what HSDS says of it, and what
 * Cairn does with it.
 */
import { t } from "../../locale.ts";
import type { FormKind } from "./form-context.ts";
import { rowHelpWords } from "./help-words-rows.ts";

/** `place`: such as "name" or "phones.0.number". */
export function helpWords(kind: FormKind, place: string): string | undefined {
  const steps = place.split(".").filter((step) => !/^\d+$/.test(step));
  if (steps.length > 1) return rowHelpWords(steps.slice(-2).join("."));
  return OF_KIND[kind](place) ?? ofAny(place);
}

const OF_KIND: Readonly<Record<FormKind, (field: string) => string | undefined>> = {
  service: ofService,
  organization: ofOrganization,
  location: ofLocation,
};

function ofAny(field: string): string | undefined {
  switch (field) {
    case "alternate_name":
      return t("Another name that people know it by, or used to. Search finds it too.");
    case "email":
      return t(
        "An address that is read by whoever answers there, such as help@example.org. Not a person's private one.",
      );
    case "phones":
      return t("The numbers people call or text. The first one is shown first.");
    case "contacts":
      return t(
        "A desk or a job to ask for, such as: intake, or the advocate on duty. Leave it out if anybody there can help.",
      );
    case "languages":
      return t("Languages that people there speak themselves, with no interpreter.");
    case "attributes":
      return t(
        "Words from a fixed list, such as those of 211. They help other directories to sort this entry.",
      );
    case "verify_every_days":
      return t(
        "After so many days the entry counts as old and comes up in your calls. Leave it empty for what is usual for this kind of help.",
      );
    case "funding":
      return t(
        "Who pays for it, such as a state fund. Few people need to know; it is for reports.",
      );
    default:
      return undefined;
  }
}

function ofService(field: string): string | undefined {
  switch (field) {
    case "name":
      return t("What the service is called, as people say it. Such as: 24-hour line.");
    case "description":
      return t(
        "What people get there, in two or three short sentences. Write it for a tired reader.",
      );
    case "alert":
      return t(
        "Something that is true only for now, such as: closed until Monday. It is shown first.",
      );
    case "status":
      return t(
        "Whether people can get it now. What is closed for good stays, so that nobody adds it again.",
      );
    case "categories":
      return t("Choose each kind that people would look under. Two or three are enough.");
    case "who_is_served":
      return t(
        "Choose whom the service itself says it is for. If it is for everybody, choose none: what is not said shuts no one out.",
      );
    case "eligibility_description":
      return t(
        "Who can get it and who cannot, in words. Such as: anyone in the county, with or without papers.",
      );
    case "minimum_age":
      return t("The youngest age, in years. Leave it empty if there is none.");
    case "maximum_age":
      return t("The oldest age, in years. Leave it empty if there is none.");
    case "culturally_specific":
      return t(
        "Only if it is made by and for a people or a community. Write its own name for itself, such as: Diné families.",
      );
    case "without_police":
      return t(
        "It promises that nobody there brings in the police, unless the person asks for it or the law leaves no choice. Ask them before you tick it: somebody's safety may hang on it.",
      );
    case "restorative":
      return t(
        "It works with circles or other ways in which harm is named and made good, without a court.",
      );
    case "application_process":
      return t("The first steps, in order. Such as: call; they call back the same day.");
    case "wait_time":
      return t("How long it takes until help begins. Such as: two weeks.");
    case "required_documents":
      return t("Papers people must bring. If some other paper will do, say so.");
    case "cost_options":
      return t("What it costs, one price each. If it is free, write: free.");
    case "fees_description":
      return t("What the prices above do not say. Such as: pay what you can.");
    case "fees":
      return t("An older field that an import brought. Better to write it above.");
    case "interpretation_services":
      return t("How people get help in other languages. Such as: by a phone line, at any hour.");
    case "service_areas":
      return t(
        "Counties, towns or nations that people must live in. Leave it out if it is for anyone.",
      );
    case "service_at_locations":
      return t(
        "The places where people get this service. Under each one stands what is different there.",
      );
    case "capacities":
      return t(
        "How many beds, rooms or places there are, and how many are free. The day you wrote it is shown.",
      );
    case "url":
      return t("The page about this service, such as example.org/help.");
    case "additional_urls":
      return t("More pages, such as a form to ask for help.");
    case "accreditations":
      return t("Who has looked at the service and found it good. Such as: state coalition, 2025.");
    case "licenses":
      return t("An older field for licenses, that an import brought.");
    case "program_id":
      return t("Which program of the organization it belongs to, if it has programs.");
    default:
      return undefined;
  }
}

function ofOrganization(field: string): string | undefined {
  switch (field) {
    case "name":
      return t("The name of the organization, as it stands on its door or its page.");
    case "description":
      return t("What the organization does, in two or three short sentences.");
    case "website":
      return t("The organization's own page, such as example.org.");
    case "additional_websites":
      return t("More pages of the organization, such as one in another language.");
    case "legal_status":
      return t("What it is by law. Such as: nonprofit, tribal program, county office.");
    case "year_incorporated":
      return t("The year in which it was founded, such as 1987.");
    case "tax_id":
      return t("Its number at the tax office. It is public for nonprofits.");
    case "tax_status":
      return t("An older field that an import brought, such as 501(c)(3).");
    case "logo":
      return t("The web address of its picture. Cairn does not show it; other directories may.");
    case "uri":
      return t("A web address that names this organization for ever, in lists that machines read.");
    case "programs":
      return t(
        "Services that belong together under one name, such as: Safe Homes. A service says which one it belongs to.",
      );
    case "organization_identifiers":
      return t("Numbers under which others list it, such as in a state register.");
    case "parent_organization_id":
      return t("The larger organization that this one is a part of.");
    default:
      return undefined;
  }
}

function ofLocation(field: string): string | undefined {
  switch (field) {
    case "name":
      return t("What the place is called, such as: office on Main Street.");
    case "description":
      return t(
        "What helps to know it when one gets there. Such as: the green door beside the library.",
      );
    case "transportation":
      return t("How to get there without a car. Such as: bus 4 stops in front.");
    case "accessibility":
      return t(
        "What people with disabilities find there, such as: ramp, no stairs, a deaf interpreter on Mondays.",
      );
    case "url":
      return t("A page about this place, such as one with a map.");
    default:
      return undefined;
  }
}
