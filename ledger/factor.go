package ledger

import (
	"database/sql"
	"errors"
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
