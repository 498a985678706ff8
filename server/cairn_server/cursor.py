"""The cursor: one opaque string that holds a phone's place in every database.

``base64url(deflate(JSON))`` of the form's version, the hiding rule's version, and a sequence
for each database; packed, because it travels both ways in every exchange. A cursor that
cannot be read means the start, never an error: a phone must not be stuck because a server
forgot a form. The same goes for one made under another hiding rule, so that what was
hidden then is sent now.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping

import orjson

from cairn_server.accounts.encoding import from_base64url, to_base64url

__all__ = ["HIDING_RULE", "print_cursor", "read_cursor"]

FORM = 1
# What nearly every cursor holds, so that it need not be spelled out. Part of the form.
DICTIONARY = b'[1,1,{"commons-":"0-","directory-":"0-abcdef0123456789'
MAX_UNPACKED = 64 * 1024  # bytes; a hostile cursor must not unpack to more
HIDING_RULE = 2  # raise it when a document that was hidden from phones is hidden no longer


def print_cursor(sequences: Mapping[str, str]) -> str:
    """Print the places, by database."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=DICTIONARY)
    printed = orjson.dumps([FORM, HIDING_RULE, dict(sequences)])
    return to_base64url(packer.compress(printed) + packer.flush())


def read_cursor(text: object) -> dict[str, str]:
    """Read the places, by database; ``{}`` for what this server did not print."""
    if not isinstance(text, str):
        return {}
    try:
        unpacker = zlib.decompressobj(-15, zdict=DICTIONARY)
        parsed = orjson.loads(unpacker.decompress(from_base64url(text), MAX_UNPACKED))
    except (ValueError, zlib.error):
        return {}
    match parsed:
        case [1, rule, dict(sequences)] if rule == HIDING_RULE:
            return {k: v for k, v in sequences.items() if isinstance(v, str)}
    return {}
