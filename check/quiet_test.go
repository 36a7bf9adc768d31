package check_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"huibao"
	"huibao/check"
	"huibao/importer"
	"huibao/inforce"
	"huibao/internal/sheet"
	"huibao/internal/thorough"
)

// How quiet a truthful month is: at most so many questions (open errors and warnings),
// and so many rows held out, in all. The aim of readings.md §10 is 30 and 12.
const (
	mostQuestions = 2
	mostHeldOut   = 1
)

const (
	quietUnits = 20
	quietRows  = 60
)

// quietMonth is the month that is judged: December, with the year behind it.
var quietMonth = huibao.Period{Year: 2024, Month: 12}

// habit is how a unit works: what it types, and what becomes of its file.
type habit struct {
	name  string
	types func(d *desk)
	files func(t *testing.T, d *desk)
}

// habits are those of the twenty units, in their order.
func habits() []habit {
	plain := habit{name: "plain"}
	last := habit{"last month's file", nil, lastMonth}
	dash := habit{"- for none", func(d *desk) { d.none("-") }, nil}
	blank := habit{"nothing for none", func(d *desk) { d.none("") }, nothingElse}
	notes := habit{"notes behind numbers", behind, nil}
	links := habit{"links to last month's file", nil, linkedToLast}
	erp := habit{"pasted from another system", pastedText, codesAsNumbers}
	batch := habit{name: "accepted in December"}
	office := func(filter, ext string) habit {
		return habit{"saved by LibreOffice as " + ext, nil, func(t *testing.T, d *desk) { resaved(t, d, filter, ext) }}
	}
	wps := habit{"saved by WPS", nil, savedByWPS}
	return []habit{plain, plain, last, last, last, last, last, dash, dash, blank, notes, notes, batch, batch, links, links, erp, wps,
		office("xlsx:Calc MS Excel 2007 XML", "xlsx"), office("xls:MS Excel 97", "xls")}
}

// TestQuiet reads and judges a truthful month of units in the habits of real ones.
func TestQuiet(t *testing.T) {
	thorough.Need(t, "HUIBAO_REQUIRE_ORACLE")
	plan := qualityPlan(quietUnits, quietRows)
	var months []*inforce.Plan
	for m := range 12 {
		months = append(months, inforce.At(plan, huibao.Period{Year: 2024, Month: m + 1}))
	}
	var subs []huibao.Submission
	for u, h := range habits() {
		d := newDesk(months, u, h)
		if h.types != nil {
			h.types(d)
		}
		d.write(t, d.form)
		if h.files != nil {
			h.files(t, d)
		}
		known := importer.Known{Plan: months[11], Period: quietMonth, Limits: sheet.DefaultLimits(), Form: func(string) *huibao.Form { return d.form }}
		file := importer.File{Path: "returns/2024-12/" + d.name, SHA256: strings.Repeat(fmt.Sprintf("%02x", u), 32), Size: int64(len(d.data)), Data: bytes.NewReader(d.data)}
		ret, err := importer.Read(context.Background(), file, known)
		if err != nil {
			t.Fatal(err)
		}
		v := check.Run(check.Input{Form: d.form, Return: ret, Path: file.Path, SHA256: file.SHA256, Collecting: quietMonth, Received: huibao.Date{Year: 2025, Month: 1, Day: 2}})
		d.compare(t, v)
		subs = append(subs, huibao.Submission{Path: file.Path, SHA256: file.SHA256, Unit: d.form.Unit.Code, Period: quietMonth, Version: 1, State: v.State, Why: v.Why,
			HeldOut: v.HeldOut, Findings: v.Findings, Return: v.Return})
	}
	for path, list := range check.Across(check.AcrossInput{Plan: months[11], Period: quietMonth, Submissions: subs}) {
		at := slices.IndexFunc(subs, func(s huibao.Submission) bool { return s.Path == path })
		subs[at].Findings = append(subs[at].Findings, list...)
	}
	countQuestions(t, subs)
}

// compare says which figures count otherwise than they are: none may, whatever is asked.
func (d *desk) compare(t *testing.T, v check.Verdict) {
	lost := 0
	for _, row := range d.form.Rows {
		r := v.Return.RowByCode(row.Code)
		if r == nil || !v.State.Counts() || slices.Contains(v.HeldOut, row.Code) {
			continue
		}
		for f, want := range d.figures[row.Code] {
			switch got := r.Quantity(f); {
			case !got.IsNumber():
				lost++
			case !got.Equal(huibao.Num(want)):
				t.Errorf("%s %s %s counts as %s, is %s", d.name, row.Code, f, got, want)
			}
		}
	}
	if lost > 0 {
		t.Errorf("%s: %d figures do not count, and nothing is asked", d.name, lost)
	}
}

// countQuestions says what is asked, of whom and by which check, and that it is not
// more than there may be.
func countQuestions(t *testing.T, subs []huibao.Submission) {
	questions, held, byCode := 0, 0, map[string]int{}
	for u, s := range subs {
		rows := len(s.HeldOut)
		if !s.State.Counts() {
			rows = quietRows
			t.Logf("%s is %s: %s", s.Path, s.State, s.Why)
		}
		held += rows
		n := 0
		for _, f := range s.Findings {
			if (f.Severity == huibao.Error || f.Severity == huibao.Warning) && f.Stands() {
				n++
				byCode[f.Code]++
				t.Logf("  %s %s", f.Code, f.Message)
			}
		}
		questions += n
		t.Logf("%-28s %3d questions, %3d rows held out", habits()[u].name, n, rows)
	}
	for _, code := range slices.Sorted(maps.Keys(byCode)) {
		t.Logf("%s %d", code, byCode[code])
	}
	t.Logf("%d questions, %d rows held out", questions, held)
	if questions > mostQuestions || held > mostHeldOut {
		t.Errorf("%d questions and %d rows held out in a truthful month, may be %d and %d", questions, held, mostQuestions, mostHeldOut)
	}
}
