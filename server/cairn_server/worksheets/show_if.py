"""Show-if rules: when a section or question appears.

The whole grammar; `and` binds tighter than `or`, and there are no brackets::

    rule  = all { "or" all }
    all   = test { "and" test }
    test  = field "==" value | field "!=" value | field "includes" value
          | field "in" "[" value { "," value } "]" | field "not" "empty"
    value = "'" any text without ' "'"

A field without an answer equals nothing, so `!=` holds for it. The phone has the
same parser in TypeScript; both pass ``tests/vectors/show-if.json``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["Answer", "Answers", "Operator", "ShowIf", "ShowIfError", "Test", "holds", "parse_rule"]

Operator = Literal["==", "!=", "in", "includes", "not empty"]
Answer = str | int | Sequence[object]  # a choice, text or date; a scale; a multi or a repeat
Answers = Mapping[str, Answer]  # by question ID; what has no answer is not in it

TOKEN = re.compile(r"\s*(?:(?P<value>'[^']*')|(?P<word>[a-z][a-z0-9_]*)|(?P<sign>==|!=|[\[\],]))")
WORDS = frozenset({"and", "or", "in", "includes", "not", "empty"})


class ShowIfError(ValueError):
    """The text is not a show-if rule."""


@dataclass(frozen=True, slots=True)
class Test:
    """One comparison of one field."""

    __test__ = False  # not a test class, whatever pytest thinks of its name

    field: str
    operator: Operator
    values: tuple[str, ...]  # one for `==`, `!=` and `includes`; none for `not empty`


@dataclass(frozen=True, slots=True)
class ShowIf:
    """A parsed rule: it holds when every test of any one group holds."""

    any_of: tuple[tuple[Test, ...], ...]

    @property
    def tests(self) -> tuple[Test, ...]:
        """Every comparison, in the order written."""
        return tuple(test for group in self.any_of for test in group)


def parse_rule(text: str) -> ShowIf:
    """Read a rule; raise ShowIfError, quoting the part that is not understood."""
    return _Reader(text).rule()


def holds(rule: ShowIf, answers: Answers) -> bool:
    """Say whether `rule` is true of `answers`."""
    return any(all(_test_holds(test, answers) for test in group) for group in rule.any_of)


def _test_holds(test: Test, answers: Answers) -> bool:
    answer = answers.get(test.field)
    if test.operator == "not empty":
        return answer is not None and answer != "" and answer != [] and answer != ()
    if test.operator == "includes":
        return isinstance(answer, list | tuple) and test.values[0] in answer
    is_one = answer is not None and str(answer) in test.values and not isinstance(answer, list)
    return not is_one if test.operator == "!=" else is_one


class _Reader:
    """Tokens of one rule, read from the front."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[str] = []
        at = 0
        while text[at:].strip():
            found = TOKEN.match(text, at)
            if found is None:
                raise ShowIfError(f"not understood in {text!r}: {text[at:].strip()!r}")
            self.tokens.append(found.group().strip())
            at = found.end()

    def rule(self) -> ShowIf:
        groups = [self.group()]
        while self.took("or"):
            groups.append(self.group())
        if self.tokens:
            raise ShowIfError(f"not understood in {self.text!r}: {self.tokens[0]!r}")
        return ShowIf(tuple(groups))

    def group(self) -> tuple[Test, ...]:
        tests = [self.test()]
        while self.took("and"):
            tests.append(self.test())
        return tuple(tests)

    def test(self) -> Test:
        field = self.next("a field")
        if field in WORDS or not field[0].isalpha():
            raise ShowIfError(f"{self.text!r} needs a field, not {field!r}")
        if self.took("=="):
            return Test(field, "==", (self.value(),))
        if self.took("!="):
            return Test(field, "!=", (self.value(),))
        if self.took("includes"):
            return Test(field, "includes", (self.value(),))
        if self.took("in"):
            return Test(field, "in", self.values())
        if self.took("not"):
            self.expect("empty")
            return Test(field, "not empty", ())
        raise ShowIfError(f"{self.text!r} needs a comparison after {field!r}")

    def values(self) -> tuple[str, ...]:
        self.expect("[")
        values = [self.value()]
        while self.took(","):
            values.append(self.value())
        self.expect("]")
        return tuple(values)

    def value(self) -> str:
        token = self.next("a value in quotes")
        if token[0] != "'":
            raise ShowIfError(f"{self.text!r} needs a value in quotes, not {token!r}")
        return token[1:-1]

    def next(self, wanted: str) -> str:
        if not self.tokens:
            raise ShowIfError(f"{self.text!r} ends where {wanted} is needed")
        return self.tokens.pop(0)

    def expect(self, wanted: str) -> None:
        token = self.next(repr(wanted))
        if token != wanted:
            raise ShowIfError(f"{self.text!r} needs {wanted!r}, not {token!r}")

    def took(self, wanted: str) -> bool:
        if self.tokens[:1] != [wanted]:
            return False
        self.tokens.pop(0)
        return True
