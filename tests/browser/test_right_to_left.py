"""Every screen in a pretend language: right to left, two fifths longer, with no plain letter.

What stays in plain letters is either data, which stands by itself (`bdi`, `dir="auto"`, a
language of its own, or isolated in a sentence), or was never translated.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from cairn_server.translations import PSEUDO
from cairn_server.worksheets import templates
from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.own_build import make_build
from tests.browser.server import CairnServer
from tests.browser.steps import entry, sign_in, wait_until_installed

OUTPUT = Path(__file__).parent / "output"
SHOWN = [t.id for t in templates().values() if t.about == "person" and not t.needs]
PLAIN = """() => {
  const found = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    if (parent.closest("bdi, [dir=auto], body [lang], noscript, script, style")) continue;
    if (!parent.checkVisibility()) continue;
    const text = node.textContent.replace(/\\u2068[^\\u2069]*\\u2069/g, "").trim();
    if (/[A-Za-z]/.test(text)) found.add(`${parent.tagName}.${parent.className}: ${text}`);
  }
  return [...found];
}"""
WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((e) => {
    const box = e.getBoundingClientRect();
    return e.checkVisibility() && box.width > 1 && !e.closest(".unseen, .skip, svg")
      && (box.left < -1 || box.right > innerWidth + 1);
  })
  .map((e) => `${e.tagName}.${e.className}`)"""


def look(page: Page, name: str) -> list[str]:
    height = page.evaluate("() => document.querySelector('main').scrollHeight")
    page.set_viewport_size({"width": 360, "height": max(640, height + 160)})
    OUTPUT.mkdir(exist_ok=True)
    page.screenshot(path=OUTPUT / f"rtl-{name}.png")
    found = [f"{name}: not translated: {text}" for text in page.evaluate(PLAIN)]
    found += [f"{name}: off the screen: {what}" for what in page.evaluate(WIDE)]
    found += [f"{name}: {rule}" for rule in violations(page)]
    page.set_viewport_size({"width": 360, "height": 640})
    return found


def tabs(page: Page, place: int) -> None:
    page.get_by_role("navigation").get_by_role("button").nth(place).click()


def test_every_screen_turns_round(
    new_phone: OpenPhone, server: CairnServer, tmp_path: Path
) -> None:
    server.stop()
    server.build = make_build(tmp_path / "build", flags=("--pseudo",))
    server.start()
    page = new_phone("phone").open()
    found = []
    sign_in(page, "dana")
    wait_until_installed(page)
    page.evaluate(f"() => localStorage.setItem('cairn.language', '{PSEUDO}')")
    page.reload()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(entry(page).first).to_be_visible()
    found += look(page, "directory")
    entry(page).first.click()
    expect(page.locator(".back")).to_be_visible()
    found += look(page, "entry")
    tabs(page, 1)
    expect(page.locator(".step").first).to_be_visible()
    found += look(page, "told")
    page.locator(".top button").last.click()
    expect(page.locator("#about")).to_be_visible()
    found += look(page, "settings")
    page.locator("#about").click()
    expect(page.locator("#about")).to_have_count(0)
    found += look(page, "about")
    for template in SHOWN:
        tabs(page, 2)
        expect(page.locator("#open-a-safety-beyond-leaving")).to_be_visible()
        if not page.locator(f"#open-{template}").count():
            continue  # a survey, which has a door of its own
        page.locator(f"#open-{template}").click()
        expect(page.locator(".promise")).to_be_visible()
        found += look(page, f"{template}-start")
        page.locator("main .button.main").click()
        part = 0
        while page.locator(".promise-line").count():
            part += 1
            found += look(page, f"{template}-{part}")
            title = page.locator("h1").inner_text()
            page.locator("main nav .button.main").click()
            expect(page.locator("h1")).not_to_have_text(title)
        found += look(page, f"{template}-end")
        page.locator("main .button.main").click()
    assert not found, "\n".join(found)
