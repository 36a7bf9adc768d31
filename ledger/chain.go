package ledger

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"huibao/act"
)

// Head is the end of the chain of acts: how many, and the hash of the last. Whoever
// holds the file can make a shorter or another chain, so the head must be known
// outside: it is printed when a period is locked.
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
		return Head{}, fmt.Errorf("%q 不是锁定时打印的、邮件里的台账校验（条数:校验码）", s)
	}
	return Head{n, hash}, nil
}

// link is an entry of the chain as it is hashed. The recipe is format 3's, so that
// heads printed then still verify.
type link struct {
	n                                         int
	at, who, kind, object, digest, note, prev string
}

// hash is SHA-256 over the fields, each with its length, and the hash before.
func (e link) hash() string {
	h := sha256.New()
	for _, s := range []string{strconv.Itoa(e.n), e.at, e.who, e.kind, e.object, e.digest, e.note, e.prev} {
		_, _ = fmt.Fprintf(h, "%d:%s,", len(s), s) // a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil))
}

type queryer interface {
	QueryRow(query string, args ...any) *sql.Row
	Query(query string, args ...any) (*sql.Rows, error)
}

func headOf(q queryer) (Head, error) {
	var h Head
	err := q.QueryRow("SELECT n, hash FROM act ORDER BY n DESC LIMIT 1").Scan(&h.Length, &h.Hash)
	if errors.Is(err, sql.ErrNoRows) {
		return Head{}, nil
	}
	return h, broken(err)
}

// append puts an act at the end of the chain.
func appendAct(tx *sql.Tx, head Head, a act.Act) (Head, error) {
	e := link{n: head.Length + 1, at: a.At.UTC().Format(time.RFC3339), who: a.Who, kind: string(a.Kind), object: a.Object,
		digest: digestOf(a.Doc), note: a.Note, prev: head.Hash}
	hash := e.hash()
	_, err := tx.Exec(`INSERT INTO act (n, at, who, kind, object, digest, note, prev, hash, period, unit, doc) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)`,
		e.n, e.at, e.who, e.kind, e.object, e.digest, e.note, e.prev, hash, a.Period.String(), a.Unit, string(a.Doc))
	return Head{e.n, hash}, err
}

func digestOf(doc []byte) string {
	sum := sha256.Sum256(doc)
	return hex.EncodeToString(sum[:])
}

func broken(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("台账无法读取：%w", err)
}
