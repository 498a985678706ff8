"""XLSForm's types and Cairn's: which stands for which, and why the others are refused."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cairn_server.directory.said import said

__all__ = ["FIELD_TYPES", "STEPS", "TYPE_OF", "is_zero_to_five", "read_type", "scale_list"]

STEPS = ("0", "1", "2", "3", "4", "5")  # of a scale

TYPE_OF: Mapping[str, tuple[str, ...]] = {  # Cairn's types by XLSForm's; the first is the default
    "text": ("text", "longtext", "directory"),
    "note": ("note", "talk", "intro"),  # an intro is a section's opening words
    "select_one": ("choice",),
    "select_multiple": ("multi",),
    "range": ("scale",),
    "integer": ("scale",),
    "date": ("date",),
    "begin repeat": ("repeat",),
}
FIELD_TYPES = frozenset({"text", "choice", "scale", "date", "directory"})
BLOCKS = frozenset({"begin group", "end group", "begin repeat", "end repeat"})
LISTED = re.compile(
    r"(?P<word>select[ _]one|select1|select[ _]multiple|select all that apply)"
    r"(?: from)?\s+(?P<list>\S+)"
)
ALLOWED = (
    "text, note, select_one LIST, select_multiple LIST, range, integer, date, "
    "begin group, end group, begin repeat, end repeat"
)
TRACES = frozenset(
    "start end today deviceid username phonenumber email audit subscriberid simserial imei"
    " start-geopoint background-geopoint background-audio".split()
)
RECORDINGS = frozenset("geopoint geotrace geoshape image photo audio video file barcode".split())


def read_type(text: str) -> tuple[str, str, str]:
    """Return XLSForm's word and the list of choices it names, or `""`; third, why it is refused."""
    words = " ".join(text.split())
    plain = words.lower().replace("begin_", "begin ").replace("end_", "end ")
    if plain in BLOCKS or plain in ("text", "note", "date", "integer", "range"):
        return plain, "", ""
    found = LISTED.fullmatch(words)
    if found is not None:
        many = "multiple" in found["word"] or "all" in found["word"]
        return "select_multiple" if many else "select_one", found["list"], ""
    if plain.endswith("or_other"):
        return "", "", said("add the choice 'other' to the list itself, without or_other")
    if plain in TRACES:
        return (
            "",
            "",
            said("{type} records who, when or where, which Cairn never does", type=repr(words)),
        )
    if plain in RECORDINGS:
        return (
            "",
            "",
            said("{type}: Cairn takes no recordings, files or positions", type=repr(words)),
        )
    return "", "", said("{type} is none of {allowed}", type=repr(words), allowed=ALLOWED)


def scale_list(parameters: str) -> tuple[str, str]:
    """Return the list of a range's six words; second, why the parameters are refused."""
    pairs = dict(part.partition("=")[::2] for part in re.sub(r"\s*=\s*", "=", parameters).split())
    ends = (pairs.get("start"), pairs.get("end"), pairs.get("step", "1"))
    if ends != ("0", "5", "1") or not pairs.keys() <= {"start", "end", "step", "tick_labelset"}:
        return "", said("a scale goes from 0 to 5: write start=0 end=5 step=1 tick_labelset=LIST")
    return pairs.get("tick_labelset", ""), ""


def is_zero_to_five(constraint: str) -> bool:
    """Say whether a constraint is the one that makes an integer a scale."""
    return "".join(constraint.split()) == ".>=0and.<=5"
