"""A real server, a real browser, and the line between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect, sync_playwright

from tests.browser.cable import Cable
from tests.browser.phone import CHROMIUM, Phone
from tests.browser.server import CairnServer
from tests.browser.waiting import LONGEST_SECONDS

OpenPhone = Callable[..., Phone]

expect.set_options(timeout=LONGEST_SECONDS * 1000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


# Not for the session: while it runs, it holds the thread's event loop, which other tests need.
@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    assert CHROMIUM, "the browser tests need Chromium: run `make test`, which installs it"
    with sync_playwright() as running:
        yield running


@pytest.fixture
def server(tmp_path: Path) -> Iterator[CairnServer]:
    running = CairnServer(tmp_path / "data", tmp_path / "server.log")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def new_phone(playwright: Playwright, server: CairnServer, tmp_path: Path) -> Iterator[OpenPhone]:
    """Make phones, each with its own profile and its own cable to the server."""
    with ExitStack() as stack:

        def make(name: str, **options: object) -> Phone:
            cable = stack.enter_context(Cable(server.port))
            phone = Phone(playwright, tmp_path / name, cable, **options)
            stack.callback(phone.close)
            return phone

        yield make
