from __future__ import annotations

from cairn_server.directory.models import CATEGORIES, SERVED
from cairn_server.directory.publishing.vocabulary import TAXONOMIES, TERMS, terms_of


def test_every_short_word_has_a_term_of_its_own() -> None:
    body = {"categories": list(CATEGORIES), "who_is_served": list(SERVED)}

    found = [term_id for term_id, _ in terms_of(body)]

    assert len(set(found)) == len(found) == len(TERMS) == len(CATEGORIES) + len(SERVED)


def test_a_code_is_used_once_only() -> None:
    codes = [term["code"] for term in TERMS.values()]

    assert len(set(codes)) == len(codes)


def test_the_ids_are_those_that_other_directories_have_noted() -> None:
    assert set(TAXONOMIES) == {
        "bee05fd8-2a14-5bde-9f8b-81efc5e16050",
        "2c3aea32-19ef-5244-a860-8c5cb57b4337",
    }
    assert TERMS["631b9a71-ceb9-5817-9aad-9b78462d4977"]["code"] == "help-shelter"
