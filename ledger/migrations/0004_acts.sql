-- Format 4: the trail becomes the chain of acts and the only truth; everything else is
-- derived from it and the originals, and can be made again.

ALTER TABLE audit RENAME TO act;
ALTER TABLE act ADD COLUMN period TEXT NOT NULL DEFAULT '';
ALTER TABLE act ADD COLUMN unit TEXT NOT NULL DEFAULT '';
ALTER TABLE act ADD COLUMN doc TEXT;
CREATE INDEX act_period ON act (period, n);

-- The tables of format 3 stay for one release, out of the way.
ALTER TABLE submission RENAME TO v3_submission;
ALTER TABLE decision RENAME TO v3_decision;
ALTER TABLE locking RENAME TO v3_locking;
ALTER TABLE run RENAME TO v3_run;
DROP TABLE reading;

-- A version of a unit's return, or another file, as it was judged last: of the act 报送
-- n the part-th file (members of an archive, several units' sheets); n 0 is a file that
-- could not be handed in at all.
CREATE TABLE submission (
  period TEXT NOT NULL,
  n      INTEGER NOT NULL,
  part   INTEGER NOT NULL,
  unit   TEXT NOT NULL,
  digest TEXT NOT NULL,
  doc    BLOB NOT NULL,
  PRIMARY KEY (period, n, part)
);

-- What the importer read from an original in one setting (key), to be had again
-- without reading. fresh is 1 until a run has finished with it: no act speaks of it yet.
CREATE TABLE reading (
  period TEXT NOT NULL,
  key    TEXT NOT NULL,
  fresh  INTEGER NOT NULL,
  digest TEXT NOT NULL,
  doc    BLOB NOT NULL,
  PRIMARY KEY (period, key)
);

-- What an output that lies in out/ was made from (key), so that it is not made twice.
CREATE TABLE output (
  period TEXT NOT NULL,
  path   TEXT NOT NULL,
  key    TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (period, path)
);
