"""A form as staff write it for Kobo or ODK, who never heard of Cairn."""

from __future__ import annotations

from tests.server.worksheets.xlsform.spreadsheets import Rows, spreadsheet

__all__ = ["ride_form"]

SURVEY: Rows = [
    {"type": "begin_group", "name": "ride", "label": "The ride", "label::Spanish (es)": "El viaje"},
    {
        "type": "select_one yes_no",
        "name": "needs_ride",
        "label": "Is a ride needed?",
        "label::Spanish (es)": "¿Se necesita un viaje?",
        "hint": "To court, to a clinic, or anywhere else.",
    },
    {
        "type": "select_multiple days",
        "name": "which_days",
        "label": "On which days?",
        "label::Spanish (es)": "¿Qué días?",
        "relevant": "${needs_ride} = 'yes'",
    },
    {"type": "end_group"},
    {
        "type": "begin_group",
        "name": "driver",
        "label": "The driver",
        "relevant": "${needs_ride} = 'yes'",
    },
    {"type": "note", "name": "read_first", "label": "Never write a street here. 🚗"},
    {"type": "text", "name": "who_drives", "label": "Who could drive?", "appearance": "multiline"},
    {"type": "date", "name": "first_day", "label": "From which day?"},
    {"type": "end_group"},
]
CHOICES: Rows = [
    {"list_name": "yes_no", "name": "yes", "label": "Yes", "label::Spanish (es)": "Sí"},
    {"list_name": "yes_no", "name": "no", "label": "No", "label::Spanish (es)": "No"},
    {"list_name": "days", "name": "weekdays", "label": "Monday to Friday"},
    {"list_name": "days", "name": "weekend", "label": "Saturday or Sunday"},
]
SETTINGS: Rows = [{"form_title": "Ride plan", "form_id": "ride_plan", "version": "2026112001"}]


def ride_form(*more: dict[str, object]) -> bytes:
    """Return the form as an .xlsx; `more` rows stand before the last end of a group."""
    survey = [*SURVEY[:-1], *more, SURVEY[-1]]
    return spreadsheet({"survey": survey, "choices": CHOICES, "settings": SETTINGS})
