/** What each field of a row means: of a phone number, a contact, a price. */
import { t } from "../../locale.ts";

/** `field`: the row's list and the field, such as "phones.number". */
export function rowHelpWords(field: string): string | undefined {
  switch (field) {
    case "addresses.address_1":
      return t(
        "The street and number, such as 12 Main Street. Where there are none, the road and the mile, or what people call the place. Without this the place is an area.",
      );
    case "addresses.address_2":
      return t("Such as: second floor, or ring at B.");
    case "addresses.city":
      return t("The city or town. For a private place, the nearest larger one is enough.");
    case "addresses.state_province":
      return t(
        "Two letters, such as ND; territories too: PR, GU, VI, AS, MP. In Mexico the whole name.",
      );
    case "addresses.postal_code":
      return t("Five digits, such as 58001. In Canada such as K1A 0B1.");
    case "addresses.country":
      return t(
        "Choose another only for a place abroad. For tribal land, write the nation under county or region.",
      );
    case "addresses.region":
      return t("Such as: Pine County, or the nation on whose land it is.");
    case "service_at_locations.description":
      return t(
        "What people should know about this place only. Such as: ring at the side door. No address: the place has it.",
      );
    case "service_at_locations.phones":
      return t("Numbers that ring at this place. Leave it empty if the others are right here too.");
    case "service_at_locations.contacts":
      return t("Whom to ask for at this place, if it is somebody else than elsewhere.");
    case "phones.number":
      return t("As one dials it, with the area code. Letters may stand in it: 1-800-799-SAFE.");
    case "phones.extension":
      return t("The number to press after they answer. Only digits.");
    case "phones.type":
      return t(
        "Whether the line takes calls, texts or both. The buttons to call and text follow it.",
      );
    case "phones.description":
      return t("What to know before calling. Such as: day and night, or ask for the advocate.");
    case "phones.languages":
      return t(
        "Languages that are spoken on this line. Leave all off if it is the same as for the service.",
      );
    case "contacts.name":
      return t("A desk or a role comes first. A person's name only if they agreed to be listed.");
    case "contacts.title":
      return t("What they do there, such as: housing advocate.");
    case "contacts.department":
      return t("The part of the organization, such as: front desk.");
    case "contacts.email":
      return t("An address for this desk, such as intake@example.org. Not a private one.");
    case "languages.name":
      return t("A language that is not among those above, such as: Mixteco Alto.");
    case "languages.note":
      return t("Anything to know. Such as: on Tuesdays only.");
    case "cost_options.option":
      return t("What the price is for, or the word free. Such as: first visit.");
    case "cost_options.amount":
      return t("The price in dollars, such as 12.50. Leave it empty if there is none.");
    case "cost_options.amount_description":
      return t("More about this price. Such as: for each person, each night.");
    case "cost_options.valid_from":
      return t("The first day of this price. Leave it empty if it holds now.");
    case "cost_options.valid_to":
      return t("The last day of this price. Leave it empty if no end is known.");
    case "required_documents.document":
      return t("One paper, such as: any ID, or a letter with your name.");
    case "required_documents.uri":
      return t("Where the form can be read or printed, such as example.org/form.");
    case "service_areas.name":
      return t("One county, town or nation, such as: Pine County.");
    case "service_areas.description":
      return t("Anything to know. Such as: only north of the river.");
    case "unit.name":
      return t("What is counted. Such as: beds, family rooms, hotel nights.");
    case "capacities.available":
      return t("How many are free right now. Phones show how long ago you wrote it.");
    case "capacities.maximum":
      return t("How many there are in all, free or not.");
    case "capacities.description":
      return t("Anything to know. Such as: two of them on the ground floor.");
    case "additional_urls.label":
    case "additional_websites.label":
      return t("What the page is for, such as: ask for help online.");
    case "additional_urls.url":
    case "additional_websites.url":
      return t("The address of the page, such as example.org/ask.");
    case "accessibility.description":
      return t("One thing people find there, such as: ramp at the side door.");
    case "accessibility.details":
      return t("Anything to know. Such as: ring the bell and wait.");
    case "accessibility.url":
      return t("A page that says more, such as one with pictures of the way in.");
    case "funding.source":
      return t("One source of money, such as: crime victim money of the state.");
    case "organization_identifiers.identifier_type":
      return t("What kind of number it is, such as: state register.");
    case "organization_identifiers.identifier":
      return t("The number itself.");
    case "organization_identifiers.identifier_scheme":
      return t("The short name of the register in org-id.guide, such as US-EIN.");
    case "programs.name":
      return t("What the program is called, such as: Safe Homes.");
    case "programs.alternate_name":
      return t("Another name that people know it by.");
    case "programs.description":
      return t("What the program does, in a sentence or two.");
    default:
      return undefined;
  }
}
