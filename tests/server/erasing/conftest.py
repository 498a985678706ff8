"""Data folders whose erasures are vouched for with a known key."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.server.erasing.shelter import share_secret


@pytest.fixture(autouse=True)
def _shared_secret(tmp_path: Path) -> None:
    share_secret(tmp_path)
