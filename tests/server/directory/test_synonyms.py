"""The words that lead to kinds of help: one list for phones and the server."""

from __future__ import annotations

import json
import re
from pathlib import Path

import cairn_server.directory
from cairn_server.directory.documents.service import CATEGORIES, SERVED
from cairn_server.directory.publishing.folding import fold

FILE = Path(cairn_server.directory.__file__).with_name("synonyms.json")
SYNONYMS = json.loads(FILE.read_text("utf-8"))
POLICE = re.compile(r"polic|sheriff|alguacil|911|officer")


def test_every_category_and_group_has_words_in_both_languages() -> None:
    assert list(SYNONYMS["categories"]) == list(CATEGORIES)
    assert set(SYNONYMS["served"]) == set(SERVED)
    for words in (*SYNONYMS["categories"].values(), *SYNONYMS["served"].values()):
        assert words["en"] and words["es"]


def test_all_words_are_folded_and_none_leads_to_the_police() -> None:
    for words in (*SYNONYMS["categories"].values(), *SYNONYMS["served"].values()):
        for text in words.values():
            assert text == fold(text)
            assert not POLICE.search(text)
