"""XLSForm's ``relevant`` into show-if rules, and back.

The subset that is compiled; `and` binds tighter than `or`::

    either = both { "or" both }
    both   = test { "and" test }
    test   = "${x}" "=" value | "${x}" "!=" value
           | "selected(" "${x}" "," value ")" | "(" either ")"
    value  = text in ' or " quotes; `${x} != ''` means that there is an answer

Show-if has no brackets, so `and` is multiplied out over `or`. Equals of one question
that stand side by side under `or` become one `in`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cairn_server.directory.said import said
from cairn_server.worksheets.show_if import ShowIf, ShowIfError, Test, parse_rule

__all__ = ["ALLOWED", "RelevantError", "compile_relevant", "relevant_of", "rule_text"]

ALLOWED = (
    "${x} = 'v', ${x} != 'v', ${x} != '' and selected(${x}, 'v'), joined with and, or and brackets"
)
MAX_CHARACTERS = 2_000
MAX_DEPTH = 20  # of brackets
MAX_GROUPS = 32  # after multiplying out

TOKEN = re.compile(
    r"""\s*(?:\$\{\s*(?P<name>[A-Za-z_][\w.-]*)\s*\}|(?P<value>'[^']*'|"[^"]*")"""
    r"""|(?P<word>selected(?=\s*\()|(?:and|or)\b)|(?P<sign>!=|=|[(),]))"""
)

Groups = list[list[Test]]  # any of these, and in each all of them


class RelevantError(ValueError):
    """The expression is outside the subset. The text says what is not understood."""


def compile_relevant(text: str, ids: Mapping[str, str], choices: frozenset[str]) -> str:
    """Return the show-if rule of an expression.

    `ids` are question IDs by the name that stands in ``${}``; `choices` are the IDs of
    questions with one answer, of which `selected` means equals.

    Raises:
        RelevantError: it is not within the subset above.
    """
    groups = _Reader(text, ids, choices).expression()
    rule = rule_text(ShowIf(tuple(tuple(group) for group in groups)))
    try:
        parse_rule(rule)
    except ShowIfError as error:
        raise RelevantError(str(error)) from None
    return rule


def rule_text(rule: ShowIf) -> str:
    """Write a show-if rule the way templates write it."""
    return " or ".join(" and ".join(map(_test_text, group)) for group in rule.any_of)


def relevant_of(rule: ShowIf, names: Mapping[str, str]) -> str:
    """Write a show-if rule as an expression; `names` are the ones for ``${}``, by question ID.

    Raises:
        RelevantError: the rule compares with no text, which means something else there.
    """
    return " or ".join(
        " and ".join(_expression(test, names, alone=len(group) == 1) for test in group)
        for group in rule.any_of
    )


def _test_text(test: Test) -> str:
    if test.operator == "not empty":
        return f"{test.field} not empty"
    if test.operator == "in":
        values = ",".join(f"'{value}'" for value in test.values)
        return f"{test.field} in [{values}]"
    return f"{test.field} {test.operator} '{test.values[0]}'"


def _expression(test: Test, names: Mapping[str, str], *, alone: bool) -> str:
    name = f"${{{names[test.field]}}}"
    if "" in test.values:
        raise RelevantError(f"{_test_text(test)}: XLSForm takes '' for no answer")
    if test.operator == "not empty":
        return f"{name} != ''"
    if test.operator == "includes":
        return f"selected({name}, '{test.values[0]}')"
    if test.operator == "!=":
        return f"{name} != '{test.values[0]}'"
    either = " or ".join(f"{name} = '{value}'" for value in test.values)
    return either if alone or len(test.values) == 1 else f"({either})"


class _Reader:
    """Tokens of one expression, read from the front."""

    def __init__(self, text: str, ids: Mapping[str, str], choices: frozenset[str]) -> None:
        if len(text) > MAX_CHARACTERS:
            raise RelevantError(said("longer than {most} characters", most=MAX_CHARACTERS))
        self.ids, self.choices = ids, choices
        self.tokens: list[tuple[str, str]] = []  # what it is, and its text
        self.depth = at = 0
        while text[at:].strip():
            found = TOKEN.match(text, at)
            if found is None:
                raise RelevantError(said("not understood: {text}", text=repr(text[at:].strip())))
            kind = str(found.lastgroup)
            self.tokens.append((kind, found[kind]))
            at = found.end()

    def expression(self) -> Groups:
        groups = self.either()
        if self.tokens:
            raise RelevantError(said("not understood: {text}", text=repr(self.tokens[0][1])))
        return groups

    def either(self) -> Groups:
        groups = self.both()
        while self.took("or"):
            groups = _joined(groups, self.both())
        return groups

    def both(self) -> Groups:
        groups = self.test()
        while self.took("and"):
            more = self.test()
            groups = [[*left, *right] for left in groups for right in more]
            if len(groups) > MAX_GROUPS:
                raise RelevantError(said("too many brackets to write it without: make it simpler"))
        return groups

    def test(self) -> Groups:
        if self.took("("):
            return self.bracket()
        if self.took("selected"):
            self.expect("(")
            field = self.field()
            self.expect(",")
            value = self.value(said("the choice"))
            self.expect(")")
            return [[Test(field, "==" if field in self.choices else "includes", (value,))]]
        field = self.field()
        if self.took("="):
            return [[Test(field, "==", (self.value(said("the choice")),))]]
        self.expect("!=")
        value = self.value()
        return [[Test(field, "!=", (value,)) if value else Test(field, "not empty", ())]]

    def bracket(self) -> Groups:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise RelevantError(said("more than {most} brackets within each other", most=MAX_DEPTH))
        groups = self.either()
        self.expect(")")
        self.depth -= 1
        return groups

    def field(self) -> str:
        name = self.next("name", said("a question, as in {sign}", sign="${x}"))
        if name not in self.ids:
            raise RelevantError(
                said("there is no question {name} outside the repeats", name=f"${{{name}}}")
            )
        return self.ids[name]

    def value(self, must_be: str = "") -> str:
        value = self.next("value", said("a value in quotes"))[1:-1]
        if "'" in value:
            raise RelevantError(
                said("a value may hold no quote, as {value} does", value=repr(value))
            )
        if must_be and not value:
            raise RelevantError(
                said(
                    "'' is no answer, which Cairn cannot ask for: write {must_be}", must_be=must_be
                )
            )
        return value

    def next(self, kind: str, wanted: str) -> str:
        if not self.tokens:
            raise RelevantError(said("ends where {wanted} is needed", wanted=wanted))
        found, text = self.tokens.pop(0)
        if found != kind:
            raise RelevantError(said("needs {wanted}, not {text}", wanted=wanted, text=repr(text)))
        return text

    def expect(self, wanted: str) -> None:
        if not self.took(wanted):
            rest = repr(self.tokens[0][1]) if self.tokens else said("the end")
            raise RelevantError(said("needs {wanted}, not {text}", wanted=repr(wanted), text=rest))

    def took(self, wanted: str) -> bool:
        if not self.tokens or self.tokens[0][0] in ("name", "value"):
            return False
        if self.tokens[0][1] != wanted:
            return False
        self.tokens.pop(0)
        return True


def _joined(groups: Groups, more: Groups) -> Groups:
    """Join under `or`; side by side, ``x == 'a'`` and ``x == 'b'`` are one ``in``."""
    joined = [*groups]
    for group in more:
        last = joined[-1]
        if len(last) == len(group) == 1 and _is_equal(last[0], group[0]):
            values = dict.fromkeys((*last[0].values, *group[0].values))
            several = len(values) > 1
            joined[-1] = [Test(group[0].field, "in" if several else "==", tuple(values))]
        else:
            joined.append(group)
    return joined


def _is_equal(one: Test, other: Test) -> bool:
    return one.field == other.field and {one.operator, other.operator} <= {"==", "in"}
