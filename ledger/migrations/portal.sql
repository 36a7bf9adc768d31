-- Secrets and traces of the portal. They stand beside the chain of acts, which says who
-- may do what (授权) and holds none of them.

CREATE TABLE IF NOT EXISTS credential (
  person TEXT NOT NULL PRIMARY KEY,
  hash   TEXT NOT NULL,
  until  TEXT NOT NULL  -- a one-time password ends then; '' for one of the person's own
) WITHOUT ROWID;

-- token is the SHA-256 of what the browser holds.
CREATE TABLE IF NOT EXISTS session (
  token   TEXT NOT NULL PRIMARY KEY,
  person  TEXT NOT NULL,
  made    TEXT NOT NULL,
  seen    TEXT NOT NULL,
  address TEXT NOT NULL
) WITHOUT ROWID;

-- Who signed in, was refused, or opened something: a chain of its own, since reading
-- moves no figure.
CREATE TABLE IF NOT EXISTS access (
  n       INTEGER PRIMARY KEY,
  at      TEXT NOT NULL,
  person  TEXT NOT NULL,
  what    TEXT NOT NULL,
  object  TEXT NOT NULL,
  address TEXT NOT NULL,
  prev    TEXT NOT NULL,
  hash    TEXT NOT NULL
);

-- The second factor of a person: the secret of his codes, and the step of the last one
-- taken, so that none is taken twice.
CREATE TABLE IF NOT EXISTS factor (
  person TEXT    NOT NULL PRIMARY KEY,
  secret TEXT    NOT NULL,
  step   INTEGER NOT NULL
) WITHOUT ROWID;

-- Where a unit's reminders go by mail: beside the chain, since an address is a person's
-- and may have to be forgotten.
CREATE TABLE IF NOT EXISTS mailbox (
  unit    TEXT NOT NULL PRIMARY KEY,
  address TEXT NOT NULL  -- several are apart by a space
) WITHOUT ROWID;

-- What a program signs in by: the SHA-256 of its token. Whose it is and what it may do
-- is in the chain (授权), as of a person.
CREATE TABLE IF NOT EXISTS token (
  hash   TEXT NOT NULL PRIMARY KEY,
  person TEXT NOT NULL,
  until  TEXT NOT NULL
) WITHOUT ROWID;
