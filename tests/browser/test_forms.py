"""Every field of an entry's form: typed without signal, sent, and shown on another phone."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Page, expect

from cairn_server.directory.models import validate_document
from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.keyboard import Plan, fill
from tests.browser.steps import (
    open_entry,
    open_every_part,
    open_part,
    open_tab,
    send_and_receive,
    sign_in,
    wait_until_installed,
)
from tests.browser.stores import FIND_STORE

NAME = "Pine Circle rooms"
ORGANIZATION = "Pine Circle"
# What a phone has received, which is what the server holds; nothing that only waits to be sent.
RECEIVED = """async (name) => {
  const opened = await FIND("cairn-shared-demo");
  await new Promise((done) => { opened.onsuccess = done; });
  const all = opened.result.transaction("documents").objectStore("documents").getAll();
  await new Promise((done) => { all.onsuccess = done; });
  opened.result.close();
  return all.result.filter(({ body }) => body.name === name).map(({ id, body }) => [id, body]);
}""".replace("FIND", f"({FIND_STORE})")
KEPT = {"schema", "edits", "last_modified", "id", "updated", "organization_id"}


def told(value: Any) -> Any:
    """Return a document's value without what the program keeps of itself."""
    if isinstance(value, dict):
        return {name: told(part) for name, part in value.items() if name not in KEPT}
    return [told(part) for part in value] if isinstance(value, list) else value


def received(page: Page, name: str) -> tuple[str, dict[str, Any]]:
    """Return the one document of that name, which the server's models must take."""
    ((doc_id, body),) = page.evaluate(RECEIVED, name)
    validate_document(doc_id, body)
    return doc_id, body


SERVICE = Plan(
    texts={
        "Name of the new organization": ORGANIZATION,
        "field-name": NAME,
        "field-alternate_name": "The rooms",
        "field-description": "Rooms for a family, up to 30 nights.",
        "field-alert": "Full until Monday.",
        "field-phones.0.number": "(555) 555-0150",
        "field-phones.0.extension": "12",
        "field-phones.0.description": "Day and night.",
        "field-eligibility_description": "Anyone in the county.",
        "field-minimum_age": "16",
        "field-maximum_age": "99",
        "field-culturally_specific.0": "Diné families",
        "field-application_process": "Call. They call back the same day.",
        "field-wait_time": "Two days.",
        "field-required_documents.0.document": "Any ID",
        "field-required_documents.0.uri": "example.org/form",
        "field-cost_options.0.option": "A night",
        "field-cost_options.0.amount": "12.50",
        "field-cost_options.0.amount_description": "For each room.",
        "field-cost_options.0.valid_from": "01022026",
        "field-cost_options.0.valid_to": "12312026",
        "field-fees_description": "Pay what you can.",
        "field-languages.1.name": "Mixteco Alto",
        "field-languages.1.note": "On Tuesdays.",
        "field-interpretation_services": "By phone.",
        "field-service_areas.0.name": "Pine County",
        "field-service_areas.0.description": "North of the river.",
        "field-capacities.0.unit.name": "rooms",
        "field-capacities.0.available": "3",
        "field-capacities.0.maximum": "12",
        "field-capacities.0.description": "One on the ground floor.",
        "field-contacts.0.name": "Intake",
        "field-contacts.0.title": "Housing advocate",
        "field-contacts.0.department": "Front desk",
        "field-contacts.0.email": "intake@example.org",
        "field-contacts.0.phones.0.number": "555-0151",
        "field-contacts.0.phones.0.extension": "3",
        "field-contacts.0.phones.0.description": "Mornings.",
        "field-url": "example.org/rooms",
        "field-email": "rooms@example.org",
        "field-additional_urls.0.label": "Ask online",
        "field-additional_urls.0.url": "https://example.org/ask",
        "field-verify_every_days": "45",
        "Find a word to add": "Healing circles",
        "field-accreditations": "State coalition, 2025.",
        "field-funding.0.source": "Crime victim money",
    },
    steps={"field-phones.0.type": 2, "field-status": 1},
    ticks=[
        *["Spanish", "Navajo", "Shelter", "Women", "People with pets"],
        *["Does not bring in the police", "Works in a restorative way", "Spanish"],
        *["I called or visited today, and all of this is right", "Show this entry to everybody"],
    ],
    presses=[
        *["Add a number", "Add a people or community", "Add a paper", "Add a cost"],
        *["Another language", "Add an area", "Add a count", "Add a contact", "Add a number"],
        *["Add a page", "Add “Healing circles” as a new word", "Add a source"],
    ],
)

TYPED_SERVICE = {
    "type": "service",
    "name": NAME,
    "alternate_name": "The rooms",
    "description": "Rooms for a family, up to 30 nights.",
    "alert": "Full until Monday.",
    "status": "temporarily closed",
    "phones": [
        {
            "number": "(555) 555-0150",
            "extension": 12,
            "type": "cell",
            "description": "Day and night.",
            "languages": [{"code": "es"}, {"code": "nv"}],
        }
    ],
    "categories": ["shelter"],
    "who_is_served": ["women", "pets"],
    "eligibility_description": "Anyone in the county.",
    "minimum_age": 16,
    "maximum_age": 99,
    "culturally_specific": ["Diné families"],
    "without_police": True,
    "restorative": True,
    "application_process": "Call. They call back the same day.",
    "wait_time": "Two days.",
    "required_documents": [{"document": "Any ID", "uri": "https://example.org/form"}],
    "cost_options": [
        {
            "option": "A night",
            "amount": 12.5,
            "currency": "USD",
            "amount_description": "For each room.",
            "valid_from": "2026-01-02",
            "valid_to": "2026-12-31",
        }
    ],
    "fees_description": "Pay what you can.",
    "languages": [{"code": "es"}, {"name": "Mixteco Alto", "note": "On Tuesdays."}],
    "interpretation_services": "By phone.",
    "service_areas": [{"name": "Pine County", "description": "North of the river."}],
    "capacities": [
        {
            "unit": {"name": "rooms"},
            "available": 3,
            "maximum": 12,
            "description": "One on the ground floor.",
        }
    ],
    "contacts": [
        {
            "name": "Intake",
            "title": "Housing advocate",
            "department": "Front desk",
            "email": "intake@example.org",
            "phones": [{"number": "555-0151", "extension": 3, "description": "Mornings."}],
        }
    ],
    "url": "https://example.org/rooms",
    "email": "rooms@example.org",
    "additional_urls": [{"label": "Ask online", "url": "https://example.org/ask"}],
    "verify_every_days": 45,
    "accreditations": "State coalition, 2025.",
    "funding": [{"source": "Crime victim money"}],
    "public": True,
}

SHOWN = [
    *["Call (555) 555-0150 ext. 12", "Day and night. Spanish, Navajo", "Full until Monday."],
    *["Free: 3 of 12 (rooms)", "Does not bring in the police", "Works in a restorative way"],
    *["For: Women", "For: People with pets", "Made by and for: Diné families", "Any ID"],
    *["Ages 16 to 99", "Anyone in the county.", "They call back the same day.", "Two days."],
    *["A night: $12.50. For each room.", "Mixteco Alto (On Tuesdays.)", "By phone."],
    *["Pine County (North of the river.)", "Intake, Housing advocate, Front desk"],
    *["Call 555-0151 ext. 3", "Ask online: https://example.org/ask", "State coalition, 2025."],
    *["12 Mill Street", "Ramp. At the side door.", "The green door.", "Call 555-0170"],
    *["Filed under: Healing circles", "Also called: The rooms", "Pay what you can."],
]

ORGANIZATION_PLAN = Plan(
    texts={
        "field-alternate_name": "The Circle",
        "field-description": "Neighbors who help.",
        "field-phones.0.number": "555-0160",
        "field-website": "circle.example.org",
        "field-email": "hello@example.org",
        "field-additional_websites.0.label": "In Spanish",
        "field-additional_websites.0.url": "https://example.org/es",
        "field-contacts.0.title": "Front desk",
        "field-programs.0.name": "Safe Homes",
        "field-programs.0.alternate_name": "Homes",
        "field-programs.0.description": "A week in a safe home.",
        "field-verify_every_days": "200",
        "field-legal_status": "Nonprofit",
        "field-year_incorporated": "1987",
        "field-tax_id": "12-3456789",
        "field-logo": "https://example.org/logo.png",
        "field-uri": "https://example.org/id/circle",
        "field-organization_identifiers.0.identifier_type": "State register",
        "field-organization_identifiers.0.identifier": "4711",
        "field-organization_identifiers.0.identifier_scheme": "US-EIN",
        "field-funding.0.source": "Donations",
    },
    presses=[
        *["Add a number", "Add a page", "Add a contact", "Add a program"],
        *["Add a number in a register", "Add a source"],
    ],
)

TYPED_ORGANIZATION = {
    "type": "organization",
    "name": ORGANIZATION,
    "alternate_name": "The Circle",
    "description": "Neighbors who help.",
    "phones": [{"number": "555-0160"}],
    "website": "https://circle.example.org",
    "email": "hello@example.org",
    "additional_websites": [{"label": "In Spanish", "url": "https://example.org/es"}],
    "contacts": [{"title": "Front desk"}],
    "programs": [
        {"name": "Safe Homes", "alternate_name": "Homes", "description": "A week in a safe home."}
    ],
    "verify_every_days": 200,
    "legal_status": "Nonprofit",
    "year_incorporated": 1987,
    "tax_id": "12-3456789",
    "logo": "https://example.org/logo.png",
    "uri": "https://example.org/id/circle",
    "organization_identifiers": [
        {
            "identifier_type": "State register",
            "identifier": "4711",
            "identifier_scheme": "US-EIN",
        }
    ],
    "funding": [{"source": "Donations"}],
}


PLACE_PLAN = Plan(
    texts={
        "field-name": "Circle office",
        "field-addresses.0.address_1": "12 Mill Street",
        "field-addresses.0.address_2": "Second floor",
        "field-addresses.0.city": "Millbrook",
        "field-addresses.0.state_province": "ND",
        "field-addresses.0.postal_code": "58001",
        "field-addresses.0.region": "Pine County",
        "field-transportation": "Bus 4 stops in front.",
        "field-phones.0.number": "555-0170",
        "field-accessibility.0.description": "Ramp",
        "field-accessibility.0.details": "At the side door.",
        "field-accessibility.0.url": "https://example.org/ramp",
        "field-contacts.0.title": "Doorkeeper",
        "field-alternate_name": "The mill",
        "field-description": "The green door.",
        "field-url": "https://example.org/office",
        "field-verify_every_days": "90",
    },
    ticks=["Spanish", "Spanish"],  # of the line, and of the place
    presses=["Add a number", "Add what there is", "Add a contact"],
)

TYPED_PLACE = {
    "type": "location",
    "location_type": "physical",
    "name": "Circle office",
    "addresses": [
        {
            "address_type": "physical",
            "country": "US",
            "address_1": "12 Mill Street",
            "address_2": "Second floor",
            "city": "Millbrook",
            "state_province": "ND",
            "postal_code": "58001",
            "region": "Pine County",
        }
    ],
    "transportation": "Bus 4 stops in front.",
    "phones": [{"number": "555-0170", "languages": [{"code": "es"}]}],
    "languages": [{"code": "es"}],
    "accessibility": [
        {"description": "Ramp", "details": "At the side door.", "url": "https://example.org/ramp"}
    ],
    "contacts": [{"title": "Doorkeeper"}],
    "alternate_name": "The mill",
    "description": "The green door.",
    "url": "https://example.org/office",
    "verify_every_days": 90,
}


def test_every_field_is_typed_by_keys_without_signal_and_shown_elsewhere(
    new_phone: OpenPhone,
) -> None:
    office = new_phone("office", locale="en-US")
    page = office.open()
    sign_in(page, "elena")
    wait_until_installed(page)
    office.cable.pull()
    page.get_by_role("button", name="Add a service").click()
    fill(page, SERVICE)
    page.keyboard.press("Control+s")
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    page.get_by_role("button", name="Change the organization").click()
    expect(page.get_by_label("Name of the organization", exact=True)).to_be_visible()
    fill(page, ORGANIZATION_PLAN)
    page.keyboard.press("Control+s")
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    page.get_by_role("button", name="Add a place").click()
    expect(page.get_by_label("Name of the place", exact=True)).to_be_visible()
    fill(page, PLACE_PLAN)
    page.keyboard.press("Control+s")
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    office.cable.plug()
    send_and_receive(page)

    other = new_phone("van").open()
    sign_in(other, "dana")
    open_entry(other, NAME)

    _, service = received(other, NAME)
    assert service.pop("assured_date") and service.pop("assurer_email", None) is None
    (term,) = service.pop("attributes")
    at = service.pop("service_at_locations")
    assert received(other, "Healing circles")[0] == f"taxonomy_term:{term['taxonomy_term_id']}"
    assert told(service) == TYPED_SERVICE
    doc_id, organization = received(other, ORGANIZATION)
    assert doc_id == f"organization:{service['organization_id']}"
    assert told(organization) == TYPED_ORGANIZATION
    place_id, place = received(other, "Circle office")
    assert told(place) == TYPED_PLACE
    assert place_id == f"location:{at[0]['location_id']}"
    main = other.locator("main")
    for words in SHOWN:
        expect(main.get_by_text(words).first, words).to_be_visible()
    assert violations(other) == []


def test_what_is_wrong_is_listed_with_the_way_to_it(new_phone: OpenPhone) -> None:
    page = new_phone("office").open()
    sign_in(page, "elena")
    open_entry(page, "Hot supper")
    page.get_by_role("button", name="Change this entry").click()
    page.get_by_label("Name of the service", exact=True).fill("")
    open_part(page, "Who it serves")
    page.get_by_label("Youngest age", exact=True).fill("60")
    page.get_by_label("Oldest age", exact=True).fill("18")
    open_part(page, "Online")
    page.get_by_label("Email", exact=True).fill("ask at the desk")
    page.locator("#part-online > summary").click()

    page.keyboard.press("Control+s")

    summary = page.get_by_role("alert").filter(has_text="3 fields need a look")
    expect(summary).to_be_focused()
    assert violations(page) == []
    summary.get_by_role("button", name=re.compile("^Email")).click()
    email = page.get_by_label("Email", exact=True)
    expect(email).to_be_focused()
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("This does not look like an email address.").last).to_be_visible()


def test_a_field_says_what_it_means(new_phone: OpenPhone) -> None:
    page = new_phone("office").open()
    sign_in(page, "elena")
    open_entry(page, "Hot supper")
    page.get_by_role("button", name="Change this entry").click()
    open_every_part(page)
    police = page.get_by_role("checkbox", name="Does not bring in the police")
    expect(police).to_have_accessible_description(re.compile("Ask them before you tick it"))
    means = page.get_by_text("Ask them before you tick it")
    expect(means).to_be_hidden()

    page.get_by_role("button", name="Help: Does not bring in the police").press("Enter")

    expect(means).to_be_visible()
    unexplained = page.evaluate(
        """() => [...document.querySelectorAll(".part :is(input:not([type=checkbox]), textarea)")]
          .filter((field) => !field.closest("#field-schedules"))
          .filter((field) => !(field.getAttribute("aria-describedby") ?? "").includes("-help"))
          .map((field) => field.labels[0]?.textContent)"""
    )
    assert set(unexplained) <= {"Find a word to add"}
    assert violations(page) == []


def test_a_draft_outlives_the_app_and_is_gone_on_with(new_phone: OpenPhone) -> None:
    phone = new_phone("office")
    page = phone.open()
    sign_in(page, "elena")
    wait_until_installed(page)
    open_entry(page, "Hot supper")
    page.get_by_role("button", name="Change this entry").click()
    page.get_by_label("Short warning", exact=True).fill("Half an hour of typing")
    page.wait_for_function(HAS_DRAFT, arg="Half an hour of typing")

    phone.kill()
    page = phone.open()
    open_entry(page, "Hot supper")
    page.get_by_role("button", name="Change this entry").click()
    expect(page.get_by_text("You began to change this, and did not save it.")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Go on with the draft").click()
    warning = page.get_by_label("Short warning", exact=True)
    expect(warning).to_have_value("Half an hour of typing")

    page.keyboard.press("Escape")
    expect(warning).to_have_value("Half an hour of typing")
    open_tab(page, "Worksheets")
    page.get_by_role("button", name="Leave, and keep the draft").click()
    open_entry(page, "Hot supper")
    page.get_by_role("button", name="Change this entry").click()
    page.get_by_role("button", name="Go on with the draft").click()
    expect(warning).to_have_value("Half an hour of typing")
    open_tab(page, "Worksheets")
    page.get_by_role("button", name="Leave without saving").click()
    open_entry(page, "Hot supper")
    page.get_by_role("button", name="Change this entry").click()
    expect(warning).to_have_value("")


HAS_DRAFT = """async (words) => {
  const opened = await FIND("cairn-member-");
  await new Promise((done) => { opened.onsuccess = done; });
  const all = opened.result.transaction("drafts").objectStore("drafts").getAll();
  await new Promise((done) => { all.onsuccess = done; });
  opened.result.close();
  return JSON.stringify(all.result).includes(words);
}""".replace("FIND", f"({FIND_STORE})")


def test_opening_and_saving_changes_nothing_else(new_phone: OpenPhone) -> None:
    page = new_phone("office").open()
    sign_in(page, "elena")
    before = page.evaluate(RECEIVED, "Hot supper")[0][1]
    open_entry(page, "Hot supper")
    page.get_by_role("button", name="Change this entry").click()
    page.get_by_label("Short warning", exact=True).fill("Closed on Friday")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved on this phone.", exact=True)).to_be_visible()
    send_and_receive(page)

    after = page.evaluate(RECEIVED, "Hot supper")[0][1]

    books = {"edits", "last_modified", "alert"}
    assert json.dumps({key: after[key] for key in after if key not in books}, sort_keys=True) == (
        json.dumps({key: before[key] for key in before if key not in books}, sort_keys=True)
    )
    assert after["alert"] == "Closed on Friday"
