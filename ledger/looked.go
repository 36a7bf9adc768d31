package ledger

import (
	"context"
	"database/sql"

	"huibao"
)

// KeepLooked keeps how the files of a period's folder lay when they were hashed. It is no part of
// what is recorded: no act and no digest speaks of it, and it is copied nowhere.
func (l *Ledger) KeepLooked(ctx context.Context, p huibao.Period, x Encoded) error {
	return l.locked(ctx, func() error {
		return l.change(ctx, func(tx *sql.Tx) error {
			_, err := tx.Exec(`INSERT INTO looked (period, digest, doc) VALUES (?,?,?) ON CONFLICT (period)
				DO UPDATE SET digest=excluded.digest, doc=excluded.doc`, p.String(), x.digest, x.doc)
			return err
		})
	})
}

// Looked reads what KeepLooked kept; false where that is nothing, or not as it was kept.
func (v *View) Looked(p huibao.Period, doc any) (bool, error) {
	if ok, err := v.has("looked"); err != nil || !ok {
		return false, err
	}
	return proved(v.q.QueryRow("SELECT digest, doc FROM looked WHERE period=?", p.String()), doc)
}
