"""A phone: Chromium with a profile folder of its own, at the size of a 5-inch screen."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, Page, Playwright

from tests.browser.cable import Cable
from tests.browser.waiting import LONGEST_SECONDS

__all__ = ["CHROMIUM", "Phone"]

CHROMIUM = next(
    (
        found
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (found := shutil.which(name))
    ),
    None,
)
# Chromium must stay quiet on a machine without a network, and run as root in a container.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREEN = {"width": 360, "height": 640}  # CSS pixels of a 5-inch phone


class Phone:
    """One browser profile that can be opened, killed and opened again."""

    def __init__(
        self, playwright: Playwright, profile: Path, cable: Cable, **options: object
    ) -> None:
        self.playwright = playwright
        self.profile = profile
        self.cable = cable
        self.options = options
        self.context: BrowserContext | None = None
        self.requests: list[str] = []  # every address any page or worker asked for

    def open(self, path: str = "") -> Page:
        """Start the browser and show the app, or another page of the server's."""
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.profile),
            executable_path=CHROMIUM,
            headless=True,
            args=FLAGS,
            viewport=SCREEN,  # type: ignore[arg-type]  # a TypedDict by another name
            **self.options,  # type: ignore[arg-type]  # names of Playwright's own options
        )
        self.context.set_default_timeout(LONGEST_SECONDS * 1000)
        self.context.on("request", lambda request: self.requests.append(request.url))
        page = self.page
        page.goto(self.cable.url + path)
        return page

    @property
    def page(self) -> Page:
        """The one tab."""
        assert self.context is not None, "the phone is off"
        return self.context.pages[0] if self.context.pages else self.context.new_page()

    def requests_to(self, path: str) -> list[str]:
        """Return the addresses asked for, so far, that hold `path`."""
        return [url for url in self.requests if path in url]

    def kill(self) -> None:
        """End the browser as an empty battery would: no page hears of it."""
        for pid in self._pids():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.close()

    def close(self) -> None:
        """Close the browser, if it is open."""
        if self.context is not None:
            with contextlib.suppress(Error):
                self.context.close()
            self.context = None

    def _pids(self) -> list[int]:
        """Find the processes of this profile, and of no other."""
        wanted = re.compile(
            rb"--user-data-dir=" + re.escape(str(self.profile).encode()) + rb"(\0|$)"
        )
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with contextlib.suppress(OSError):
                    if wanted.search((entry / "cmdline").read_bytes()):
                        found.append(int(entry.name))
        return found
