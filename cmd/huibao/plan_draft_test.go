package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/batch"
	"huibao/draft"
	"huibao/internal/sheet"
	"huibao/planfile"
)

// mostEdits is how many cells an office may have to type from a plan's text to a plan
// that `plan check` finds no error or doubt in.
const mostEdits = 15

// TestFewEdits drafts the sample's text (or that of HUIBAO_PLAN_TEXT), types what no
// text can say — the counties, and last year's figures of stocks — and finds the plan
// clean; sharing a target out then works on it.
func TestFewEdits(t *testing.T) {
	text := os.Getenv("HUIBAO_PLAN_TEXT")
	if text == "" {
		text = filepath.Join("..", "..", "samples", "data", "plan.txt")
	}
	f, err := os.Open(text)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	d, err := draft.Read(context.Background(), f, info.Size(), filepath.Base(text), sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := planfile.WriteDraft(&b, d); err != nil {
		t.Fatal(err)
	}
	edits := typed(d)
	if len(edits) > mostEdits {
		t.Errorf("%d edits", len(edits))
	}
	out, err := planfile.Put(b.Bytes(), edits)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "plan.xlsx")
	if err := os.WriteFile(path, out, 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := batch.ReadPlan(context.Background(), path, sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range p.Findings() {
		if x.Severity == huibao.Error || x.Severity == huibao.Warning {
			t.Errorf("%s %s", x.Code, x.Message)
		}
	}
	if len(p.Plan.Indicators) < 70 {
		t.Errorf("%d indicators", len(p.Plan.Indicators))
	}
	shares(t, p.Plan, out)
}

// typed are the cells that the office types: three counties, and the value at the end
// of last year of every stock.
func typed(d *huibao.Draft) []planfile.Cell {
	var cells []planfile.Cell
	baseline := slices.Index(planfile.Tables(d.Plan)[huibao.SheetIndicators][0], "原值") + 1
	row := len(d.Plan.Units) + 1
	for i, name := range []string{"沙坡头区", "中宁县", "海原县"} {
		row++
		for col, s := range []string{"C0" + string(rune('1'+i)), name, "", "县区"} {
			if s != "" {
				cells = append(cells, planfile.Cell{Sheet: huibao.SheetUnits, Ref: sheet.Ref(row, col+1), Text: s})
			}
		}
	}
	for i := range d.Plan.Indicators {
		if ind := &d.Plan.Indicators[i]; ind.Mode == huibao.ModeStock && !ind.Baseline.IsNumber() {
			cells = append(cells, planfile.Cell{Sheet: huibao.SheetIndicators, Ref: sheet.Ref(i+2, baseline), Text: "30"})
		}
	}
	return cells
}

// shares shares a count out over the counties that were typed, into a sheet that had
// no column for them.
func shares(t *testing.T, p *huibao.Plan, data []byte) {
	t.Helper()
	x, err := planfile.Propose(p, "18.1", planfile.Equally, huibao.MustNum("10"))
	if err != nil {
		t.Fatal(err)
	}
	cells, err := planfile.AllocationCells(p, "18.1", x.New)
	if err != nil {
		t.Fatal(err)
	}
	out, err := planfile.Put(data, cells)
	if err != nil {
		t.Fatal(err)
	}
	again, _, err := planfile.Read(context.Background(), bytes.NewReader(out), int64(len(out)), "plan.xlsx", sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range again.Allocations {
		got = append(got, again.UnitName(a.Unit)+a.Value.String())
	}
	if s := strings.Join(got, " "); s != "全市10 沙坡头区4 中宁县3 海原县3" {
		t.Error(s)
	}
}

// TestDraftLinks holds that an indicator's words are linked to their line in the text.
func TestDraftLinks(t *testing.T) {
	d, err := draft.FromText(context.Background(), "2025年民生实事\n1.新建公厕20座。\n2.新增学位900个，标准提高5%。")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := planfile.WriteDraft(&b, d); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	head, err := f.GetRows(huibao.SheetIndicators)
	if err != nil {
		t.Fatal(err)
	}
	col := 0
	for i, h := range head[0] {
		if h == "原文" {
			col = i + 1
		}
	}
	ok, place, err := f.GetCellHyperLink(huibao.SheetIndicators, sheet.Ref(3, col))
	if err != nil || !ok || place != planfile.TextSheet+"!C4" {
		t.Fatal(ok, place, err)
	}
	if s, _ := f.GetCellValue(planfile.TextSheet, "C4"); s != "2.新增学位900个，标准提高5%。" {
		t.Error(s)
	}
	if s, _ := f.GetCellValue(planfile.TextSheet, "B4"); s != "2.1" {
		t.Error(s)
	}
}
