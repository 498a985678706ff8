"""The directory without scripts: a browser in which none can run."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.phone import Phone
from tests.browser.steps import sign_in
from tests.browser.test_confirm import make_link
from tests.browser.test_surveys import start_survey

OUTPUT = Path(__file__).parent / "output"


class Inspector:
    """A second browser at the same pages: axe is a script, so it takes one that runs them."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.page = phone.open("/plain/")
        self.barriers: list[str] = []

    def look(self, page: Page, name: str) -> None:
        OUTPUT.mkdir(exist_ok=True)
        page.screenshot(path=OUTPUT / f"plain-{name}.png", full_page=True)
        there = urlsplit(page.url)
        self.page.goto(f"{self.phone.cable.url}{there.path}?{there.query}")
        if self.page.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
            self.barriers.append(f"{name} is wide")
        self.barriers += violations(self.page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_help_is_found_without_scripts(new_phone: OpenPhone, scheme: str) -> None:
    phone = new_phone("plain", java_script_enabled=False, color_scheme=scheme)
    page = phone.open()
    inspector = Inspector(new_phone("inspector", color_scheme=scheme))
    page.get_by_role("link", name="The directory works without it.").click()
    expect(page.get_by_role("heading", level=1, name="Find help")).to_be_visible()
    inspector.look(page, f"start-en-{scheme}")

    page.get_by_label("What are you looking for?").fill("refugios")
    page.get_by_label("Kind of help").select_option("Shelter")
    page.get_by_role("button", name="Find").press("Enter")
    inspector.look(page, f"results-en-{scheme}")
    page.get_by_role("link", name="Español").click()
    expect(page.get_by_label("¿Qué busca?")).to_have_value("refugios")
    inspector.look(page, f"results-es-{scheme}")
    page.get_by_role("link", name="Alder House shelter").click()
    expect(page.get_by_text("La dirección es privada. Llame antes.")).to_be_visible()
    inspector.look(page, f"entry-es-{scheme}")
    page.get_by_role("link", name="Alder House", exact=True).click()
    expect(page.get_by_role("heading", level=2, name="Servicios")).to_be_visible()
    inspector.look(page, f"organization-es-{scheme}")
    page.get_by_role("link", name="Inicio").click()
    page.get_by_role("link", name="Pueblos y zonas").click()
    inspector.look(page, f"places-es-{scheme}")

    assert page.title() == "Cairn"
    page.get_by_role("link", name="Salir de esta página").click()
    expect(page).to_have_title("Weather words")
    assert page.context.cookies() == []
    assert inspector.barriers == []


def test_a_survey_is_answered_without_scripts(new_phone: OpenPhone) -> None:
    coordinator = new_phone("carmen").open()
    sign_in(coordinator, "carmen")
    path = start_survey(coordinator)
    phone = new_phone("plain", java_script_enabled=False)
    page = phone.open(path)
    inspector = Inspector(new_phone("inspector"))
    page.get_by_role("link", name="The survey works without it").click()
    inspector.look(page, "survey-en")
    page.get_by_role("link", name="Español").click()
    inspector.look(page, "survey-es")

    page.locator("select").first.select_option(index=1)
    page.get_by_role("button", name="Enviar").press("Enter")
    expect(page.get_by_text("Sus respuestas se contaron.")).to_be_visible()
    page.screenshot(path=OUTPUT / "plain-survey-thanks.png")
    assert page.context.cookies() == []
    assert inspector.barriers == []


def test_a_service_confirms_its_entry_without_scripts(new_phone: OpenPhone) -> None:
    editor = new_phone("elena").open()
    sign_in(editor, "elena")
    page = new_phone("plain", java_script_enabled=False).open(make_link(editor))
    inspector = Inspector(new_phone("inspector"))
    page.get_by_role("link", name="Open the page that works without it.").click()
    inspector.look(page, "confirm-en")
    page.get_by_role("link", name="Español").click()
    inspector.look(page, "confirm-es")
    page.get_by_role("button", name="Enviar").click()
    expect(page.get_by_role("alert")).to_contain_text("Elija")
    page.get_by_label("El horario está mal").check()
    page.get_by_role("button", name="Enviar").click()
    expect(page.get_by_role("heading", level=1, name="Gracias")).to_be_visible()
    assert inspector.barriers == []
