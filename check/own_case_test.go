package check_test

import (
	"bytes"
	"fmt"
	"html"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/inforce"
	"huibao/internal/sheet"
	"huibao/planfile"
)

// ownPlans are the plans that tables of testdata/own are of, as written and as in force in a month,
// each made once.
type ownPlans struct {
	written map[string]*huibao.Plan
	inForce map[string]*inforce.Plan
}

func newOwnPlans() ownPlans { return ownPlans{map[string]*huibao.Plan{}, map[string]*inforce.Plan{}} }

// of is the plan that a case names ("NAME 2025-08" in its section "plan"; the sample's June
// without one) as it is in force in that month, and the month.
func (all ownPlans) of(t *testing.T, a *txtar.Archive) (*inforce.Plan, huibao.Period) {
	t.Helper()
	name, month, named := strings.Cut(strings.TrimSpace(sectionOf(a, "plan")), " ")
	if !named {
		name, month = "sample", ownMonth.String()
	}
	p, err := huibao.ParsePeriod(month)
	if err != nil {
		t.Fatal(err)
	}
	key := name + " " + month
	if all.inForce[key] == nil {
		all.inForce[key] = inforce.At(all.asWritten(t, name), p)
	}
	return all.inForce[key], p
}

// asWritten is the sample's plan ("sample"), or one of testdata/own/plans, whose sheets are tab-separated text.
func (all ownPlans) asWritten(t *testing.T, name string) *huibao.Plan {
	t.Helper()
	switch {
	case all.written[name] != nil:
	case name == "sample":
		all.written[name] = samplePlan(t).Plan
	default:
		text, err := txtar.ParseFile(filepath.Join("testdata/own/plans", name+".txtar"))
		if err != nil {
			t.Fatal(err)
		}
		tables := map[string][][]string{}
		for _, f := range text.Files {
			for line := range strings.Lines(string(f.Data)) {
				tables[f.Name] = append(tables[f.Name], strings.Split(strings.TrimRight(line, "\n"), "\t"))
			}
		}
		p, remarks := planfile.FromTables(tables)
		if len(remarks) > 0 {
			t.Fatal(name, remarks)
		}
		all.written[name] = p
	}
	return all.written[name]
}

// ownSheets are the sections of a case that are its file's sheets.
func ownSheets(a *txtar.Archive) []txtar.File {
	return slices.DeleteFunc(slices.Clone(a.Files), func(f txtar.File) bool {
		return f.Name == "plan" || f.Name == "truth" || f.Name == "got"
	})
}

// ownFile writes the sheets of a case in the format that its file's name says: text as it is,
// a page, or a workbook.
func ownFile(t *testing.T, a *txtar.Archive) []byte {
	t.Helper()
	sheets := ownSheets(a)
	switch filepath.Ext(strings.TrimSpace(string(a.Comment))) {
	case ".csv", ".txt":
		return sheets[0].Data
	case ".html", ".xls":
		return ownPage(sheets)
	}
	f := excelize.NewFile()
	percent, _ := f.NewStyle(&excelize.Style{NumFmt: 10})
	for i, s := range sheets {
		if i == 0 {
			_ = f.SetSheetName("Sheet1", s.Name)
		} else if _, err := f.NewSheet(s.Name); err != nil {
			t.Fatal(err)
		}
		rows, merges := ownRows(s.Data)
		for row, texts := range rows {
			for col, text := range texts {
				ownCell(f, s.Name, fmt.Sprintf("%s%d", sheet.ColName(col+1), row+1), text, percent)
			}
		}
		for _, m := range merges {
			if err := f.MergeCell(s.Name, m[0], m[1]); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// ownRows are the cells of a sheet of a case, and its lines "!merge A1:B1 C1:C2".
func ownRows(data []byte) (rows [][]string, merges [][2]string) {
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		if m, ok := strings.CutPrefix(line, "!merge "); ok {
			for _, one := range strings.Fields(m) {
				from, to, _ := strings.Cut(one, ":")
				merges = append(merges, [2]string{from, to})
			}
			continue
		}
		rows = append(rows, strings.Split(line, "\t"))
	}
	return rows, merges
}

// ownPage writes sheets as tables of a page, as a word processor saves them.
func ownPage(sheets []txtar.File) []byte {
	var b bytes.Buffer
	b.WriteString(`<html><head><meta charset="utf-8"></head><body>`)
	for _, s := range sheets {
		rows, merges := ownRows(s.Data)
		spans, covered := map[string]string{}, map[string]bool{}
		for _, m := range merges {
			c1, r1, _ := excelize.CellNameToCoordinates(m[0])
			c2, r2, _ := excelize.CellNameToCoordinates(m[1])
			spans[m[0]] = fmt.Sprintf(` colspan="%d" rowspan="%d"`, c2-c1+1, r2-r1+1)
			for r := r1; r <= r2; r++ {
				for c := c1; c <= c2; c++ {
					covered[fmt.Sprintf("%s%d", sheet.ColName(c), r)] = r != r1 || c != c1
				}
			}
		}
		b.WriteString("<table border=1>")
		for row, texts := range rows {
			b.WriteString("<tr>")
			for col, text := range texts {
				at := fmt.Sprintf("%s%d", sheet.ColName(col+1), row+1)
				if !covered[at] {
					fmt.Fprintf(&b, "<td%s><p class=MsoNormal>%s</p></td>", spans[at], html.EscapeString(strings.TrimPrefix(text, "'")))
				}
			}
			b.WriteString("</tr>\n")
		}
		b.WriteString("</table>")
	}
	b.WriteString("</body></html>")
	return b.Bytes()
}

func ownCell(f *excelize.File, name, at, text string, percent int) {
	bare, isText := strings.CutPrefix(text, "'")
	d, err := decimal.NewFromString(bare)
	share, errShare := decimal.NewFromString(strings.TrimSuffix(bare, "%"))
	switch {
	case text == "":
	case !isText && err == nil:
		x, _ := d.Float64()
		_ = f.SetCellValue(name, at, x)
	case !isText && errShare == nil:
		x, _ := share.Shift(-2).Float64()
		_ = f.SetCellValue(name, at, x)
		_ = f.SetCellStyle(name, at, at, percent)
	default:
		_ = f.SetCellValue(name, at, bare)
	}
}

func sectionOf(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func setSection(a *txtar.Archive, name, text string) {
	for i := range a.Files {
		if a.Files[i].Name == name {
			a.Files[i].Data = []byte(text)
			return
		}
	}
	a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(text)})
}
