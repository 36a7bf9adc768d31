-- The ledger (format 4) on PostgreSQL: the tables of the other scripts, column for column,
-- with the space at the head of every key. The view of a table's own name shows the space
-- that a connection is of (huibao.space), and puts its rows there. Text is compared by its
-- bytes, as in SQLite, whatever the database's language.

CREATE SCHEMA IF NOT EXISTS huibao;

CREATE TABLE IF NOT EXISTS setting (
  name  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  value TEXT COLLATE "C" NOT NULL
);
INSERT INTO setting VALUES ('format', '4') ON CONFLICT DO NOTHING;

-- Which folder's ledger a space is: the folder says the same.
CREATE TABLE IF NOT EXISTS all_identity (
  id    TEXT COLLATE "C" NOT NULL,
  space TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space)
);
CREATE OR REPLACE VIEW identity AS SELECT * FROM all_identity WHERE space=current_setting('huibao.space');

CREATE TABLE IF NOT EXISTS all_act (
  n      BIGINT NOT NULL,
  at     TEXT COLLATE "C" NOT NULL,
  who    TEXT COLLATE "C" NOT NULL,
  kind   TEXT COLLATE "C" NOT NULL,
  object TEXT COLLATE "C" NOT NULL,
  digest TEXT COLLATE "C" NOT NULL,
  note   TEXT COLLATE "C" NOT NULL,
  prev   TEXT COLLATE "C" NOT NULL,
  hash   TEXT COLLATE "C" NOT NULL,
  period TEXT COLLATE "C" NOT NULL DEFAULT '',
  unit   TEXT COLLATE "C" NOT NULL DEFAULT '',
  doc    TEXT COLLATE "C",
  space  TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space, n)
);
CREATE INDEX IF NOT EXISTS all_act_period ON all_act (space, period, n);
CREATE INDEX IF NOT EXISTS all_act_object ON all_act (space, kind, object, n);
CREATE OR REPLACE VIEW act AS SELECT * FROM all_act WHERE space=current_setting('huibao.space');

CREATE TABLE IF NOT EXISTS all_submission (
  period TEXT COLLATE "C" NOT NULL,
  n      BIGINT NOT NULL,
  part   BIGINT NOT NULL,
  unit   TEXT COLLATE "C" NOT NULL,
  digest TEXT COLLATE "C" NOT NULL,
  doc    BYTEA NOT NULL,
  space  TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space, period, n, part)
);
CREATE OR REPLACE VIEW submission AS SELECT * FROM all_submission WHERE space=current_setting('huibao.space');

CREATE TABLE IF NOT EXISTS all_reading (
  period TEXT COLLATE "C" NOT NULL,
  key    TEXT COLLATE "C" NOT NULL,
  fresh  BIGINT NOT NULL,
  digest TEXT COLLATE "C" NOT NULL,
  doc    BYTEA NOT NULL,
  space  TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space, period, key)
);
CREATE INDEX IF NOT EXISTS all_reading_finished ON all_reading (space, period, fresh, key, digest);
CREATE OR REPLACE VIEW reading AS SELECT * FROM all_reading WHERE space=current_setting('huibao.space');

CREATE TABLE IF NOT EXISTS all_output (
  period TEXT COLLATE "C" NOT NULL,
  path   TEXT COLLATE "C" NOT NULL,
  key    TEXT COLLATE "C" NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL,
  space  TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space, period, path)
);
CREATE OR REPLACE VIEW output AS SELECT * FROM all_output WHERE space=current_setting('huibao.space');

CREATE TABLE IF NOT EXISTS all_past (
  period TEXT COLLATE "C" NOT NULL,
  key    TEXT COLLATE "C" NOT NULL,
  digest TEXT COLLATE "C" NOT NULL,
  doc    BYTEA NOT NULL,
  space  TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space, period)
);
CREATE OR REPLACE VIEW past AS SELECT * FROM all_past WHERE space=current_setting('huibao.space');

CREATE TABLE IF NOT EXISTS all_past_part (
  period TEXT COLLATE "C" NOT NULL,
  part   TEXT COLLATE "C" NOT NULL,
  key    TEXT COLLATE "C" NOT NULL,
  digest TEXT COLLATE "C" NOT NULL,
  doc    BYTEA NOT NULL,
  space  TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space, period, part)
);
CREATE OR REPLACE VIEW past_part AS SELECT * FROM all_past_part WHERE space=current_setting('huibao.space');

CREATE TABLE IF NOT EXISTS all_carry (
  subject TEXT COLLATE "C" NOT NULL,
  period  TEXT COLLATE "C" NOT NULL,
  digest  TEXT COLLATE "C" NOT NULL,
  doc     TEXT COLLATE "C" NOT NULL,
  space   TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space, subject, period)
);
CREATE OR REPLACE VIEW carry AS SELECT * FROM all_carry WHERE space=current_setting('huibao.space');

CREATE TABLE IF NOT EXISTS all_shown (
  period TEXT COLLATE "C" NOT NULL,
  n      BIGINT NOT NULL,
  digest TEXT COLLATE "C" NOT NULL,
  doc    BYTEA NOT NULL,
  space  TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space, period)
);
CREATE OR REPLACE VIEW shown AS SELECT * FROM all_shown WHERE space=current_setting('huibao.space');

CREATE TABLE IF NOT EXISTS all_draft (
  period TEXT COLLATE "C" NOT NULL,
  digest TEXT COLLATE "C" NOT NULL,
  run    BIGINT NOT NULL,
  doc    BYTEA NOT NULL,
  space  TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space, period, digest)
);
CREATE OR REPLACE VIEW draft AS SELECT * FROM all_draft WHERE space=current_setting('huibao.space');

CREATE TABLE IF NOT EXISTS all_credential (
  person TEXT COLLATE "C" NOT NULL,
  hash   TEXT COLLATE "C" NOT NULL,
  until  TEXT COLLATE "C" NOT NULL,
  space  TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space, person)
);
CREATE OR REPLACE VIEW credential AS SELECT * FROM all_credential WHERE space=current_setting('huibao.space');

CREATE TABLE IF NOT EXISTS all_session (
  token   TEXT COLLATE "C" NOT NULL,
  person  TEXT COLLATE "C" NOT NULL,
  made    TEXT COLLATE "C" NOT NULL,
  seen    TEXT COLLATE "C" NOT NULL,
  address TEXT COLLATE "C" NOT NULL,
  space   TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space, token)
);
CREATE OR REPLACE VIEW session AS SELECT * FROM all_session WHERE space=current_setting('huibao.space');

CREATE TABLE IF NOT EXISTS all_access (
  n       BIGINT NOT NULL,
  at      TEXT COLLATE "C" NOT NULL,
  person  TEXT COLLATE "C" NOT NULL,
  what    TEXT COLLATE "C" NOT NULL,
  object  TEXT COLLATE "C" NOT NULL,
  address TEXT COLLATE "C" NOT NULL,
  prev    TEXT COLLATE "C" NOT NULL,
  hash    TEXT COLLATE "C" NOT NULL,
  space   TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space, n)
);
CREATE OR REPLACE VIEW access AS SELECT * FROM all_access WHERE space=current_setting('huibao.space');

CREATE TABLE IF NOT EXISTS all_factor (
  person TEXT COLLATE "C" NOT NULL,
  secret TEXT COLLATE "C" NOT NULL,
  step   BIGINT NOT NULL,
  space  TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space, person)
);
CREATE OR REPLACE VIEW factor AS SELECT * FROM all_factor WHERE space=current_setting('huibao.space');

CREATE TABLE IF NOT EXISTS all_mailbox (
  unit    TEXT COLLATE "C" NOT NULL,
  address TEXT COLLATE "C" NOT NULL,
  space   TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space, unit)
);
CREATE OR REPLACE VIEW mailbox AS SELECT * FROM all_mailbox WHERE space=current_setting('huibao.space');

CREATE TABLE IF NOT EXISTS all_token (
  hash   TEXT COLLATE "C" NOT NULL,
  person TEXT COLLATE "C" NOT NULL,
  until  TEXT COLLATE "C" NOT NULL,
  space  TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space, hash)
);
CREATE OR REPLACE VIEW token AS SELECT * FROM all_token WHERE space=current_setting('huibao.space');

CREATE TABLE IF NOT EXISTS all_lease (
  name   TEXT COLLATE "C" NOT NULL,
  holder TEXT COLLATE "C" NOT NULL,
  until  BIGINT NOT NULL,
  doc    TEXT COLLATE "C" NOT NULL,
  space  TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space, name)
);
CREATE OR REPLACE VIEW lease AS SELECT * FROM all_lease WHERE space=current_setting('huibao.space');

CREATE TABLE IF NOT EXISTS all_looked (
  period TEXT COLLATE "C" NOT NULL,
  digest TEXT COLLATE "C" NOT NULL,
  doc    BYTEA NOT NULL,
  space  TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space, period)
);
CREATE OR REPLACE VIEW looked AS SELECT * FROM all_looked WHERE space=current_setting('huibao.space');

-- What the servers of a space know in common and nobody else does.
CREATE TABLE IF NOT EXISTS all_shared (
  name  TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  space TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space, name)
);
CREATE OR REPLACE VIEW shared AS SELECT * FROM all_shared WHERE space=current_setting('huibao.space');

-- Until when (milliseconds, by the servers' clocks) what was guessed of late, by a digest of whose
-- password and from where, uses up its bound.
CREATE TABLE IF NOT EXISTS all_guess (
  key   TEXT COLLATE "C" NOT NULL,
  until BIGINT NOT NULL,
  space TEXT COLLATE "C" NOT NULL DEFAULT current_setting('huibao.space'),
  PRIMARY KEY (space, key)
);
CREATE OR REPLACE VIEW guess AS SELECT * FROM all_guess WHERE space=current_setting('huibao.space');
