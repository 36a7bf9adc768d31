-- What later periods ask of a period, derived from its rows or its book, and as good as
-- its key: made again wherever that is another. These tables may be dropped.

CREATE TABLE IF NOT EXISTS past (
  period TEXT NOT NULL PRIMARY KEY,
  key    TEXT NOT NULL,
  digest TEXT NOT NULL,
  doc    BLOB NOT NULL
);

-- The figures of a unit that count in a period, a row of its return a line.
CREATE TABLE IF NOT EXISTS carry (
  subject TEXT NOT NULL,
  period  TEXT NOT NULL,
  digest  TEXT NOT NULL,
  doc     TEXT NOT NULL,
  PRIMARY KEY (subject, period)
) WITHOUT ROWID;

-- What a run shows of its period at a glance; n is the number of its act.
CREATE TABLE IF NOT EXISTS shown (
  period TEXT NOT NULL PRIMARY KEY,
  n      INTEGER NOT NULL,
  digest TEXT NOT NULL,
  doc    BLOB NOT NULL
);
