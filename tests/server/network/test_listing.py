from __future__ import annotations

from typing import Any

import orjson
import pytest

from cairn_server.body import check_body
from cairn_server.network.listing import Listing, own_id, read_listing
from tests.server.network.conftest import HALL, HILLS, NIGHT_LINE, at, hall, listed

NETWORK = "6f1c2d3e-0009-4a5b-8c6d-000000000009"
PLACE = own_id(NETWORK, f"location:{HALL}")
SERVICE = own_id(NETWORK, f"service:{NIGHT_LINE}")


def read(*services: dict[str, Any], held: dict[str, Any] | None = None) -> Listing:
    return read_listing(NETWORK, {"services": services}, held or {})


def test_a_service_comes_with_its_organization_and_place_under_ids_of_this_network() -> None:
    listing = read(at(hall()))

    service = listing.bodies[SERVICE]
    [there] = service["service_at_locations"]
    assert there["location_id"] == PLACE.partition(":")[2]
    organization = listing.bodies[f"organization:{service['organization_id']}"]
    assert organization["name"] == "Hills Together"
    assert listing.bodies[PLACE]["addresses"][0]["address_1"] == "12 Mill Road"
    assert service["origin_id"] == NIGHT_LINE
    assert not any(check_body(doc_id, body) for doc_id, body in listing.bodies.items())


def test_times_are_kept_as_they_are_on_the_wall() -> None:
    hours = {"freq": "WEEKLY", "byday": "MO", "timezone": -6}
    plain = hours | {"opens_at": "09:00", "closes_at": "17:00"}
    told = hours | {"opens_at": "09:00:00-06:00", "closes_at": "17:00:00-06:00"}

    [one], [other] = (
        read(listed(schedules=[hours])).bodies[SERVICE]["schedules"] for hours in (plain, told)
    )

    assert one["opens_at"] == other["opens_at"] == "09:00"
    assert one == other


def test_the_same_entry_of_two_networks_has_two_ids_and_always_the_same_in_one() -> None:
    other = "6f1c2d3e-0009-4a5b-8c6d-000000000010"

    assert read(listed()).bodies.keys() == read(listed()).bodies.keys()
    assert (
        not read(listed()).bodies.keys()
        & read_listing(other, {"services": [listed()]}, {}).bodies.keys()
    )


@pytest.mark.parametrize("mark", [True, 1, "yes", "true", "TRUE", "x", [1]])
def test_a_place_marked_in_any_words_comes_without_its_whereabouts(mark: Any) -> None:
    listing = read(at(hall(confidential=mark)))

    assert listing.bodies[PLACE]["confidential"] is True
    assert b"Mill Road" not in orjson.dumps(listing.bodies)
    assert listing.hidden == {PLACE: HALL}


@pytest.mark.parametrize("mark", [False, 0, "", "no", "false", None])
def test_a_mark_that_says_no_is_none(mark: Any) -> None:
    body = read(at(hall(confidential=mark))).bodies[PLACE]

    assert "confidential" not in body
    assert body["addresses"][0]["address_1"] == "12 Mill Road"


def test_a_mark_within_a_place_or_at_the_service_there_is_the_places() -> None:
    within = hall()
    within["addresses"][0]["confidential"] = "yes"
    there = at(hall())
    there["service_at_locations"][0]["confidential"] = True

    for listing in (read(at(within)), read(there)):
        assert listing.bodies[PLACE]["confidential"] is True
        assert b"Mill Road" not in orjson.dumps(listing.bodies)


def test_a_place_that_may_be_a_shelter_comes_without_its_whereabouts() -> None:
    listing = read(at(hall(name="Safe house")))

    assert listing.bodies[PLACE]["confidential"] is True
    assert b"Mill Road" not in orjson.dumps(listing.bodies)


def test_a_place_that_was_hidden_here_stays_hidden_whatever_is_told() -> None:
    held = {PLACE: {"type": "location", "schema": 1, "confidential": True}}

    listing = read(at(hall()), held=held)

    assert b"Mill Road" not in orjson.dumps(listing.bodies)


def test_a_place_of_a_shelter_that_is_not_told_this_time_is_hidden() -> None:
    shelter: dict[str, Any] = {"type": "service", "name": "Emergency shelter", "status": "active"}
    shelter |= {"service_at_locations": [{"location_id": PLACE.partition(":")[2]}]}

    listing = read(at(hall()), held={"service:x": shelter})

    assert b"Mill Road" not in orjson.dumps(listing.bodies)


def test_what_no_public_directory_shows_is_left_behind() -> None:
    told = listed(
        secret_note="call Dana",
        metadata=[{"id": "m", "updated_by": "dana"}],
        assurer_email="dana@example.org",
        edits={"name": {}},
        public=True,
        contacts=[{"id": "c", "name": "Dana Bell"}],
        last_modified="2026-11-20T10:00:00Z",
    )

    printed = orjson.dumps(read(told).bodies).decode().lower()

    assert "dana" not in printed
    assert "public" not in read(told).bodies[SERVICE]
    assert "edits" not in read(told).bodies[SERVICE]
    assert "last_modified" not in read(told).bodies[SERVICE]


def test_a_service_of_an_organization_that_is_not_shown_comes_without_it() -> None:
    told = listed()
    del told["organization_id"], told["organization"]

    listing = read(told)

    assert list(listing.bodies) == [SERVICE]
    assert not listing.refused


def test_what_cannot_be_read_is_named_by_its_id_alone() -> None:
    listing = read(listed(), listed(HILLS, name=""))

    assert listing.refused == {own_id(NETWORK, f"service:{HILLS}"): HILLS}
    assert SERVICE in listing.bodies


def test_ids_that_are_no_uuids_are_this_networks_alone() -> None:
    one = read(listed("42")).bodies
    other = read_listing(
        "6f1c2d3e-0009-4a5b-8c6d-000000000010", {"services": [listed("42")]}, {}
    ).bodies

    assert one and not {k for k in one if k.startswith("service:")} & other.keys()


def test_nothing_told_is_an_empty_listing() -> None:
    assert read() == Listing()
