package ledger

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"huibao"
)

// Reading gives what was read from an original in a setting before, if anything.
func (l *Ledger) Reading(p huibao.Period, key string, v any) (bool, error) {
	if l.db == nil {
		return false, nil
	}
	return proved(l.db.QueryRow("SELECT digest, doc FROM reading WHERE period=? AND key=?", p.String(), key), v)
}

// ReadingBytes hands on what EncodeBytes made ready; the bytes are gone afterwards. False where
// there is nothing, or it is not as it was kept: it can be made again.
func (l *Ledger) ReadingBytes(p huibao.Period, key string, use func(data []byte) error) (bool, error) {
	if l.db == nil {
		return false, nil
	}
	return provedBytes(l.db.QueryRow("SELECT digest, doc FROM reading WHERE period=? AND key=?", p.String(), key), use)
}

// Encoded is a value made ready for the ledger: small, and nothing of it is left to do
// under the ledger's lock.
type Encoded struct{ document }

// Encode makes a value ready.
func Encode(v any) (Encoded, error) {
	d, err := encode(v)
	return Encoded{d}, err
}

// EncodeBytes makes bytes ready.
func EncodeBytes(data []byte) (Encoded, error) {
	d, err := documentOf(data, digestOf(data))
	return Encoded{d}, err
}

// KeepReadings remembers readings of a period by their keys.
func (l *Ledger) KeepReadings(ctx context.Context, p huibao.Period, fresh map[string]Encoded) error {
	if len(fresh) == 0 {
		return nil
	}
	return l.locked(ctx, func() error {
		return l.change(ctx, func(tx *sql.Tx) error { return keepReadings(tx, p, fresh) })
	})
}

// KeepReadings is Ledger's, together with what else a run finishes with: what takes the place of a
// reading that the last run finished with is kept so, or the ledger's are not that run's any more.
func (t *Tx) KeepReadings(p huibao.Period, fresh map[string]Encoded) error {
	return keepReadings(t.tx, p, fresh)
}

func keepReadings(tx *sql.Tx, p huibao.Period, fresh map[string]Encoded) error {
	for _, key := range slices.Sorted(maps.Keys(fresh)) {
		if _, err := tx.Exec(`INSERT INTO reading (period, key, fresh, digest, doc) VALUES (?,?,1,?,?) ON CONFLICT (period, key)
			DO UPDATE SET digest=excluded.digest, doc=excluded.doc`, p.String(), key, fresh[key].digest, fresh[key].doc); err != nil {
			return err
		}
	}
	return nil
}

// ForgetReadings forgets the readings of a period but those used: they can be had from
// the originals. It returns the digest of those that stay.
func (t *Tx) ForgetReadings(p huibao.Period, used []string) (digest string, err error) {
	wanted := map[string]bool{}
	for _, key := range used {
		wanted[key] = true
	}
	if _, err := t.tx.Exec("UPDATE reading SET fresh=0 WHERE period=? AND fresh<>0", p.String()); err != nil {
		return "", err
	}
	known, err := readingKeys(t.tx, p)
	if err != nil {
		return "", err
	}
	for _, key := range known {
		if wanted[key[0]] {
			continue
		}
		if _, err := t.tx.Exec("DELETE FROM reading WHERE period=? AND key=?", p.String(), key[0]); err != nil {
			return "", err
		}
	}
	return readingsDigest(slices.DeleteFunc(known, func(k [2]string) bool { return !wanted[k[0]] })), nil
}

// ReadingsDigest is of the readings of a period that a run finished with, as they stand:
// equal to what that run's act says, or they are not to be trusted.
func (v *View) ReadingsDigest(p huibao.Period) (string, error) {
	if v.q == nil {
		return "", nil
	}
	keys, err := readingKeys(v.q, p)
	return readingsDigest(keys), err
}

// readingKeys lists the keys and digests of a period's readings that a run finished with.
func readingKeys(q queryer, p huibao.Period) ([][2]string, error) {
	return listOf(q, "SELECT key, digest FROM reading WHERE period=? AND fresh=0 ORDER BY key", []any{p.String()}, func(rows *sql.Rows) ([2]string, error) {
		var x [2]string
		return x, rows.Scan(&x[0], &x[1])
	})
}

func readingsDigest(keys [][2]string) string {
	h := sha256.New()
	for _, k := range keys {
		_, _ = fmt.Fprintf(h, "%s|%s\n", k[0], k[1]) // a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil))
}
