"""Group worksheets: several people's sheets of one worksheet, merged answer by answer."""

from cairn_server.worksheets.group.merge import Given, Merged, MergedRow, merge
from cairn_server.worksheets.group.register import Entry, Register, Told, join, live, register_of

__all__ = [
    "Entry",
    "Given",
    "Merged",
    "MergedRow",
    "Register",
    "Told",
    "join",
    "live",
    "merge",
    "register_of",
]
