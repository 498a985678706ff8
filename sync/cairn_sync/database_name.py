"""The database name: CouchDB's rule, and nothing that a file system could misread."""

from __future__ import annotations

import re

from cairn_sync.errors import MalformedError

__all__ = ["is_database_name", "require_database_name"]

# CouchDB allows 238 characters, so that a file name of 255 bytes has room for a suffix.
FORM = re.compile(r"[a-z][a-z0-9_$()+/-]{0,237}")


def is_database_name(name: object) -> bool:
    """Tell whether a database may bear this name."""
    return isinstance(name, str) and FORM.fullmatch(name) is not None


def require_database_name(name: str) -> str:
    """Return `name` unchanged.

    CouchDB's own databases (``_users``, ``_replicator``) are refused like any other
    name with a leading underscore: nothing here gives them their meaning.

    Raises:
        MalformedError: CouchDB's rule allows no such name.

    Source: apache/couchdb ``couch_db.erl``, ``DBNAME_REGEX``.
    """
    if not is_database_name(name):
        raise MalformedError(
            f"Name: '{name}'. Only lowercase characters (a-z), digits (0-9), and any of the "
            "characters _, $, (, ), +, -, and / are allowed. Must begin with a letter."
        )
    return name
