package batch_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao/batch"
	"huibao/internal/oracle"
	"huibao/internal/sheet"
	"huibao/samples"
)

// TestRecalculated lets LibreOffice compute the consolidated workbook and a filled-in return anew:
// every formula's cached value is what it gives.
func TestRecalculated(t *testing.T) {
	dir, _ := sharedDemo(t)
	book := filepath.Join(dir, "out", "2024-06", "汇总表.xlsx")
	filled := filepath.Join(dir, "returns", "2024-06", "县区", "海原县_2024-06.xlsx")
	made := oracle.RecalculateAll(t, book, filled)
	for path, least := range map[string]int{book: 300, filled: 100} {
		if n := sameValues(t, path, filepath.Join(made, filepath.Base(path))); n < least {
			t.Errorf("%s: only %d formulas", filepath.Base(path), n)
		}
	}
}

// sameValues compares the cached values of all formulas of a workbook with those of
// its recalculated copy, and counts them.
func sameValues(t *testing.T, before, after string) int {
	t.Helper()
	ctx := context.Background()
	a, b := open(t, before), open(t, after)
	n := 0
	for _, s := range a.Sheets {
		ga, err := s.Grid(ctx)
		if err != nil {
			t.Fatal(err)
		}
		other := b.SheetByName(s.Name)
		if other == nil {
			t.Fatalf("no sheet %s", s.Name)
		}
		gb, err := other.Grid(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range ga.Rows() {
			for _, c := range ga.Row(row) {
				if !c.HasFormula {
					continue
				}
				n++
				if got := gb.At(row, c.Col); !sameCell(c, got) {
					t.Errorf("%s!%s: cached %q, recalculated %q (%s)", s.Name, c.Ref(), c.Raw, got.Raw, c.Formula)
				}
			}
		}
	}
	return n
}

func sameCell(a, b sheet.Cell) bool {
	if a.Raw == b.Raw {
		return true
	}
	x, errX := decimal.NewFromString(a.Raw)
	y, errY := sheet.Decimal15(b.Raw)
	return errX == nil && errY == nil && x.Equal(y)
}

func open(t *testing.T, path string) *sheet.Book {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b, err := sheet.Open(context.Background(), bytes.NewReader(data), int64(len(data)), path, sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestBulletinRead lets poppler and qpdf read the bulletin.
func TestBulletinRead(t *testing.T) {
	dir, _ := sharedDemo(t)
	path := filepath.Join(dir, "out", "2024-06", "通报.pdf")
	text := strings.Join(strings.Fields(oracle.PDFText(t, path)), "")
	for _, want := range []string{"关于2024年6月民生实事任务进展情况的通报", "27项任务的85个指标中", "20项达到序时进度，占可评任务的80%（其中2项仅部分指标到期可评）", "占年度任务1100人次的29.6%，序时52.1%，低22.5个百分点，欠247人次。中宁县、沙坡头区、海原县分别欠96、75、75人次", "附件1", "指标进展一览表", "未报：市总工会", "98.6%", "— 1 —"} {
		if !strings.Contains(text, strings.ReplaceAll(want, " ", "")) {
			t.Errorf("the bulletin does not say %q", want)
		}
	}
	if strings.Contains(text, "〓") {
		t.Error("a character has no glyph")
	}
	fonts := oracle.Run(t, "pdffonts", path)
	for i, line := range strings.Split(strings.TrimSpace(fonts), "\n") {
		if i > 1 && !strings.Contains(line, "yes") {
			t.Errorf("font not embedded: %s", line)
		}
	}
	oracle.Run(t, "qpdf", "--check", path)
}

// TestValidated lets the Open XML SDK read every kind of workbook that huibao
// writes: the plan, blank returns of a county and a bureau, a part, the
// consolidated workbook, annotated returns, and the editable texts. What it says of an annotated copy it
// said of the unit's own file.
func TestValidated(t *testing.T) {
	dir, _ := sharedDemo(t)
	oracle.Need(t, "ooxml-validator")
	files, err := filepath.Glob(filepath.Join(dir, "out", "2024-06", "returned", "*.xlsx"))
	if err != nil || len(files) < 5 {
		t.Fatalf("%d annotated returns, %v", len(files), err)
	}
	work := t.TempDir()
	if err := samples.Unpack(work); err != nil {
		t.Fatal(err)
	}
	month := samples.Periods()[1]
	if _, err := batch.Issue(context.Background(), kept(work), options(month), []string{"海原县", "市教育局"}); err != nil {
		t.Fatal(err)
	}
	for _, f := range []string{"plan.xlsx", "issued/2024-06/海原县_2024-06.xlsx", "issued/2024-06/市教育局_2024-06.xlsx"} {
		files = append(files, filepath.Join(work, filepath.FromSlash(f)))
	}
	for _, name := range []string{"汇总表.xlsx", "通报.docx", "专报.docx"} {
		files = append(files, filepath.Join(dir, "out", "2024-06", name))
	}
	part := filepath.Join(work, "海原县.xlsx")
	data, err := os.ReadFile(filepath.Join(dir, "returns", "2024-06", "县区", "海原县_2024-06.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(part, data, 0o644); err != nil {
		t.Fatal(err)
	}
	parts, err := batch.Split(context.Background(), part, sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, filepath.FromSlash(parts[0].Path))
	for _, f := range files {
		for _, e := range oracle.Validate(t, f) {
			t.Errorf("%s: %s", filepath.Base(f), e)
		}
	}
}
