package ledger

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"huibao"
)

// Submissions lists the files handed in for a period, by path and version.
func (l *Ledger) Submissions(period huibao.Period) ([]huibao.Submission, error) {
	if l.db == nil {
		return nil, nil
	}
	rows, err := l.db.Query("SELECT doc FROM submission WHERE period=? ORDER BY path, sha256", period.String())
	if err != nil {
		return nil, broken(err)
	}
	defer rows.Close()
	var docs [][]byte
	for rows.Next() {
		var doc []byte
		if err := rows.Scan(&doc); err != nil {
			return nil, broken(err)
		}
		docs = append(docs, doc)
	}
	list, err := decodeAll[huibao.Submission](docs)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(a, b huibao.Submission) int {
		if c := strings.Compare(a.Path, b.Path); c != 0 {
			return c
		}
		return a.Version - b.Version
	})
	return list, rows.Err()
}

func broken(err error) error { return fmt.Errorf("台账无法读取：%w", err) }

// Periods lists the periods of which something is known, oldest first.
func (l *Ledger) Periods() ([]huibao.Period, error) {
	if l.db == nil {
		return nil, nil
	}
	rows, err := l.db.Query("SELECT DISTINCT period FROM submission")
	if err != nil {
		return nil, broken(err)
	}
	defer rows.Close()
	var list []huibao.Period
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, broken(err)
		}
		p, err := huibao.ParsePeriod(text)
		if err != nil {
			return nil, broken(err)
		}
		list = append(list, p)
	}
	slices.SortFunc(list, huibao.Period.Cmp)
	return list, rows.Err()
}

// History is what was reported for the periods before one, oldest first.
func (l *Ledger) History(before huibao.Period) (huibao.History, error) {
	var h huibao.History
	periods, err := l.Periods()
	if err != nil {
		return nil, err
	}
	for _, p := range periods {
		if !p.Before(before) {
			continue
		}
		subs, err := l.Submissions(p)
		if err != nil {
			return nil, err
		}
		for i := range subs {
			h = append(h, subs[i].Records()...)
		}
	}
	return h, nil
}

// Record replaces what is known of a period's files, each change with its entry in
// the audit trail. A submission that was known before may change its state, but
// never leaves: that is an error of the caller. When Record returns nil, the change
// is durable.
func (l *Ledger) Record(period huibao.Period, subs []huibao.Submission) error {
	if err := l.Settle(); err != nil {
		return err
	}
	return l.change(func(tx *sql.Tx) error {
		known, err := digests(tx, period)
		if err != nil {
			return err
		}
		for i := range subs {
			s := &subs[i]
			key := [2]string{s.Path, s.SHA256}
			old := known[key]
			delete(known, key)
			if err := l.record(tx, period, s, old); err != nil {
				return err
			}
		}
		for key := range known {
			return fmt.Errorf("%s (%.8s) would be lost", key[0], key[1])
		}
		return nil
	})
}

// record writes one submission, unless it is as it was.
func (l *Ledger) record(tx *sql.Tx, period huibao.Period, s *huibao.Submission, old string) error {
	d, err := encode(s)
	if err != nil || d.digest == old {
		return err
	}
	kind := "收到"
	if old != "" {
		kind = "重审"
	}
	if _, err := tx.Exec(`INSERT INTO submission VALUES (?,?,?,?,?) ON CONFLICT (period, path, sha256)
		DO UPDATE SET digest=excluded.digest, doc=excluded.doc`, period.String(), s.Path, s.SHA256, d.digest, d.doc); err != nil {
		return err
	}
	return l.audit(tx, entry{kind: kind, object: period.String() + "|" + s.Path + "|" + s.SHA256, digest: d.digest, note: s.State.Label()})
}

// digests are those of a period's submissions, by path and hash.
func digests(tx *sql.Tx, period huibao.Period) (map[[2]string]string, error) {
	rows, err := tx.Query("SELECT path, sha256, digest FROM submission WHERE period=?", period.String())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	m := map[[2]string]string{}
	for rows.Next() {
		var path, sha, digest string
		if err := rows.Scan(&path, &sha, &digest); err != nil {
			return nil, err
		}
		m[[2]string{path, sha}] = digest
	}
	return m, rows.Err()
}
