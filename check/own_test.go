package check_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"huibao"
	"huibao/check"
	"huibao/importer"
	"huibao/inforce"
	"huibao/internal/sheet"
	"huibao/planfile"
)

// ownMonth is the month that the tables of testdata/own are of.
var ownMonth = huibao.Period{Year: 2024, Month: 6}

// ownOnly narrows TestOwnTables to the cases whose names it fits: -own '62*'.
var ownOnly = flag.String("own", "*", "the tables of testdata/own that TestOwnTables judges")

// TestOwnTables judges tables as units make them (testdata/own): the file's name, "plan" where
// it is not the sample's, each sheet as tab-separated text, and "truth", what a careful person
// reads without asking: an indicator and its cumulative a line, or ? where one would have to
// ask, with the figure that is asked about. "got" is what becomes of each: the figure that
// counts, or what is asked. No figure that counts may be another, most are read, and of the
// rest the question names the indicator and the figure.
func TestOwnTables(t *testing.T) {
	files, _ := filepath.Glob("testdata/own/" + *ownOnly + ".txtar")
	var sum ownCount
	plans := newOwnPlans()
	for _, path := range files {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		got := sum.judge(t, plans, path, a)
		if flag.Lookup("update").Value.String() == "true" {
			setSection(a, "got", got)
			if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if sectionOf(a, "got") != got {
			t.Errorf("%s: look, then run go test ./check -run TestOwnTables -update:\n%s", path, got)
		}
	}
	if *ownOnly == "*" && (sum.read*20 < sum.knowable*17 || sum.named*100 < sum.open*95 || sum.shown*10 < sum.open*9) {
		t.Errorf("%+v", sum)
	}
	t.Logf("%+v", sum)
}

// ownCount counts figures of tables: those that a person knows, and of these the ones that are
// read; those that stay open, and of these the ones whose question names the indicator, and the
// figure as well; and those that count as another.
type ownCount struct{ knowable, read, open, named, shown, wrong int }

// judge reads the table of a case and compares what becomes of it with the truth.
func (c *ownCount) judge(t *testing.T, plans ownPlans, path string, a *txtar.Archive) (got string) {
	t.Helper()
	plan, month := plans.of(t, a)
	all := judgeOwn(t, plan, month, a)
	nothingVanishes(t, path, a, all)
	v := all[0]
	truth := map[string]string{}
	for line := range strings.Lines(sectionOf(a, "truth")) {
		code, want, _ := strings.Cut(strings.TrimSpace(line), " ")
		truth[code] = want
		is, asked := figureOrQuestion(ofUnit(all, code))
		got += strings.TrimSpace(code+" "+is+" "+strings.Join(asked, "；")) + "\n"
		if is != "" && is != want {
			c.wrong++
			t.Errorf("%s: %s counts as %s, is %s", path, code, is, want)
		}
		figure, ask := strings.CutPrefix(want, "?")
		if !ask {
			c.knowable++
		}
		switch {
		case is != "":
			c.read++
		default:
			c.open++
			if len(asked) > 0 {
				c.named++
				if strings.Contains(strings.Join(asked, "；"), figure) {
					c.shown++
				}
			}
		}
	}
	for at, v := range all {
		for _, row := range v.Return.Rows {
			code := row.Code
			if at > 0 || len(all) > 1 && v.Return.SentBy != "" {
				code = v.Return.Unit + "/" + code
			}
			if is, _ := figureOrQuestion(v, row.Code); is != "" && truth[code] == "" && (code == row.Code || strings.Contains(sectionOf(a, "truth"), "/")) {
				c.wrong++
				t.Errorf("%s: %s counts as %s, stands nowhere", path, code, is)
			}
		}
	}
	return string(v.Return.Unit) + " " + v.Return.Period.String() + " " + string(v.State) + "\n" + got
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

// ofUnit is the verdict on a truth's line: of the file's own return, or (C01/12.1) of that of a unit
// for which a bureau sent it; and the indicator.
func ofUnit(all []check.Verdict, line string) (check.Verdict, string) {
	unit, code, other := strings.Cut(line, "/")
	if !other {
		return all[0], line
	}
	for _, v := range all {
		if v.Return.Unit == unit {
			return v, code
		}
	}
	return check.Verdict{Return: &huibao.Return{}}, code
}

// judgeOwn judges what becomes of a case's file: a return, or several.
func judgeOwn(t *testing.T, plan *inforce.Plan, month huibao.Period, a *txtar.Archive) (all []check.Verdict) {
	t.Helper()
	name := strings.TrimSpace(string(a.Comment))
	data := ownFile(t, a)
	file := importer.File{Path: "returns/" + month.String() + "/" + name, SHA256: strings.Repeat("ab", 32), Size: int64(len(data)), Data: bytes.NewReader(data)}
	list, err := importer.ReadAll(context.Background(), file, importer.Known{Plan: plan, Period: month, Limits: sheet.DefaultLimits(), Form: plan.ReadingForm})
	if err != nil {
		t.Fatal(err)
	}
	for _, ret := range list {
		all = append(all, check.Run(check.Input{Form: plan.Form(ret.Unit, nil), Return: ret, Path: file.Path, SHA256: file.SHA256, Collecting: month, Wider: plan.WiderTargets(), Areas: plan.AreaTargets, Received: huibao.Date{Year: month.Year, Month: month.Month + 1, Day: 2}}))
	}
	return all
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
