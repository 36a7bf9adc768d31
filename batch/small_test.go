package batch_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/inforce"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/planfile"
	"huibao/templates"
)

// small is a workspace of three counties that report two counts: a run of it is cheap.
type small struct {
	alone  bool // counties have no editions of their own
	merged bool // 丙县 was merged into 乙县 in January

	rows    int  // that they report; 0 for two
	renamed bool // the indicators are called otherwise
	public  bool // the indicators are the public's, too
	both    int  // of how many of them the bureau reports its own figure beside the counties' (双报核对)
	w       batch.Workspace
	opt     batch.Options
	form    map[string]*huibao.Form
	made    map[string][]byte
}

var smallCounties = []string{"甲县", "乙县", "丙县"}

func newSmall(t *testing.T, alone bool) *small {
	t.Helper()
	s := &small{alone: alone, w: kept(t.TempDir()), form: map[string]*huibao.Form{}, made: map[string][]byte{}}
	s.opt = batch.Options{Period: huibao.Period{Year: 2024, Month: 1}, Date: huibao.Date{Year: 2024, Month: 2, Day: 5}, Limits: sheet.DefaultLimits(),
		MaxFiles: 100, MaxDepth: 4, Version: "test", Jobs: 1}
	s.plan(t, 1000)
	s.forms(t)
	return s
}

// month is the same workspace in another month, after what was reported before.
func (s *small) month(t *testing.T, m int) *small {
	t.Helper()
	x := &small{alone: s.alone, w: s.w, opt: s.opt, form: map[string]*huibao.Form{}, made: map[string][]byte{}}
	x.opt.Period.Month, x.opt.Date.Month = m, m+1
	x.forms(t)
	return x
}

// forms makes the counties' forms of the month.
func (s *small) forms(t *testing.T) {
	t.Helper()
	must(t, os.MkdirAll(s.w.Returns(s.opt.Period), 0o755))
	loaded, err := batch.ReadPlan(context.Background(), s.w.Plan(), s.opt.Limits)
	must(t, err)
	now := inforce.At(loaded.Plan, s.opt.Period)
	led, err := s.w.ReadLedger()
	must(t, err)
	defer led.Close()
	var before huibao.History
	must(t, led.View(context.Background(), func(v *ledger.View) (err error) {
		before, err = v.History(s.opt.Period)
		return err
	}))
	for _, name := range smallCounties {
		code := now.UnitByName(name).Code
		own, err := now.HistoryOf(code, before.BySubject().Of)
		must(t, err)
		s.form[name] = now.Form(code, own)
	}
}

// plan writes the plan, with a target.
func (s *small) plan(t *testing.T, target int64) {
	t.Helper()
	s.written(t, 2024, target)
}

// merge writes the plan with a merger.
func (s *small) merge(t *testing.T) {
	t.Helper()
	s.merged = true
	s.plan(t, 1000)
}

// year writes the plan of another year.
func (s *small) year(t *testing.T, year int) {
	t.Helper()
	s.written(t, year, 1000)
}

func (s *small) written(t *testing.T, year int, target int64) {
	t.Helper()
	p := &huibao.Plan{Title: "方案", Issuer: "市人民政府", Office: "市政府办", Year: year, Contact: "张三", Phone: "0955-1234567", Version: "第1版",
		Yellow: decimal.NewFromInt(10), Red: decimal.NewFromInt(20),
		Tasks: []huibao.Task{{No: 1, Category: "民生", Title: "改造", Deadline: huibao.Date{Year: year, Month: 12, Day: 31}, Lead: []string{"B1"}, LeadAs: []string{"市民政局"}}},
		Units: []huibao.Unit{{Code: "B1", Name: "市民政局", Level: huibao.LevelBureau}}}
	for i, name := range smallCounties {
		p.Units = append(p.Units, huibao.Unit{Code: "C" + string(rune('1'+i)), Name: name, Level: huibao.LevelCounty})
	}
	called := "种设施"
	if s.renamed {
		called = "种民生设施"
	}
	for _, code := range []string{"1.1", "1.2", "1.3", "1.4", "1.5", "1.6"}[:max(2, s.rows)] {
		p.Indicators = append(p.Indicators, huibao.Indicator{Code: code, Task: 1, Name: "第" + code[2:] + called, Kind: huibao.KindCount, Mode: huibao.ModeFlow, Measure: "个",
			Comparator: huibao.AtLeast, Target: huibao.NumInt(target), Scope: huibao.ScopeCity, Responsible: "B1", ReportBy: huibao.ByCounties, Public: s.public})
	}
	for i := range s.both {
		p.Indicators[i].ReportBy = huibao.ByBoth
	}
	if s.merged {
		p.Units[3].End, p.Units[3].Successor = huibao.Date{Year: 2024, Month: 1, Day: 20}, "C2"
	}
	if s.alone {
		p.Settings = append(p.Settings, huibao.Setting{Code: "分册级别", Bound: huibao.LevelBureau.Label()})
	}
	var b bytes.Buffer
	must(t, planfile.Write(&b, p))
	must(t, os.WriteFile(s.w.Plan(), b.Bytes(), 0o644))
}

// put writes a return of a county: its figures by the variant, of which 5 is wrong.
func (s *small) put(t *testing.T, county, name string, variant int) {
	t.Helper()
	key := county + string(rune('0'+variant))
	if s.made[key] == nil {
		s.made[key] = s.withRows(t, county, variant, s.form[county].Rows)
	}
	must(t, os.WriteFile(filepath.Join(s.w.Returns(s.opt.Period), county+"_"+name+".xlsx"), s.made[key], 0o644))
}

// putRow writes a return of a county in which one row alone is filled in.
func (s *small) putRow(t *testing.T, county, name string, variant, row int) {
	t.Helper()
	data := s.withRows(t, county, variant, s.form[county].Rows[row:row+1])
	must(t, os.WriteFile(filepath.Join(s.w.Returns(s.opt.Period), county+"_"+name+".xlsx"), data, 0o644))
}

// withRows is a return of a county with some of its rows filled in.
func (s *small) withRows(t *testing.T, county string, variant int, rows []huibao.FormRow) []byte {
	t.Helper()
	f := s.form[county]
	e := templates.Entries{Rows: map[string]huibao.Values{},
		Sign: huibao.SignOff{FilledBy: "张三", Phone: "0955-7654321", CheckedBy: "李四", ApprovedBy: "王五", DateText: f.Day.CutOff.AddDays(3).String()}}
	for i := range rows {
		v := huibao.Values{}
		q := huibao.NumInt(int64(21 + 7*variant + i))
		v.Set(huibao.Value{Field: huibao.FieldThis, Quantity: q, Text: q.String()})
		if was := rows[i].Prior.Values[huibao.FieldCumulative]; was.IsNumber() {
			q = q.Add(was)
		}
		if variant == 5 {
			q = huibao.NumInt(1)
		}
		v.Set(huibao.Value{Field: huibao.FieldCumulative, Quantity: q, Text: q.String()})
		e.Rows[rows[i].Code] = v
	}
	var b bytes.Buffer
	must(t, templates.Filled(&b, f, e))
	return b.Bytes()
}

// write writes a return of a county with rows filled in as said.
func (s *small) write(t *testing.T, county, name string, rows map[string]huibao.Values) {
	t.Helper()
	var b bytes.Buffer
	must(t, templates.Filled(&b, s.form[county], templates.Entries{Rows: rows}))
	must(t, os.WriteFile(filepath.Join(s.w.Returns(s.opt.Period), county+"_"+name+".xlsx"), b.Bytes(), 0o644))
}

// state is the period as its acts leave it; the ledger must hold.
func (s *small) state(t *testing.T) *act.State {
	t.Helper()
	led, err := s.w.ReadLedger()
	must(t, err)
	defer led.Close()
	ctx := context.Background()
	if v, err := led.Verify(ctx, nil); err != nil || len(v.Problems) > 0 {
		t.Fatalf("the ledger: %+v, %v", v.Problems, err)
	}
	var state *act.State
	must(t, led.View(ctx, func(v *ledger.View) error {
		state, err = v.State(s.opt.Period)
		return err
	}))
	return state
}
