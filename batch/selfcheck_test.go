package batch_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huibao"
	"huibao/batch"
	"huibao/check"
	"huibao/importer"
	"huibao/inforce"
	"huibao/internal/oracle"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/samples"
	"huibao/templates"
)

// TestSelfCheckProperty fills returns in at random, lets LibreOffice compute the
// 自检 column, and holds it against the checks: whatever a check of the one table of
// rules says the column says, and where the column complains a check fires or the row is
// held out for something graver.
func TestSelfCheckProperty(t *testing.T) {
	oracle.Need(t, "soffice")
	dir, _ := sharedDemo(t)
	ctx := context.Background()
	w := kept(dir)
	month := samples.Periods()[1]
	plan, err := batch.LoadPlan(ctx, w.Plan(), month.Period, sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	led, err := w.ReadLedger()
	if err != nil {
		t.Fatal(err)
	}
	p := plan.At(month.Period)
	defer led.Close()
	var before huibao.History
	must(t, led.View(ctx, func(v *ledger.View) (err error) {
		before, err = v.History(month.Period)
		return err
	}))
	fired := map[string]int{}
	var forms []*huibao.Form
	var files []string
	in := t.TempDir()
	for seed, unit := range []string{"海原县", "中宁县", "沙坡头区", "市教育局", "海原县", "中宁县"} {
		history, err := p.HistoryOf(p.UnitByName(unit).Code, before.BySubject().Of)
		must(t, err)
		form := p.Form(p.UnitByName(unit).Code, history)
		path := filepath.Join(in, fmt.Sprintf("%d%s.xlsx", seed, unit))
		var b bytes.Buffer
		if err := templates.Filled(&b, form, randomEntries(rand.New(rand.NewPCG(uint64(seed), 1)), form)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		forms, files = append(forms, form), append(files, path)
	}
	made := oracle.RecalculateAll(t, files...) // a start of it costs seconds
	for i, form := range forms {
		agree(t, filepath.Join(made, filepath.Base(files[i])), form, p, fired)
	}
	for _, code := range ruled {
		if fired[code] == 0 && code != "T08" { // the second period of T01
			t.Errorf("%s never fired: the test shows nothing of it", code)
		}
	}
}

// randomEntries fills every input in: small numbers, so that they often fit and
// often do not.
func randomEntries(rnd *rand.Rand, form *huibao.Form) templates.Entries {
	e := templates.Entries{Rows: map[string]huibao.Values{}}
	for i := range form.Rows {
		row := &form.Rows[i]
		values := huibao.Values{}
		for _, c := range row.Inputs() {
			if rnd.IntN(12) == 0 || c.Field == huibao.FieldCumulative && row.Mode == huibao.ModeFlow && rnd.IntN(2) == 0 {
				continue
			}
			v := huibao.Value{Field: c.Field}
			switch c.Type {
			case huibao.TypeNumber:
				n := int64(rnd.IntN(60)) - 3
				switch {
				case c.Field == huibao.FieldPaid:
					n = int64(rnd.IntN(9)) * 650
				case c.Field == huibao.FieldStandard:
					n = int64(rnd.IntN(3)) * 650
				case c.Field == huibao.FieldMonths:
					n = int64(rnd.IntN(4))
				}
				v.Quantity = huibao.NumInt(n)
				v.Text = v.Quantity.String()
			case huibao.TypeDate:
				v.Date = huibao.Date{Year: 2023 + rnd.IntN(2), Month: 1 + rnd.IntN(6), Day: 1}
				v.Text = v.Date.String()
			default:
				continue
			}
			values.Set(v)
		}
		e.Rows[row.Code] = values
	}
	return e
}

// agree compares the 自检 texts of a recalculated return with what the checks say.
func agree(t *testing.T, path string, form *huibao.Form, p *inforce.Plan, fired map[string]int) {
	t.Helper()
	ctx := context.Background()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	known := importer.Known{Plan: p, Period: form.Period, Limits: sheet.DefaultLimits(), Form: func(string) *huibao.Form { return form }}
	ret, err := importer.Read(ctx, importer.File{Path: filepath.Base(path), Size: int64(len(data)), Data: bytes.NewReader(data)}, known)
	if err != nil {
		t.Fatal(err)
	}
	v := check.Run(check.Input{Form: form, Return: ret, Path: path, Collecting: form.Period})
	book := open(t, path)
	for i := range ret.Rows {
		row := &ret.Rows[i]
		grid, err := book.SheetByName(row.Sheet).Grid(ctx)
		if err != nil {
			t.Fatal(err)
		}
		cols := huibao.Columns(row.Kind)
		said := grid.At(row.Row, 1+slices.IndexFunc(cols, func(c huibao.Column) bool { return c.Field == huibao.FieldSelfCheck })).Raw
		complaints, found := map[string]bool{}, map[string]bool{}
		for _, r := range huibao.RowRules() {
			if r.Kind == row.Kind && strings.Contains(said, r.Say) {
				complaints[r.Code] = true
			}
		}
		for _, f := range v.Findings {
			if f.Indicator == row.Code && slices.ContainsFunc(huibao.RowRules(), func(r huibao.RowRule) bool { return r.Code == f.Code && r.Kind == row.Kind }) {
				found[f.Code] = true
				fired[f.Code]++
				if !complaints[f.Code] {
					t.Errorf("%s %s: %s fires (%s), 自检 says %q", form.Unit.Name, row.Code, f.Code, f.Message, said)
				}
			}
		}
		related := func(code string) bool { // the row, its whole, its parts: held out, they make no sum
			return code == row.Code || code == form.RowByCode(row.Code).PartOf || code != "" && form.RowByCode(code) != nil && form.RowByCode(code).PartOf == row.Code
		}
		holds := func(f huibao.Finding) bool {
			return related(f.Indicator) && f.Holds || f.Indicator == row.Code && found[f.Code]
		}
		if len(complaints) > 0 && !slices.ContainsFunc(v.Findings, holds) {
			t.Errorf("%s %s: 自检 says %q, no check fires", form.Unit.Name, row.Code, said)
		}
	}
}
