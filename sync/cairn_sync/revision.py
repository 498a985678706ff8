"""The revision: the token that names one edit of one document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cairn_sync.errors import MalformedError

__all__ = ["Revision"]

# Ten digits keep the generation a safe integer. CouchDB takes any text as a signature; here
# it is printable ASCII that stands in JSON, in a URL's list and in a header as it is, so
# that text order is byte order in every language. Every known peer writes hex digits.
FORM = re.compile(r"([1-9][0-9]{0,9})-([!#-+\--\[\]-~]{1,64})", re.ASCII)
SHOWN = 80  # characters of what is none


@dataclass(frozen=True, order=True, slots=True)
class Revision:
    """One edit, written ``N-sig`` on the wire, such as ``3-a1b2``.

    Revisions order first by generation, then by signature as text, which is
    the order the winning revision is chosen in.

    Source: CouchDB Replication Protocol v3, "Definitions".
    """

    generation: int  # edits since the document was created; the first is 1
    signature: str  # opaque; two peers making the same edit may differ

    @classmethod
    def parse(cls, text: object) -> Revision:
        """Read ``N-sig``; raise MalformedError if it is anything else."""
        form = FORM.fullmatch(text) if isinstance(text, str) else None
        if form is None:
            shown = repr(text[:SHOWN]) if isinstance(text, str) else f"a {type(text).__name__}"
            raise MalformedError(f"not a revision: {shown}")
        return cls(int(form[1]), form[2])

    def __str__(self) -> str:
        return f"{self.generation}-{self.signature}"
