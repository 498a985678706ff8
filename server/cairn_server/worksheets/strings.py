"""Every string of a template that a translator must see, with the context that names it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cairn_server.worksheets.template import Question, RowField, Template

__all__ = ["LISTED", "TemplateString", "strings_of"]

LISTED = ("title", "purpose", "list_title", "list_purpose")  # of a template, in the list of all
TEMPLATE_TEXTS = (*LISTED, "who", "basis", "retention", "note")


@dataclass(frozen=True, slots=True)
class TemplateString:
    """One string and its place, written ``template/section/question/option#field``."""

    context: str  # PO's msgctxt
    text: str  # PO's msgid


def strings_of(template: Template) -> Iterator[TemplateString]:
    """Yield the strings of `template` in the order they are read on screen."""
    place = template.id
    for name in TEMPLATE_TEXTS:
        yield from _string(place, name, getattr(template, name))
    for section in template.sections:
        here = f"{place}/{section.id}"
        yield from _string(here, "title", section.title)
        yield from _string(here, "intro", section.intro)
        for question in section.questions:
            yield from _question_strings(f"{here}/{question.id}", question)
    yield from _removed_strings(template)


def _removed_strings(template: Template) -> Iterator[TemplateString]:
    """Yield what the newest version took away, in the words it had: readers are told of it."""
    newest = next((c for c in template.changes[-1:] if c.version == template.version), None)
    for removed in newest.removed if newest else ():
        name = "text" if "/" in removed.place else "title"
        yield from _string(f"{template.id}/{removed.place}", name, removed.text)


def _question_strings(place: str, question: Question) -> Iterator[TemplateString]:
    yield from _shared_strings(place, question)
    yield from _string(place, "stop", question.stop)
    for field in question.fields:
        yield from _shared_strings(f"{place}/{field.id}", field)


def _shared_strings(place: str, part: Question | RowField) -> Iterator[TemplateString]:
    yield from _string(place, "text", part.text)
    yield from _string(place, "help", part.help)
    for step, label in enumerate(part.labels):
        yield from _string(f"{place}/{step}", "label", label)
    for option in part.options:
        yield from _string(f"{place}/{option.id}", "text", option.text)


def _string(place: str, name: str, text: str | None) -> Iterator[TemplateString]:
    if text:
        yield TemplateString(f"{place}#{name}", text)
