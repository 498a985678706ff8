from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cairn_server.directory.publishing.query import PARAMETERS, Query, QueryError, read_query


def test_every_parameter_of_the_standard_is_read() -> None:
    query = read_query(
        "service_at_locations",
        {
            "search": "Línea  NIGHT night",
            "page": "2",
            "per_page": "10",
            "format": "ndjson",
            "taxonomy_term_id": "T",
            "taxonomy_id": "X",
            "organization_id": "O",
            "modified_after": "2026-11-20T12:30:00-06:00",
            "full": "true",
            "postcode": "58990",
            "proximity": "2500.5",
        },
    )

    assert query == Query(
        words=("linea", "night"),
        page=2,
        per_page=10,
        ndjson=True,
        taxonomy_term_id="t",
        taxonomy_id="x",
        organization_id="o",
        modified_after=datetime(2026, 11, 20, 18, 30, tzinfo=UTC),
        full=True,
        postcode="58990",
        proximity_metres=2500.5,
    )


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20",
        "2026-11-20T00:00:00Z",
        "2026-11-20T00:00:00+00:00",
        "2026-11-20T00:00:00 00:00",  # a plus sign that nobody escaped
    ],
)
def test_a_moment_may_be_written_in_several_ways(text: str) -> None:
    query = read_query("services", {"modified_after": text})

    assert query.modified_after == datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"page": "0"}, "page must be a whole number from 1."),
        ({"page": "٣"}, "page must be a whole number from 1."),
        ({"per_page": "1e3"}, "per_page must be a whole number from 1."),
        ({"per_page": "9" * 40}, "per_page must be a whole number from 1."),
        ({"full": "yes"}, "full must be true or false."),
        ({"format": "xml"}, "format must be json or ndjson."),
        ({"modified_after": "yesterday"}, "modified_after must be a moment such as"),
        ({"modified_after": "0001-01-01T00:00:00+14:00"}, "modified_after must be a moment"),
        ({"proximity": "-5", "postcode": "58990"}, "proximity must be a number of metres"),
        ({"proximity": "nan", "postcode": "58990"}, "proximity must be a number of metres"),
        ({"proximity": "500"}, "proximity needs a postcode to measure from."),
        ({"search": "a " * 10 + "b c d e f g h i j k l m n o p q r s t u v"}, "at most 20 words"),
        ({"search": "a" * 301}, "search must be at most 300 letters long."),
    ],
)
def test_what_cannot_be_understood_is_named(given: dict[str, str], told: str) -> None:
    with pytest.raises(QueryError) as caught:
        read_query("service_at_locations", given)
    assert told in str(caught.value)


def test_parameters_that_a_listing_lacks_are_passed_over() -> None:
    assert read_query("taxonomies", {"minimal": "maybe", "utm_source": "x"}) == Query()


@pytest.mark.parametrize(
    ("given", "size"),
    [({}, 50), ({"per_page": "7"}, 7), ({"per_page": "5000"}, 500), ({"minimal": "1"}, None)],
)
def test_a_page_has_a_size_that_is_bounded(given: dict[str, str], size: int | None) -> None:
    assert read_query("services", given).page_size == size


def test_every_listing_can_be_searched_and_paged() -> None:
    for names in PARAMETERS.values():
        assert {"search", "page", "per_page", "format"} <= set(names)
