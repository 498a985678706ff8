"""From a passphrase to the login secret, as the phone does it.

The server never sees a passphrase. Only the command line derives one, for the people
that it makes; the phone's twin is ``pwa/src/secrets/sign-in.ts``. ::

    root         = Argon2id(NFKC(passphrase), salt, 19 MiB, 2 passes)
    login secret = HKDF-SHA256(root, info="cairn login v1")
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from typing import Any, Final

__all__ = ["KDF", "SALT_BYTES", "PassphraseError", "derive_login_secret", "require_passphrase"]

SALT_BYTES = 16
SECRET_BYTES = 32

# The least that OWASP's password storage sheet allows for Argon2id; a slow phone takes 2 s.
KDF: Final[dict[str, Any]] = {
    "name": "argon2id",
    "memory_kib": 19456,
    "passes": 2,
    "parallelism": 1,
}


MIN_LENGTH = 12  # characters; NIST SP 800-63B asks 8 where a second factor is there, and none is


class PassphraseError(ValueError):
    """The passphrase is too easy to guess; the message is a sentence."""


def require_passphrase(passphrase: str) -> None:
    """Refuse what is too short; raise PassphraseError."""
    if len(passphrase.strip()) < MIN_LENGTH:
        raise PassphraseError(
            f"A passphrase needs at least {MIN_LENGTH} characters. Five words are good."
        )


def derive_login_secret(passphrase: str, salt: bytes) -> bytes:
    """Return the 32 bytes that stand for the passphrase at sign-in. Takes about 50 ms."""
    # Imported here: the library costs 20 ms, and the server itself never derives.
    from argon2.low_level import Type, hash_secret_raw

    root = hash_secret_raw(
        unicodedata.normalize("NFKC", passphrase).encode(),
        salt,
        time_cost=KDF["passes"],
        memory_cost=KDF["memory_kib"],
        parallelism=KDF["parallelism"],
        hash_len=SECRET_BYTES,
        type=Type.ID,
    )
    return _expand(root, b"cairn login v1")


def _expand(root: bytes, info: bytes) -> bytes:
    """Return one block of HKDF-SHA256 with an empty salt (RFC 5869)."""
    key = hmac.digest(b"\0" * hashlib.sha256().digest_size, root, "sha256")
    return hmac.digest(key, info + b"\x01", "sha256")
