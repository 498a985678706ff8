from __future__ import annotations

from pathlib import Path

import pytest

from cairn_server.access import Member
from cairn_server.accounts.account import ACCOUNTS
from cairn_server.accounts.roster import Roster, RosterError
from cairn_server.accounts.secret import load_secret
from cairn_sync.store import Store
from cairn_sync.stores.memory import MemoryStore
from tests.server.conftest import Clock, login_secret

pytestmark = pytest.mark.anyio


@pytest.fixture
def store() -> Store:
    return MemoryStore(ACCOUNTS)


def open_roster(store: Store, folder: Path, clock: Clock) -> Roster:
    return Roster(
        store,
        collaborative="prairie",
        secret=load_secret(folder),
        clock=clock.wall,
        device_days=90,
    )


@pytest.fixture
def roster(store: Store, tmp_path: Path, clock: Clock) -> Roster:
    return open_roster(store, tmp_path, clock)


async def add(roster: Roster, name: str = "dana", *roles: str) -> Member:
    return await roster.add_member(
        name,
        display_name=name.title(),
        roles=frozenset(roles or {"advocate"}),
        derive=lambda salt: login_secret(name),
    )


async def test_what_one_process_writes_counts_in_another(
    store: Store, tmp_path: Path, clock: Clock
) -> None:
    server, command = (open_roster(store, tmp_path, clock) for _ in range(2))
    dana = await add(command)
    _, token = await command.add_device(dana.member_id, "Moto G")

    assert await server.admit_device(token)
    await command.set_disabled("dana", disabled=True)
    assert not await server.admit_device(token)


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("Dana", ["advocate"]),
        ("", ["advocate"]),
        ("da na", ["advocate"]),
        ("-dana", ["advocate"]),
        ("dana", ["admin"]),
    ],
)
async def test_a_member_needs_a_name_and_known_roles(
    roster: Roster, name: str, roles: list[str]
) -> None:
    with pytest.raises(RosterError):
        await add(roster, name, *roles)


async def test_a_name_is_given_once(roster: Roster) -> None:
    await add(roster)

    with pytest.raises(RosterError, match="taken"):
        await add(roster)


async def test_no_token_is_in_the_store(store: Store, roster: Roster) -> None:
    dana = await add(roster)
    _, device_token = await roster.add_device(dana.member_id, "Moto G")
    _, token = await roster.add_token(dana.member_id, "office", write=True)

    kept = b"".join(document.body for document in await store.all_docs())

    assert device_token.encode() not in kept
    assert token.encode() not in kept
    assert login_secret("dana") not in kept


async def test_a_device_signs_in_until_its_days_are_over(roster: Roster, clock: Clock) -> None:
    dana = await add(roster)
    device, token = await roster.add_device(dana.member_id, "Moto G")

    clock.pass_by(days=89)
    assert await roster.admit_device(token) == (dana, device)
    clock.pass_by(days=1)
    assert await roster.admit_device(token) is None
    assert roster.devices_of(dana.member_id) == []


async def test_a_revoked_device_is_out_at_once(roster: Roster) -> None:
    dana = await add(roster)
    device, token = await roster.add_device(dana.member_id, "Moto G")

    assert await roster.revoke_device(dana.member_id, device.device_id)
    assert await roster.revoke_device(dana.member_id, device.device_id)  # twice does no harm
    assert await roster.admit_device(token) is None


async def test_nobody_revokes_what_is_not_theirs(roster: Roster) -> None:
    dana, elena = await add(roster), await add(roster, "elena")
    device, token = await roster.add_device(dana.member_id, "Moto G")
    credential, text = await roster.add_token(dana.member_id, "office", write=False)

    assert not await roster.revoke_device(elena.member_id, device.device_id)
    assert not await roster.revoke_token(elena.member_id, credential.token_id)
    assert await roster.admit_device(token)
    assert await roster.admit_token(text)


async def test_tokens_and_device_tokens_open_only_their_own_doors(roster: Roster) -> None:
    dana = await add(roster)
    _, device_token = await roster.add_device(dana.member_id, "Moto G")
    _, text = await roster.add_token(dana.member_id, "office", write=False)

    assert await roster.admit_token(device_token) is None
    assert await roster.admit_device(text) is None


@pytest.mark.parametrize("text", ["", "cairn_", "cairn_" + "a" * 43, "é" * 50, "x" * 10_000])
async def test_what_was_never_given_out_opens_nothing(roster: Roster, text: str) -> None:
    await add(roster)

    assert await roster.admit_device(text) is None
    assert await roster.admit_token(text) is None


async def test_an_ended_token_opens_nothing(roster: Roster) -> None:
    dana = await add(roster)
    token, text = await roster.add_token(dana.member_id, "office", write=True)

    assert await roster.admit_token(text) == (dana, token)
    assert await roster.revoke_token(dana.member_id, token.token_id)
    assert await roster.admit_token(text) is None


async def test_a_devices_name_is_printable_and_short(roster: Roster) -> None:
    dana = await add(roster)

    device, _ = await roster.add_device(dana.member_id, "Moto\n\x1b[31m G" + "x" * 500)
    unnamed, _ = await roster.add_device(dana.member_id, "  ")

    assert device.name.startswith("Moto[31m G")
    assert len(device.name) == 80
    assert unnamed.name == "A phone"
