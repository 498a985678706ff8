"""pyxform's own word on whether a spreadsheet is XLSForm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from cairn_server.directory.said import said
from cairn_server.worksheets.xlsform.workbook import Sheet

__all__ = ["judge"]


def judge(sheets: Mapping[str, Sheet]) -> list[str]:
    """Return why pyxform refuses what Cairn read; `[]` means that it does not.

    It sees the columns that Cairn reads, without Cairn's own.
    """
    try:
        convert({name: value for sheet in sheets.values() for name, value in _as_read(sheet)})
    except PyXFormError as error:
        return [said("the XLSForm converter says: {words}", words=" ".join(str(error).split()))]
    except Exception as error:  # its other errors are slips of its own, and yet mean "no"
        return [said("the XLSForm converter cannot read it ({name})", name=type(error).__name__)]
    return []


def _as_read(sheet: Sheet) -> list[tuple[str, Any]]:
    """Return a sheet as pyxform's reader gives it, blank rows kept for the row numbers."""
    headers = {
        (column.name, column.language): column.header
        for column in sheet.columns
        if not column.name.startswith("cairn::")
    }
    rows: list[dict[str, str]] = (
        [{} for _ in range(sheet.rows[-1].number - 1)] if sheet.rows else []
    )
    for row in sheet.rows:
        rows[row.number - 2] = {headers[k]: text for k, text in row.cells.items() if k in headers}
    return [(sheet.name, rows), (f"{sheet.name}_header", [dict.fromkeys(headers.values())])]
