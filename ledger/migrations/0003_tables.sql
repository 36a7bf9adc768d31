-- The ledger (台账). Plain SQL: text, integers and blobs, no feature of one engine.
-- Documents (doc) are the JSON of the dictionary's types, deflated; digest is the
-- SHA-256 (hex) of the JSON, which the audit trail repeats.

CREATE TABLE setting (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);

-- One version of a unit's return, or another file that was handed in.
CREATE TABLE submission (
  period TEXT NOT NULL,
  path   TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  digest TEXT NOT NULL,
  doc    BLOB NOT NULL,
  PRIMARY KEY (period, path, sha256)
);

-- What the importer read from an original in one setting (key), to be had again
-- without reading.
CREATE TABLE reading (
  key    TEXT NOT NULL PRIMARY KEY,
  digest TEXT NOT NULL,
  doc    BLOB NOT NULL
);

CREATE TABLE decision (
  n      INTEGER NOT NULL PRIMARY KEY,
  period TEXT NOT NULL,
  digest TEXT NOT NULL,
  doc    BLOB NOT NULL
);

-- A locked period, and the units for which it was opened again.
CREATE TABLE locking (
  n      INTEGER NOT NULL PRIMARY KEY,
  period TEXT NOT NULL,
  digest TEXT NOT NULL,
  doc    BLOB NOT NULL
);

CREATE TABLE run (
  n      INTEGER NOT NULL PRIMARY KEY,
  period TEXT NOT NULL,
  digest TEXT NOT NULL,
  doc    BLOB NOT NULL
);

-- The audit trail: it only grows, and each entry holds the hash of the last.
CREATE TABLE audit (
  n      INTEGER NOT NULL PRIMARY KEY,
  at     TEXT NOT NULL,
  who    TEXT NOT NULL,
  kind   TEXT NOT NULL,
  object TEXT NOT NULL,
  digest TEXT NOT NULL,
  note   TEXT NOT NULL,
  prev   TEXT NOT NULL,
  hash   TEXT NOT NULL
);
