"""Spreadsheets as small offices keep them: fictional, and as nasty as real ones."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook

__all__ = ["BINDER", "COUNTY", "DITTO", "MERGED", "TWO_ROWS", "as_xlsx"]

Rows = Sequence[Sequence[str | None]]

COUNTY: Rows = [  # a title, a note, blank rows, headings among the rows
    ["Quill County Resource List"],
    ["Updated 3/2026 by Ann. Please call first!"],
    [],
    ["Agency", "Phone", "Hours", "Address", "Counties served"],
    ["FOOD"],
    [
        "Quill Pantry",
        "Office 701-555-0161 / Crisis 701-555-0162",
        "M-F 8-5, Sat by appt",
        "12 Elm St, Minot ND 58701",
        "Ward, McHenry & Pierce Counties",
    ],
    ["Quill Soup", "701-555-0163 (ask for Bo)", "MWF 11-1", "PO Box 9, Minot, ND 58701", "Ward"],
    [],
    ["LEGAL HELP"],
    ["Quill Law", "call 701-555-0164", "Weekdays 9am to 5pm", "upstairs at the bank", "Statewide"],
]
TWO_ROWS: Rows = [  # names of columns in two rows, the upper ones merged
    ["Program", "Contact", None, None, "Where", None],
    [None, "Phone", "Email", "Web site", "City", "ZIP"],
    ["Quill Rides", "701-555-0165", "rides@example.org", "www.example.org", "Minot", "58701"],
]
DITTO: Rows = [  # "same as above", the names again for the printer, a column without a name
    ["Agency", "Program", "Phone", "Address", ""],
    ["Quill House", "Night line", "701-555-0166", "14 Elm St, Minot, ND 58701", "ask for Ann"],
    ["Same as above", "Day line", "same as above", '"', ""],
    ["Agency", "Program", "Phone", "Address", ""],
    ["ditto", "Rides", "701-555-0167", "", ""],
]
MERGED: Rows = [  # an agency's name merged over its programs
    ["Agency", "Program", "Phone"],
    ["Quill House", "Night line", "701-555-0166"],
    [None, "Day line", "701-555-0167"],
    ["Quill Law", "Forms", "701-555-0168"],
]
BINDER: Rows = [  # two columns of one name, notes at the end, a shelter
    ["RESOURCE BINDER 2026", None, None, None],
    ["Nombre", "Teléfono", "Teléfono", "Dirección"],
    ["Casa Pluma", "701-555-0169", "701-555-0170 después de las 5", "16 Elm St, Minot, ND 58701"],
    ["Refugio para mujeres", "701-555-0171", "", "9 Hidden Ln, Minot, ND 58701"],
    [],
    ["Call 988 any time. Questions? Ann, ext. 12", None, None, None],
]


def as_xlsx(rows: Rows, merged: Sequence[str] = ()) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(list(row))
    for cells in merged:
        book.active.merge_cells(cells)
    book.save(out)
    return out.getvalue()
