package ledger

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"huibao"
)

// entry is what an audit entry says: what happened (kind) to what (object), the
// digest of its document then, and a word on it.
type entry struct{ kind, object, digest, note string }

// Head is the end of the audit trail: how many entries, and the hash of the last.
// Whoever holds the file can make a shorter or another trail, so the head must be
// known outside: it is printed when a period is locked.
type Head struct {
	Length int    `json:"length"`
	Hash   string `json:"hash"`
}

// String is the head as it is printed and given to verify: 1234:ab12….
func (h Head) String() string { return strconv.Itoa(h.Length) + ":" + h.Hash }

// ParseHead reads a head as it is printed.
func ParseHead(s string) (Head, error) {
	length, hash, ok := strings.Cut(strings.TrimSpace(s), ":")
	n, err := strconv.Atoi(length)
	if !ok || err != nil || n < 1 || len(hash) < 16 {
		return Head{}, fmt.Errorf("%q 不是锁定时打印的台账校验（条数:校验码）", s)
	}
	return Head{n, hash}, nil
}

// audit appends an entry to the trail, in the transaction of the change it tells of.
func (l *Ledger) audit(tx *sql.Tx, e entry) error {
	head, err := headOf(tx)
	if err != nil {
		return err
	}
	n := head.Length + 1
	at := l.actor.When.UTC().Format(time.RFC3339)
	_, err = tx.Exec("INSERT INTO audit VALUES (?,?,?,?,?,?,?,?,?)", n, at, l.actor.Who, e.kind, e.object, e.digest, e.note, head.Hash,
		chain(n, at, l.actor.Who, e, head.Hash))
	return err
}

// chain is the hash of an entry: SHA-256 over its fields, each with its length, and
// the hash before.
func chain(n int, at, who string, e entry, prev string) string {
	h := sha256.New()
	for _, s := range []string{strconv.Itoa(n), at, who, e.kind, e.object, e.digest, e.note, prev} {
		_, _ = fmt.Fprintf(h, "%d:%s,", len(s), s) // a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil))
}

type queryer interface {
	QueryRow(query string, args ...any) *sql.Row
}

func headOf(q queryer) (Head, error) {
	var h Head
	err := q.QueryRow("SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1").Scan(&h.Length, &h.Hash)
	if errors.Is(err, sql.ErrNoRows) {
		return Head{}, nil
	}
	return h, err
}

// Head is the end of the audit trail.
func (l *Ledger) Head() (Head, error) {
	if l.db == nil {
		return Head{}, nil
	}
	h, err := headOf(l.db)
	if err != nil {
		return h, broken(err)
	}
	return h, nil
}

// Digest is of everything that is recorded of a period and those before it: equal
// digests mean equal content.
func (l *Ledger) Digest(upTo huibao.Period) (string, error) {
	if l.db == nil {
		return "", nil
	}
	h := sha256.New()
	for _, query := range []string{
		"SELECT path||'|'||sha256||'|'||digest FROM submission WHERE period=? ORDER BY path, sha256",
		"SELECT digest FROM decision WHERE period=? ORDER BY n", "SELECT digest FROM locking WHERE period=? ORDER BY n"} {
		periods, err := l.Periods()
		if err != nil {
			return "", err
		}
		for _, p := range append(periods, upTo) {
			if upTo.Before(p) {
				continue
			}
			if err := l.digest(h, query, p); err != nil {
				return "", err
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func (l *Ledger) digest(h io.Writer, query string, p huibao.Period) error {
	rows, err := l.db.Query(query, p.String())
	if err != nil {
		return broken(err)
	}
	defer rows.Close()
	_, _ = fmt.Fprintf(h, "[%s]", p) // a hash never fails
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return broken(err)
		}
		_, _ = fmt.Fprintf(h, "%d:%s,", len(s), s)
	}
	return rows.Err()
}
