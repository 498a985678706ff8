"""Peers to replicate with, started once and used by every test that wants them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.peers import npm_peer


@pytest.fixture(scope="session")
def npm_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with npm_peer(tmp_path_factory.mktemp("npm-peer")) as url:
        yield url
