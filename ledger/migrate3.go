package ledger

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"huibao"
	"huibao/act"
)

// v3Tables are the tables of format 3 whose documents the chain names.
var v3Tables = []string{"decision", "locking", "run"}

// moving brings a ledger of format 3 into format 4: the trail stays as it is, entry for
// entry, so that heads printed then still verify; documents of decisions, locks and
// runs move to their entries; what format 3 knew of files follows as new acts.
type moving struct {
	tx      *sql.Tx
	program string
	head    Head
	at      time.Time         // of the last entry: a migration reads no clock
	rows    map[string]string // digests of the rows that were carried over, by period
}

func (m *moving) from3() error {
	for _, table := range v3Tables {
		if err := m.documents(table); err != nil {
			return err
		}
	}
	var err error
	if m.head, err = headOf(m.tx); err != nil {
		return err
	}
	if m.head.Length > 0 {
		var at string
		if err := m.tx.QueryRow("SELECT at FROM act WHERE n=?", m.head.Length).Scan(&at); err != nil {
			return err
		}
		if m.at, err = time.Parse(time.RFC3339, at); err != nil {
			return err
		}
	}
	if err := m.plans(); err != nil {
		return err
	}
	if err := m.files(); err != nil {
		return err
	}
	return m.add(act.New(act.Upgraded, "4", act.Upgrade{From: 3, To: 4, Program: m.program, Rows: m.rows}))
}

func (m *moving) add(a act.Act) (err error) {
	a.At, a.Who = m.at, "huibao"
	if a.Note == "" {
		a.Note = act.MovedNote
	}
	m.head, err = appendAct(m.tx, m.head, a)
	return err
}

// documents gives the entries of a table's documents their texts, period and unit.
func (m *moving) documents(table string) error {
	type old struct {
		n      int
		period string
		doc    []byte
	}
	list, err := listOf(m.tx, "SELECT n, period, doc FROM v3_"+table+" ORDER BY n", nil, func(rows *sql.Rows) (old, error) {
		var x old
		return x, rows.Scan(&x.n, &x.period, &x.doc)
	})
	if err != nil {
		return err
	}
	for _, x := range list {
		text, err := inflate(x.doc)
		if err != nil {
			return err
		}
		var of struct{ Unit string }
		if err := json.Unmarshal(text, &of); err != nil {
			return fmt.Errorf("台账中有一条记录已损坏：%w", err)
		}
		if _, err := m.tx.Exec("UPDATE act SET doc=?, period=?, unit=? WHERE object LIKE ? ESCAPE '\\'", string(text), x.period, of.Unit,
			fmt.Sprintf("%s|%d|%s|%%", table, x.n, x.period)); err != nil {
			return err
		}
	}
	return nil
}

// plans states the plans that runs kept, in their order.
func (m *moving) plans() error {
	runs, err := queryActs(m.tx, "SELECT n, at, who, kind, object, note, period, unit, doc FROM act WHERE kind=? AND doc IS NOT NULL ORDER BY n", string(act.Ran))
	if err != nil {
		return err
	}
	last := ""
	for _, a := range runs {
		var r act.Run
		if err := a.Into(&r); err != nil {
			return err
		}
		if r.Plan == "" || r.Plan == last {
			continue
		}
		last = r.Plan
		if err := m.add(act.New(act.PlanChanged, r.Plan, act.Plan{})); err != nil {
			return err
		}
	}
	return nil
}

// files states what was handed in, period by period, in the order of receipt, and
// carries the verdicts over.
func (m *moving) files() error {
	periods, err := listOf(m.tx, "SELECT DISTINCT period FROM v3_submission ORDER BY period", nil, func(rows *sql.Rows) (string, error) {
		var p string
		return p, rows.Scan(&p)
	})
	if err != nil {
		return err
	}
	for _, text := range periods {
		p, err := huibao.ParsePeriod(text)
		if err != nil {
			return err
		}
		docs, err := listOf(m.tx, "SELECT doc FROM v3_submission WHERE period=? ORDER BY path, sha256", []any{text}, func(rows *sql.Rows) ([]byte, error) {
			var doc []byte
			return doc, rows.Scan(&doc)
		})
		if err != nil {
			return err
		}
		subs, err := decodeAll[huibao.Submission](docs)
		if err != nil {
			return err
		}
		if err := m.period(p, subs); err != nil {
			return err
		}
	}
	return nil
}

// onDisk is the path of the file that a submission came in: of a member its archive,
// of one of several units' sheets the workbook.
func onDisk(s *huibao.Submission) string {
	name, _, _ := strings.Cut(s.Path, "!")
	if i := strings.LastIndex(name, "#"); i > 0 && path.Ext(name[i:]) == "" {
		name = name[:i]
	}
	return name
}

func (m *moving) period(p huibao.Period, subs []huibao.Submission) error {
	slices.SortStableFunc(subs, func(a, b huibao.Submission) int {
		switch {
		case !a.Receipt.Time.Equal(b.Receipt.Time):
			return a.Receipt.Time.Compare(b.Receipt.Time)
		case a.Gone != b.Gone && a.Gone:
			return -1
		case a.Gone != b.Gone:
			return 1
		}
		return a.Version - b.Version
	})
	archives := map[string]bool{}
	for i := range subs {
		if subs[i].State == huibao.StateArchive {
			archives[subs[i].Path] = true
		}
	}
	acts, parts := map[string]int{}, map[int]int{}
	for i := range subs {
		s := &subs[i]
		file := onDisk(s)
		if s.SHA256 == "" || file != s.Path && archives[file] {
			continue // its archive is what was handed in, or nothing could be
		}
		key := file + "\x00" + s.SHA256
		if acts[key] == 0 {
			if err := m.add(act.New(act.HandIn, file, act.File{Where: act.Where{Period: p}, SHA256: s.SHA256, Size: s.Size, Time: s.Receipt.Time, How: s.Receipt.How, Given: s.Receipt.How != ""})); err != nil {
				return err
			}
			acts[key], acts[file] = m.head.Length, m.head.Length
		}
		s.N = acts[key]
	}
	withdrawn, err := m.withdrawn(p, subs)
	if err != nil {
		return err
	}
	for i := range subs {
		s := &subs[i]
		if s.N == 0 {
			s.N = acts[onDisk(s)]
		}
		s.Part = parts[s.N]
		parts[s.N]++
		if s.Gone && withdrawn[onDisk(s)] {
			s.Gone, s.Withdrawn = false, true
		}
	}
	r, err := NewRows(p, subs)
	if err != nil {
		return err
	}
	m.rows[p.String()] = r.Digest()
	return (&Tx{tx: m.tx}).Put(r)
}

// withdrawn states which files lie there no more, with nothing in their place.
func (m *moving) withdrawn(p huibao.Period, subs []huibao.Submission) (map[string]bool, error) {
	last := map[string]*huibao.Submission{}
	for i := range subs {
		if s := &subs[i]; s.N > 0 && (last[onDisk(s)] == nil || last[onDisk(s)].N <= s.N) {
			last[onDisk(s)] = s
		}
	}
	gone := map[string]bool{}
	for i := range subs {
		file := onDisk(&subs[i])
		if s := last[file]; s != nil && s.Gone && !gone[file] {
			gone[file] = true
			if err := m.add(act.New(act.Withdraw, file, act.File{Where: act.Where{Period: p}, SHA256: s.SHA256})); err != nil {
				return nil, err
			}
		}
	}
	return gone, nil
}

// Noted is an entry of format 3's trail on a file (收到, 重审): the state that the file
// had from then on, as a word.
type Noted struct {
	N                   int
	Path, SHA256, State string
}

// Noted lists what format 3 noted of the files of a period, oldest first.
func (v *View) Noted(p huibao.Period) ([]Noted, error) {
	if v.q == nil {
		return nil, nil
	}
	prefix := p.String() + "|"
	return listOf(v.q, "SELECT n, object, note FROM act WHERE kind IN ('收到', '重审') AND object LIKE ?||'%' ORDER BY n", []any{prefix}, func(rows *sql.Rows) (Noted, error) {
		var e Noted
		var object string
		if err := rows.Scan(&e.N, &object, &e.State); err != nil {
			return e, err
		}
		e.Path = strings.TrimPrefix(object, prefix)
		if i := strings.LastIndex(e.Path, "|"); i >= 0 {
			e.Path, e.SHA256 = e.Path[:i], e.Path[i+1:]
		}
		return e, nil
	})
}
