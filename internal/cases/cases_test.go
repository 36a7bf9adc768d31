package cases

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

func TestSpaced(t *testing.T) {
	const in = `{"a":[1,{"b":"x:,<"},[]],"c":{},"d":1.50,"e":null}`
	got, err := spaced([]byte(in))
	if want := `{"a": [1, {"b": "x:,<"}, []], "c": {}, "d": 1.50, "e": null}`; err != nil || got != want {
		t.Errorf("spaced(%s) = %s, %v, want %s", in, got, err, want)
	}
}

func TestStandsIn(t *testing.T) {
	for s, want := range map[string]bool{"“计数”的 1.1 和": true, "11.1": false, "1.12": false, "1.1.2": false, "1.12 1.1": true, "": false} {
		if got := standsIn("1.1", s); got != want {
			t.Errorf("standsIn(1.1, %q) = %v", s, got)
		}
	}
}

func TestNumbers(t *testing.T) {
	if !same("1,015", "1015.0") || same("1/2", "0.5") || !same("—", "—") {
		t.Error("same compares wrongly")
	}
	for in, want := range map[string]string{"2.005": "2.01", "-2.005": "-2.01", "10.50": "10.5", "100": "100", "1e2": "100"} {
		if got := rounded(number(in), 2); got != want {
			t.Errorf("rounded(%s, 2) = %s, want %s", in, got, want)
		}
	}
	if n, ok := serial("2025-02-08"); !ok || n != 45696 {
		t.Errorf("serial(2025-02-08) = %d", n)
	}
	if day, err := after("2025-12", 3); err != nil || day != "2026-01-03" {
		t.Errorf("after(2025-12, 3) = %s, %v", day, err)
	}
}

func TestCriteria(t *testing.T) {
	b := newBook()
	defer b.Close()
	if err := b.set(spot{"Sheet1", 3, 1}, "2.10"); err != nil {
		t.Fatal(err)
	}
	got := b.criteria("Sheet1", `IF(A1,SUMIFS(台账!F:F,台账!A:A,$A$3,台账!B:B,"a,(b"),COUNTIF(B:B,"2.1"))`)
	if diff := cmp.Diff([]string{"2.10", "a,(b", "2.1"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestEdits makes every edit that is put into the saved parts, and opens the result.
func TestEdits(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.xlsx")
	edit := func(s string) *Edit {
		var e Edit
		if err := numbers([]byte(s)).Decode(&e); err != nil {
			t.Fatal(err)
		}
		return &e
	}
	table := Table{Name: "计数", Rows: [][]any{{"编码", json.Number("1.5"), "x"}, {"=A1", json.Number("3"), json.Number("4")}, {"", json.Number("6")}},
		HiddenRows: []int{3}, Formats: map[string]string{"B1": "0%"}, Stored: map[string]string{"C2": "1.1000000000000001"}}
	if err := writeTable(path, []Table{table}, ""); err != nil {
		t.Fatal(err)
	}
	result := "编码"
	err := editParts(path, []raw{
		{sheet: "计数", ref: "A2", result: &result},
		{sheet: "计数", ref: "B2", edit: edit(`{"formula":"6+9","cached":0,"recalc":true}`)},
		{sheet: "计数", ref: "C1", edit: edit(`{"runs":[{"text":"1","strike":true},{"text":"2"}]}`)},
		{sheet: "计数", ref: "D1", edit: edit(`{"merge_down":1}`)},
		{sheet: "计数", edit: edit(`{"mergeref":"A2:A3"}`)},
		{sheet: "计数", edit: edit(`{"part":"sheet","sheet":"计数","find":"<v>(6)</v>","put":"<v>\\1\\g<1></v>"}`)},
	}, (*parts).foreign)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []string{"vml-ids", "macro", "external"} {
		if err := dress(t.Context(), path, []string{w}, t.TempDir()); err != nil {
			t.Fatal(err)
		}
	}
	p, err := openParts(path)
	if err != nil {
		t.Fatal(err)
	}
	if said := p.sound(); said != "" {
		t.Error(said)
	}
	b, err := openBook(path)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	merged, err := b.GetMergeCells("计数")
	if err != nil || len(merged) != 2 {
		t.Errorf("merged cells are %v, %v", merged, err)
	}
	for cell, want := range map[string]string{"A2": "编码", "B2": "0", "C1": "12", "C2": "1.1000000000000001", "B3": "66"} {
		if got, err := b.GetCellValue("计数", cell, excelize.Options{RawCellValue: true}); err != nil || got != want {
			t.Errorf("%s is %q, %v, want %q", cell, got, err, want)
		}
	}
}
