package check_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/inforce"
	"huibao/internal/oracle"
	"huibao/internal/sheet"
	"huibao/templates"
)

// desk is a unit's return as it is being made: the figures, what is typed for them, and
// the file.
type desk struct {
	rnd     *rand.Rand
	form    *huibao.Form
	last    *huibao.Form // of the month before
	figures map[string]map[huibao.Field]decimal.Decimal
	typed   map[string]huibao.Values
	data    []byte
	name    string
}

// newDesk is a unit's desk in the last month of a year, what it typed being plain.
func newDesk(months []*inforce.Plan, unit int, h habit) *desk {
	rnd := rand.New(rand.NewPCG(2024, uint64(unit)))
	y := makeYear(months[0].Plan, unit, rnd)
	if h.name == "accepted in December" {
		allAtOnce(&y)
	}
	d := &desk{rnd: rnd, figures: y[11], typed: map[string]huibao.Values{}}
	var history huibao.History
	for m, p := range months {
		code := fmt.Sprintf("C%02d", unit)
		known, _ := p.HistoryOf(code, history.BySubject().Of) // which knows no error
		d.last, d.form = d.form, p.Form(code, known)
		history = append(history, recordsOf(d.form, y[m])...)
	}
	for i := range d.form.Rows {
		row := &d.form.Rows[i]
		var values huibao.Values
		for _, c := range row.Inputs() {
			x, ok := d.figures[row.Code][c.Field]
			if ok && !(c.Field == huibao.FieldCumulative && row.Mode == huibao.ModeFlow) {
				values.Set(huibao.Value{Field: c.Field, Quantity: huibao.Num(x), Text: x.String()})
			}
			if c.Field == huibao.FieldSince {
				values.Set(huibao.Value{Field: c.Field, Date: huibao.Date{Year: 2024, Month: 1, Day: 1}, Text: "2024-01-01"})
			}
		}
		d.typed[row.Code] = values
	}
	d.name = d.form.Unit.Name + "_2024-12.xlsx"
	return d
}

// allAtOnce lets works be done in December alone, as those are that count when they
// have been accepted.
func allAtOnce(y *year) {
	for n, w := range works {
		if !slices.Contains([]string{"新建中心", "管网公里", "适老化改造", "公路公里"}, w.name) {
			continue
		}
		code := fmt.Sprintf("%d.1", n+1)
		for m := range 11 {
			y[m][code][huibao.FieldThis], y[m][code][huibao.FieldCumulative] = decimal.Zero, decimal.Zero
		}
		y[11][code][huibao.FieldThis] = y[11][code][huibao.FieldCumulative]
	}
}

// says types a text for a figure of this period.
func (d *desk) says(code, text string) {
	values := d.typed[code]
	if text == "" {
		values.Drop(huibao.FieldThis)
	} else {
		values.Set(huibao.Value{Field: huibao.FieldThis, Text: text})
	}
	d.typed[code] = values
}

// none types something where nothing was done.
func (d *desk) none(mark string) {
	for _, row := range d.form.Rows {
		if x, ok := d.figures[row.Code][huibao.FieldThis]; ok && x.IsZero() {
			d.says(row.Code, mark)
		}
	}
}

// nothingElse ticks, where the return has such a line, that all blanks are zeros (零报告).
func nothingElse(t *testing.T, d *desk) {
	d.edit(t, func(f *excelize.File) error {
		rows, err := f.GetRows(huibao.FrontSheet, excelize.Options{RawCellValue: true})
		if err != nil {
			return err
		}
		for i, row := range rows {
			for j, text := range row {
				if strings.Contains(strings.Join(row, " "), "零报告") && strings.Contains(text, "□") {
					return f.SetCellStr(huibao.FrontSheet, sheet.Ref(i+1, j+1), strings.Replace(text, "□", "☑", 1))
				}
			}
		}
		return nil
	})
}

// behind adds measures and notes to some of the figures.
func behind(d *desk) {
	ways := []string{"%s个", "%s（含结转1）", "已完成%s", "%s。", "共%s个", " %s "}
	n := 0
	for _, row := range d.form.Rows {
		if x, ok := d.figures[row.Code][huibao.FieldThis]; ok && x.GreaterThan(decimal.NewFromInt(1)) && row.Places == 0 && d.rnd.IntN(3) == 0 {
			d.says(row.Code, fmt.Sprintf(ways[n%len(ways)], x))
			n++
		}
	}
}

// pastedText types every figure as another system prints it.
func pastedText(d *desk) {
	for code, values := range d.typed {
		for v := range values.Clone().All() {
			if x, ok := v.Quantity.Decimal(); ok {
				values.Set(huibao.Value{Field: v.Field, Text: commas(x) + " "})
			}
		}
		d.typed[code] = values
	}
}

func commas(d decimal.Decimal) string {
	whole, rest, _ := strings.Cut(d.StringFixed(2), ".")
	for i := len(whole) - 3; i > 0 && whole[i-1] != '-'; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return whole + "." + rest
}

// write fills the return of a form in; beside the formulas of 本年累计 stands what they
// give, as Excel saves it.
func (d *desk) write(t *testing.T, form *huibao.Form) {
	t.Helper()
	var b bytes.Buffer
	day := huibao.Date{Year: 2024, Month: 12, Day: 31}
	if err := templates.Filled(&b, form, templates.Entries{Rows: d.typed, Sign: huibao.SignOff{FilledBy: "甲", Phone: "0900-0000000", CheckedBy: "乙", ApprovedBy: "丙", DateText: day.String(), Date: day}}); err != nil {
		t.Fatal(err)
	}
	d.data = b.Bytes()
	d.calculate(t)
}

var emptyResult = regexp.MustCompile(`<c r="(G\d+)"([^>]*?) t="str"><f>([^<]*)</f>(?:<v></v>|<v/>)?</c>`)

// calculate saves the results of 本年累计.
func (d *desk) calculate(t *testing.T) {
	results := map[string]string{}
	for i, row := range d.form.RowsOf(huibao.KindCount) {
		x, ok := d.figures[row.Code][huibao.FieldCumulative]
		typed := d.typed[row.Code]
		if ok && typed.Of(huibao.FieldThis).Quantity.IsNumber() {
			results[fmt.Sprintf("G%d", i+firstRow)] = x.String()
		}
	}
	part := d.partOf(t, huibao.KindCount.Label())
	d.parts(t, func(name, text string) string {
		if name != part {
			return text
		}
		return emptyResult.ReplaceAllStringFunc(text, func(c string) string {
			g := emptyResult.FindStringSubmatch(c)
			if results[g[1]] == "" {
				return c // ""
			}
			return fmt.Sprintf(`<c r="%s"%s><f>%s</f><v>%s</v></c>`, g[1], g[2], g[3], results[g[1]])
		})
	})
}

// firstRow is that of a table's first indicator.
const firstRow = 4

// partOf is the part in which a sheet lies.
func (d *desk) partOf(t *testing.T, name string) string {
	f, err := excelize.OpenReader(bytes.NewReader(d.data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	i, err := f.GetSheetIndex(name)
	if err != nil || i < 0 {
		t.Fatal(name, err)
	}
	return fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
}

// parts changes the parts of the file.
func (d *desk) parts(t *testing.T, change func(name, text string) string, more ...[2]string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(d.data), int64(len(d.data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	put := func(name, text string) {
		p, err := w.Create(name)
		if err == nil {
			_, err = io.WriteString(p, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		put(f.Name, change(f.Name, string(text)))
	}
	for _, p := range more {
		put(p[0], p[1])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	d.data = b.Bytes()
}

// edit changes cells of the file as a person does.
func (d *desk) edit(t *testing.T, change func(f *excelize.File) error) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(d.data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := change(f); err != nil {
		t.Fatal(err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	d.data = b.Bytes()
}

// lastMonth fills last month's own file in again: its cover and titles, and 上期累计, are
// changed by hand; the stamp is not.
func lastMonth(t *testing.T, d *desk) {
	d.write(t, d.last)
	then, now := strings.NewReplacer("2024年11月", "2024年12月", "2024-11", "2024-12"), d.form
	d.edit(t, func(f *excelize.File) error {
		for _, name := range f.GetSheetList() {
			if visible, err := f.GetSheetVisible(name); err != nil || !visible {
				continue
			}
			rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
			if err != nil {
				return err
			}
			for i, row := range rows[:min(6, len(rows))] {
				for j, text := range row {
					if then.Replace(text) != text {
						if err := f.SetCellStr(name, sheet.Ref(i+1, j+1), then.Replace(text)); err != nil {
							return err
						}
					}
				}
			}
		}
		for i, row := range now.RowsOf(huibao.KindCount) {
			if x, ok := row.Prior.Values[huibao.FieldCumulative].Decimal(); ok {
				if err := f.SetCellDefault(huibao.KindCount.Label(), fmt.Sprintf("E%d", i+firstRow), x.String()); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

var priorCell = regexp.MustCompile(`<c r="(E\d+)"([^>]*?)><v>([^<]*)</v></c>`)

// linkedToLast takes 上期累计 out of last month's file by links.
func linkedToLast(t *testing.T, d *desk) {
	const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	part := d.partOf(t, huibao.KindCount.Label())
	d.parts(t, func(name, text string) string {
		switch name {
		case part:
			return priorCell.ReplaceAllString(text, `<c r="$1"$2><f>[1]计数!$1</f><v>$3</v></c>`)
		case "xl/_rels/workbook.xml.rels":
			return strings.Replace(text, "</Relationships>", `<Relationship Id="rIdX1" Type="`+rel+`/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>`, 1)
		}
		return text
	}, [2]string{"xl/externalLinks/externalLink1.xml", `<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`})
}

// codesAsNumbers is what becomes of codes that are pasted.
func codesAsNumbers(t *testing.T, d *desk) {
	d.edit(t, func(f *excelize.File) error {
		for i, row := range d.form.RowsOf(huibao.KindCount) {
			if err := f.SetCellDefault(huibao.KindCount.Label(), fmt.Sprintf("A%d", i+firstRow), row.Code); err != nil {
				return err
			}
		}
		return nil
	})
}

func savedByWPS(t *testing.T, d *desk) {
	d.edit(t, func(f *excelize.File) error {
		return f.SetAppProps(&excelize.AppProperties{Application: "WPS Office"})
	})
}

// resaved has LibreOffice save the file; where oracles are not required it stays as it is.
func resaved(t *testing.T, d *desk, filter, ext string) {
	if !oracle.Required() {
		return
	}
	out := t.TempDir()
	oracle.Convert(t, filter, out, oracle.Folder(t, "return.xlsx", d.data))
	files, err := filepath.Glob(filepath.Join(out, "*"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	if d.data, err = os.ReadFile(files[0]); err != nil {
		t.Fatal(err)
	}
	d.name = strings.TrimSuffix(d.name, ".xlsx") + "." + ext
}
