"""The deployment's secret: the key under which sign-in verifiers and pretend salts are made.

It lies in the data folder beside the databases, readable by the server's user alone. Who
holds only a copy of the ``accounts`` database cannot test a guess of a passphrase with it.
"""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

__all__ = ["FILE_NAME", "DeploymentSecret", "load_secret"]

FILE_NAME = "deployment.secret"
KEY_BYTES = 32


class DeploymentSecret:
    """The key, and the only things that are made with it."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"the deployment's secret must be {KEY_BYTES} bytes")
        self._key = key

    def __repr__(self) -> str:
        return "DeploymentSecret(…)"

    def verifier(self, member_id: str, login_secret: bytes) -> bytes:
        """Return what is kept in place of a login secret."""
        return self._digest(b"cairn verifier v1", member_id.encode(), login_secret)

    def pretend_salt(self, name: str, *, size: int) -> bytes:
        """Return the salt of somebody who is not a member: always the same for one name."""
        return self._digest(b"cairn pretend salt v1", name.encode("utf-8", "replace"))[:size]

    def erasure(self, database: str, doc_id: str) -> bytes:
        """Return what stands for an ID in the ledger of what was erased."""
        return self._digest(b"cairn erasure v1", database.encode(), doc_id.encode())

    def vouching(self) -> bytes:
        """Return the key of the facts that entries were erased."""
        return self._digest(b"cairn erasure fact v1")

    def withholding(self) -> bytes:
        """Return the key of the revisions that are made up where a draft may not be read."""
        return self._digest(b"cairn withheld v1")

    def _digest(self, *parts: bytes) -> bytes:
        message = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
        return hmac.digest(self._key, message, "sha256")


def load_secret(folder: Path) -> DeploymentSecret:
    """Read the secret of the data folder; make one, readable by its owner alone, if there is none.

    Raises:
        ValueError: the file is not one.
    """
    path = folder / FILE_NAME
    try:
        return DeploymentSecret(bytes.fromhex(path.read_text("ascii").strip()))
    except FileNotFoundError:
        return _make(path)
    except (ValueError, UnicodeDecodeError) as exc:
        raise ValueError(f"{path} is damaged; put it back from a backup") from exc


def _make(path: Path) -> DeploymentSecret:
    key = secrets.token_bytes(KEY_BYTES)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written whole under another name first: a half-written secret would lock everybody out.
    draft = path.with_name(f"{FILE_NAME}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails when another process was first, and then its secret counts
    except FileExistsError:
        return load_secret(path.parent)
    finally:
        draft.unlink()
    return DeploymentSecret(key)
