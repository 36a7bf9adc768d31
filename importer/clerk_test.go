package importer_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/importer"
	"huibao/inforce"
	"huibao/internal/sheet"
	"huibao/planfile"
	"huibao/templates"
)

var june = huibao.Period{Year: 2024, Month: 6}

func samplePlan(t testing.TB) *inforce.Plan {
	t.Helper()
	p, err := sampleRead()
	if err != nil {
		t.Fatal(err)
	}
	return inforce.At(p, june)
}

// sampleRead is the plan as read, once for all tests, which don't change it.
var sampleRead = sync.OnceValues(func() (*huibao.Plan, error) {
	data, err := os.ReadFile(filepath.Join("..", "samples", "files", "plan.xlsx"))
	if err != nil {
		return nil, err
	}
	p, remarks, err := planfile.Read(context.Background(), bytes.NewReader(data), int64(len(data)), "plan.xlsx", sheet.DefaultLimits())
	if err == nil && len(remarks) > 0 {
		err = fmt.Errorf("%v", remarks)
	}
	return p, err
})

// paper is a workbook as a clerk sees it: sheets of cells that can be moved about.
type paper struct {
	sheets []*leaf
	name   string // of the file
}

// leaf is one sheet. A cell is text, a decimal or an error; formats are given by
// cell.
type leaf struct {
	name       string
	rows       [][]any
	hiddenRows map[int]bool
	hiddenCols map[int]bool
	merges     [][2]string
	formats    map[string]string
	hidden     bool
	veryHidden bool
}

type errorCell string

// formulaCell is a formula whose result was never saved.
type formulaCell string

func (p *paper) leaf(name string) *leaf {
	i := slices.IndexFunc(p.sheets, func(l *leaf) bool { return l.name == name })
	if i < 0 {
		return nil
	}
	return p.sheets[i]
}

// copyPaper gives an issued return as values, stamp and all.
func copyPaper(t testing.TB, form *huibao.Form) *paper {
	t.Helper()
	if issued[form.Unit.Code] == nil {
		issued[form.Unit.Code] = readIssued(t, form)
	}
	return issued[form.Unit.Code].clone()
}

// issued are the blank returns, made once a unit.
var issued = map[string]*paper{}

func (p *paper) clone() *paper {
	q := &paper{name: p.name}
	for _, l := range p.sheets {
		m := &leaf{name: l.name, veryHidden: l.veryHidden, hiddenRows: map[int]bool{}, hiddenCols: map[int]bool{}, formats: map[string]string{}}
		for _, r := range l.rows {
			m.rows = append(m.rows, slices.Clone(r))
		}
		q.sheets = append(q.sheets, m)
	}
	return q
}

func readIssued(t testing.TB, form *huibao.Form) *paper {
	t.Helper()
	var b bytes.Buffer
	if err := templates.Blank(&b, form); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	p := &paper{name: form.Unit.Name + "_" + form.Period.String() + ".xlsx"}
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		l := &leaf{name: name, hiddenRows: map[int]bool{}, hiddenCols: map[int]bool{}, formats: map[string]string{}, veryHidden: name == huibao.StampSheet}
		for i, row := range rows {
			var cells []any
			for j, s := range row {
				var v any = s
				if kind, err := f.GetCellType(name, sheet.Ref(i+1, j+1)); err == nil && kind == excelize.CellTypeUnset && s != "" {
					v = decimal.RequireFromString(s)
				}
				cells = append(cells, v)
			}
			l.rows = append(l.rows, cells)
		}
		p.sheets = append(p.sheets, l)
	}
	return p
}

// headRow is the row of a sheet's headings, from 0.
func (l *leaf) headRow() int {
	return slices.IndexFunc(l.rows, func(r []any) bool { return slices.Contains(r, any("编码")) })
}

// col is the column of a heading, from 0.
func (l *leaf) col(label string) int { return slices.Index(l.rows[l.headRow()], any(label)) }

// row is the row of a code, from 0; rows are made as wide as the headings.
func (l *leaf) row(code string) int {
	return slices.IndexFunc(l.rows, func(r []any) bool { return len(r) > 0 && r[0] == any(code) })
}

func (l *leaf) set(code, label string, v any) {
	r, c := l.row(code), l.col(label)
	for len(l.rows[r]) <= c {
		l.rows[r] = append(l.rows[r], "")
	}
	l.rows[r][c] = v
}

// data are the rows under the headings.
func (l *leaf) data() [][]any { return l.rows[l.headRow()+1:] }

// each changes every filled input of a column.
func (l *leaf) each(label string, change func(v any) any) {
	c := l.col(label)
	for _, r := range l.data() {
		if c < len(r) && r[c] != "" {
			r[c] = change(r[c])
		}
	}
}

// write makes the file.
func (p *paper) write(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, l := range p.sheets {
		if i == 0 {
			check(f.SetSheetName("Sheet1", l.name))
		} else {
			_, err := f.NewSheet(l.name)
			check(err)
		}
		l.write(f, check)
	}
	for _, l := range p.sheets {
		if l.hidden || l.veryHidden {
			check(f.SetSheetVisible(l.name, false, l.veryHidden))
		}
	}
	var b bytes.Buffer
	check(f.Write(&b))
	return b.Bytes()
}

func (l *leaf) write(f *excelize.File, check func(error)) {
	for i, row := range l.rows {
		for j, v := range row {
			ref := sheet.Ref(i+1, j+1)
			switch x := v.(type) {
			case decimal.Decimal:
				check(f.SetCellDefault(l.name, ref, x.String()))
			case errorCell:
				check(f.SetCellFormula(l.name, ref, "1/0"))
			case formulaCell:
				check(f.SetCellFormula(l.name, ref, string(x)))
			case string:
				if x != "" {
					check(f.SetCellStr(l.name, ref, x))
				}
			}
		}
	}
	for n := range l.hiddenRows {
		check(f.SetRowVisible(l.name, n+1, false))
	}
	for n := range l.hiddenCols {
		check(f.SetColVisible(l.name, sheet.ColName(n+1), false))
	}
	for _, m := range l.merges {
		check(f.MergeCell(l.name, m[0], m[1]))
	}
	for ref, code := range l.formats {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		check(err)
		check(f.SetCellStyle(l.name, ref, ref, id))
	}
}

// filled is what a clerk typed: by code and field.
type filled map[string]map[huibao.Field]string

// fill fills a return in, each input with a number of its own.
func fill(p *paper, form *huibao.Form) filled {
	all := filled{}
	for i := range form.Rows {
		r := &form.Rows[i]
		l := p.leaf(r.Kind.Label())
		all[r.Code] = map[huibao.Field]string{}
		put := func(f huibao.Field, text string) {
			c, ok := huibao.ColumnOf(r.Kind, f)
			if !ok || !slices.ContainsFunc(r.Inputs(), func(in huibao.Column) bool { return in.Field == f }) {
				return
			}
			all[r.Code][f] = text
			var v any = text
			if d, err := decimal.NewFromString(text); err == nil && c.Type == huibao.TypeNumber {
				v = d
			}
			if d, err := huibao.ParseDate(text); err == nil && c.Type == huibao.TypeDate {
				v = decimal.NewFromInt(int64(d.Serial()))
			}
			l.set(r.Code, c.Label, v)
		}
		n := i + 11
		if r.Mode == huibao.ModeFlow {
			put(huibao.FieldThis, fmt.Sprint(n))
		}
		if r.Kind == huibao.KindCount {
			put(huibao.FieldCumulative, fmt.Sprint(n))
		}
		put(huibao.FieldNumer, fmt.Sprint(900+n))
		put(huibao.FieldDenom, fmt.Sprint(1000+n))
		put(huibao.FieldStandard, fmt.Sprintf("%d.5", 600+n))
		put(huibao.FieldSince, "2024-01-01")
		put(huibao.FieldPeople, fmt.Sprint(40+n))
		put(huibao.FieldMonths, fmt.Sprint(240+n))
		put(huibao.FieldPaid, fmt.Sprint(12000+n))
		put(huibao.FieldBackPay, "0")
		if !r.HasParts() {
			put(huibao.FieldOwn, fmt.Sprint(4100+n))
		}
		put(huibao.FieldState, huibao.StateCompleted)
		put(huibao.FieldDone, "2024-06-05")
		put(huibao.FieldEvidence, "某政办〔2024〕"+fmt.Sprint(n)+"号")
	}
	return all
}

// readBack reads a file as the office would.
func readBack(t testing.TB, plan *inforce.Plan, name string, data []byte) *huibao.Return {
	t.Helper()
	known := importer.Known{Plan: plan, Period: june, Limits: sheet.DefaultLimits(), Form: func(unit string) *huibao.Form {
		return plan.Form(unit, nil)
	}}
	ret, err := importer.Read(context.Background(), importer.File{Path: "returns/2024-06/" + name, SHA256: strings.Repeat("ab", 32), Size: int64(len(data)), Data: bytes.NewReader(data)}, known)
	if err != nil {
		t.Fatal(err)
	}
	return ret
}

// differences lists where a return is not what was filled in.
func differences(ret *huibao.Return, unit string, want filled) []string {
	var list []string
	say := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	if ret.Unit != unit || ret.Period != june {
		say("unit %q, period %s", ret.Unit, ret.Period)
	}
	for code, fields := range want {
		row := ret.RowByCode(code)
		if row == nil {
			say("%s has no row", code)
			continue
		}
		for f, text := range fields {
			v := row.Values.Of(f)
			got := v.Quantity.String()
			switch {
			case !v.Date.IsZero():
				got = v.Date.String()
			case v.Word != "":
				got = v.Word
			}
			if d, err := decimal.NewFromString(text); err == nil {
				text = d.String()
			}
			if got != text {
				say("%s %s is %q, want %q (%v)", code, f, got, text, v.Remarks)
			}
		}
	}
	slices.Sort(list)
	return list
}
