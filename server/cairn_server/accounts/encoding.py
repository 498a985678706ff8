"""Bytes as URL-safe base64 without padding: the form of salts, secrets and cursors."""

from __future__ import annotations

import base64
import binascii

__all__ = ["from_base64url", "to_base64url"]


def to_base64url(data: bytes) -> str:
    """Print `data`, without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """Read what `to_base64url` printed; raise ValueError for anything else."""
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error) as exc:
        raise ValueError("not base64url") from exc
