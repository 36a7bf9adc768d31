package ledger

import (
	"context"
	"database/sql"
	"path/filepath"
)

// Place is where a ledger lies.
type Place struct {
	Dir       string // its folder, which holds the originals
	Database  string // postgres://…?space=…; "" for a file in the folder
	Originals string // s3://bucket/prefix; "" for the folder
}

// engine is all that differs between the databases that a ledger may lie in: SQLite's file
// in the folder, or a space of a PostgreSQL database. The statements are the same for both.
type engine interface {
	String() string                       // as people are told
	space() string                        // what whereFile says: "" for the file in the folder
	there() (bool, error)                 // whether there is something to connect to
	unclean() bool                        // whether a writer died within a transaction
	connect(write bool) *sql.DB           // connects when it is asked
	identity(queryer) (string, error)     // of the space (home); "" for none
	identify(tx *sql.Tx, id string) error // gives it one, or none
	byFolder() bool                       // the folder's lock keeps acts apart: the database has none for it
	begin(context.Context, *sql.DB) (*sql.Tx, error)
	hold(context.Context, *sql.Tx) error
	moment(context.Context, *sql.Conn) error // begins a transaction that sees one moment
	has(q queryer, tables ...string) (bool, error)
	check(db *sql.DB, whole bool) error // of the database's own structure
	prepare(ctx context.Context, db *sql.DB, name string) error
	migrate(context.Context, *Ledger) error
	queue(context.Context, *sql.DB) (*jobs, error) // nil for none
	backup(context.Context, *Ledger, string) error
	shrink(context.Context, *sql.DB) error
	size(*sql.DB) (int64, error)  // bytes
	clock(queryer) (int64, error) // milliseconds: the one by which leases run
}

func (p Place) engine() (engine, error) {
	if p.Database == "" {
		return sqlite{filepath.Join(p.Dir, databaseFile)}, nil
	}
	return newPostgres(p.Database)
}

// derivedTables are those of derived.sql; allTables are all that hold a ledger, in the order in
// which they are copied; processTables hold what is of the running processes or of their machine
// alone, and nothing to any other engine.
var (
	derivedTables = []string{"past", "past_part", "carry", "draft", "shown"}
	allTables     = append([]string{"act", "submission", "reading", "output", "credential", "session", "access", "factor", "mailbox", "token"}, derivedTables...)
	processTables = []string{"lease", "looked"}
)
