from __future__ import annotations

import stat
from pathlib import Path

import pytest

from cairn_server.accounts.secret import FILE_NAME, DeploymentSecret, load_secret

KEY = bytes(range(32))


def test_the_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "data"

    first, second = load_secret(folder), load_secret(folder)

    assert first.verifier("0001", b"s") == second.verifier("0001", b"s")
    assert [path.name for path in folder.iterdir()] == [FILE_NAME]


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    load_secret(tmp_path)

    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["", "abcd", "no hex at all"])
def test_a_damaged_secret_is_never_replaced(tmp_path: Path, content: str) -> None:
    path = tmp_path / FILE_NAME
    path.write_text(content)

    with pytest.raises(ValueError, match="damaged"):
        load_secret(tmp_path)
    assert path.read_text() == content


def test_verifiers_differ_by_member_and_by_secret() -> None:
    secret = DeploymentSecret(KEY)

    made = {secret.verifier(m, s) for m in ("0001", "0002") for s in (b"one", b"two")}

    assert len(made) == 4


def test_a_pretend_salt_never_changes() -> None:
    secret = DeploymentSecret(KEY)

    assert secret.pretend_salt("rosa", size=16) == secret.pretend_salt("rosa", size=16)
    assert secret.pretend_salt("rosa", size=16) != secret.pretend_salt("rose", size=16)


def test_it_prints_nothing_of_itself() -> None:
    secret = DeploymentSecret(KEY)

    assert KEY.hex() not in repr(secret) + str(secret)
