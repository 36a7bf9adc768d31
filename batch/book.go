package batch

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/klauspost/compress/flate"

	"huibao"
	"huibao/act"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/report"
	"huibao/statement"
)

// bookFormat is the format of a period's book; one of format 1 has no records of what was
// printed, one of format 2 none of what its bulletin asked for.
const bookFormat = 3

// book is what a lock froze of a period: the consolidation as it was printed, and the
// plan of then. It is kept among the originals as JSON Lines, deflated, a line of
// {"kind": …, "doc": …} each in this order: head, task, category, city, unit, file,
// finding, decision, lock, print, demand, asked. What it says depends on no program and no plan of later.
type book struct {
	con   *statement.Consolidation
	plan  *LoadedPlan
	files []huibao.Submission // as they are read
}

// bookHead is the first line.
type bookHead struct {
	Format      int           `json:"format"`
	Period      huibao.Period `json:"period"`
	Edition     int           `json:"edition"`
	Plan        string        `json:"plan"` // SHA-256 of plan.xlsx
	PlanVersion string        `json:"plan_version"`
	Program     string        `json:"program"`
	Date        huibao.Date   `json:"date"`
	Before      string        `json:"before"` // head of the chain
	Why         string        `json:"why,omitempty"`
	Checksum    string        `json:"checksum"`
	Missing     []string      `json:"missing"`
}

// unitStanding is a unit's standing of one indicator.
type unitStanding struct {
	Unit string          `json:"unit"`
	S    huibao.Standing `json:"standing"`
}

// bookUnit is the kind of the first lines that are as many as the units.
const bookUnit = "unit"

type bookLine struct {
	Kind string          `json:"kind"`
	Doc  json.RawMessage `json:"doc"`
}

// writeBook writes the book of a consolidation.
func writeBook(w io.Writer, head bookHead, c *statement.Consolidation) error {
	deflated, err := flate.NewWriter(w, flate.DefaultCompression)
	if err != nil {
		return fmt.Errorf("batch: %w", err)
	}
	out := json.NewEncoder(deflated)
	out.SetEscapeHTML(false)
	line := func(kind string, doc any) {
		data, e := json.Marshal(doc)
		err = errors.Join(err, e)
		if err == nil {
			err = out.Encode(bookLine{kind, data})
		}
	}
	head.Format, head.Checksum, head.Missing = bookFormat, report.Checksum(c), c.Missing
	line("head", head)
	for _, t := range c.Tasks {
		line("task", t)
	}
	for _, t := range c.Categories {
		line("category", t)
	}
	for i := range c.City {
		line("city", &c.City[i])
	}
	for _, unit := range slices.Sorted(maps.Keys(c.Units)) {
		for s := range c.Units[unit].All() {
			line(bookUnit, unitStanding{unit, *s})
		}
	}
	for i := range c.Submissions() {
		line("file", c.Submissions()[i].Whole())
	}
	for _, f := range c.Findings {
		line("finding", f)
	}
	for _, d := range c.Decisions {
		line("decision", d)
	}
	for _, k := range c.Locks {
		line("lock", k)
	}
	for i := range c.Printed {
		line("print", &c.Printed[i])
	}
	for _, d := range c.Demands {
		line("demand", d)
	}
	for _, d := range c.AskedBefore {
		line("asked", d)
	}
	return errors.Join(err, deflated.Close())
}

// keepBook writes a book among the originals.
func keepBook(led *ledger.Ledger, head bookHead, c *statement.Consolidation) (string, error) {
	r, w := io.Pipe()
	go func() { _ = w.CloseWithError(writeBook(w, head, c)) }() // never fails
	kept, err := led.Keep(r)
	return kept.SHA256, errors.Join(err, r.Close()) // who wrote goes on no longer
}

// readBook reads the book of an edition.
func readBook(ctx context.Context, led *ledger.Ledger, e act.Edition, lim sheet.Limits) (*book, error) {
	return readBookTo(ctx, led, e, lim, "")
}

// readBookTo reads it up to what is of a kind; "" for all of it.
func readBookTo(ctx context.Context, led *ledger.Ledger, e act.Edition, lim sheet.Limits, end string) (*book, error) {
	if e.Book == "" {
		return nil, fmt.Errorf("%s第 %d 版还没有从旧格式迁入；请运行一次 huibao run --period %s", e.Period.Chinese(), e.Edition, e.Period)
	}
	f, err := led.Original(e.Book)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b := &book{con: &statement.Consolidation{Period: e.Period, Edition: e.Edition, Units: map[string]huibao.Standings{}}}
	if b.plan, err = readKeptPlan(ctx, led, e.Plan, lim); err != nil { // whatever today's checks say of it
		return nil, fmt.Errorf("%s第 %d 版的方案：%w", e.Period.Chinese(), e.Edition, err)
	}
	if err := b.fill(bufio.NewReader(flate.NewReader(f)), end); err != nil {
		return nil, fmt.Errorf("%s第 %d 版的底册无法读取：%w", e.Period.Chinese(), e.Edition, err)
	}
	for unit, list := range b.con.Units {
		list.Clip()
		b.con.Units[unit] = list
	}
	b.con.Plan = dated(b.plan.At(e.Period), &e)
	b.con.Files = statement.FilesFor(e.Period, b.files)
	return b, nil
}

func (b *book) fill(r io.Reader, end string) error {
	lines := json.NewDecoder(r)
	for {
		var l bookLine
		if err := lines.Decode(&l); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if l.Kind == end {
			return nil
		}
		if err := b.line(l); err != nil {
			return err
		}
	}
}

func (b *book) line(l bookLine) error {
	switch l.Kind {
	case "head":
		var h bookHead
		if err := json.Unmarshal(l.Doc, &h); err != nil {
			return err
		}
		if h.Format < 1 || h.Format > bookFormat {
			return fmt.Errorf("格式为 %d，本程序只认到 %d", h.Format, bookFormat)
		}
		b.con.PlanVersion, b.con.Missing = h.PlanVersion, h.Missing
		return nil
	case "task":
		return add(&b.con.Tasks, l.Doc)
	case "category":
		return add(&b.con.Categories, l.Doc)
	case "city":
		return add(&b.con.City, l.Doc)
	case bookUnit:
		var u unitStanding
		err := json.Unmarshal(l.Doc, &u)
		list := b.con.Units[u.Unit]
		list.Add(&u.S)
		b.con.Units[u.Unit] = list
		return err
	case "file":
		err := add(&b.files, l.Doc)
		if err == nil {
			settled(&b.files[len(b.files)-1])
		}
		return err
	case "finding":
		return add(&b.con.Findings, l.Doc)
	case "decision":
		return add(&b.con.Decisions, l.Doc)
	case "lock":
		return add(&b.con.Locks, l.Doc)
	case "print":
		return add(&b.con.Printed, l.Doc)
	case "demand":
		return add(&b.con.Demands, l.Doc)
	case "asked":
		return add(&b.con.AskedBefore, l.Doc)
	}
	return fmt.Errorf("不认识的内容 %q", l.Kind)
}

// add decodes a document onto a list.
func add[T any](list *[]T, doc []byte) error {
	var x T
	err := json.Unmarshal(doc, &x)
	*list = append(*list, x)
	return err
}
