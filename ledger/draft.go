package ledger

import "huibao"

// draftsKept is of how many runs of a period it is kept what they printed.
const draftsKept = 5

// Draft is what a run printed, made ready for the ledger.
type Draft struct{ doc document }

// NewDraft encodes it, so that nothing is encoded under the ledger's lock.
func NewDraft(v any) (*Draft, error) {
	doc, err := encode(v)
	return &Draft{doc}, err
}

// Digest is what the run's act names it by.
func (d *Draft) Digest() string { return d.doc.digest }

// PutDraft keeps what a run, by the number of its act, printed; of the period's runs the last
// few are kept, and beside them the one of the digest beside ("" for none).
func (t *Tx) PutDraft(p huibao.Period, run int, d *Draft, beside string) error {
	if err := t.exec(`INSERT INTO draft (period, digest, run, doc) VALUES (?,?,?,?) ON CONFLICT (period, digest) DO UPDATE SET run=excluded.run`,
		p.String(), d.doc.digest, run, d.doc.doc); err != nil {
		return err
	}
	return t.exec("DELETE FROM draft WHERE period=? AND digest<>? AND run NOT IN (SELECT run FROM draft WHERE period=? ORDER BY run DESC LIMIT ?)",
		p.String(), beside, p.String(), draftsKept)
}

// Draft reads what a run printed by the digest that its act names; false where it is not kept
// any more, or not as it was.
func (v *View) Draft(p huibao.Period, digest string, doc any) (bool, error) {
	if v.q == nil || digest == "" {
		return false, nil
	}
	if ok, err := v.has("draft"); err != nil || !ok {
		return false, err
	}
	return proved(v.q.QueryRow("SELECT digest, doc FROM draft WHERE period=? AND digest=?", p.String(), digest), doc)
}
