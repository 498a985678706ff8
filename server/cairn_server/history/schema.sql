-- What the entries of directories said. One row a version; no row of what a person reported.

CREATE TABLE IF NOT EXISTS version (
    version_id INTEGER PRIMARY KEY,
    database   TEXT    NOT NULL,
    doc_id     TEXT    NOT NULL,
    number     INTEGER NOT NULL,  -- from 1 for each document; the highest is the newest
    revision   TEXT    NOT NULL,  -- as the store names it
    at         TEXT    NOT NULL,  -- when the server took it; UTC, to the second
    made       TEXT,              -- when its author made it, as their phone says; NULL: not known
    door       TEXT    NOT NULL,  -- see source.py
    source     TEXT,              -- an import's name
    people     TEXT    NOT NULL,  -- JSON: members' IDs
    fields     TEXT    NOT NULL,  -- JSON: names of the fields that changed
    base       INTEGER,           -- number of the version that was changed; NULL: there was none
    state      TEXT    NOT NULL CHECK (state IN ('kept', 'removed', 'erased')),
    forgotten  TEXT    NOT NULL DEFAULT '[]',  -- JSON: fields that were erased from it for good
    body       TEXT               -- JSON without the books; NULL: removed or erased
) STRICT;

CREATE UNIQUE INDEX IF NOT EXISTS version_place ON version (database, doc_id, number);
CREATE INDEX IF NOT EXISTS version_time ON version (at);

-- One row while something was erased here and the file is still to be written anew.
CREATE TABLE IF NOT EXISTS to_wipe (
    one INTEGER PRIMARY KEY CHECK (one = 1)
) STRICT;
