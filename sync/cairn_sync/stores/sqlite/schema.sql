-- One database, as one SQLite file. Schema 1; see migrations.py for how it moves on.

CREATE TABLE meta (                  -- exactly one row
    only_row      INTEGER PRIMARY KEY CHECK (only_row = 1),  -- always 1
    uuid          TEXT    NOT NULL,  -- names this database for ever
    last_number   INTEGER NOT NULL,  -- the highest place of the changes feed ever given out
    doc_count     INTEGER NOT NULL,  -- documents whose winner is live
    doc_del_count INTEGER NOT NULL,  -- documents whose winner is a tombstone
    revs_limit    INTEGER NOT NULL CHECK (revs_limit > 0)  -- revisions kept of a branch
) STRICT;

CREATE TABLE epoch (                 -- the lives of this database
    position  INTEGER PRIMARY KEY,   -- oldest first
    epoch_id  TEXT    NOT NULL UNIQUE,  -- random hex
    last_kept INTEGER                -- last number still held from it; NULL: it goes on
) STRICT;

CREATE TABLE document (              -- one row a document, in the order of the changes feed
    number      INTEGER PRIMARY KEY, -- place in the feed; a new one with every change
    doc_id      TEXT    NOT NULL UNIQUE,  -- its `_id`
    deleted     INTEGER NOT NULL CHECK (deleted IN (0, 1)),  -- 1: the winner is a tombstone
    winner_leaf INTEGER NOT NULL,    -- leaf_id of the winning leaf
    tree        BLOB    NOT NULL     -- JSON, a list for each branch, the winning one first:
                                     -- [leaf_id, deleted 0/1, generation, [signature, ...]]
) STRICT;

CREATE TABLE leaf (                  -- the bodies; ancestors have none
    leaf_id INTEGER PRIMARY KEY,     -- named by document.tree
    body    BLOB    NOT NULL         -- JSON object without the `_` fields
) STRICT;

CREATE TABLE local (                 -- `_local` documents, never replicated
    local_id TEXT PRIMARY KEY,       -- what stands after `_local/`
    body     BLOB NOT NULL           -- JSON object without the `_` fields
) STRICT;
