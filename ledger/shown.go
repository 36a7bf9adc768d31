package ledger

import (
	"database/sql"

	"huibao"
)

// PutShown keeps what a run shows of its period; n is the number of the run's act.
func (t *Tx) PutShown(p huibao.Period, n int, x Encoded) error {
	_, err := t.tx.Exec(`INSERT INTO shown (period, n, digest, doc) VALUES (?,?,?,?) ON CONFLICT (period)
		DO UPDATE SET n=excluded.n, digest=excluded.digest, doc=excluded.doc`, p.String(), n, x.digest, x.doc)
	return err
}

// Shown reads what the act n, a run, kept to be shown of its period; false where it kept
// nothing.
func (v *View) Shown(p huibao.Period, n int, doc any) (bool, error) {
	if v.q == nil || n == 0 {
		return false, nil
	}
	if ok, err := v.has("shown"); err != nil || !ok {
		return false, err
	}
	return proved(v.q.QueryRow("SELECT digest, doc FROM shown WHERE period=? AND n=?", p.String(), n), doc)
}

// LastActs are the numbers of the last acts of periods.
func (v *View) LastActs() (map[huibao.Period]int, error) {
	last := map[huibao.Period]int{}
	if v.q == nil {
		return last, nil
	}
	type end struct {
		period string
		n      int
	}
	list, err := listOf(v.q, "SELECT period, MAX(n) FROM act WHERE period<>'' GROUP BY period", nil, func(rows *sql.Rows) (x end, err error) {
		return x, rows.Scan(&x.period, &x.n)
	})
	if err != nil {
		return nil, err
	}
	for _, x := range list {
		p, err := huibao.ParsePeriod(x.period)
		if err != nil {
			return nil, broken(err)
		}
		last[p] = x.n
	}
	return last, nil
}
