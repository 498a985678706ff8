from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cairn_server.directory.confidential import strip_confidential
from cairn_server.directory.publishing.part_id import part_id, place_id
from cairn_server.directory.publishing.render import (
    coarse_area,
    render,
    render_confidential,
    texts_of,
)
from tests.server.directory.publishing.entries import (
    ALDER,
    BEDS,
    HALL,
    LINE,
    OFFICE,
    SHELTER,
    location,
    organization,
    service,
)

SECRET = "412 Hidden Creek Road"
LEAVES = st.sampled_from([SECRET, "Alder County", "Millbrook", 47.412, True, "701-555-0130"])
NAMES = st.sampled_from(
    "name description addresses phones contacts attributes latitude url transportation city "
    "region state_province number type description note x_where metadata edits area".split()
)
BODIES = st.dictionaries(
    NAMES, st.recursive(LEAVES, lambda part: st.lists(part) | st.dictionaries(NAMES, part))
)


@given(body=BODIES)
def test_of_a_confidential_place_nothing_finer_than_its_region_comes_out(body: Any) -> None:
    rendered = render_confidential(SHELTER, strip_confidential(body)[0])

    assert rendered.keys() <= {"id", "location_type", "confidential", "area", "phones"}
    for phone in rendered.get("phones", []):
        assert phone.keys() <= {"id", "number", "extension", "type"}
    assert "Hidden" not in str(rendered) and "47.4" not in str(rendered)


def test_a_town_is_no_part_of_a_confidential_places_area() -> None:
    body = {"addresses": [{"city": "Orrin"}, {"region": "Alder County", "state_province": "ND"}]}

    assert coarse_area(body, with_city=False) == "Alder County, ND"
    assert coarse_area({"addresses": [{"city": "Orrin"}]}, with_city=False) is None
    assert coarse_area(body) == "Orrin"


def test_an_address_without_a_street_is_told_as_an_area() -> None:
    body = location(addresses=[{"address_type": "physical", "city": "Orrin"}])

    rendered = render("location", OFFICE, body, {}, guarded=False)

    assert "addresses" not in rendered and rendered["area"] == "Orrin"


def test_an_organization_without_a_description_is_described_by_its_name() -> None:
    body = {k: v for k, v in organization().items() if k != "description"}

    assert render("organization", ALDER, body, {}, guarded=False)["description"] == "Alder House"


def test_guarded_texts_lose_streets_and_outlines_and_keep_the_rest() -> None:
    body = service(
        description=f"Come to {SECRET} or call.",
        url="https://example.org/412-hidden-creek-road",
        contacts=[{"title": f"Desk at {SECRET}"}],
        service_areas=[{"name": "Alder County", "extent": "{}", "extent_type": "text"}],
    )

    rendered = render("service", BEDS, body, {}, guarded=True)

    assert rendered["description"] == "Come to (address left out) or call."
    assert rendered["contacts"][0]["title"] == "Desk at (address left out)"
    assert rendered["service_areas"][0].keys() == {"id", "name"}
    assert render("service", BEDS, body, {}, guarded=False)["description"] == body["description"]


def test_parts_keep_their_own_ids_and_get_steady_ones_else() -> None:
    own = {"id": HALL, "number": "988"}
    body = service(phones=[own, {"number": "911"}])

    first, again = (render("service", LINE, body, {}, guarded=False) for _ in range(2))

    assert first == again
    assert first["phones"][0]["id"] == HALL
    assert first["phones"][1]["id"] == part_id(LINE, {}, field="phones", number=1)
    assert first["phones"][1]["id"] != part_id(BEDS, {}, field="phones", number=1)


def test_a_place_has_its_id_from_its_service_and_its_location() -> None:
    assert place_id(LINE, {"location_id": HALL}) == place_id(LINE, {"location_id": HALL})
    assert place_id(LINE, {"location_id": HALL}) != place_id(LINE, {"location_id": OFFICE})
    assert place_id(LINE, {"location_id": HALL, "id": BEDS}) == BEDS


def test_a_search_looks_at_words_and_not_at_ids_or_dates() -> None:
    rendered = {
        "id": LINE,
        "assured_date": "2026-11-20",
        "phones": [{"id": BEDS, "number": "988", "type": "voice"}],
        "attributes": [
            {
                "link_id": LINE,
                "taxonomy_term": {"name": "Shelter", "description": "A place to sleep"},
            }
        ],
    }

    assert list(texts_of(rendered)) == ["988", "Shelter"]
