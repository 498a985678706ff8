"""The next version of the app: the one that is built, with another word in its page."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from pathlib import Path

from cairn_server.routes.app_files import STATIC

__all__ = ["NEWER", "make_newer_build"]

NEWER = "newer"  # the ID of what only the next version has


def make_newer_build(folder: Path) -> Path:
    """Return `folder`, with a build in it whose service worker knows the changed page."""
    shutil.copytree(STATIC, folder)
    page = folder / "index.html"
    page.write_text(page.read_text().replace("<noscript", f'<p id="{NEWER}" hidden></p><noscript'))
    worker = folder / "service-worker.js"
    digest = base64.b64encode(hashlib.sha256(page.read_bytes()).digest()).decode()
    code = replace_once(
        r'(/index\.html",")sha256-[^"]+', rf"\g<1>sha256-{digest}", worker.read_text()
    )
    worker.write_text(replace_once(r'("version":")[0-9a-f]+', r"\g<1>fedcba9876543210", code))
    for changed in (page, worker):
        for twin in (".br", ".gz"):
            Path(f"{changed}{twin}").unlink()
    return folder


def replace_once(pattern: str, new: str, text: str) -> str:
    replaced, count = re.subn(pattern, new, text)
    assert count == 1, f"{pattern} stands {count} times in the service worker"
    return replaced
