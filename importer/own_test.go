package importer_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/shopspring/decimal"

	"huibao"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestOwnTables reads tables that units made themselves (testdata/own): the table
// as tab-separated text, merges as lines "!merge A1:B1", the file's name, and what
// must come of it: values by code and field, and remarks.
func TestOwnTables(t *testing.T) {
	plan := samplePlan(t)
	files, _ := filepath.Glob("testdata/own/*.txtar")
	if len(files) < 8 {
		t.Fatalf("%d tables", len(files))
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			p := &paper{name: strings.TrimSpace(string(a.Comment))}
			want := ""
			for _, f := range a.Files {
				if f.Name == "want" {
					want = strings.TrimSpace(string(f.Data))
					continue
				}
				p.sheets = append(p.sheets, ownLeaf(f.Name, string(f.Data)))
			}
			ret := readBack(t, plan, p.name, p.write(t))
			got := told(ret)
			if *update {
				a.Files[len(a.Files)-1].Data = []byte(got + "\n")
				if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func ownLeaf(name, text string) *leaf {
	l := &leaf{name: name, hiddenRows: map[int]bool{}, hiddenCols: map[int]bool{}, formats: map[string]string{}}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if m, ok := strings.CutPrefix(line, "!merge "); ok {
			from, to, _ := strings.Cut(m, ":")
			l.merges = append(l.merges, [2]string{from, to})
			continue
		}
		var row []any
		for _, s := range strings.Split(line, "\t") {
			if d, err := decimal.NewFromString(s); err == nil {
				row = append(row, d)
			} else {
				row = append(row, s)
			}
		}
		l.rows = append(l.rows, row)
	}
	return l
}

// told writes what was read: unit and period, values, remarks of own tables.
func told(ret *huibao.Return) string {
	lines := []string{fmt.Sprintf("%s %s", ret.Unit, ret.Period)}
	for _, row := range ret.Rows {
		var fields []string
		for v := range row.Values.All() {
			f := v.Field
			s := v.Quantity.String() + v.Word
			if f == huibao.FieldNote || s == "" && len(v.Remarks) == 0 {
				continue
			}
			if s == "" {
				s = "?"
			}
			fields = append(fields, string(f)+"="+s)
		}
		slices.Sort(fields)
		for _, m := range row.Remarks {
			fields = append(fields, string(m.Kind)+":"+strings.ReplaceAll(m.Text, "\n", "|"))
		}
		for _, p := range row.Parts {
			fields = append(fields, "part:"+p.Name+"="+p.Quantity(huibao.FieldCumulative).String())
		}
		lines = append(lines, strings.TrimSpace(row.Code+" "+strings.Join(fields, " ")))
	}
	for _, x := range ret.Extra {
		lines = append(lines, "extra "+x.Name)
	}
	for _, m := range ret.Remarks {
		switch m.Kind {
		case huibao.RemarkRowUnclear, huibao.RemarkTableTwice, huibao.RemarkNoTable, huibao.RemarkColumnUnclear:
			lines = append(lines, string(m.Kind)+" "+strings.ReplaceAll(m.Text, "\n", " → "))
		}
	}
	return strings.Join(lines, "\n")
}
