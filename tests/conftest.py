"""Fixtures that every folder needs; the rest stay local."""

from __future__ import annotations

import pytest

from tests.examples import load_profile

load_profile()


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Run asynchronous tests on asyncio, which is what the server runs on."""
    return "asyncio"
