from __future__ import annotations

import copy

from cairn_server.directory.said import Said, said


def test_a_sentence_is_its_english_text_and_can_be_made_again_elsewhere() -> None:
    inner = said("must be at most {most} letters long", most=5)
    whole = said("The {kind} {expected}.", kind="service", expected=inner)

    assert whole == "The service must be at most 5 letters long."
    again = Said.from_json(whole.as_json())
    assert (again, again.form, again.given) == (whole, whole.form, whole.given)
    assert copy.deepcopy(whole).form == whole.form


def test_braces_in_what_a_file_says_stay_as_they_are() -> None:
    assert said("{file} is empty", file="{0.__class__}") == "{0.__class__} is empty"
