"""What every entry of a directory said, version by version: who, when, by which door.

::

    a write --recorder.py--> what it found and what it left, once the store has it
    version.py (pure)        what of it is a version, which fields changed, whose change it was
    file.py                  history.sqlite in the data folder: kept, listed, forgotten
    desk.py                  what editors are told, and what was written past the record

It stays on this server. It is no database of the store's: it never replicates, and no phone
gets it but the editor who looks, one screen at a time.

Rule 1: what a person reported is never in it, nor what is not fit to be shown.
Rule 2: a place that becomes confidential goes from it in the same erasure as from the store,
and so does every version of anything that tells of it (`forgetting.py`).
Rule 3: a version is written after the store has the change. What a killed server did not write
down is found at the next change, or when somebody looks.
"""
