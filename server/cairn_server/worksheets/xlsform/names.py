"""The names that a template's parts have in XLSForm, which is stricter about them than Cairn."""

from __future__ import annotations

from cairn_server.worksheets.template import Template

__all__ = ["Names"]

RESERVED = "meta"  # XLSForm's own


class Names:
    """A name for each part, its ID wherever that can be.

    XLSForm refers to a question by its name alone, so no section or row field may share
    one, and none may begin with a digit. Where the name differs, ``cairn::id`` has the ID.
    """

    def __init__(self, template: Template) -> None:
        self.taken = {RESERVED}
        self.questions = {question.id: self._take(question.id) for question in template.questions}
        self.sections = {section.id: self._take(section.id) for section in template.sections}
        self.intros = {id_: self._take(f"{name}_intro") for id_, name in self.sections.items()}

    def of_field(self, id_: str) -> str:
        """Return a row field's name; those of two repeats may be the same."""
        return self._free(id_)

    def _take(self, wanted: str) -> str:
        name = self._free(wanted)
        self.taken.add(name)
        return name

    def _free(self, wanted: str) -> str:
        name = wanted if wanted[0].isalpha() else f"n_{wanted}"
        while name in self.taken:
            name += "_"
        return name
