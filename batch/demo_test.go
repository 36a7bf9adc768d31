package batch_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"huibao"
	"huibao/batch"
	"huibao/internal/book"
	"huibao/internal/pdf"
	"huibao/internal/sheet"
	"huibao/internal/thorough"
	"huibao/report"
	"huibao/samples"
)

func options(m samples.Month) batch.Options {
	return batch.Options{Period: m.Period, Date: m.Date, Limits: sheet.DefaultLimits(), MaxFiles: 1000, MaxDepth: 16, Version: "test"}
}

// demo unpacks the sample into a folder and runs its periods.
func demo(t testing.TB, dir string, jobs int) *batch.Result {
	t.Helper()
	if err := samples.Unpack(dir); err != nil {
		t.Fatal(err)
	}
	w, err := at(dir)
	if err != nil {
		t.Fatal(err)
	}
	pdf.Unembedded = false // some look at the sample's
	defer func() { pdf.Unembedded = true }()
	var res *batch.Result
	for _, m := range samples.Periods() {
		opt := options(m)
		opt.Jobs = jobs
		if res, err = batch.Run(context.Background(), w, opt); err != nil {
			t.Fatal(err)
		}
	}
	return res
}

// shared is the sample, run once for all tests that only read.
var shared struct {
	sync.Once
	dir string
	res *batch.Result
}

func sharedDemo(t testing.TB) (string, *batch.Result) {
	t.Helper()
	shared.Do(func() {
		dir, err := os.MkdirTemp("", "huibao-test-")
		if err != nil {
			t.Fatal(err)
		}
		shared.dir, shared.res = dir, demo(t, dir, 0)
	})
	if shared.res == nil {
		t.Fatal("the sample did not run")
	}
	return shared.dir, shared.res
}

func TestMain(m *testing.M) {
	thorough.Begin()
	pdf.Unembedded, book.Stored = true, true
	code := m.Run()
	if shared.dir != "" {
		_ = os.RemoveAll(shared.dir)
	}
	os.Exit(code)
}

// embedded has the documents of a test hold their typefaces, as users' do.
func embedded(t testing.TB) {
	pdf.Unembedded = false
	t.Cleanup(func() { pdf.Unembedded = true })
}

// TestFigures compares June's city figures with what was worked out by hand, one for
// each kind and mode (judgement.md's worked example among them).
func TestFigures(t *testing.T) {
	_, res := sharedDemo(t)
	for _, c := range []struct {
		code, why, value, due, completion, points string
		light                                     huibao.Light
	}{
		{"12.5", "count, flow, linear: 82+70+48 of 400", "200", "200", "50.00%", "+0.00", huibao.Green},
		{"20.1", "count, flow, its own pace of 35 %: 40.50+38.50+33.05 of 300", "112.05", "105.00", "37.35%", "+2.35", huibao.Green},
		{"24.1", "count, stock: (5−4)÷(7−4), due 4 and the whole of 3×50 %, 1", "5", "5.00", "33.33%", "+0.00", huibao.Green},
		{"7.1", "rate, maintain: (1176+990+594)÷(1200+1000+600)", "98.57", "0.98", "", "+0.57", huibao.Green},
		{"17.2", "rate, cumulative: (18110+15049+12585)÷(46200+39500+36800) of 75 %", "37.34", "0.38", "49.79%", "-0.21", huibao.Green},
		{"19.1", "rate, stock: 159÷440 between 33.5 % and 38 %", "36.14", "0.36", "58.59%", "+8.59", huibao.Green},
		{"1.7", "rate, final: nothing before the deadline; its bureau was sent back", "", "", "", "", huibao.Grey},
		{"11.1", "standard, in full: 115 in all three", "115", "", "", "", huibao.Green},
		{"9.1", "standard, topped up: 690 in all three", "690", "", "", "", huibao.Green},
		{"11.2", "standard: one of three at 125, 130 due", "125", "", "", "", huibao.Yellow},
		{"3.3", "relation: worst is 4100 against 2050", "2", "", "", "", huibao.Green},
		{"24.2", "milestone: 1 of 3, not due", "1", "", "", "", huibao.Green},
		{"14.1", "count with a hole (约1200): 2725, and 1226 that counted in May, are 46.5 % of 8500", "", "", "", "", huibao.Green},
		{"23.2", "outside the city", "", "", "", "", huibao.Grey},
	} {
		s := res.CityStanding(c.code)
		got := ""
		if len(s.Figures) > 0 {
			got = s.Figures[0].Value.String()
		}
		if c.value != "" && got != c.value || s.Light != c.light {
			t.Errorf("%s (%s): %s %s, want %s %s", c.code, c.why, got, s.Light, c.value, c.light)
		}
		if c.due != "" && s.Due.Round(2).String() != huibao.MustNum(c.due).String() {
			t.Errorf("%s: due %s, want %s", c.code, s.Due.Round(2), c.due)
		}
		if c.completion != "" && s.Completion.PercentText(2) != c.completion || c.points != "" && s.Points.PointsText(2) != c.points {
			t.Errorf("%s: %s %s, want %s %s", c.code, s.Completion.PercentText(2), s.Points.PointsText(2), c.completion, c.points)
		}
	}
	s := res.CityStanding("11.1")
	if s.Months.String() != "18000" || s.Paid.String() != "2070000" {
		t.Errorf("11.1: %s person-months, %s paid", s.Months, s.Paid)
	}
	if s := res.CityStanding("3.3"); s.Rate().Round(2).String() != "2" || s.Held != 3 {
		t.Errorf("3.3: %s, %d hold", s.Rate().Round(2), s.Held)
	}
}

// TestMischief compares what was found in June's files with what mischief.tsv says
// was done to them.
func TestMischief(t *testing.T) {
	_, res := sharedDemo(t)
	want := map[string]struct {
		state huibao.ReturnState
		codes []string // code or code@indicator, all of which must be there
	}{
		"县区/沙坡头区_2024-06.xlsx":   {huibao.StatePending, []string{"V04@27.1", "V04@27.1", "L01@21.1", "L02@16.2", "L05@11.2"}},
		"县区/中宁县6月报表.xlsx":        {huibao.StatePending, []string{"V02@14.1", "V11@21.1", "L05@13.2"}},
		"县区/海原县_2024-06.xlsx":    {huibao.StatePending, []string{"V03@14.1", "V04@21.2", "T04@11.2"}},
		"市教育局_2024-06.xlsx":      {huibao.StatePending, []string{"S09@4.4"}},
		"农业农村局/农机和教育补助6月.xlsx":   {huibao.StatePending, []string{"S14@27.2"}},
		"市卫健委6月.xlsx":            {huibao.StatePending, []string{"L05@17.1"}},
		"市妇联盖章扫描件.pdf":           {huibao.StateAttachment, []string{"F01"}},
		"市民政局6月报表.xlsx":          {huibao.StateSuperseded, nil},
		"市民政局6月报表_更正.xlsx":       {huibao.StateAccepted, nil},
		"市残联_2024-06.xlsx":       {huibao.StateAccepted, []string{"V03@12.2"}},
		"市水务局_2024-06.xlsx":      {huibao.StateRejected, []string{"S05", "F08"}},
		"市生态环境局/农村污水治理情况.xlsx":   {huibao.StateRejected, []string{"F01"}},
		"市交通运输局_2024-06.xlsx":    {huibao.StatePending, []string{"S11"}},
		"市旅游和文体广电局_2024-06.xlsx": {huibao.StateAccepted, []string{"S07"}},
	}
	seen := 0
	for _, s := range res.Submissions() {
		w, ok := want[strings.TrimPrefix(s.Path, "returns/2024-06/")]
		if !ok {
			continue
		}
		seen++
		if s.State != w.state {
			t.Errorf("%s: %s (%s), want %s", s.Path, s.State, s.Why, w.state)
		}
		for _, code := range w.codes {
			if !slices.ContainsFunc(s.Findings, func(f huibao.Finding) bool { return f.Code == code || f.Code+"@"+f.Indicator == code }) {
				t.Errorf("%s: no %s", s.Path, code)
			}
		}
	}
	if seen != len(want) {
		t.Errorf("%d of %d files seen", seen, len(want))
	}
	if !slices.Equal(res.Missing, []string{"B10"}) {
		t.Errorf("missing %v", res.Missing)
	}
}

// TestExplanations tells a real explanation from a stock phrase.
func TestExplanations(t *testing.T) {
	_, res := sharedDemo(t)
	for _, c := range []struct {
		unit, code, row string
		want            huibao.FindingStatus
	}{{"C01", "L05", "11.2", huibao.StatusExplained}, {"C03", "V04", "21.2", huibao.StatusExplained}, {"B06", "L05", "17.1", huibao.StatusOpen}, {"C01", "V04", "27.1", huibao.StatusOpen}} {
		found := false
		for _, f := range res.Counting(c.unit).Findings {
			if f.Code == c.code && f.Indicator == c.row {
				found = true
				if f.Status != c.want {
					t.Errorf("%+v: %s", c, f.Status)
				}
			}
		}
		if !found {
			t.Errorf("%+v: no such finding", c)
		}
	}
}

// TestEveryFileAccounted compares returns/ with run.json.
func TestEveryFileAccounted(t *testing.T) {
	dir, _ := sharedDemo(t)
	data, err := os.ReadFile(filepath.Join(dir, "out", "2024-06", "run.json"))
	if err != nil {
		t.Fatal(err)
	}
	var run report.Run
	if err := json.Unmarshal(data, &run); err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, f := range run.Files {
		listed[f.Path] = true
	}
	err = filepath.WalkDir(filepath.Join(dir, "returns", "2024-06"), func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if !listed[filepath.ToSlash(rel)] {
			t.Errorf("%s is not in run.json", rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range run.Outputs {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(o.Path))); err != nil {
			t.Error(err)
		}
	}
}

// TestTraces follows every published figure to cells whose text reads as the value.
func TestTraces(t *testing.T) {
	dir, res := sharedDemo(t)
	books := map[string]*sheet.Book{}
	ctx := context.Background()
	parts := 0
	for _, s := range res.City {
		for _, f := range s.Figures {
			for _, p := range f.AllParts() {
				cell := p.Reported()
				if cell.Source.Cell == "" {
					if p.Excluded == "" {
						t.Errorf("%s %s %s: counted without a source", s.Code, p.Unit, p.Field)
					}
					continue
				}
				b := books[cell.Source.File]
				if b == nil {
					data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(cell.Source.File)))
					if err != nil {
						t.Fatal(err)
					}
					if b, err = sheet.Open(ctx, bytes.NewReader(data), int64(len(data)), cell.Source.File, sheet.DefaultLimits()); err != nil {
						t.Fatal(err)
					}
					books[cell.Source.File] = b
				}
				g, err := b.SheetByName(cell.Source.Sheet).Grid(ctx)
				if err != nil {
					t.Fatal(err)
				}
				row, col, ok := sheet.ParseRef(cell.Source.Cell)
				if !ok || g.At(row, col).Raw != cell.Text {
					t.Errorf("%s %s: %s holds %q, not %q", s.Code, p.Unit, cell.Source.Cell, g.At(row, col).Raw, cell.Text)
				}
				if d, ok := cell.Quantity.Decimal(); ok && cell.Origin != huibao.OriginDerived && len(cell.Remarks) == 0 {
					if typed, err := sheet.Decimal15(cell.Text); err != nil || !typed.Equal(d) {
						t.Errorf("%s %s: %q does not read as %s", s.Code, p.Unit, cell.Text, d)
					}
				}
				parts++
			}
		}
	}
	if parts < 400 {
		t.Errorf("only %d parts were traced", parts)
	}
}

// TestSameBytes runs the sample again, in another folder with one worker, and a
// second time over itself: the outputs are the same to the byte.
func TestSameBytes(t *testing.T) {
	thorough.Need(t)
	dir, _ := sharedDemo(t)
	want := outputs(t, dir)
	other := filepath.Join(t.TempDir(), "另一个文件夹")
	demo(t, other, 1)
	sameFiles(t, want, outputs(t, other), 15)
	demo(t, other, 4)
	sameFiles(t, want, outputs(t, other), 15)
}

// outputs are the files that a workspace's runs wrote.
func outputs(t *testing.T, dir string) map[string]string {
	t.Helper()
	return whole(t, filepath.Join(dir, "out"))
}

// sameFiles holds two sets of files, of which there are so many at least, to be the same.
func sameFiles(t *testing.T, want, got map[string]string, least int) {
	t.Helper()
	if len(want) < least || len(want) != len(got) {
		t.Errorf("%d outputs, want %d", len(got), len(want))
	}
	for name, data := range want {
		if got[name] != data {
			t.Errorf("%s differs", name)
		}
	}
}

// ruled are the codes that the 自检 column of a return says too.
var ruled = []string{"L01", "L02", "L03", "L04", "L05", "L06", "H01", "H02", "T01", "T08"}

// TestSelfCheckAgrees holds the two uses of the one table of rules together: where a
// check of that table fires, the row's own 自检 complains in the workbook.
func TestSelfCheckAgrees(t *testing.T) {
	dir, res := sharedDemo(t)
	n := 0
	for _, s := range res.Submissions() {
		if !s.Counts() {
			continue
		}
		for _, f := range s.Findings {
			if !slices.Contains(ruled, f.Code) {
				continue
			}
			n++
			row := s.Return.RowByCode(f.Indicator)
			data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(s.Path)))
			if err != nil {
				t.Fatal(err)
			}
			b, err := sheet.Open(context.Background(), bytes.NewReader(data), int64(len(data)), s.Path, sheet.DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			g, err := b.SheetByName(row.Sheet).Grid(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			cols := huibao.Columns(row.Kind)
			at := slices.IndexFunc(cols, func(c huibao.Column) bool { return c.Field == huibao.FieldSelfCheck })
			if g.At(row.Row, at+1).Raw == "" {
				t.Errorf("%s %s %s: the row's 自检 says nothing", s.Path, f.Code, f.Indicator)
			}
		}
	}
	if n < 10 {
		t.Errorf("only %d findings", n)
	}
}
