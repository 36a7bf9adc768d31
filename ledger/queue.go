package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/stdlib"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/rivermigrate"
)

// plain gives connections that take River's statements as they are.
func (p postgres) plain(most int) *sql.DB {
	db := sql.OpenDB(stdlib.GetConnector(*p.config.Copy()))
	db.SetMaxOpenConns(most)
	return db
}

// queue is where jobs for the space are put, of which the tables are made, or brought up to date,
// where that is not done. A database that does not let us is one without a queue.
func (p postgres) queue(ctx context.Context, db *sql.DB) (*jobs, error) {
	j, err := newJobs(p.name)
	if err == nil {
		j.lost = p.prepareQueue(ctx, db)
	}
	return j, err
}

func (p postgres) prepareQueue(ctx context.Context, db *sql.DB) (err error) {
	if done, err := queueStands(db); err != nil || done {
		return err
	}
	db = p.plain(2)
	defer func() { err = errors.Join(err, db.Close()) }()
	one, err := db.Conn(ctx) // holds the lock over the steps, each of which is a transaction
	if err != nil {
		return broken(err)
	}
	defer one.Close()
	if _, err := one.ExecContext(ctx, "SELECT pg_advisory_lock(hashtextextended('huibao tables', 0))"); err != nil {
		return broken(err)
	}
	defer func() {
		_, e := one.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock(hashtextextended('huibao tables', 0))")
		err = errors.Join(err, broken(e))
	}()
	if done, err := queueStands(db); err != nil || done { // somebody else was first
		return err
	}
	if _, err := one.ExecContext(ctx, "CREATE SCHEMA IF NOT EXISTS huibao_jobs"); err != nil {
		return broken(err)
	}
	m, err := rivermigrate.New(riverdatabasesql.New(db), &rivermigrate.Config{Schema: jobsSchema, Logger: quiet()})
	if err == nil {
		_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	}
	if err != nil {
		return fmt.Errorf("任务队列的表没有建成：%w", err)
	}
	return nil
}

// queueFormat is the newest version of River's tables that this program's River has.
const queueFormat = 8

// queueStands reports whether River's tables are there, and no older than that.
func queueStands(q queryer) (bool, error) {
	var there bool
	if err := q.QueryRow("SELECT to_regclass('huibao_jobs.river_migration') IS NOT NULL AND to_regclass('huibao_jobs.river_job') IS NOT NULL").Scan(&there); err != nil || !there {
		return false, broken(err)
	}
	var n int
	err := q.QueryRow("SELECT COALESCE(MAX(version), 0) FROM huibao_jobs.river_migration WHERE line='main'").Scan(&n)
	return n >= queueFormat, broken(err)
}
