"""Every string of a template that a translator must see, with the context that names it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cairn_server.worksheets.template import Question, RowField, Template

__all__ = ["LISTED", "TemplateString", "note_of", "strings_of"]

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


KINDS = {
    "text": "text",
    "help": "help under the question",
    "label": "step of a scale",
    "title": "title",
    "intro": "first words",
    "list_title": "title in the list, which says little to who looks over a shoulder",
    "list_purpose": "purpose in the list, which says little to who looks over a shoulder",
    "who": "words on who fills it in",
    "basis": "words on where its topics come from",
    "retention": "words on what is kept",
    "stop": "said after an answer that ends the talk",
}


def note_of(template: Template, context: str) -> str:
    """Say where a string stands and what its wording must bear in mind, for who translates it."""
    place, _hash, field = context.partition("#")
    _template, *ids = place.split("/")
    kind = KINDS.get(field, field.replace("_", " "))
    section = next((s for s in template.sections if ids[:1] == [s.id]), None)
    questions = section.questions if section else ()
    question = next((q for q in questions if ids[1:2] == [q.id]), None)
    if section is None:
        return f"The worksheet's {kind}."
    if question is None:
        return f"A part's {kind}."
    if len(ids) > 2:
        part = "Field" if question.fields else "Option"
        notes = [f"{part if field == 'text' else 'Step'} of: {question.text}"]
    else:
        notes = [f"A question ({question.type})." if field == "text" else f"{kind.capitalize()}."]
    if question.sensitivity >= 3:
        notes.append("Could put someone in danger if seen: as plain as the English.")
    if question.type == "talk":
        notes.append("Said out loud, never written down.")
    if {"id", "nopii"} & set(question.flags):
        notes.append("Asks for a role, never for a name or a place.")
    return " ".join(notes)


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
