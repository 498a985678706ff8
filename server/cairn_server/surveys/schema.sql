-- Sums, and words without a person. No time, no address, no answer.
-- Every key is a name or random, and no table has a rowid, so nothing stands in order of arrival.

CREATE TABLE IF NOT EXISTS surveys (
    id TEXT PRIMARY KEY,
    form TEXT NOT NULL,        -- what it has ever asked
    smallest INTEGER NOT NULL, -- the largest that was ever asked for
    answered INTEGER NOT NULL, -- people
    shown TEXT                 -- counts and form as they may be seen: a copy from an earlier moment
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS counts (
    survey TEXT NOT NULL,
    question TEXT NOT NULL,
    option TEXT NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (survey, question, option)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS texts (
    key BLOB PRIMARY KEY,      -- random
    survey TEXT NOT NULL,
    question TEXT NOT NULL,
    words TEXT NOT NULL,
    shown INTEGER NOT NULL     -- 1: a step of the counts has passed since it came
) WITHOUT ROWID;

-- Answers that were counted, so that one sent again is not counted again. The keys are random,
-- made on the phone, hashed here; nothing says which survey or which counts they were for.
CREATE TABLE IF NOT EXISTS heard (
    key BLOB PRIMARY KEY
) WITHOUT ROWID;
