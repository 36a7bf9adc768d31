package ledger

import (
	"context"
	"database/sql"
	"fmt"

	"huibao"
)

// Slim drops what was read of some periods' files, which can be had from the originals
// again, and gives the room free; n is how many readings went.
func (l *Ledger) Slim(ctx context.Context, periods []huibao.Period) (n int64, err error) {
	return n, l.locked(ctx, func() error {
		if err := l.change(ctx, func(tx *sql.Tx) error {
			for _, p := range periods {
				res, err := tx.Exec("DELETE FROM reading WHERE period=?", p.String())
				if err != nil {
					return err
				}
				gone, err := res.RowsAffected()
				if n += gone; err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
		if err := l.eng.shrink(ctx, l.db); err != nil {
			return fmt.Errorf("台账整理失败，内容没有变：%w", err)
		}
		return nil
	})
}

// Size is how many bytes the database has, without the originals.
func (l *Ledger) Size() (int64, error) { return l.eng.size(l.db) }
