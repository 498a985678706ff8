"""Worksheets as data: template models, show-if rules, translatable strings."""

from cairn_server.worksheets.catalogue import TemplateError, parse_template, templates
from cairn_server.worksheets.show_if import ShowIf, ShowIfError, holds, parse_rule
from cairn_server.worksheets.strings import TemplateString, strings_of
from cairn_server.worksheets.template import Option, Question, RowField, Section, Template

__all__ = [
    "Option",
    "Question",
    "RowField",
    "Section",
    "ShowIf",
    "ShowIfError",
    "Template",
    "TemplateError",
    "TemplateString",
    "holds",
    "parse_rule",
    "parse_template",
    "strings_of",
    "templates",
]
