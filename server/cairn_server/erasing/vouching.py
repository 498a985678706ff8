"""The keys that erasures are vouched for with: this server's own, and those that it trusts.

The own key follows from the deployment's secret. Servers that share the data folder's secret, as
those of a fleet do, share it. Servers with secrets of their own that replicate one directory are
told each other's keys, a line each in ``erasure.keys`` beside the secret: a key can state
erasures, and nothing else.
"""

from __future__ import annotations

import os
from pathlib import Path

from cairn_server.accounts.secret import load_secret
from cairn_server.erasing.fact import Facts

__all__ = ["FILE_NAME", "load_facts", "own_key", "trust"]

FILE_NAME = "erasure.keys"
KEY_BYTES = 32


def own_key(folder: Path) -> str:
    """Return this server's key as it is told to another: 64 hex digits."""
    return load_secret(folder).vouching().hex()


def load_facts(folder: Path) -> Facts:
    """Return the facts that the server of this data folder states and takes.

    Raises:
        ValueError: the file of others' keys is damaged.
    """
    return Facts((load_secret(folder).vouching(), *_trusted(folder)))


def trust(folder: Path, key: str) -> None:
    """Take the facts of the server that told this key. The server notices at its next start.

    Raises:
        ValueError: it is no key.
    """
    told = _read(key)
    if told in load_facts(folder).keys:
        return
    path = folder / FILE_NAME
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as file:
        file.write(told.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())


def _trusted(folder: Path) -> list[bytes]:
    try:
        lines = (folder / FILE_NAME).read_text("ascii").split()
    except FileNotFoundError:
        return []
    return [_read(line) for line in lines]


def _read(text: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key of {FILE_NAME} must be {2 * KEY_BYTES} hex digits")
    return key
