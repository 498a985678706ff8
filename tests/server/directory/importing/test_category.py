from __future__ import annotations

import pytest

from cairn_server.directory.importing.category import KEYWORDS, find_categories
from cairn_server.directory.models import CATEGORIES


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("Lawyers for tenants", ("legal", "housing")),
        ("Food pantry", ("food",)),
        ("Abogados para niños", ("legal", "children")),
        ("Petition for custody", ("children",)),
        ("Quilting", ()),
    ],
)
def test_words_name_categories(text: str, categories: tuple[str, ...]) -> None:
    assert find_categories(text, {}) == categories


def test_a_mapping_adds_words_of_its_own() -> None:
    assert find_categories("Powwow", {"tribal": ["powwow"]}) == ("tribal",)


def test_every_keyword_names_a_category_that_a_service_may_have() -> None:
    assert set(KEYWORDS) <= set(CATEGORIES)
