"""What the directory refuses, in sentences a person can act on.

DirectoryError             a document breaks the directory's rules
    MappingError           a mapping file cannot be used
    TableError             a file cannot be read as the mapping says
"""

from __future__ import annotations

__all__ = ["DirectoryError", "MappingError", "TableError"]


class DirectoryError(ValueError):
    """A document breaks the directory's rules; the message is one plain sentence."""

    @property
    def reason(self) -> str:
        """Return the message; a `Said` where it can be said in other languages."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)


class MappingError(DirectoryError):
    """A mapping file cannot be used; nothing was read."""


class TableError(DirectoryError):
    """A file cannot be read as the mapping says; none of its rows went in."""
