-- What later periods ask of a period, derived from its rows or its book, and as good as
-- its key: made again wherever that is another. These tables may be dropped.

CREATE TABLE IF NOT EXISTS past (
  period TEXT NOT NULL PRIMARY KEY,
  key    TEXT NOT NULL,
  digest TEXT NOT NULL,
  doc    BLOB NOT NULL
);

-- The same of a part of the plan, such as the public's.
CREATE TABLE IF NOT EXISTS past_part (
  period TEXT NOT NULL,
  part   TEXT NOT NULL,
  key    TEXT NOT NULL,
  digest TEXT NOT NULL,
  doc    BLOB NOT NULL,
  PRIMARY KEY (period, part)
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

-- What the last runs of a period printed, by the digest that each run's act names: drafts are
-- compared by it, and nothing else rests on it.
CREATE TABLE IF NOT EXISTS draft (
  period TEXT NOT NULL,
  digest TEXT NOT NULL,
  run    INTEGER NOT NULL,
  doc    BLOB NOT NULL,
  PRIMARY KEY (period, digest)
);

-- What came last of what only one process at a time may do. Who does it, and until when
-- (milliseconds), is of a database alone: in a folder it is a lock on a file.
CREATE TABLE IF NOT EXISTS lease (
  name   TEXT    NOT NULL PRIMARY KEY,
  holder TEXT    NOT NULL,  -- '' for nobody
  until  INTEGER NOT NULL,
  doc    TEXT    NOT NULL
);

-- How the files of a period's folder lay when they were hashed, as the system of this machine tells
-- it. No act and no digest speaks of it: where it is lost, all files are hashed again.
CREATE TABLE IF NOT EXISTS looked (
  period TEXT NOT NULL PRIMARY KEY,
  digest TEXT NOT NULL,
  doc    BLOB NOT NULL
);

-- Which readings a run finished with, without a look at what they say.
CREATE INDEX IF NOT EXISTS reading_finished ON reading (period, fresh, key, digest);
