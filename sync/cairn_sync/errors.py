"""Everything a caller may have to catch, as one tree.

SyncError
    MalformedError             a document, revision or sequence is not one  (400)
    StoreError                 a store could not do what was asked
        NotFoundError          no such database, document or revision       (404)
        ConflictError          the edit does not extend a leaf              (409)
        ForbiddenError         the rules refuse the edit; a sentence says why (403)
        ExistsError            the database is there already                (412)
        UnsupportedError       part of the protocol that is not served      (501)
        UnavailableError       transient; safe to repeat                    (503)
    ProtocolError              a peer's answer breaks the protocol          (502)

The number is the HTTP status that the edges give the error; the mapping itself
lives in ``cairn_sync.http.errors`` so that the rest of the package knows no HTTP.
"""

__all__ = [
    "ConflictError",
    "ExistsError",
    "ForbiddenError",
    "MalformedError",
    "NotFoundError",
    "ProtocolError",
    "StoreError",
    "SyncError",
    "UnavailableError",
    "UnsupportedError",
]


class SyncError(Exception):
    """Base of every error this package raises on purpose."""


class MalformedError(SyncError):
    """What was handed in is no document, revision or sequence."""


class StoreError(SyncError):
    """A store could not do what was asked."""


class NotFoundError(StoreError):
    """No such database, document or revision."""


class ConflictError(StoreError):
    """The edit does not extend a leaf of the document's revision tree."""


class ForbiddenError(StoreError):
    """The rules refuse the edit; the message is a sentence for the person."""


class ExistsError(StoreError):
    """The database to be created exists already."""


class UnsupportedError(StoreError):
    """A part of the protocol that this store does not serve."""


class UnavailableError(StoreError):
    """The store cannot answer now; the same call may succeed later."""


class ProtocolError(SyncError):
    """A peer's answer breaks the replication protocol."""
