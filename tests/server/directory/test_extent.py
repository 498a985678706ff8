from __future__ import annotations

import pytest

from cairn_server.directory.extent import contains, read_outline, require_area

SQUARE = "[[-100,47],[-99,47],[-99,48],[-100,48],[-100,47]]"
HOLE = "[[-99.6,47.4],[-99.4,47.4],[-99.4,47.6],[-99.6,47.6],[-99.6,47.4]]"
COUNTY = f'{{"type":"Polygon","coordinates":[{SQUARE},{HOLE}]}}'


@pytest.mark.parametrize(
    ("longitude", "latitude", "within"),
    [(-99.9, 47.1, True), (-99.5, 47.5, False), (-98.9, 47.1, False), (-99.5, 48.1, False)],
)
def test_a_spot_is_within_the_outline_and_in_none_of_its_holes(
    longitude: float, latitude: float, within: bool
) -> None:
    assert contains(read_outline(COUNTY), longitude=longitude, latitude=latitude) is within


@pytest.mark.parametrize(
    "text",
    [
        COUNTY,
        f'{{"type":"Feature","geometry":{COUNTY}}}',
        f'{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":{COUNTY}}}]}}',
        f'{{"type":"MultiPolygon","coordinates":[[{SQUARE}]]}}',
    ],
)
def test_every_form_of_an_area_is_read(text: str) -> None:
    require_area(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"type":"Point","coordinates":[-99.9,47.4]}',
        '{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}',
        '{"type":"Polygon","coordinates":[]}',
        '{"type":"Polygon","coordinates":[[[1,2],[3,4]]]}',
        '{"type":"Polygon","coordinates":[[["a","b"],[1,2],[3,4],[5,6]]]}',
        '{"type":"Polygon","coordinates":5}',
        "[]",
        "Alder County",
        '{"type":"Feature","geometry":' * 250 + "1" + "}" * 250,
    ],
)
def test_what_outlines_no_area_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(ValueError, match="must have an extent that is a GeoJSON Polygon") as caught:
        require_area(text)
    assert "-99.9" not in str(caught.value)


def test_an_outline_as_small_as_a_house_is_refused() -> None:
    with pytest.raises(ValueError, match="an area, not a spot"):
        require_area('{"type":"Polygon","coordinates":[[[0,0],[0.0001,0],[0.0001,5],[0,0]]]}')
