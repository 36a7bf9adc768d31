package ledger

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"huibao"
)

// Rows are a period's submissions made ready for the ledger, so that nothing is
// encoded under its lock.
type Rows struct {
	period huibao.Period
	list   []row
	named  map[string]bool // hashes of the files
	aside  aside
}

type row struct {
	n, part int
	unit    string
	document
	laid laid // where the document lies, if it was laid aside
	of   *huibao.Submission
}

// NewRows encodes the submissions of a period. Two of one act and part are an error of
// the caller.
func NewRows(p huibao.Period, subs []huibao.Submission) (*Rows, error) {
	return NewRowsBut(p, subs, nil, func(*huibao.Submission) string { return "" })
}

// KnownRows are the digests of rows, by act and part.
type KnownRows map[[2]int]string

// KnownRows are those of a period as they stand.
func (v *View) KnownRows(p huibao.Period) (KnownRows, error) {
	if v.q == nil {
		return nil, nil
	}
	return knownRows(v.q, p)
}

// NewRowsBut is NewRows where most are known: of a row that is as it was nothing is deflated, and
// no more held than its digest. sure gives the digest of a row where that is sure without its
// encoding: then it is not encoded at all.
func NewRowsBut(p huibao.Period, subs []huibao.Submission, known KnownRows, sure func(*huibao.Submission) string) (*Rows, error) {
	r := &Rows{period: p, list: make([]row, len(subs)), named: map[string]bool{}}
	for i := range subs {
		r.named[subs[i].SHA256] = true
	}
	err := onCores(len(subs), func(i int) error {
		s := &subs[i]
		was := known[[2]int{s.N, s.Part}]
		if digest := sure(s); digest != "" && digest == was {
			r.list[i] = row{n: s.N, part: s.Part, unit: s.Unit, document: document{nil, digest}, of: s}
			return nil
		}
		d, err := encodeBut(s.Whole(), was)
		r.list[i] = row{n: s.N, part: s.Part, unit: s.Unit, document: d, of: s}
		r.aside.lay(&r.list[i])
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(r.list, func(a, b row) int {
		if a.n != b.n {
			return a.n - b.n
		}
		return a.part - b.part
	})
	for i := 1; i < len(r.list); i++ {
		if a, b := r.list[i-1], r.list[i]; a.n == b.n && a.part == b.part {
			return nil, fmt.Errorf("ledger: two submissions of act %d, part %d", a.n, a.part)
		}
	}
	return r, nil
}

// Digests are those of the rows, by act and part.
func (r *Rows) Digests() KnownRows {
	m := make(KnownRows, len(r.list))
	for _, x := range r.list {
		m[[2]int{x.n, x.part}] = x.digest
	}
	return m
}

// Digest is of all rows: what a run's act and an edition's say of them.
func (r *Rows) Digest() string {
	h := sha256.New()
	for _, x := range r.list {
		_, _ = fmt.Fprintf(h, "%d|%d|%s\n", x.n, x.part, x.digest) // a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Put makes the rows those of their period: what is not among them goes, what is as it
// was stays.
func (t *Tx) Put(r *Rows) error {
	if t.here != nil { // members of archives stand in rows alone
		if err := t.here(r.named); err != nil {
			return err
		}
	}
	t.rowsOf = r.named
	old, err := knownRows(t.tx, r.period)
	if err != nil {
		return err
	}
	for _, x := range r.list {
		key := [2]int{x.n, x.part}
		was, there := old[key]
		delete(old, key)
		if there && was == x.digest {
			continue
		}
		if x.laid.n > 0 {
			r.aside.fetch(&x)
		}
		if x.doc == nil { // it was there, and somebody put another one in its place; or it can't be fetched
			if x.document, err = encode(x.of.Whole()); err != nil {
				return err
			}
		}
		if _, err := t.tx.Exec(`INSERT INTO submission (period, n, part, unit, digest, doc) VALUES (?,?,?,?,?,?) ON CONFLICT (period, n, part)
			DO UPDATE SET unit=excluded.unit, digest=excluded.digest, doc=excluded.doc`, r.period.String(), x.n, x.part, x.unit, x.digest, x.doc); err != nil {
			return err
		}
	}
	for key := range old {
		if _, err := t.tx.Exec("DELETE FROM submission WHERE period=? AND n=? AND part=?", r.period.String(), key[0], key[1]); err != nil {
			return err
		}
	}
	return nil
}

func knownRows(q queryer, p huibao.Period) (KnownRows, error) {
	list, err := listOf(q, "SELECT n, part, digest FROM submission WHERE period=?", []any{p.String()}, func(rows *sql.Rows) (row, error) {
		var x row
		return x, rows.Scan(&x.n, &x.part, &x.digest)
	})
	known := KnownRows{}
	for _, x := range list {
		known[[2]int{x.n, x.part}] = x.digest
	}
	return known, err
}

// Submissions lists the files of a period as they were judged last, by path and act.
func (v *View) Submissions(p huibao.Period) ([]huibao.Submission, error) {
	return v.EachSubmission(p, func(*huibao.Submission) {})
}

// EachSubmission is Submissions, of which each is made what the caller needs of it before
// the next is decoded, on all cores.
func (v *View) EachSubmission(p huibao.Period, settle func(*huibao.Submission)) ([]huibao.Submission, error) {
	return v.submissions(settle, "SELECT doc FROM submission WHERE period=? ORDER BY n, part", p.String())
}

// SubmissionsOf lists those of one unit.
func (v *View) SubmissionsOf(p huibao.Period, unit string) ([]huibao.Submission, error) {
	return v.submissions(func(*huibao.Submission) {}, "SELECT doc FROM submission WHERE period=? AND unit=? ORDER BY n, part", p.String(), unit)
}

func (v *View) submissions(settle func(*huibao.Submission), query string, args ...any) ([]huibao.Submission, error) {
	return v.decoded(func(doc []byte, s *huibao.Submission) error {
		err := decode(doc, s)
		settle(s)
		return err
	}, query, args...)
}

// byPath sorts submissions by path, those of one by their acts.
func byPath(list []huibao.Submission) {
	slices.SortStableFunc(list, func(a, b huibao.Submission) int { return strings.Compare(a.Path, b.Path) })
}

// RowsDigest is the digest of a period's rows as they stand (Rows.Digest).
func (v *View) RowsDigest(p huibao.Period) (string, error) {
	if v.q == nil {
		return "", nil
	}
	list, err := listOf(v.q, "SELECT n, part, digest FROM submission WHERE period=? ORDER BY n, part", []any{p.String()}, func(rows *sql.Rows) (row, error) {
		var x row
		return x, rows.Scan(&x.n, &x.part, &x.digest)
	})
	return (&Rows{list: list}).Digest(), err
}

// Made says what an output was made from (Key), and its hash.
type Made struct{ Path, Key, SHA256 string }

// PutMade replaces what is known of the outputs of a period that lie in out/.
func (t *Tx) PutMade(p huibao.Period, list []Made) error {
	if _, err := t.tx.Exec("DELETE FROM output WHERE period=?", p.String()); err != nil {
		return err
	}
	for _, m := range list {
		if _, err := t.tx.Exec("INSERT INTO output (period, path, key, sha256) VALUES (?,?,?,?)", p.String(), m.Path, m.Key, m.SHA256); err != nil {
			return err
		}
	}
	return nil
}

// Made lists what is known of the outputs of a period, by path.
func (v *View) Made(p huibao.Period) (map[string]Made, error) {
	byPath := map[string]Made{}
	if v.q == nil {
		return byPath, nil
	}
	list, err := listOf(v.q, "SELECT path, key, sha256 FROM output WHERE period=?", []any{p.String()}, func(rows *sql.Rows) (Made, error) {
		var m Made
		return m, rows.Scan(&m.Path, &m.Key, &m.SHA256)
	})
	for _, m := range list {
		byPath[m.Path] = m
	}
	return byPath, err
}

// History is what was reported for the periods before one, oldest first.
func (v *View) History(before huibao.Period) (huibao.History, error) {
	periods, err := v.Periods()
	if err != nil {
		return nil, err
	}
	var h huibao.History
	for _, p := range periods {
		if !p.Before(before) {
			continue
		}
		subs, err := v.Submissions(p)
		if err != nil {
			return nil, err
		}
		h = append(h, huibao.Record{Period: p})
		for i := range subs {
			h = append(h, subs[i].Records()...)
		}
	}
	return h, nil
}
