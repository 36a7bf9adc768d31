package check_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/check"
	"huibao/importer"
	"huibao/inforce"
	"huibao/internal/sheet"
	"huibao/planfile"
)

// ownMonth is the month that the tables of testdata/own are of.
var ownMonth = huibao.Period{Year: 2024, Month: 6}

// TestOwnTables judges tables as units make them (testdata/own): the file's name, each sheet as
// tab-separated text, and "truth", what a careful person reads without asking: an indicator
// and its cumulative a line, or ? where one would have to ask. "got" is what becomes of each:
// the figure that counts, or what is asked. No figure that counts may be another, most are
// read, and of the rest the question names the indicator.
func TestOwnTables(t *testing.T) {
	plan := samplePlan(t)
	files, _ := filepath.Glob("testdata/own/*.txtar")
	knowable, read, open, named := 0, 0, 0, 0
	for _, path := range files {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		v := judgeOwn(t, plan, a)
		truth := map[string]string{}
		got := ""
		for line := range strings.Lines(sectionOf(a, "truth")) {
			code, want, _ := strings.Cut(strings.TrimSpace(line), " ")
			truth[code] = want
			is, asked := figureOrQuestion(v, code)
			got += strings.TrimSpace(code+" "+is+" "+strings.Join(asked, "；")) + "\n"
			switch {
			case is != "" && is != want:
				t.Errorf("%s: %s counts as %s, is %s", path, code, is, want)
			case want != "?":
				knowable++
				if is != "" {
					read++
				}
			}
			if is == "" {
				open++
				if len(asked) > 0 {
					named++
				}
			}
		}
		for i := range v.Return.Rows {
			row := &v.Return.Rows[i]
			if is, _ := figureOrQuestion(v, row.Code); is != "" && truth[row.Code] == "" {
				t.Errorf("%s: %s counts as %s, stands nowhere", path, row.Code, is)
			}
		}
		got = string(v.Return.Unit) + " " + v.Return.Period.String() + " " + string(v.State) + "\n" + got
		if flag.Lookup("update").Value.String() == "true" {
			setSection(a, "got", got)
			if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if sectionOf(a, "got") != got {
			t.Errorf("%s: look, then run go test ./check -run TestOwnTables -update:\n%s", path, got)
		}
	}
	if read*10 < knowable*9 || named*10 < open*8 {
		t.Errorf("%d of %d knowable figures read; of %d others %d asked by name", read, knowable, open, named)
	}
	t.Logf("%d of %d knowable figures read; of %d others %d asked by name", read, knowable, open, named)
}

func samplePlan(t *testing.T) *inforce.Plan {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "samples", "files", "plan.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	p, remarks, err := planfile.Read(context.Background(), bytes.NewReader(data), int64(len(data)), "plan.xlsx", sheet.DefaultLimits())
	if err != nil || len(remarks) > 0 {
		t.Fatal(err, remarks)
	}
	return inforce.At(p, ownMonth)
}

func judgeOwn(t *testing.T, plan *inforce.Plan, a *txtar.Archive) check.Verdict {
	t.Helper()
	form := func(unit string) *huibao.Form { return plan.Form(unit, nil) }
	name := strings.TrimSpace(string(a.Comment))
	data := ownFile(t, a)
	file := importer.File{Path: "returns/2024-06/" + name, SHA256: strings.Repeat("ab", 32), Size: int64(len(data)), Data: bytes.NewReader(data)}
	ret, err := importer.Read(context.Background(), file, importer.Known{Plan: plan, Period: ownMonth, Limits: sheet.DefaultLimits(), Form: plan.ReadingForm})
	if err != nil {
		t.Fatal(err)
	}
	return check.Run(check.Input{Form: form(ret.Unit), Return: ret, Path: file.Path, SHA256: file.SHA256, Collecting: ownMonth, Wider: plan.WiderTargets(), Received: huibao.Date{Year: 2024, Month: 7, Day: 2}})
}

// figureOrQuestion is what counts of an indicator, "" for nothing, and the codes of what is
// asked about it.
func figureOrQuestion(v check.Verdict, code string) (is string, asked []string) {
	row := v.Return.RowByCode(code)
	if row != nil && v.State.Counts() && !slices.Contains(v.HeldOut, code) {
		for _, f := range []huibao.Field{huibao.FieldCumulative, huibao.FieldStandard, huibao.FieldOwn, huibao.FieldNumer} {
			if q := row.Quantity(f); !q.IsMissing() {
				is = q.String()
			}
		}
		if w := row.Values.Of(huibao.FieldState).Word; w != "" {
			is = w
		}
	}
	for _, f := range standing(v, "") {
		if slices.Contains(f.Indicators(), code) || strings.Contains(f.Message+f.Expected, code+" ") {
			asked = append(asked, f.Code+" "+f.Message)
		}
	}
	if is != "" {
		asked = nil
	}
	return is, asked
}

// ownFile writes the sheets of a case: numbers as numbers unless a ' stands before them, 50% as
// a percentage, lines "!merge A1:B1".
func ownFile(t *testing.T, a *txtar.Archive) []byte {
	t.Helper()
	f := excelize.NewFile()
	percent, _ := f.NewStyle(&excelize.Style{NumFmt: 10})
	first := true
	for _, s := range a.Files {
		if s.Name == "truth" || s.Name == "got" {
			continue
		}
		if first {
			_ = f.SetSheetName("Sheet1", s.Name)
		} else if _, err := f.NewSheet(s.Name); err != nil {
			t.Fatal(err)
		}
		first = false
		row := 0
		for line := range strings.Lines(string(s.Data)) {
			line = strings.TrimRight(line, "\n")
			if m, ok := strings.CutPrefix(line, "!merge "); ok {
				for _, one := range strings.Fields(m) {
					from, to, _ := strings.Cut(one, ":")
					if err := f.MergeCell(s.Name, from, to); err != nil {
						t.Fatal(err)
					}
				}
				continue
			}
			row++
			for col, text := range strings.Split(line, "\t") {
				ownCell(f, s.Name, fmt.Sprintf("%s%d", sheet.ColName(col+1), row), text, percent)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
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
