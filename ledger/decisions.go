package ledger

import (
	"database/sql"
	"fmt"

	"huibao"
)

// Decisions lists the office's decisions of a period, oldest first.
func (l *Ledger) Decisions(period huibao.Period) ([]huibao.Decision, error) {
	return listOf[huibao.Decision](l, "SELECT doc FROM decision WHERE period=? ORDER BY n", period)
}

// Locks lists what was locked and unlocked of a period, oldest first.
func (l *Ledger) Locks(period huibao.Period) ([]huibao.Lock, error) {
	return listOf[huibao.Lock](l, "SELECT doc FROM locking WHERE period=? ORDER BY n", period)
}

func listOf[T any](l *Ledger, query string, period huibao.Period) ([]T, error) {
	if l.db == nil {
		return nil, nil
	}
	rows, err := l.db.Query(query, period.String())
	if err != nil {
		return nil, broken(err)
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		var doc []byte
		if err := rows.Scan(&doc); err != nil {
			return nil, broken(err)
		}
		var v T
		if err := decode(doc, &v); err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, rows.Err()
}

// Decide records a decision of the office, durably; who and when are the actor's.
func (l *Ledger) Decide(d huibao.Decision) error {
	d.Who, d.When = l.actor.Who, l.actor.When
	return l.change(func(tx *sql.Tx) error {
		return l.append(tx, "decision", d.Period, d, entry{kind: d.Kind.Label(), object: d.Ref, note: d.Why})
	})
}

// append adds a document to one of the tables that only grow.
func (l *Ledger) append(tx *sql.Tx, table string, period huibao.Period, v any, e entry) error {
	d, err := encode(v)
	if err != nil {
		return err
	}
	var n int
	if err := tx.QueryRow("SELECT COALESCE(MAX(n),0)+1 FROM " + table).Scan(&n); err != nil {
		return err
	}
	if _, err := tx.Exec("INSERT INTO "+table+" VALUES (?,?,?,?)", n, period.String(), d.digest, d.doc); err != nil {
		return err
	}
	e.object = fmt.Sprintf("%s|%d|%s|%s", table, n, period, e.object)
	e.digest = d.digest
	return l.audit(tx, e)
}

// LockPeriod closes a period and returns the head of the trail with that entry, to be
// printed.
func (l *Ledger) LockPeriod(period huibao.Period, why string, figures map[string]string) (Head, error) {
	before, err := l.Head()
	if err != nil {
		return before, err
	}
	k := huibao.Lock{Period: period, Why: why, Who: l.actor.Who, When: l.actor.When, Before: before.String(), Figures: figures}
	err = l.change(func(tx *sql.Tx) error {
		return l.append(tx, "locking", period, k, entry{kind: "锁定", note: why})
	})
	if err != nil {
		return before, err
	}
	return l.Head()
}

// UnlockUnit opens a locked period again for one unit.
func (l *Ledger) UnlockUnit(period huibao.Period, unit, why string) error {
	k := huibao.Lock{Period: period, Unit: unit, Unlock: true, Why: why, Who: l.actor.Who, When: l.actor.When}
	return l.change(func(tx *sql.Tx) error {
		return l.append(tx, "locking", period, k, entry{kind: "解锁", object: unit, note: why})
	})
}
