package ledger

import (
	"context"
	"crypto/rand"
	"database/sql"
	"time"
)

// Shared is a secret that all servers of a space know, made when it is asked for first; "" of a
// ledger in a file, which one machine serves.
func (l *Ledger) Shared(ctx context.Context, name string) (value string, err error) {
	if l.eng.space() == "" {
		return "", nil
	}
	err = l.locked(ctx, func() error {
		return l.change(ctx, func(tx *sql.Tx) error {
			if _, err := tx.Exec("INSERT INTO shared (name, value) VALUES (?,?) ON CONFLICT (name) DO NOTHING", name, rand.Text()+rand.Text()); err != nil {
				return err
			}
			return tx.QueryRow("SELECT value FROM shared WHERE name=?", name).Scan(&value)
		})
	})
	return value, err
}

// Ahead is by how much a clock, this machine's, is ahead of the database's, before which all who act in
// the space are alike; 0 of a ledger in a file.
func (l *Ledger) Ahead(ctx context.Context, clock func() time.Time) (time.Duration, error) {
	if l.db == nil || l.eng.space() == "" {
		return 0, nil
	}
	before := clock()
	now, err := l.eng.clock(within{ctx, l.db})
	if err != nil {
		return 0, broken(err)
	}
	after := clock()
	return before.Add(after.Sub(before) / 2).Sub(time.UnixMilli(now)), nil
}
