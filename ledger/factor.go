package ledger

import (
	"database/sql"
	"errors"
	"time"
)

// Factor is a person's second proof: the secret of the codes (base32), and the step of
// the last one that was taken.
type Factor struct {
	Person, Secret string
	Step           int64
}

// Factor is a person's; false where there is none.
func (v *View) Factor(person string) (Factor, bool, error) {
	f := Factor{Person: person}
	err := v.q.QueryRow("SELECT secret, step FROM factor WHERE person=?", person).Scan(&f.Secret, &f.Step)
	if errors.Is(err, sql.ErrNoRows) {
		return f, false, nil
	}
	return f, err == nil, broken(err)
}

// SetFactor replaces a person's.
func (t *Tx) SetFactor(f Factor) error {
	return t.exec("INSERT INTO factor (person, secret, step) VALUES (?,?,?) ON CONFLICT (person) DO UPDATE SET secret=excluded.secret, step=excluded.step", f.Person, f.Secret, f.Step)
}

// DropFactor takes a person's away, if there is one.
func (t *Tx) DropFactor(person string) error {
	return t.exec("DELETE FROM factor WHERE person=?", person)
}

// Seen is one line of the chain of what was seen.
type Seen struct {
	N  int
	At time.Time
	Access
}

// LastSeen are the last lines of that chain, the newest first, at most so many.
func (v *View) LastSeen(most int) ([]Seen, error) {
	return listOf(v.q, "SELECT n, at, person, what, object, address FROM access ORDER BY n DESC LIMIT ?", []any{most}, func(rows *sql.Rows) (Seen, error) {
		var s Seen
		var at string
		err := rows.Scan(&s.N, &at, &s.Person, &s.What, &s.Object, &s.Address)
		if err == nil {
			s.At, err = time.Parse(time.RFC3339, at)
		}
		return s, err
	})
}
