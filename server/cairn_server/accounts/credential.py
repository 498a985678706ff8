"""Tokens: the random text that a device or a CouchDB client proves itself with.

Only a hash is kept. A token holds 256 random bits, so a plain hash cannot be guessed at,
and looking it up in a dictionary by that hash gives nothing away by the time it takes.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

from cairn_server.accounts.account import Device, Token

__all__ = ["clean_label", "hash_token", "is_token_of", "new_token"]

TOKEN_BYTES = 32
TOKEN_FORM = re.compile(r"cairn_[A-Za-z0-9_-]{43}")
MAX_LABEL_LENGTH = 80  # characters of a device's or token's name


def new_token() -> str:
    """Return a token that nobody has had before."""
    return "cairn_" + secrets.token_urlsafe(TOKEN_BYTES)


def hash_token(token: str) -> str:
    """Return what is kept of a token; of what is no token, the hash of nothing."""
    text = token if TOKEN_FORM.fullmatch(token) else ""
    return hashlib.sha256(text.encode()).hexdigest()


def is_token_of(token: str, credential: Device | Token) -> bool:
    """Tell whether `token` is the one that `credential` was made with."""
    return hmac.compare_digest(hash_token(token), credential.token_hash)


def clean_label(name: str, otherwise: str) -> str:
    """Return a name fit to be listed: printable, short, and never empty."""
    printable = "".join(c for c in name if c.isprintable()).strip()
    return printable[:MAX_LABEL_LENGTH] or otherwise
