"""What people do with the app, in the words that stand on its screens."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

__all__ = [
    "add_person",
    "entry",
    "open_entry",
    "open_every_part",
    "open_part",
    "open_tab",
    "open_worksheet",
    "report",
    "search",
    "send_and_receive",
    "sign_in",
    "wait_until_installed",
]


def sign_in(page: Page, name: str) -> None:
    """Sign in as one of the demo's people; return when the directory is there."""
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Passphrase", exact=True).fill(f"demo-{name}")
    page.get_by_role("button", name="Sign in").click()
    expect(entry(page).first).to_be_visible()


def add_person(page: Page, name: str) -> None:
    """Sign a further person in on the phone; they use it from then on."""
    page.get_by_role("button", name="Settings", exact=True).click()
    page.get_by_role("button", name="Add a person").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Passphrase", exact=True).fill(f"demo-{name}")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Add a person")).to_be_visible()


def wait_until_installed(page: Page) -> None:
    """Return when the app is kept on the phone and would open without signal."""
    page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
    # Ready is a worker that only begins its work: until it has claimed the page, the page asks the
    # network for what it loads later.
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def entry(page: Page) -> Locator:
    """Return the entries in the list."""
    return page.locator("main li").get_by_role("button")


def search(page: Page, text: str) -> None:
    page.get_by_role("searchbox").fill(text)


def open_entry(page: Page, name: str) -> None:
    """Find an entry by its name, and open it."""
    open_tab(page, "Directory")
    search(page, name)
    entry(page).filter(has_text=name).first.click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def open_part(page: Page, title: str) -> None:
    """Unfold a part of an entry's form, if it is not."""
    part = page.locator("details.part").filter(
        has=page.get_by_role("heading", level=2, name=title, exact=True)
    )
    if part.get_attribute("open") is None:
        part.locator("summary").first.click()


def open_every_part(page: Page) -> None:
    """Unfold all of an entry's form."""
    page.locator("details.part").first.wait_for()
    for part in page.locator("details.part:not([open])").all()[::-1]:
        part.locator("summary").first.click()


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_text(name, exact=True).click()


def report(page: Page, what: str, note: str = "") -> None:
    """Report what is wrong with the entry that is open, and go back to it."""
    page.get_by_role("button", name="Report what is wrong").click()
    page.get_by_label(what).check()
    if note:
        page.get_by_label("Anything to add? (You can skip this.)").fill(note)
    page.get_by_role("button", name="Save the report").click()
    expect(page.get_by_text("It will be sent when there is signal.")).to_be_visible()
    page.get_by_role("button", name="Back to the entry").click()


def send_and_receive(page: Page) -> None:
    """Send and receive by hand; return once nothing waits and the answer was whole."""
    open_tab(page, "Directory")
    page.locator("#sync-strip").click()
    with page.expect_response("**/exchange"):
        page.get_by_role("button", name="Try now").click()
    busy = page.locator("main").get_by_role("status").filter(has_text="Sending and receiving")
    expect(busy).to_have_count(0)
    expect(page.get_by_text("Nothing is waiting to be sent.")).to_be_visible()


def open_worksheet(page: Page, title: str) -> None:
    open_tab(page, "Worksheets")
    page.get_by_role("button", name=title).click()
