package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"huibao"
	"huibao/act"
	"huibao/internal/durable"
	"huibao/internal/fault"
)

// Verified is what Verify found: nothing is wrong where Problems is empty.
type Verified struct {
	Head      Head     `json:"head"`
	Seen      Head     `json:"-"` // of the chain of what was seen in the portal
	Originals int      `json:"originals"`
	Read      int      `json:"-"` // originals that were read to the last byte: all but of VerifyNight
	Wrong     []string `json:"-"` // hashes of originals in a bucket that are gone or changed
	Records   int      `json:"records"`
	Problems  []string `json:"problems"` // in Chinese, the first of each sort
}

func (v *Verified) add(format string, args ...any) {
	v.Problems = append(v.Problems, fmt.Sprintf(format, args...))
}

// Verify proves the ledger: the database's own structure, the chain of acts with the
// document of each, the derived rows against what the last run or lock said of them,
// and the hash of every original that an act names. anchors are heads that were printed
// before: without one, a chain that was cut or made anew cannot be told.
func (l *Ledger) Verify(ctx context.Context, anchors []Head) (*Verified, error) {
	return l.verify(ctx, anchors, l.verifyOriginals)
}

func (l *Ledger) verify(ctx context.Context, anchors []Head, originals func(context.Context, *Verified, []string) error) (*Verified, error) {
	v := &Verified{Problems: []string{}}
	if l.db == nil {
		if len(anchors) > 0 {
			v.Problems = append(v.Problems, "台账是空的，而锁定时有过记录")
		}
		return v, nil
	}
	if err := l.eng.check(l.db, true); err != nil {
		v.add("%s", fault.Text(err))
		return v, nil
	}
	var names []string
	err := l.View(ctx, func(view *View) error {
		w := &walker{v: v, anchors: anchors, hashes: map[int]string{}, originals: map[string]bool{}, rows: map[huibao.Period][2]string{}}
		if err := w.walk(view.q); err != nil {
			return err
		}
		if err := w.compareRows(view); err != nil {
			return err
		}
		altered, err := view.alteredCarries()
		if err != nil {
			return err
		}
		if altered > 0 {
			v.add("以前各期供以后使用的数有 %d 条被改动过或已损坏；请运行 huibao ledger rebuild 重建", altered)
		}
		if err := view.proveAccess(v); err != nil {
			return err
		}
		names = slices.Sorted(maps.Keys(w.originals))
		return nil
	})
	if err != nil {
		return v, err
	}
	return v, originals(ctx, v, names) // which takes long: nobody waits for it
}

// walker goes along the chain and notes what it says of originals and rows.
type walker struct {
	v         *Verified
	anchors   []Head
	hashes    map[int]string
	originals map[string]bool
	rows      map[huibao.Period][2]string // digests of submissions and readings by the last 运行 or 锁定
}

// entry is a line of the chain as it is stored.
type entry struct {
	link
	hash, period, unit string
	doc                sql.NullString
}

func (w *walker) walk(q queryer) error {
	list, err := listOf(q, "SELECT n, at, who, kind, object, digest, note, prev, hash, period, unit, doc FROM act ORDER BY n", nil, func(rows *sql.Rows) (entry, error) {
		var e entry
		return e, rows.Scan(&e.n, &e.at, &e.who, &e.kind, &e.object, &e.digest, &e.note, &e.prev, &e.hash, &e.period, &e.unit, &e.doc)
	})
	if err != nil {
		return err
	}
	whole := true
	for _, e := range list {
		switch {
		case !whole:
		case e.n != w.v.Head.Length+1:
			w.v.add("第 %d 条记录缺失（其后是第 %d 条）", w.v.Head.Length+1, e.n)
			whole = false
		case e.prev != w.v.Head.Hash || e.hash != e.link.hash():
			w.v.add("第 %d 条记录被改动过（%s %s）", e.n, e.kind, e.object)
			whole = false
		}
		w.v.Head = Head{e.n, e.hash}
		w.hashes[e.n] = e.hash
		w.document(e)
	}
	for _, a := range w.anchors {
		switch hash, ok := w.hashes[a.Length]; {
		case !ok:
			w.v.add("记录只有 %d 条，锁定时已有 %d 条：有记录被删去", w.v.Head.Length, a.Length)
		case hash[:min(len(hash), len(a.Hash))] != a.Hash:
			w.v.add("第 %d 条记录的校验码与锁定时打印的不同：记录被重写过", a.Length)
		}
	}
	return nil
}

// document proves the document of an entry, and the columns that are drawn from it.
// Entries of format 3 without one are proved by their digest alone.
func (w *walker) document(e entry) {
	if !e.doc.Valid {
		if e.period != "" || e.unit != "" || !slices.Contains([]string{"收到", "重审", "读入"}, e.kind) {
			w.v.add("第 %d 条记录（%s）的内容不见了", e.n, e.kind)
		}
		return
	}
	w.v.Records++
	var where act.Where
	if digestOf([]byte(e.doc.String)) != e.digest || json.Unmarshal([]byte(e.doc.String), &where) != nil {
		w.v.add("第 %d 条记录（%s %s）的内容被改动过", e.n, e.kind, e.object)
		return
	}
	if where.Period.String() != e.period || where.Unit != e.unit {
		w.v.add("第 %d 条记录（%s %s）的报告期或单位被改动过", e.n, e.kind, e.object)
		return
	}
	if err := w.note(act.Act{N: e.n, Kind: act.Kind(e.kind), Period: where.Period, Unit: where.Unit, Object: withoutTable(e.object), Doc: json.RawMessage(e.doc.String)}); err != nil {
		w.v.add("%s", fault.Text(err))
	}
}

// note remembers the originals that an act names, and what it says of rows.
func (w *walker) note(a act.Act) error {
	var file act.File
	var edition act.Edition
	var run act.Run
	var sent act.SentOut
	var upgrade act.Upgrade
	var err error
	switch a.Kind {
	case act.HandIn:
		err = a.Into(&file)
		w.originals[file.SHA256] = true
	case act.PlanChanged, act.Caught:
		w.originals[a.Object] = true
	case act.Ran:
		err = a.Into(&run)
		w.originals[run.Plan] = true
		w.rows[a.Period] = [2]string{run.Rows, run.Readings}
	case act.Lock:
		err = a.Into(&edition)
		w.originals[edition.Book], w.originals[edition.Plan] = true, true
		for _, o := range edition.Outputs {
			w.originals[o.SHA256] = true
		}
		if edition.Rows != "" {
			w.rows[a.Period] = [2]string{edition.Rows, ""}
		}
	case act.Upgraded:
		if err = a.Into(&upgrade); err == nil {
			err = w.carried(upgrade)
		}
	case act.Publish:
		err = a.Into(&sent)
		for _, o := range sent.Files {
			w.originals[o.SHA256] = true
		}
	}
	delete(w.originals, "")
	return err
}

// carried remembers the rows that were carried over from an older format.
func (w *walker) carried(u act.Upgrade) error {
	for text, digest := range u.Rows {
		p, err := huibao.ParsePeriod(text)
		if err != nil {
			return err
		}
		w.rows[p] = [2]string{digest, ""}
	}
	return nil
}

// compareRows holds the derived rows against what the chain says of them.
func (w *walker) compareRows(view *View) error {
	for _, p := range slices.SortedFunc(maps.Keys(w.rows), huibao.Period.Cmp) {
		want := w.rows[p]
		rows, err := view.RowsDigest(p)
		if err != nil {
			return err
		}
		if want[0] != "" && rows != want[0] {
			w.v.add("%s 的审核结果与上次运行（或锁定）时记下的不同；请再运行一次 huibao run --period %s", p, p)
		}
		keys, err := readingKeys(view.q, p)
		if err != nil {
			return err
		}
		if want[1] != "" && readingsDigest(keys) != want[1] {
			w.v.add("%s 的读入结果与上次运行时记下的不同；请再运行一次 huibao run --period %s，它会从原件重读", p, p)
		}
	}
	if err := w.compareSubmissions(view.q); err != nil {
		return err
	}
	return w.compareReadings(view.q)
}

// content is a row with its own digest.
type content struct {
	period, unit string
	n, part      int
	document
}

// whole gives a row's document, if it is as its digest says.
func (w *walker) whole(c content) (data []byte, ok bool) {
	w.v.Records++
	data, err := inflate(c.doc)
	return data, err == nil && digestOf(data) == c.digest
}

// compareSubmissions holds each file's row against its own digest and columns, and its
// period against those that were run.
func (w *walker) compareSubmissions(q queryer) error {
	list, err := listOf(q, "SELECT period, n, part, unit, digest, doc FROM submission ORDER BY period, n, part", nil, func(rows *sql.Rows) (content, error) {
		var c content
		return c, rows.Scan(&c.period, &c.n, &c.part, &c.unit, &c.digest, &c.doc)
	})
	if err != nil {
		return err
	}
	run := map[string]bool{}
	for p := range w.rows {
		run[p.String()] = true
	}
	for _, c := range list {
		var s struct {
			N, Part int
			Unit    string
		}
		data, ok := w.whole(c)
		if !ok || json.Unmarshal(data, &s) != nil || s.N != c.n || s.Part != c.part || s.Unit != c.unit {
			w.v.add("记录被改动过：%s 第 %d 条报送", c.period, c.n)
		}
		if !run[c.period] {
			w.v.add("%s 有第 %d 条报送的审核结果，而本期没有运行过；请运行一次 huibao run --period %s", c.period, c.n, c.period)
			run[c.period] = true
		}
	}
	return nil
}

// compareReadings holds each reading against its own digest.
func (w *walker) compareReadings(q queryer) error {
	list, err := listOf(q, "SELECT period, digest, doc FROM reading ORDER BY period, key", nil, func(rows *sql.Rows) (content, error) {
		var c content
		return c, rows.Scan(&c.period, &c.digest, &c.doc)
	})
	for _, c := range list {
		if _, ok := w.whole(c); !ok {
			w.v.add("记录被改动过：%s 的读入结果", c.period)
		}
	}
	return err
}

// Backup writes a whole copy of the database to a file that must not exist yet;
// the ledger may be in use. The originals are copied by any means: they never
// change.
func (l *Ledger) Backup(path string) error {
	if l.db == nil {
		return errors.New("台账还是空的，没有可以备份的内容")
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s 已经存在，不会覆盖；请换一个文件名", path)
	}
	tmp := filepath.Join(filepath.Dir(path), durable.TempPrefix+filepath.Base(path))
	defer func() { _ = os.Remove(tmp) }()
	if err := l.eng.backup(context.Background(), l, tmp); err != nil {
		return fmt.Errorf("备份没有完成：%w", err)
	}
	data, err := os.ReadFile(tmp)
	if err != nil {
		return fmt.Errorf("备份没有完成：%w", err)
	}
	return durable.WriteFile(path, data, 0o600)
}
