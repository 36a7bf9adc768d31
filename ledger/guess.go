package ledger

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"time"
)

// Bound is how often something may be tried: so many times at once, then once in a while.
type Bound struct {
	Key   string
	Burst int
	Every time.Duration
}

// Guess takes one try within all bounds, or says how long to wait, for all servers of a space
// together; 0 of a ledger in a file, whose one server counts for itself.
func (l *Ledger) Guess(ctx context.Context, now time.Time, bounds ...Bound) (wait time.Duration, err error) {
	if l.eng.space() == "" {
		return 0, nil
	}
	err = l.guessing(ctx, func(tx *sql.Tx) error {
		if _, err := tx.Exec("DELETE FROM guess WHERE until<=?", now.UnixMilli()); err != nil {
			return err
		}
		until := make([]time.Time, len(bounds))
		for i, b := range bounds {
			var used int64
			err := tx.QueryRow("SELECT until FROM guess WHERE key=?", guessKey(b.Key)).Scan(&used)
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return err
			}
			until[i] = now
			if err == nil {
				until[i] = time.UnixMilli(used)
			}
			until[i] = until[i].Add(b.Every)
			wait = max(wait, until[i].Sub(now)-time.Duration(b.Burst)*b.Every)
		}
		if wait > 0 {
			return nil
		}
		for i, b := range bounds {
			if _, err := tx.Exec("INSERT INTO guess (key, until) VALUES (?,?) ON CONFLICT (key) DO UPDATE SET until=excluded.until", guessKey(b.Key), until[i].UnixMilli()); err != nil {
				return err
			}
		}
		return nil
	})
	return wait, err
}

// guessing is a transaction on what was guessed, one at a time of a space. It is off the chain: who
// signs in is counted while somebody acts for long.
func (l *Ledger) guessing(ctx context.Context, do func(*sql.Tx) error) error {
	if l.lock == nil {
		return errReadOnly
	}
	tx, err := l.eng.begin(ctx, l.db)
	if err != nil {
		return broken(err)
	}
	defer func() { _ = tx.Rollback() }() // it has ended, or nothing of it is to stay
	if _, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock(hashtextextended('huibao guess ' || current_setting('huibao.space'), 0))"); err != nil {
		return broken(err)
	}
	if err := do(tx); err != nil {
		return broken(err)
	}
	return broken(tx.Commit())
}

// Guessed forgets what was tried of a bound: the guess was right.
func (l *Ledger) Guessed(ctx context.Context, key string) error {
	if l.eng.space() == "" {
		return nil
	}
	return l.guessing(ctx, func(tx *sql.Tx) error {
		_, err := tx.Exec("DELETE FROM guess WHERE key=?", guessKey(key))
		return err
	})
}

// guessKey names a bound: whose password was tried, and from where, is nobody's to read.
func guessKey(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:])
}
