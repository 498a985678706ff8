from __future__ import annotations

from pathlib import Path

import pytest

from cairn_server.accounts import sign_in as door
from cairn_server.accounts.encoding import from_base64url, to_base64url
from cairn_server.accounts.roster import Roster
from cairn_server.accounts.secret import load_secret
from cairn_server.accounts.sign_in import SignedIn, SignIn, TooManyTriesError, WrongSecretError
from cairn_sync.stores.memory import MemoryStore
from tests.server.conftest import Clock, login_secret

pytestmark = pytest.mark.anyio

RIGHT = to_base64url(login_secret("dana"))
WRONG = to_base64url(login_secret("guess"))


@pytest.fixture
def roster(tmp_path: Path, clock: Clock) -> Roster:
    return Roster(
        MemoryStore("accounts"),
        collaborative="prairie",
        secret=load_secret(tmp_path),
        clock=clock.wall,
        device_days=90,
    )


@pytest.fixture
async def sign_in(roster: Roster, tmp_path: Path, clock: Clock) -> SignIn:
    await roster.add_member(
        "dana",
        display_name="Dana",
        roles=frozenset({"advocate"}),
        derive=lambda salt: login_secret("dana"),
    )
    return SignIn(roster, load_secret(tmp_path), clock=clock.monotonic)


async def enter(
    sign_in: SignIn,
    name: str = "dana",
    secret: str = RIGHT,
    address: str = "192.0.2.7",
    token: str = "",
) -> SignedIn:
    return await sign_in.sign_in(
        name,
        login_secret=secret,
        device_name="Moto G",
        address=address,
        device_tokens=[token],
    )


async def fail(sign_in: SignIn, times: int, **given: str) -> None:
    for _ in range(times):
        with pytest.raises(WrongSecretError):
            await enter(sign_in, **{"secret": WRONG} | given)


async def test_the_right_secret_makes_a_device(sign_in: SignIn, roster: Roster) -> None:
    signed_in = await enter(sign_in, name=" Dana ")

    assert signed_in.member.name == "dana"
    assert await roster.admit_device(signed_in.device_token) == (
        signed_in.member,
        signed_in.device,
    )


@pytest.mark.parametrize("secret", ["", WRONG, RIGHT[:-1], RIGHT + "A", "no base64!", "é"])
async def test_any_other_secret_fails(sign_in: SignIn, secret: str) -> None:
    with pytest.raises(WrongSecretError):
        await enter(sign_in, secret=secret)


async def test_strangers_and_the_shut_out_fail_with_the_same_words(
    sign_in: SignIn, roster: Roster
) -> None:
    reasons = set()
    for name in ("rosa", "dana"):
        await roster.set_disabled("dana", disabled=True)
        with pytest.raises(WrongSecretError) as failed:
            await enter(sign_in, name=name)
        reasons.add(str(failed.value))

    assert reasons == {"The name or passphrase is not right."}


async def test_a_strangers_salt_looks_like_a_members_and_stays(sign_in: SignIn) -> None:
    member, stranger = await sign_in.parameters("dana"), await sign_in.parameters("rosa")

    assert member["kdf"] == stranger["kdf"]
    assert len(from_base64url(member["salt"])) == len(from_base64url(stranger["salt"])) == 16
    assert await sign_in.parameters("rosa") == stranger
    assert await sign_in.parameters(" ROSA") == stranger


async def fail_everywhere(sign_in: SignIn, times: int, **given: str) -> None:
    for n in range(times):
        await fail(sign_in, 1, **given, address=f"198.51.100.{n}")


async def test_after_too_many_failures_not_even_the_right_secret_is_looked_at(
    sign_in: SignIn, clock: Clock
) -> None:
    await fail(sign_in, door.TRIES_PER_PLACE)

    with pytest.raises(TooManyTriesError) as refused:
        await enter(sign_in)
    assert refused.value.retry_after_seconds == door.WINDOW_SECONDS
    clock.pass_by(seconds=door.WINDOW_SECONDS)
    assert await enter(sign_in)


async def test_who_fails_in_a_members_name_locks_nobody_elsewhere_out(sign_in: SignIn) -> None:
    await fail(sign_in, door.TRIES_PER_PLACE)

    assert await enter(sign_in, address="198.51.100.9")


async def test_a_name_is_not_guessed_at_from_many_addresses_for_long(sign_in: SignIn) -> None:
    await fail_everywhere(sign_in, door.TRIES_PER_NAME)

    with pytest.raises(TooManyTriesError):
        await enter(sign_in)


async def test_where_a_member_was_let_in_before_no_stranger_keeps_them_out(
    sign_in: SignIn,
) -> None:
    await enter(sign_in)
    await fail_everywhere(sign_in, door.TRIES_PER_NAME)
    for n in range(door.TRIES_PER_ADDRESS):
        await fail(sign_in, 1, name=f"guess-{n}")

    assert await enter(sign_in)


async def test_a_phone_that_was_let_in_before_is_kept_out_by_its_own_failures_only(
    sign_in: SignIn, roster: Roster
) -> None:
    before = await enter(sign_in)
    await roster.revoke_device(before.member.member_id, before.device.device_id)
    await fail_everywhere(sign_in, door.TRIES_PER_NAME)
    known = {"token": before.device_token, "address": "203.0.113.5"}

    assert await enter(sign_in, **known)
    await fail(sign_in, door.TRIES_PER_PLACE, **known)
    with pytest.raises(TooManyTriesError):
        await enter(sign_in, **known)


async def test_another_members_phone_is_a_strangers(sign_in: SignIn, roster: Roster) -> None:
    rosa = await roster.add_member(
        "rosa", display_name="Rosa", roles=frozenset({"advocate"}), derive=lambda salt: b"r" * 32
    )
    _, token = await roster.add_device(rosa.member_id, "Moto G")
    await fail_everywhere(sign_in, door.TRIES_PER_NAME)

    with pytest.raises(TooManyTriesError):
        await enter(sign_in, token=token)


@pytest.mark.parametrize(
    ("addresses", "are_one"),
    [
        pytest.param(["2001:db8::1", "2001:db8::ffff:2"], True, id="one line's"),
        pytest.param(["2001:db8::1", "2001:db8:0:1::1"], False, id="two lines'"),
        pytest.param(["192.0.2.7", "::ffff:192.0.2.7"], True, id="the same, spelled anew"),
    ],
)
async def test_an_address_that_its_holder_may_change_at_will_counts_as_one(
    sign_in: SignIn, addresses: list[str], are_one: bool
) -> None:
    first, second = addresses
    await fail(sign_in, door.TRIES_PER_PLACE, address=first)

    if are_one:
        with pytest.raises(TooManyTriesError):
            await enter(sign_in, address=second)
    else:
        assert await enter(sign_in, address=second)


async def test_one_address_cannot_try_many_names(sign_in: SignIn) -> None:
    for n in range(door.TRIES_PER_ADDRESS):
        await fail(sign_in, 1, name=f"guess-{n}")

    with pytest.raises(TooManyTriesError):
        await enter(sign_in)
    assert await enter(sign_in, address="198.51.100.9")


async def test_strangers_are_throttled_as_members_are(sign_in: SignIn) -> None:
    await fail(sign_in, door.TRIES_PER_PLACE, name="rosa")

    with pytest.raises(TooManyTriesError):
        await enter(sign_in, name="rosa")


async def test_strangers_are_throttled_from_everywhere_too(sign_in: SignIn) -> None:
    await fail_everywhere(sign_in, door.TRIES_PER_NAME, name="rosa")

    with pytest.raises(TooManyTriesError):
        await enter(sign_in, name="rosa")


async def test_signing_in_forgives_the_failures_there(sign_in: SignIn) -> None:
    await fail(sign_in, door.TRIES_PER_PLACE - 1)
    await enter(sign_in)
    await fail(sign_in, door.TRIES_PER_PLACE - 1)

    assert await enter(sign_in)
