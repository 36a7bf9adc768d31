package ledger

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"

	"huibao"
)

// Past is what later periods ask of one, made ready for the ledger: a document, and the
// figures that count by unit. Key is a digest of all that it was made from.
type Past struct {
	period  huibao.Period
	key     string
	doc     document
	carries map[string]string
}

// NewPast encodes it, so that nothing is encoded under the ledger's lock.
func NewPast(p huibao.Period, key string, doc any, counted huibao.Histories) (*Past, error) {
	x := &Past{period: p, key: key, carries: make(map[string]string, len(counted))}
	for subject, list := range counted {
		x.carries[subject] = carryText(list)
	}
	var err error
	x.doc, err = encode(doc)
	return x, err
}

// KeepPast replaces what the ledger holds of a period for later ones: no act is made of what is
// derived.
func (l *Ledger) KeepPast(ctx context.Context, x *Past) error {
	return l.locked(ctx, func() error {
		return l.change(ctx, func(tx *sql.Tx) error { return putPast(tx, x) })
	})
}

func putPast(tx *sql.Tx, x *Past) error {
	p := x.period.String()
	if _, err := tx.Exec(`INSERT INTO past (period, key, digest, doc) VALUES (?,?,?,?) ON CONFLICT (period)
		DO UPDATE SET key=excluded.key, digest=excluded.digest, doc=excluded.doc`, p, x.key, x.doc.digest, x.doc.doc); err != nil {
		return err
	}
	old, err := listOf(tx, "SELECT subject FROM carry WHERE period=?", []any{p}, func(rows *sql.Rows) (s string, err error) { return s, rows.Scan(&s) })
	if err != nil {
		return err
	}
	for _, subject := range old {
		if _, stays := x.carries[subject]; !stays {
			if _, err := tx.Exec("DELETE FROM carry WHERE subject=? AND period=?", subject, p); err != nil {
				return err
			}
		}
	}
	for _, subject := range slices.Sorted(maps.Keys(x.carries)) {
		text := x.carries[subject]
		if _, err := tx.Exec(`INSERT INTO carry (subject, period, digest, doc) VALUES (?,?,?,?) ON CONFLICT (subject, period)
			DO UPDATE SET digest=excluded.digest, doc=excluded.doc WHERE carry.digest<>excluded.digest`, subject, p, digestOf([]byte(text)), text); err != nil {
			return err
		}
	}
	return nil
}

// PastKeys are the keys of what the ledger holds of periods before one, by period.
func (v *View) PastKeys(before huibao.Period) (map[huibao.Period]string, error) {
	keys := map[huibao.Period]string{}
	if v.q == nil {
		return keys, nil
	}
	if ok, err := v.has("past", "carry"); err != nil || !ok {
		return keys, err
	}
	list, err := listOf(v.q, "SELECT period, key FROM past", nil, func(rows *sql.Rows) ([2]string, error) {
		var x [2]string
		return x, rows.Scan(&x[0], &x[1])
	})
	for _, x := range list {
		p, err := huibao.ParsePeriod(x[0])
		if err != nil {
			return nil, broken(err)
		}
		if p.Before(before) {
			keys[p] = x[1]
		}
	}
	return keys, err
}

// Past reads what was kept of a period under a key into doc; false where there is
// nothing, or something else.
func (v *View) Past(p huibao.Period, key string, doc any) (bool, error) {
	return proved(v.q.QueryRow("SELECT digest, doc FROM past WHERE period=? AND key=?", p.String(), key), doc)
}

// proved decodes a document that is kept with its digest; false where there is none, or it is
// not as it was kept: it can be made again.
func proved(row *sql.Row, doc any) (bool, error) {
	return provedBytes(row, func(text []byte) error { return unmarshal(text, doc) })
}

func provedBytes(row *sql.Row, use func(data []byte) error) (bool, error) {
	var data []byte
	var digest string
	err := row.Scan(&digest, &data)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, broken(err)
	}
	proved := false
	err = inflating(data, func(text []byte) error {
		if proved = digestOf(text) == digest; !proved {
			return nil
		}
		return use(text)
	})
	if !proved {
		return false, nil // lost, and made again
	}
	return true, err
}

// KeepPart keeps the part of a past period that an edition shows, such as the public's, under
// the key of all that it was made from.
func (l *Ledger) KeepPart(ctx context.Context, p huibao.Period, part, key string, doc any) error {
	d, err := encode(doc)
	if err != nil {
		return err
	}
	return l.locked(ctx, func() error {
		return l.change(ctx, func(tx *sql.Tx) error {
			_, err := tx.Exec(`INSERT INTO past_part (period, part, key, digest, doc) VALUES (?,?,?,?,?) ON CONFLICT (period, part)
				DO UPDATE SET key=excluded.key, digest=excluded.digest, doc=excluded.doc`, p.String(), part, key, d.digest, d.doc)
			return err
		})
	})
}

// Part reads a part of a past period that was kept under a key; false where there is none.
func (v *View) Part(p huibao.Period, part, key string, doc any) (bool, error) {
	if v.q == nil {
		return false, nil
	}
	if ok, err := v.has("past_part"); err != nil || !ok {
		return false, err
	}
	return proved(v.q.QueryRow("SELECT digest, doc FROM past_part WHERE period=? AND part=? AND key=?", p.String(), part, key), doc)
}

// derived are the tables of what can be made again at any time, but for the rows of the
// periods: those are replaced when they are.
var derived = []string{"past", "past_part", "carry", "reading", "output", "shown", "looked"}

// Forget drops what the ledger remembers of what is derived.
func (l *Ledger) Forget(ctx context.Context) error {
	return l.locked(ctx, func() error {
		return l.change(ctx, func(tx *sql.Tx) error {
			for _, table := range derived {
				if _, err := tx.Exec("DELETE FROM " + table); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// alteredCarries counts the figures of earlier periods that are not what was kept.
func (v *View) alteredCarries() (n int, err error) {
	if ok, err := v.has("past", "carry"); err != nil || !ok {
		return 0, err
	}
	list, err := listOf(v.q, "SELECT digest, doc FROM carry", nil, func(rows *sql.Rows) (altered bool, err error) {
		var digest, doc string
		err = rows.Scan(&digest, &doc)
		return digestOf([]byte(doc)) != digest, err
	})
	for _, altered := range list {
		if altered {
			n++
		}
	}
	return n, err
}

// Carried is what counted of a unit in periods before one, oldest first. An altered row
// is an error: the figures that are held against it would be wrong.
func (l *Ledger) Carried(subject string, before huibao.Period) (huibao.History, error) {
	if l.db == nil {
		return nil, nil
	}
	type row struct{ period, digest, doc string }
	list, err := listOf(l.db, "SELECT period, digest, doc FROM carry WHERE subject=?", []any{subject}, func(rows *sql.Rows) (row, error) {
		var x row
		return x, rows.Scan(&x.period, &x.digest, &x.doc)
	})
	if err != nil {
		return nil, err
	}
	var h huibao.History
	for _, x := range list {
		p, err := huibao.ParsePeriod(x.period)
		if err != nil || digestOf([]byte(x.doc)) != x.digest {
			return nil, errCarry
		}
		if !p.Before(before) {
			continue
		}
		if h, err = appendCarry(h, p, subject, x.doc); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(h, func(a, b huibao.Record) int { return a.Period.Cmp(b.Period) })
	return h, nil
}
