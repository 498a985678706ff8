from __future__ import annotations

import unicodedata

import pytest

from cairn_server.accounts.passphrase import (
    PassphraseError,
    _expand,
    derive_login_secret,
    require_passphrase,
)

SALT = bytes(range(16))


def test_the_derivation_never_changes() -> None:
    """Whoever changes this locks everybody out; the phone derives the same."""
    assert derive_login_secret("five words of no meaning", SALT).hex() == VECTOR


VECTOR = "f926fa4df91fa5bf4b11c79fc8b42373e37f251a1a346525a6afa12ad6e8677e"


def test_one_letter_written_in_two_ways_is_one_passphrase() -> None:
    text = "mañana será otro día"
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    assert derive_login_secret(composed, SALT) == derive_login_secret(decomposed, SALT)


def test_the_expansion_is_hkdf_sha256() -> None:
    """RFC 5869, test case 3: no salt, no info; its first block."""
    okm = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"

    assert _expand(b"\x0b" * 22, b"").hex() == okm


@pytest.mark.parametrize("short", ["", "password", " " * 20, "eleven char"])
def test_a_short_passphrase_is_refused(short: str) -> None:
    with pytest.raises(PassphraseError, match="at least 12"):
        require_passphrase(short)
