package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

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
	if has, err := queueAt(db); err != nil || has.stands() {
		return err
	}
	db = p.plain(2)
	defer func() { err = errors.Join(err, db.Close()) }()
	one, err := db.Conn(ctx) // holds the lock over the steps, each of which is a transaction
	if err != nil {
		return broken(err)
	}
	defer one.Close()
	wait, cancel := context.WithTimeout(ctx, queueWait)
	defer cancel()
	if _, err := one.ExecContext(wait, "SELECT pg_advisory_lock(hashtextextended('huibao tables', 0))"); err != nil {
		return broken(err)
	}
	defer func() {
		_, e := one.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock(hashtextextended('huibao tables', 0))")
		err = errors.Join(err, broken(e))
	}()
	has, err := queueAt(db)
	if err != nil || has.stands() { // somebody else was first
		return err
	}
	return has.make(ctx, one, db)
}

// queueWait is how long whoever makes the tables is waited for.
const queueWait = 10 * time.Second

// make makes what is not there. What is there in part can't be mended step by step: it is made anew.
func (q queueTables) make(ctx context.Context, one *sql.Conn, db *sql.DB) error {
	steps := []string{"CREATE SCHEMA IF NOT EXISTS " + jobsSchema}
	if q.partly() {
		steps = slices.Insert(steps, 0, "DROP SCHEMA "+jobsSchema+" CASCADE")
	}
	for _, step := range steps {
		if _, err := one.ExecContext(ctx, step); err != nil {
			return broken(err)
		}
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

// queueFormat is the newest version of River's tables that this program's River has; its tables are
// so many.
const (
	queueFormat = 8
	queueCount  = 5
)

// queueTables are those of River's that are there: how many, of which version.
type queueTables struct{ count, version int }

// stands reports whether they are there, and no older than ours. What a newer River needs we don't
// know.
func (q queueTables) stands() bool {
	return q.version > queueFormat || q.version == queueFormat && q.count == queueCount
}

// partly reports whether some were lost.
func (q queueTables) partly() bool {
	return !q.stands() && q.count > 0 && (q.version == 0 || q.version == queueFormat)
}

func queueAt(q queryer) (t queueTables, err error) {
	var known bool
	err = q.QueryRow("SELECT COUNT(*), COALESCE(BOOL_OR(c.relname='river_migration'), false) FROM pg_class c JOIN pg_namespace n ON n.oid=c.relnamespace WHERE n.nspname='huibao_jobs' AND c.relkind='r' AND c.relname IN ('river_job','river_leader','river_migration','river_notification','river_queue')").Scan(&t.count, &known)
	if err == nil && known {
		err = q.QueryRow("SELECT COALESCE(MAX(version), 0) FROM huibao_jobs.river_migration WHERE line='main'").Scan(&t.version)
	}
	return t, broken(err)
}
