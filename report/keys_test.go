package report_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/sheet"
	"huibao/report"
	"huibao/statement"
)

// cellsOf are the cells of a workbook's sheet by row and heading.
func cellsOf(t *testing.T, name string, draw func(io.Writer) error) []map[string]sheet.Cell {
	t.Helper()
	var b bytes.Buffer
	if err := draw(&b); err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Open(context.Background(), bytes.NewReader(b.Bytes()), int64(b.Len()), "a.xlsx", sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	heads := map[int]string{}
	var list []map[string]sheet.Cell
	if err := book.SheetByName(name).Cells(context.Background(), func(c sheet.Cell) error {
		if c.Row == 1 {
			heads[c.Col] = c.Raw
			return nil
		}
		for len(list) < c.Row-1 {
			list = append(list, map[string]sheet.Cell{})
		}
		list[c.Row-2][heads[c.Col]] = c
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return list
}

// TestPublicKeys: each row of the public's workbook has a key of its own, which no program takes
// for a number, and its numbers are numbers.
func TestPublicKeys(t *testing.T) {
	m := report.NewModel(city{counties: 4, month: 6, sent: 1, held: 0.05, mixed: true}.consolidation(rand.New(rand.NewPCG(1, 7))), report.Info{Texts: texts(t)})
	key := regexp.MustCompile(`^i[a-z0-9.-]+$`)
	shares := 0
	seen, numbers := map[string]bool{}, 0
	for _, row := range cellsOf(t, "公示", func(w io.Writer) error { return report.PublicWorkbook(w, m) }) {
		k := row["键"].Raw
		if !key.MatchString(k) || seen[k] {
			t.Errorf("a key %q", k)
		}
		seen[k] = true
		for head, c := range row {
			if c.Type != sheet.Number && strings.ContainsAny(c.Raw, "0123456789") && strings.Trim(c.Raw, "0123456789.,% 倍") == "" {
				t.Errorf("%s, %s: a number as a text: %q", k, head, c.Raw)
			}
		}
		if row["已完成"].Type == sheet.Number {
			numbers++
		}
		if c := row["完成率"]; c.Type == sheet.Number {
			shares++
			if d, err := decimal.NewFromString(c.Raw); err != nil || d.GreaterThan(decimal.NewFromInt(3)) || !strings.HasSuffix(c.Format.Code, "%") {
				t.Errorf("%s: a share of %s, shown by %q", k, c.Raw, c.Format.Code)
			}
		}
	}
	if len(seen) != len(m.Rows) || numbers == 0 || shares == 0 {
		t.Errorf("%d keys of %d rows, %d numbers, %d shares", len(seen), len(m.Rows), numbers, shares)
	}
}

// TestFindingKeys: a finding has one key in the workbook and in findings.csv.
func TestFindingKeys(t *testing.T) {
	c := city{counties: 3, month: 6, sent: 1}.consolidation(rand.New(rand.NewPCG(1, 7)))
	text := "据实"
	for i := range c.Submissions() {
		for _, row := range []string{"1.1", "2.1"} {
			c.Submissions()[i].Findings = append(c.Submissions()[i].Findings, huibao.Finding{Code: "V04", Severity: huibao.Warning, Status: huibao.StatusExplained, Indicator: row, Sheet: "计数", Cell: "F4", Message: "电话 13800138000 不对", Explanation: &text})
		}
	}
	c.Findings = append(c.Findings, huibao.Finding{Code: "P01", Severity: huibao.Warning, Message: "方案"})
	m := report.NewModel(c, report.Info{Texts: texts(t)})
	inBook := map[string]bool{}
	for _, row := range cellsOf(t, "问题", func(w io.Writer) error { return report.Workbook(w, m) }) {
		inBook[row["键"].Raw] = true
	}
	var b bytes.Buffer
	if err := report.FindingsCSV(&b, c); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(inBook) != len(rows)-1 || len(inBook) != 7 {
		t.Errorf("%d keys in the workbook, %d lines", len(inBook), len(rows)-1)
	}
	for _, r := range rows[1:] {
		if k := r[len(r)-1]; !inBook[k] {
			t.Errorf("the workbook has no %s: %v", k, r)
		}
	}
}

// TestFindingsReplaced: what is found of a version in whose place another came asks nothing, and has a
// key of its own.
func TestFindingsReplaced(t *testing.T) {
	c := city{counties: 3, month: 6, sent: 1}.consolidation(rand.New(rand.NewPCG(1, 7)))
	list := slices.Clone(c.Submissions()[:2])
	for i, state := range []huibao.ReturnState{huibao.StateSuperseded, huibao.StatePending} {
		list[i].State, list[i].N, list[i].Unit, list[i].Path = state, i+1, list[0].Unit, "甲.xlsx"
		list[i].Findings = []huibao.Finding{{Code: "V11", Severity: huibao.Warning, Status: huibao.StatusOpen, Indicator: "1.1", Sheet: "计数", Cell: "F4", Message: "差 10 倍"}}
	}
	c.Files, c.Findings = statement.FilesFor(c.Period, list), nil
	m := report.NewModel(c, report.Info{Texts: texts(t)})
	said := map[string]string{}
	for _, row := range cellsOf(t, "问题", func(w io.Writer) error { return report.Workbook(w, m) }) {
		said[row["状态"].Raw] = row["键"].Raw
	}
	if len(said) != 2 || said["已替代"] == "" || said["待处理"] == "" || said["已替代"] == said["待处理"] {
		t.Errorf("%v", said)
	}
}
