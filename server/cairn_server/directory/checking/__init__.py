"""Look through a whole deployment for what must not be there.

::

    files --places--> confidential places, and addresses that they once had (secrets)
    files --search--> where a secret stands: documents by ID, files by name
    directory --entries--> what breaks the rules, dangles or is due

Rule 1: nothing here ever tells a secret: not in a finding, not in an error.
Rule 2: it reads the files as they lie on the disk, not through the store: what SQLite has
forgotten may still be there.
"""
