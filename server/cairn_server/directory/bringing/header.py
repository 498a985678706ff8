"""Which row of a sheet names the columns: titles and notes may stand above it.

Where the names take two rows ("Contact" above "Phone" and "Email"), both are read as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cairn_server.directory.bringing.guess import is_heading
from cairn_server.directory.importing.table import LOOKED_AT, Header

__all__ = ["find_header", "names_for"]


LONGEST = 40  # letters of a heading


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """Return the header of the first rows of a sheet; None: there is no row that says anything.

    The first row that says something is it, unless that names fewer than two columns as people
    name them and a row below does.
    """
    some = [n for n, row in enumerate(rows[:LOOKED_AT]) if any(cell.strip() for cell in row)]
    if not some:
        return None
    best = some[0]
    if _known(rows[best]) < 2:
        best = max(some, key=lambda n: (_known(rows[n]), -n))
        best = best if _known(rows[best]) >= 2 else some[0]
    names = [" ".join(cell.split()) for cell in rows[best]]
    above = [n for n in some if n == best - 1]
    below = best + 1
    if best < len(rows) - 1 and _continues(rows[best], rows[below]):
        return _header(best, below, _joined(names, rows[below]))
    if above and _continues(rows[above[0]], rows[best]):
        return _header(above[0], best, _joined(rows[above[0]], rows[best]))
    return _header(best, best, names)


def _header(first: int, last: int, names: Sequence[str]) -> Header:
    return Header(first, last, names_for(names, [False] * len(names)))


def _known(row: Sequence[str]) -> int:
    return sum(1 for cell in row if len(cell) <= LONGEST and is_heading(cell))


def _continues(top: Sequence[str], bottom: Sequence[str]) -> bool:
    """Tell whether the lower row names the columns that the upper one leaves open."""
    filled = [n for n, cell in enumerate(bottom) if cell.strip()]
    open_ones = [n for n in filled if n >= len(top) or not top[n].strip()]
    grouped = sum(1 for cell in top if cell.strip()) >= 2 or _known(top) >= 1
    return bool(open_ones) and grouped and _known(bottom) >= 2 and _known(bottom) == len(filled)


def _joined(top: Sequence[str], bottom: Sequence[str]) -> list[str]:
    width = max(len(top), len(bottom))
    names: list[str] = []
    seen: set[str] = set()
    group = ""
    lower = [" ".join(cell.split()) for cell in bottom] + [""] * (width - len(bottom))
    upper = [" ".join(cell.split()) for cell in top] + [""] * (width - len(top))
    for over, under in zip(upper, lower, strict=True):
        group = over or (group if under else "")
        names.append(under or over)
        if under in seen and group:
            names[-1] = f"{group} {under}"
        seen.add(under)
    return names


def names_for(columns: Sequence[str], has_content: Sequence[bool]) -> tuple[str, ...]:
    """Return the names, each once; a column with content and no name is called by its letter."""
    names: list[str] = []
    held, times = set(columns), Counter[str]()
    for place, name in enumerate(columns):
        if not name and has_content[place]:
            name = f"Column {_letter(place)}"
        times[name] += 1
        if name and times[name] > 1:
            first = name
            while name in held:
                name = f"{first} ({times[first]})"
                times[first] += name in held
            held.add(name)
        names.append(name)
    return tuple(names)


def _letter(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
