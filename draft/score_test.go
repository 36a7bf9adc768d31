package draft

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/sheet"
)

// expected is one row of a hand-read table of targets.
type expected struct {
	task, kind, comparator, value, measure, baseline, derived, partOf, name, label string
	doubtful                                                                       bool
}

func readTSV(t *testing.T, path string) []map[string]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var head []string
	var rows []map[string]string
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if head == nil {
			head = cells
			continue
		}
		row := map[string]string{}
		for i, c := range cells {
			if i < len(head) {
				row[head[i]] = c
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func targetsOf(t *testing.T, path string) []expected {
	var list []expected
	for _, r := range readTSV(t, path) {
		list = append(list, expected{r["task"], r["kind"], r["comparator"], r["value"], r["measure"], r["baseline"], r["derived"], r["part_of"], r["name"], r["label"], r["sure"] == "doubtful"})
	}
	return list
}

// score compares a draft with a hand-read table: what was missed, and what was
// invented. Tasks are counted in their order.
func score(d *huibao.Draft, want []expected) (right int, missed, invented []string) {
	used := map[string]bool{}
	for _, w := range want {
		if w.kind == "increase" {
			continue
		}
		found := ""
		for n, task := range d.Plan.Tasks {
			if fmt.Sprint(n+1) != w.task {
				continue
			}
			for _, ind := range d.Plan.TaskIndicators(task.No) {
				if found == "" && !used[ind.Code] && agrees(d, ind, w) {
					found = ind.Code
				}
			}
		}
		if found == "" {
			missed = append(missed, fmt.Sprintf("%s %s %s %s %s %s", w.task, w.kind, w.comparator, w.value, w.measure, w.name))
			continue
		}
		used[found] = true
		right++
	}
	for i := range d.Plan.Indicators {
		ind := &d.Plan.Indicators[i]
		if !used[ind.Code] {
			invented = append(invented, fmt.Sprintf("%s %s %s %s %s “%s”", ind.Code, ind.Kind, ind.Comparator, ind.Target, ind.Measure, ind.Quote))
		}
	}
	return right, missed, invented
}

// agrees reports whether an indicator is the target: kind, comparator, value,
// measure, baseline and whole.
func agrees(d *huibao.Draft, ind *huibao.Indicator, w expected) bool {
	value := ind.Target.Or(decimal.Zero)
	if ind.TargetRef != nil {
		value = ind.TargetRef.Factor
	}
	ok := string(ind.Kind) == w.kind && string(ind.Comparator) == w.comparator && value.String() == w.value && ind.Baseline.String() == w.baseline
	if from, same := huibao.ConvertMeasure(ind.Measure, w.measure); !same || !from.Num.Equal(from.Den) {
		return false
	}
	if w.label != "" && (ind.Name != w.label || d.Doubtful()[ind.Code] != w.doubtful) {
		return false
	}
	if w.partOf != "" {
		whole := d.Plan.IndicatorByCode(ind.PartOf)
		ok = ok && whole != nil && whole.Target.String() == w.partOf
	}
	return ok
}

func draftFile(t *testing.T, path string) *huibao.Draft {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	d, err := Read(context.Background(), f, info.Size(), filepath.Base(path), sheet.DefaultLimits())
	if err != nil {
		t.Fatal(path, err)
	}
	return d
}

// TestPlan2024 holds the drafter to the real plan, read by hand: every task, every
// unit, every target, none invented, every number accounted for.
func TestPlan2024(t *testing.T) {
	const path = "../../shared/plan/方案-2024.txt"
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		t.Skip("the plan of 2024 is not here; the sample's own text is tested in TestPlans")
	}
	d := draftFile(t, path)
	if len(d.Plan.Tasks) != 27 || d.Plan.Year != 2024 || len(d.Plan.Units) != 19 {
		t.Errorf("%d tasks of %d, %d units", len(d.Plan.Tasks), d.Plan.Year, len(d.Plan.Units))
	}
	want := targetsOf(t, "testdata/targets-2024.tsv")
	right, missed, invented := score(d, want)
	t.Logf("%d of %d targets right", right, len(want))
	addsUp(t, path, d)
	if len(missed) > 0 || len(invented) > 0 {
		t.Errorf("missed:\n%s\ninvented:\n%s", strings.Join(missed, "\n"), strings.Join(invented, "\n"))
	}
}

// TestPlans holds the drafter to plans of other forms, each with a table of its
// targets and one of its tasks, made by hand.
func TestPlans(t *testing.T) {
	tables, err := filepath.Glob("testdata/plans/*.meta.tsv")
	if err != nil || len(tables) < 15 {
		t.Fatal(len(tables), "plans", err)
	}
	for _, meta := range tables {
		base := strings.TrimSuffix(meta, ".meta.tsv")
		t.Run(filepath.Base(base), func(t *testing.T) {
			files, _ := filepath.Glob(base + ".*")
			d := draftFile(t, slices.DeleteFunc(files, func(f string) bool { return strings.HasSuffix(f, ".tsv") })[0])
			sameTasks(t, d, readTSV(t, meta))
			want := targetsOf(t, base+".tsv")
			right, missed, invented := score(d, want)
			t.Logf("%d of %d targets right", right, len(want))
			if len(missed) > 0 || len(invented) > 0 {
				t.Errorf("missed:\n%s\ninvented:\n%s", strings.Join(missed, "\n"), strings.Join(invented, "\n"))
			}
		})
	}
}

func sameTasks(t *testing.T, d *huibao.Draft, want []map[string]string) {
	t.Helper()
	if len(d.Plan.Tasks) != len(want) {
		t.Fatalf("%d tasks, want %d", len(d.Plan.Tasks), len(want))
	}
	for i, w := range want {
		task := d.Plan.Tasks[i]
		got := [3]string{task.Category, strings.Join(task.LeadAs, "、"), strings.Join(task.SupportAs, "、")}
		if exp := [3]string{w["category"], w["lead"], w["support"]}; got != exp {
			t.Errorf("task %d: %q, want %q", i+1, got, exp)
		}
	}
}
