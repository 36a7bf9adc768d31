package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"huibao"
	"huibao/act"
)

// View is the ledger at one moment, for reading.
type View struct {
	q      queryer
	of     engine
	folded *folded // what is known of periods already; nil where nothing is kept
}

// has reports whether the database has tables: those of derived.sql are made when it is opened
// for writing.
func (v *View) has(tables ...string) (bool, error) {
	if v.q == nil { // there is no ledger yet
		return false, nil
	}
	return v.of.has(v.q, tables...)
}

// View is the door for reading: what fn sees is of one moment.
func (l *Ledger) View(ctx context.Context, fn func(*View) error) error {
	if l.db == nil {
		return fn(&View{})
	}
	conn, err := l.db.Conn(ctx)
	if err != nil {
		return broken(err)
	}
	defer conn.Close()
	defer func() { _, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") }() // nothing was changed
	if err := l.eng.moment(ctx, conn); err != nil {
		return broken(err)
	}
	return fn(l.view(onConn{ctx, conn}))
}

func (l *Ledger) view(q queryer) *View { return &View{q: q, of: l.eng, folded: &l.folded} }

// onConn asks on one connection.
type onConn struct {
	ctx  context.Context
	conn *sql.Conn
}

func (c onConn) QueryRow(query string, args ...any) *sql.Row {
	return c.conn.QueryRowContext(c.ctx, query, args...)
}

func (c onConn) Query(query string, args ...any) (*sql.Rows, error) {
	return c.conn.QueryContext(c.ctx, query, args...)
}

// Head is the end of the chain.
func (v *View) Head() (Head, error) {
	if v.q == nil {
		return Head{}, nil
	}
	return headOf(v.q)
}

// Settled is the number of the last act that changes what a period comes to: none of those
// that wait for a run, or are said to people.
func (v *View) Settled() (n int, err error) {
	if v.q == nil {
		return 0, nil
	}
	var kinds []any
	for _, k := range act.Waiting() {
		kinds = append(kinds, string(k))
	}
	err = v.q.QueryRow("SELECT n FROM act WHERE kind NOT IN (?"+strings.Repeat(",?", len(kinds)-1)+") ORDER BY n DESC LIMIT 1", kinds...).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return n, broken(err)
}

// Caught reports whether a file of this hash was found to hold a virus, in whatever period.
func (v *View) Caught(sha string) (bool, error) {
	if v.q == nil {
		return false, nil
	}
	var n int
	err := v.q.QueryRow("SELECT COUNT(*) FROM act WHERE kind=? AND object=?", string(act.Caught), sha).Scan(&n)
	return n > 0, broken(err)
}

// Acts lists the acts of a period and those of none, oldest first. Entries of format 3
// that are no acts (收到, 重审, 读入) are not among them.
func (v *View) Acts(p huibao.Period) ([]act.Act, error) {
	if v.q == nil {
		return nil, nil
	}
	return v.actsAfter(p, 0)
}

// actsAfter are those of Acts that came after the act of a number.
func (v *View) actsAfter(p huibao.Period, n int) ([]act.Act, error) {
	return queryActs(v.q, "SELECT n, at, who, kind, object, note, period, unit, doc FROM act WHERE period IN ('', ?) AND n>? AND doc IS NOT NULL ORDER BY n", p.String(), n)
}

func queryActs(q queryer, query string, args ...any) ([]act.Act, error) {
	return listOf(q, query, args, func(rows *sql.Rows) (act.Act, error) {
		var a act.Act
		var at, period, doc string
		if err := rows.Scan(&a.N, &at, &a.Who, &a.Kind, &a.Object, &a.Note, &period, &a.Unit, &doc); err != nil {
			return a, err
		}
		var err error
		if a.At, err = time.Parse(time.RFC3339, at); err != nil {
			return a, err
		}
		if period != "" {
			if a.Period, err = huibao.ParsePeriod(period); err != nil {
				return a, err
			}
		}
		a.Doc = json.RawMessage(doc)
		a.Object = withoutTable(a.Object)
		return a, nil
	})
}

// withoutTable is the object of an act without what format 3 wrote before it
// (decision|3|2024-06|…).
func withoutTable(object string) string {
	parts := strings.SplitN(object, "|", 4)
	if len(parts) == 4 && slices.Contains(v3Tables, parts[0]) {
		return parts[3]
	}
	return object
}

// listOf lists what a query finds.
func listOf[T any](q queryer, query string, args []any, scan func(*sql.Rows) (T, error)) ([]T, error) {
	rows, err := q.Query(query, args...)
	if err != nil {
		return nil, broken(err)
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		x, err := scan(rows)
		if err != nil {
			return nil, broken(err)
		}
		list = append(list, x)
	}
	return list, broken(rows.Err())
}

// Periods lists the periods of which something is known, oldest first.
func (v *View) Periods() ([]huibao.Period, error) {
	if v.q == nil {
		return nil, nil
	}
	list, err := listOf(v.q, "SELECT DISTINCT period FROM act WHERE period<>''", nil, func(rows *sql.Rows) (huibao.Period, error) {
		var text string
		if err := rows.Scan(&text); err != nil {
			return huibao.Period{}, err
		}
		return huibao.ParsePeriod(text)
	})
	slices.SortFunc(list, huibao.Period.Cmp)
	return list, err
}

// Bookless lists the periods of which a lock names no book, as format 3 locked them, oldest first.
// No period is folded for it: everybody who reads asks it first.
func (v *View) Bookless() (list []huibao.Period, err error) {
	if v.q == nil {
		return nil, nil
	}
	locks, err := queryActs(v.q, "SELECT n, at, who, kind, object, note, period, unit, doc FROM act WHERE kind=? AND period<>'' AND doc IS NOT NULL ORDER BY n", string(act.Lock))
	for _, a := range locks {
		var e struct{ Book string }
		if err := json.Unmarshal(a.Doc, &e); err != nil {
			return nil, broken(err)
		}
		if e.Book == "" {
			list = append(list, a.Period)
		}
	}
	slices.SortFunc(list, huibao.Period.Cmp)
	return slices.Compact(list), err
}

// Reminders lists the 催报 and 催送 of a period, oldest first.
func (v *View) Reminders(p huibao.Period) ([]act.Act, error) {
	return queryActs(v.q, "SELECT n, at, who, kind, object, note, period, unit, doc FROM act WHERE period=? AND kind IN (?,?) AND doc IS NOT NULL ORDER BY n", p.String(), string(act.Reminded), string(act.Delivered))
}

// Runs lists the runs of a period, oldest first.
func (v *View) Runs(p huibao.Period) ([]act.Run, error) {
	if v.q == nil {
		return nil, nil
	}
	acts, err := queryActs(v.q, "SELECT n, at, who, kind, object, note, period, unit, doc FROM act WHERE period=? AND kind=? AND doc IS NOT NULL ORDER BY n", p.String(), string(act.Ran))
	if err != nil {
		return nil, err
	}
	list := make([]act.Run, len(acts))
	for i, a := range acts {
		if err := a.Into(&list[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// LastRun is the last run of a period, or the zero Run.
func (v *View) LastRun(p huibao.Period) (act.Run, error) { return v.lastRun(p, "9999") } // a text after every instant

// RunBefore is the last run of a period that was recorded before an instant, or the zero Run.
func (v *View) RunBefore(p huibao.Period, at time.Time) (act.Run, error) {
	return v.lastRun(p, at.UTC().Format(time.RFC3339))
}

func (v *View) lastRun(p huibao.Period, before string) (r act.Run, err error) {
	if v.q == nil {
		return r, nil
	}
	acts, err := queryActs(v.q, "SELECT n, at, who, kind, object, note, period, unit, doc FROM act WHERE period=? AND kind=? AND doc IS NOT NULL AND at<? ORDER BY n DESC LIMIT 1",
		p.String(), string(act.Ran), before)
	if err != nil || len(acts) == 0 {
		return r, err
	}
	return r, acts[0].Into(&r)
}
