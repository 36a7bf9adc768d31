package ledger

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// Access is what somebody did in the portal that is no act: a sign-in, good or bad, a
// refusal, an opened file. When is the actor's.
type Access struct{ Person, What, Object, Address string }

// Saw appends to the chain of what was seen.
func (t *Tx) Saw(a Access) error {
	var n int
	var prev string
	err := t.tx.QueryRow("SELECT n, hash FROM access ORDER BY n DESC LIMIT 1").Scan(&n, &prev)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	at := t.actor.When.UTC().Format(time.RFC3339)
	return t.exec("INSERT INTO access (n, at, person, what, object, address, prev, hash) VALUES (?,?,?,?,?,?,?,?)",
		n+1, at, a.Person, a.What, a.Object, a.Address, prev, a.hash(n+1, at, prev))
}

// hash is SHA-256 over the fields, each with its length, and the hash before.
func (a Access) hash(n int, at, prev string) string {
	h := sha256.New()
	for _, s := range []string{strconv.Itoa(n), at, a.Person, a.What, a.Object, a.Address, prev} {
		_, _ = fmt.Fprintf(h, "%d:%s,", len(s), s) // a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil))
}

// StillSeen reports whether the chain of what was seen goes on from a head that it had.
func (v *View) StillSeen(h Head) (bool, error) {
	if ok, err := v.has("access"); err != nil || !ok {
		return false, err
	}
	var n int
	err := v.q.QueryRow("SELECT COUNT(*) FROM access WHERE n=? AND hash=?", h.Length, h.Hash).Scan(&n)
	return n == 1, broken(err)
}

// HoldSeen adds to what was found what of the chain of what was seen does not go on from heads
// that it had.
func (l *Ledger) HoldSeen(ctx context.Context, found *Verified, heads []Head) error {
	return l.View(ctx, func(v *View) error {
		for _, h := range heads {
			whole, err := v.StillSeen(h)
			if err != nil {
				return err
			}
			if !whole {
				found.add("登录和查阅记录第 %d 条不是当时的那一条：现在少了，或被换过", h.Length)
			}
		}
		return nil
	})
}

// proveAccess goes along the chain of what was seen, where there is one.
func (v *View) proveAccess(found *Verified) error {
	if ok, err := v.has("access"); err != nil || !ok {
		return err
	}
	last, next := "", 1
	_, err := listOf(v.q, "SELECT n, at, person, what, object, address, prev, hash FROM access ORDER BY n", nil, func(rows *sql.Rows) (struct{}, error) {
		var a Access
		var n int
		var at, prev, hash string
		if err := rows.Scan(&n, &at, &a.Person, &a.What, &a.Object, &a.Address, &prev, &hash); err != nil {
			return struct{}{}, err
		}
		if n != next || prev != last || hash != a.hash(n, at, prev) {
			found.add("登录和查阅记录第 %d 条被改动过，或它前面的一条不见了", n)
		}
		last, next = hash, n+1
		found.Seen = Head{n, hash}
		return struct{}{}, nil
	})
	return err
}
