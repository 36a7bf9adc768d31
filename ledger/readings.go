package ledger

import (
	"database/sql"
	"errors"
	"maps"
	"slices"
)

// Reading gives what was read from an original in a setting before, if anything.
func (l *Ledger) Reading(key string, v any) (bool, error) {
	var doc []byte
	err := l.db.QueryRow("SELECT doc FROM reading WHERE key=?", key).Scan(&doc)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, broken(err)
	}
	return true, decode(doc, v)
}

const readingObject = "reading|"

// KeepReadings remembers readings by their keys.
func (l *Ledger) KeepReadings(fresh map[string]any) error {
	if len(fresh) == 0 {
		return nil
	}
	return l.change(func(tx *sql.Tx) error {
		for _, key := range slices.Sorted(maps.Keys(fresh)) {
			d, err := encode(fresh[key])
			if err != nil {
				return err
			}
			if _, err := tx.Exec(`INSERT INTO reading VALUES (?,?,?) ON CONFLICT (key)
				DO UPDATE SET digest=excluded.digest, doc=excluded.doc`, key, d.digest, d.doc); err != nil {
				return err
			}
			if err := l.audit(tx, entry{kind: "读入", object: readingObject + key, digest: d.digest}); err != nil {
				return err
			}
		}
		return nil
	})
}

// ForgetReadings forgets all readings but those used: they can be had from the
// originals.
func (l *Ledger) ForgetReadings(used []string) error {
	wanted := map[string]bool{}
	for _, key := range used {
		wanted[key] = true
	}
	return l.change(func(tx *sql.Tx) error { return forget(tx, wanted) })
}

func forget(tx *sql.Tx, wanted map[string]bool) error {
	rows, err := tx.Query("SELECT key FROM reading")
	if err != nil {
		return err
	}
	defer rows.Close()
	var old []string
	for rows.Next() {
		var key string
		if err := rows.Scan(&key); err != nil {
			return err
		}
		if !wanted[key] {
			old = append(old, key)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for _, key := range old {
		if _, err := tx.Exec("DELETE FROM reading WHERE key=?", key); err != nil {
			return err
		}
	}
	return nil
}
