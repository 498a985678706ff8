from __future__ import annotations

import pytest

from cairn_server.plain.markup import Html, clean, el


def test_text_is_escaped_and_markup_is_not() -> None:
    assert el("p", "<b>5 & 6</b>", el("b", "7")) == "<p>&lt;b&gt;5 &amp; 6&lt;/b&gt;<b>7</b></p>"


def test_attributes_are_escaped() -> None:
    made = el("a", "x", href='"><script>', title="a'b")

    assert made == '<a href="&quot;&gt;&lt;script&gt;" title="a&#x27;b">x</a>'


def test_attributes_that_are_off_are_left_out() -> None:
    made = el("input", checked=True, required=False, value=None, aria_label="on", class_="wide")

    assert made == '<input checked aria-label="on" class="wide">'


def test_what_is_nested_is_joined_in_order() -> None:
    assert el("ul", [el("li", one) for one in "ab"], None) == "<ul><li>a</li><li>b</li></ul>"


@pytest.mark.parametrize("letter", ["\u202e", "\u2066", "\u2028", "\x00", "\x1b", "\x85", "\ufeff"])
def test_letters_that_nobody_sees_or_that_turn_others_round_are_taken_out(letter: str) -> None:
    assert clean(f"555{letter}0134") == "5550134"
    assert letter not in el("a", letter, href=letter)


def test_lines_and_letters_of_every_script_stay() -> None:
    assert clean("Niños\tعربي\nᏣᎳᎩ") == "Niños\tعربي\nᏣᎳᎩ"


def test_markup_joined_to_text_is_text_again() -> None:
    assert not isinstance(Html("<b>") + "<i>", Html)
