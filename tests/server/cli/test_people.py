from __future__ import annotations

import re
from pathlib import Path

import anyio
import pytest

from cairn_server.accounts.encoding import to_base64url
from cairn_server.accounts.passphrase import derive_login_secret
from cairn_server.accounts.sign_in import SignedIn, WrongSecretError
from cairn_server.cli.data import use_deployment
from tests.server.cli.conftest import INIT, Cairn

PASSPHRASE = "five words of no meaning"


def sign_in(name: str, passphrase: str = PASSPHRASE) -> SignedIn:
    """Sign in as a phone would."""

    async def run() -> SignedIn:
        async with use_deployment(None) as deployment:
            account = deployment.roster.find(name)
            assert account is not None
            secret = to_base64url(derive_login_secret(passphrase, account.salt))
            return await deployment.sign_in.sign_in(
                name, login_secret=secret, device_name="Moto G", address="192.0.2.7"
            )

    return anyio.run(run)


def test_init_makes_a_coordinator_who_can_sign_in(cairn: Cairn) -> None:
    cairn(*INIT)

    member = sign_in("carmen").member
    assert member.collaborative == "prairie"
    assert member.roles == {"advocate", "editor", "coordinator"}


def test_init_asks_for_what_was_not_given(cairn: Cairn) -> None:
    cairn("init", answers=f"prairie\ncarmen\nCarmen Bell\n{PASSPHRASE}\n{PASSPHRASE}\n")

    assert sign_in("carmen")


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--collaborative", "Bent River", "small letters, digits and dashes"),
        ("--collaborative", "demo", "kept for made-up data"),
        ("--name", "Carmen Bell", "small letters, digits, dots and dashes"),
        ("--passphrase", "carmen", "at least 12 characters"),
    ],
)
def test_init_checks_everything_before_it_makes_anything(
    cairn: Cairn, tmp_path: Path, option: str, value: str, sentence: str
) -> None:
    arguments = [*INIT]
    arguments[arguments.index(option) + 1] = value

    result = cairn(*arguments, code=1)

    assert sentence in result.stderr
    assert not list(tmp_path.iterdir())


def test_init_never_changes_what_is_there(deployed: Cairn) -> None:
    arguments = [*INIT]
    arguments[2] = "desert"

    assert "holds a deployment already" in deployed(*arguments, code=1).stderr


def test_without_a_deployment_commands_say_how_to_make_one(cairn: Cairn) -> None:
    for command in (["members", "list"], ["serve"], ["devices", "list"], ["tokens", "list", "x"]):
        assert "cairn init" in cairn(*command, code=1).stderr


def add_dana(deployed: Cairn) -> None:
    deployed(
        "members", "add", "dana", "--display-name", "Dana W", "--passphrase", PASSPHRASE,
        "--language", "es",
    )  # fmt: skip


def test_a_member_who_was_added_can_sign_in_and_is_listed(deployed: Cairn) -> None:
    add_dana(deployed)

    assert sign_in("dana").member.roles == {"advocate"}
    listed = deployed("members", "list").stdout
    assert re.search(r"dana.*Dana W.*advocate", listed)
    assert re.search(r"carmen.*Carmen Bell.*advocate, editor, coordinator", listed)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["carmen", "--display-name", "X", "--passphrase", PASSPHRASE], "is taken"),
        (["d w", "--display-name", "X", "--passphrase", PASSPHRASE], "cannot be a sign-in name"),
        (["dana", "--display-name", "X", "--passphrase", "short"], "at least 12"),
        (
            ["dana", "--display-name", "X", "--passphrase", PASSPHRASE, "--role", "boss"],
            "is not a role",
        ),
    ],
)
def test_who_cannot_be_added_is_told_why(
    deployed: Cairn, arguments: list[str], sentence: str
) -> None:
    assert sentence in deployed("members", "add", *arguments, code=1).stderr


def test_who_is_disabled_cannot_sign_in_until_enabled(deployed: Cairn) -> None:
    deployed("members", "disable", "carmen")
    assert "shut out" in deployed("members", "list").stdout
    with pytest.raises(WrongSecretError):
        sign_in("carmen")

    deployed("members", "enable", "carmen")
    assert sign_in("carmen")


def test_devices_are_listed_and_cut_off(deployed: Cairn) -> None:
    device = sign_in("carmen").device
    assert device.device_id in deployed("devices", "list").stdout
    assert device.device_id in deployed("devices", "list", "carmen").stdout

    deployed("devices", "revoke", "carmen", device.device_id)

    assert device.device_id not in deployed("devices", "list").stdout
    assert "no device" in deployed("devices", "revoke", "carmen", "0001", code=1).stderr


def test_a_token_is_printed_once_listed_and_ended(deployed: Cairn) -> None:
    token = deployed("tokens", "create", "carmen", "office backup", "--write").stdout.strip()
    assert re.fullmatch(r"cairn_[A-Za-z0-9_-]{43}", token)

    listed = deployed("tokens", "list", "carmen").stdout
    assert "office backup" in listed
    assert "read and write" in listed
    assert token not in listed
    found = re.search(r"[0-9a-f]{8}-[0-9a-f-]{27}", listed)
    assert found is not None

    deployed("tokens", "revoke", "carmen", found[0])
    assert "office backup" not in deployed("tokens", "list", "carmen").stdout
    assert "no token" in deployed("tokens", "revoke", "carmen", "0001", code=1).stderr


@pytest.mark.parametrize(
    "command",
    [["members", "disable"], ["members", "enable"], ["devices", "list"], ["tokens", "list"]],
)
def test_nobody_by_that_name_is_said_so(deployed: Cairn, command: list[str]) -> None:
    assert "Nobody signs in as 'rosa'" in deployed(*command, "rosa", code=1).stderr


def test_a_wrong_setting_is_named_and_nothing_else_said(
    deployed: Cairn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAIRN_PORT", "eighty")

    assert deployed("serve", code=1).stderr.strip() == (
        "CAIRN_PORT is 'eighty', but must be a whole number from 0 to 65535."
    )
