"""Bring a directory in from plain CSV files and a mapping.

::

    file --table--> rows --draft--> drafts --link--> drafts that know each other
                                                  --hand_edit--> documents --> Store.bulk_docs

Each step reports what it could not use as findings and goes on, so that one bad row
never hides another. Nothing before the last step writes.
"""
