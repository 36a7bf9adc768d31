package check

import (
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"huibao"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestDocs says that docs/checks.md and the guide's table are what the catalogue gives.
func TestDocs(t *testing.T) {
	for path, make := range map[string]func(string) string{"../docs/checks.md": func(string) string { return Markdown() }, "../docs/使用手册.md": Guide} {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want := make(string(data))
		if *update {
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if string(data) != want || !strings.Contains(want, "| V02 |") {
			t.Errorf("%s is not current; run go test ./check -update", path)
		}
	}
}

// TestCodes holds the catalogue's contract: form, uniqueness, texts, number.
func TestCodes(t *testing.T) {
	form := regexp.MustCompile(`^[PFSVLHTX]\d\d$`)
	seen := map[string]bool{}
	letters := map[byte]bool{}
	for _, c := range List() {
		if !form.MatchString(c.Code) || seen[c.Code] || c.Title == "" || c.Remedy == "" {
			t.Errorf("%+v", c)
		}
		seen[c.Code] = true
		letters[c.Code[0]] = true
	}
	if len(seen) < 50 || len(letters) != 8 {
		t.Errorf("%d codes in %d letters", len(seen), len(letters))
	}
}

// form is a county's return with one row of each sort.
func form() *huibao.Form {
	num := huibao.MustNum
	row := func(code string, kind huibao.Kind, mode huibao.Mode, measure string) huibao.FormRow {
		return huibao.FormRow{Promise: huibao.Promise{Code: code, Name: "指标" + code, Kind: kind, Mode: mode, Measure: measure, Comparator: huibao.AtLeast, Role: huibao.RolePart, Share: huibao.RatioOf(1, 2), Deadline: huibao.Date{Year: 2024, Month: 12, Day: 31}}}
	}
	count := row("1.1", huibao.KindCount, huibao.ModeFlow, "个")
	count.Target, count.Allocated = num("100"), true
	count.Prior = huibao.Prior{Period: huibao.Period{Year: 2024, Month: 5}, Counted: true, Values: map[huibao.Field]huibao.Quantity{huibao.FieldCumulative: num("40")}}
	part := row("1.2", huibao.KindCount, huibao.ModeFlow, "个")
	part.PartOf, part.Target, part.Allocated, part.Prior = "1.1", num("30"), true, count.Prior
	part.Prior.Values = map[huibao.Field]huibao.Quantity{huibao.FieldCumulative: num("19")}
	rate := row("2.1", huibao.KindRate, huibao.ModeMaintain, "%")
	rate.Target, rate.Places = num("90"), 2
	full := row("3.1", huibao.KindStandard, huibao.ModeNone, "元/人/月")
	full.PayBy, full.Target, full.Baseline, full.Comparator = huibao.PayFull, num("115"), num("110"), huibao.Equal
	topUp := full
	topUp.Code, topUp.PayBy = "3.2", huibao.PayTopUp
	mile := row("5.1", huibao.KindMilestone, huibao.ModeNone, "—")
	return &huibao.Form{Year: 2024, Period: huibao.Period{Year: 2024, Month: 6}, Unit: huibao.UnitRef{Code: "C01", Name: "甲县"},
		Day:  huibao.CalendarDay{CutOff: huibao.Date{Year: 2024, Month: 6, Day: 25}, Deadline: huibao.Date{Year: 2024, Month: 7, Day: 5}},
		Rows: []huibao.FormRow{count, part, rate, full, topUp, mile}}
}

type cells map[string]map[huibao.Field]string

func good() cells {
	return cells{"1.1": {huibao.FieldThis: "10", huibao.FieldCumulative: "50"}, "1.2": {huibao.FieldThis: "1", huibao.FieldCumulative: "20"},
		"2.1": {huibao.FieldNumer: "95", huibao.FieldDenom: "100"},
		"3.1": {huibao.FieldStandard: "115", huibao.FieldSince: "2024-01-01", huibao.FieldPeople: "10", huibao.FieldMonths: "60", huibao.FieldPaid: "6900"},
		"3.2": {huibao.FieldStandard: "115", huibao.FieldSince: "2024-01-01", huibao.FieldPeople: "10", huibao.FieldMonths: "60", huibao.FieldPaid: "4100"},
		"5.1": {huibao.FieldState: "推进中"},
	}
}

func input(c cells) Input {
	f := form()
	r := &huibao.Return{Unit: "C01", Period: f.Period, SignOff: huibao.SignOff{FilledBy: "甲", Phone: "0955", CheckedBy: "乙", ApprovedBy: "丙", DateText: "2024-06-26", Date: huibao.Date{Year: 2024, Month: 6, Day: 26}}}
	for i, row := range f.Rows {
		out := huibao.ReturnRow{Code: row.Code, Kind: row.Kind, Sheet: row.Kind.Label(), Row: i + 4}
		for field, text := range c[row.Code] {
			v := huibao.Value{Field: field, Text: text, Source: huibao.Source{Sheet: out.Sheet, Cell: cellOf(field)}}
			if d, err := decimal.NewFromString(text); err == nil {
				v.Quantity = huibao.Num(d)
			} else if day, err := huibao.ParseDate(text); err == nil {
				v.Date = day
			} else {
				v.Word = text
			}
			out.Values.Set(v)
		}
		r.Rows = append(r.Rows, out)
	}
	return Input{Form: f, Return: r, Path: "returns/2024-06/a.xlsx", SHA256: "0123456789abcdef", Collecting: f.Period}
}

func codesOf(v Verdict) []string {
	var list []string
	for _, f := range v.Findings {
		list = append(list, f.Code)
	}
	return list
}

// TestClean says nothing of a clean return.
func TestClean(t *testing.T) {
	v := Run(input(good()))
	if len(v.Findings) != 0 || v.State != huibao.StateAccepted {
		t.Errorf("%s %v", v.State, v.Findings)
	}
}

// TestFires changes one thing at a time: each code fires, alone or with what is
// named, and holds its row out where it must.
func TestFires(t *testing.T) {
	type change struct {
		row   string
		field huibao.Field
		text  string
	}
	for _, c := range []struct {
		name    string
		changes []change
		want    []string
		held    bool
		state   huibao.ReturnState
	}{
		{"blank", []change{{"2.1", huibao.FieldDenom, ""}}, []string{"V01"}, true, huibao.StatePending},
		{"numerator above denominator", []change{{"2.1", huibao.FieldNumer, "101"}}, []string{"L04"}, true, huibao.StatePending},
		{"subset above whole", []change{{"1.2", huibao.FieldCumulative, "51"}}, []string{"L02"}, true, huibao.StatePending},
		{"cumulative is not last plus this", []change{{"1.1", huibao.FieldCumulative, "49"}}, []string{"H02", "L11"}, true, huibao.StatePending},
		{"fell", []change{{"1.1", huibao.FieldThis, "-5"}, {"1.1", huibao.FieldCumulative, "35"}}, []string{"V04", "T01"}, false, huibao.StatePending},
		{"negative numerator", []change{{"2.1", huibao.FieldNumer, "-1"}}, []string{"V04"}, true, huibao.StatePending},
		{"part of a thing", []change{{"1.2", huibao.FieldThis, "0.5"}}, []string{"V05"}, true, huibao.StatePending},
		{"paid too little, in full", []change{{"3.1", huibao.FieldPaid, "6800"}}, []string{"L05"}, false, huibao.StatePending},
		{"paid a rounding less", []change{{"3.1", huibao.FieldPaid, "6899.5"}}, nil, false, huibao.StateAccepted},
		{"paid more than topped up", []change{{"3.2", huibao.FieldPaid, "6901"}}, []string{"L05"}, false, huibao.StatePending},
		{"standard below due", []change{{"3.1", huibao.FieldStandard, "112"}, {"3.1", huibao.FieldPaid, "6720"}}, []string{"T04"}, false, huibao.StateAccepted},
		{"standard below baseline", []change{{"3.1", huibao.FieldStandard, "100"}, {"3.1", huibao.FieldPaid, "6000"}}, []string{"L05", "L06", "T04"}, false, huibao.StatePending},
		{"a year's standard for a month's", []change{{"3.1", huibao.FieldStandard, "1380"}}, []string{"V11"}, true, huibao.StatePending},
		{"paid in 万元", []change{{"3.1", huibao.FieldPaid, "0.69"}}, []string{"V11"}, true, huibao.StatePending},
		{"forty times the year's target", []change{{"1.1", huibao.FieldThis, "4000"}, {"1.1", huibao.FieldCumulative, "4040"}}, []string{"V11", "L11"}, true, huibao.StatePending},
		{"completed without a date", []change{{"5.1", huibao.FieldState, "已完成"}}, []string{"L07"}, true, huibao.StatePending},
		{"below a maintained target", []change{{"2.1", huibao.FieldNumer, "89"}}, []string{"T03"}, false, huibao.StateAccepted},
		{"began after the period", []change{{"3.1", huibao.FieldSince, "2024-07-01"}}, []string{"V09"}, true, huibao.StatePending},
		{"behind by ten points", []change{{"1.1", huibao.FieldThis, "0"}, {"1.1", huibao.FieldCumulative, "40"}}, []string{"T01"}, false, huibao.StateAccepted},
	} {
		in := good()
		for _, x := range c.changes {
			if x.text == "" {
				delete(in[x.row], x.field)
				continue
			}
			in[x.row][x.field] = x.text
		}
		v := Run(input(in))
		if got := codesOf(v); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		if held := len(v.HeldOut) > 0; held != c.held || v.State != c.state {
			t.Errorf("%s: held out %v, %s; want %v, %s", c.name, v.HeldOut, v.State, c.held, c.state)
		}
	}
}

// TestExplains tells explanations from stock phrases.
func TestExplains(t *testing.T) {
	for text, want := range map[string]bool{"": false, "核实无误": false, "情况属实。": false, "经核实无误，情况属实": false, "无": false, "！！！！！！": false, "已核": false, "2024年6月30日": false, "13995551234": false, "6月": false, "截至2024年6月30日": false,
		"6月30日验收12户": true, "上月重复计入12户，本月核减": true, "新增对象公示期未满，7月补发": true} {
		if explains(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

// TestExplained closes a warning with an explanation, never V11, never an error.
func TestExplained(t *testing.T) {
	in := good()
	in["3.1"][huibao.FieldPaid] = "6800"
	in["3.1"][huibao.FieldNote] = "6月新增对象于7月补发"
	if v := Run(input(in)); v.State != huibao.StateAccepted || v.Findings[0].Status != huibao.StatusExplained {
		t.Errorf("%s %+v", v.State, v.Findings)
	}
	in["3.1"][huibao.FieldNote] = "按月报"
	once := input(in)
	once.Return.OtherNotes = map[string]string{"L05": "各村新增对象均于7月补发"}
	if v := Run(once); v.State != huibao.StateAccepted || *v.Findings[0].Explanation != "各村新增对象均于7月补发" {
		t.Errorf("by its code: %s %+v", v.State, v.Findings)
	}
	in = good()
	in["3.1"][huibao.FieldPaid] = "0.69"
	in["3.1"][huibao.FieldNote] = "确实只发了这些金额"
	v := Run(input(in))
	if v.State != huibao.StatePending || !slices.Equal(v.HeldOut, []string{"3.1"}) {
		t.Errorf("V11: %s %v", v.State, v.HeldOut)
	}
	x := input(in)
	x.Decisions = []huibao.Decision{{Kind: huibao.DecisionAccept, Ref: v.Findings[0].ID}}
	if v := Run(x); v.State != huibao.StateAccepted || len(v.HeldOut) != 0 {
		t.Errorf("accepted V11: %s %v", v.State, v.HeldOut)
	}
}

// TestRefused holds a row out again where the office refuses the explanation that let it count, or
// takes back what it had accepted; of two decisions the later holds.
func TestRefused(t *testing.T) {
	in := good()
	delete(in["1.2"], huibao.FieldThis)
	in["1.2"][huibao.FieldCumulative] = "5"
	in["1.2"][huibao.FieldNote] = "上月重复计入10个，本月核减"
	x := input(in)
	v := Run(x)
	at := slices.IndexFunc(v.Findings, func(f huibao.Finding) bool { return f.Code == "H01" })
	if at < 0 || v.Findings[at].Status != huibao.StatusExplained || len(v.HeldOut) != 0 {
		t.Fatalf("%s %v %+v", v.State, v.HeldOut, v.Findings)
	}
	refuse := huibao.Decision{Kind: huibao.DecisionRefuse, Ref: v.Findings[at].ID}
	accept := huibao.Decision{Kind: huibao.DecisionAccept, Ref: v.Findings[at].ID}
	for _, c := range []struct {
		decisions []huibao.Decision
		status    huibao.FindingStatus
		held      int
	}{
		{[]huibao.Decision{refuse}, huibao.StatusOpen, 1},
		{[]huibao.Decision{accept, refuse}, huibao.StatusOpen, 1},
		{[]huibao.Decision{refuse, accept}, huibao.StatusAccepted, 0},
	} {
		x.Decisions = c.decisions
		got := Run(x)
		if got.Findings[at].Status != c.status || len(got.HeldOut) != c.held {
			t.Errorf("%+v: %+v %v", c.decisions, got.Findings[at], got.HeldOut)
		}
	}
	if v.Findings[at].Status != huibao.StatusExplained {
		t.Error("a later run changed what an earlier one found")
	}
}

// TestBeside leaves a submission as it was, and gives one with what comparing brought.
func TestBeside(t *testing.T) {
	own := []huibao.Finding{{Code: "H02", Severity: huibao.Warning, Status: huibao.StatusOpen, Indicator: "1.1"}}
	s := submission("a.xlsx", huibao.StateAccepted, func(s *huibao.Submission) { s.Findings = own[:1:1] })
	found := []huibao.Finding{{Code: "X07", Severity: huibao.Error, Status: huibao.StatusOpen, Indicator: "1.2", Holds: true}}
	got := Beside(s, found)
	if len(got.Findings) != 2 || got.State != huibao.StatePending || !slices.Equal(got.HeldOut, []string{"1.2"}) {
		t.Errorf("%+v", got)
	}
	if s.State != huibao.StateAccepted || len(s.Findings) != 1 || s.HeldOut != nil {
		t.Errorf("changed: %+v", s)
	}
}

func submission(path string, s huibao.ReturnState, change func(*huibao.Submission)) huibao.Submission {
	x := huibao.Submission{Path: path, SHA256: path, Unit: "C01", State: s, Return: &huibao.Return{Unit: "C01"}}
	if change != nil {
		change(&x)
	}
	return x
}

func rowsOf(codes ...string) func(*huibao.Submission) {
	return func(s *huibao.Submission) {
		for _, code := range codes {
			row := huibao.ReturnRow{Code: code, Kind: huibao.KindCount}
			row.Values.Set(huibao.Value{Field: huibao.FieldThis, Quantity: huibao.NumInt(7), Text: "7"})
			s.Return.Rows = append(s.Return.Rows, row)
		}
	}
}

func blankRows(codes ...string) func(*huibao.Submission) {
	return func(s *huibao.Submission) {
		for _, code := range codes {
			s.Return.Rows = append(s.Return.Rows, huibao.ReturnRow{Code: code, Kind: huibao.KindCount})
		}
	}
}

// TestSupersede orders versions by domain.md.
func TestSupersede(t *testing.T) {
	correction := func(s *huibao.Submission) { s.Return.Revision = 1 }
	gone := func(s *huibao.Submission) { s.Gone = true }
	many := strings.Fields("1.1 1.2 1.3 1.4 1.5 2.1 2.2 2.3 2.4 2.5 3.1 3.2 3.3 3.4 3.5 4.1 4.2 4.3 4.4 4.5")
	zero := func(s *huibao.Submission) { s.Return.ZeroReport = &huibao.Value{Text: "√"} }
	later := func(s *huibao.Submission) { s.Return.SignOff.Date = huibao.Date{Year: 2024, Month: 6, Day: 30} }
	received := func(at time.Time, given bool) func(*huibao.Submission) {
		return func(s *huibao.Submission) { s.Receipt = huibao.Receipt{Time: at, Given: given} }
	}
	acc, rej, sup, pending := huibao.StateAccepted, huibao.StateRejected, huibao.StateSuperseded, huibao.StatePending
	for _, c := range []struct {
		name string
		in   []huibao.Submission
		want []huibao.ReturnState
	}{
		{"correction in the name", []huibao.Submission{submission("b", acc, correction), submission("c", acc, nil)}, []huibao.ReturnState{acc, sup}},
		{"the same path overwritten", []huibao.Submission{submission("a", acc, gone), submission("a", acc, nil)}, []huibao.ReturnState{sup, acc}},
		{"a later signature", []huibao.Submission{submission("a", acc, later), submission("b", acc, nil)}, []huibao.ReturnState{acc, sup}},
		{"a rejected correction leaves the earlier one", []huibao.Submission{submission("a", acc, nil), submission("b", rej, correction)}, []huibao.ReturnState{acc, rej}},
		{"a later day", []huibao.Submission{submission("b", acc, received(huibao.Date{Year: 2024, Month: 7, Day: 3}.Time(), false)),
			submission("a", acc, received(huibao.Date{Year: 2024, Month: 7, Day: 2}.Time(), false))}, []huibao.ReturnState{acc, sup}},
		{"an instant and the same day", []huibao.Submission{submission("a", acc, received(huibao.Date{Year: 2024, Month: 7, Day: 3}.Time(), false)),
			submission("b", acc, received(huibao.Date{Year: 2024, Month: 7, Day: 3}.Time().Add(16*time.Hour), true))}, []huibao.ReturnState{pending, pending}},
		{"nothing decides, an earlier one stays", []huibao.Submission{submission("a", acc, nil), submission("b", acc, correction), submission("c", acc, correction)},
			[]huibao.ReturnState{acc, pending, pending}},
		{"overwritten with what an older name bears", []huibao.Submission{submission("a", acc, func(s *huibao.Submission) { gone(s); correction(s) }), submission("a", acc, nil),
			submission("b", acc, nil)}, []huibao.ReturnState{sup, acc, sup}},
		{"a fragment does not take the other rows away", []huibao.Submission{submission("a", acc, rowsOf("1.1", "1.2", "2.1", "3.1")),
			submission("b", pending, func(s *huibao.Submission) { rowsOf("1.1")(s); correction(s) })}, []huibao.ReturnState{acc, rej}},
		{"nor one of half of them", []huibao.Submission{submission("a", acc, rowsOf("1.1", "1.2")),
			submission("b", pending, func(s *huibao.Submission) { rowsOf("1.1")(s); correction(s) })}, []huibao.ReturnState{acc, rej}},
		{"nor one that lacks two of five", []huibao.Submission{submission("a", acc, rowsOf("1.1", "1.2", "2.1", "3.1", "4.1")),
			submission("b", pending, func(s *huibao.Submission) { rowsOf("1.1", "1.2", "2.1")(s); correction(s) })}, []huibao.ReturnState{acc, rej}},
		{"a third is asked for row by row", []huibao.Submission{submission("a", acc, rowsOf("1.1", "1.2", "2.1")),
			submission("b", pending, func(s *huibao.Submission) { rowsOf("1.1", "1.2")(s); correction(s) })}, []huibao.ReturnState{sup, pending}},
		{"four of fifteen for nothing new are too many", []huibao.Submission{submission("a", acc, rowsOf(many[:15]...)),
			submission("b", pending, func(s *huibao.Submission) { rowsOf(many[4:15]...)(s); correction(s) })}, []huibao.ReturnState{acc, rej}},
		{"four of fifteen for five others are asked for", []huibao.Submission{submission("a", acc, rowsOf(many[:15]...)),
			submission("b", pending, func(s *huibao.Submission) { rowsOf(many[4:]...)(s); correction(s) })}, []huibao.ReturnState{sup, pending}},
		{"three of fifteen are asked for", []huibao.Submission{submission("a", acc, rowsOf(many[:15]...)),
			submission("b", pending, func(s *huibao.Submission) { rowsOf(many[3:15]...)(s); correction(s) })}, []huibao.ReturnState{sup, pending}},
		{"nor one in which they are blank", []huibao.Submission{submission("a", acc, rowsOf("1.1", "1.2", "2.1", "3.1")),
			submission("b", pending, func(s *huibao.Submission) { rowsOf("1.1")(s); blankRows("1.2", "2.1", "3.1")(s); correction(s) })}, []huibao.ReturnState{acc, rej}},
		{"nor after one of nothing to report", []huibao.Submission{submission("a", acc, func(s *huibao.Submission) { blankRows("1.1", "1.2", "2.1")(s); zero(s) }),
			submission("b", pending, func(s *huibao.Submission) { rowsOf("1.1")(s); blankRows("1.2", "2.1")(s); correction(s) })}, []huibao.ReturnState{acc, rej}},
		{"but one that has nothing to report of them", []huibao.Submission{submission("a", acc, rowsOf("1.1", "1.2", "2.1", "3.1")),
			submission("b", pending, func(s *huibao.Submission) {
				rowsOf("1.1")(s)
				blankRows("1.2", "2.1", "3.1")(s)
				correction(s)
				zero(s)
			})}, []huibao.ReturnState{sup, pending}},
		{"and one that leaves blank what was blank", []huibao.Submission{submission("a", acc, func(s *huibao.Submission) { rowsOf("1.1")(s); blankRows("1.2", "2.1", "3.1")(s) }),
			submission("b", pending, func(s *huibao.Submission) { rowsOf("1.1")(s); blankRows("1.2", "2.1", "3.1")(s); correction(s) })}, []huibao.ReturnState{sup, pending}},
		{"a correction that lacks one row", []huibao.Submission{submission("a", acc, rowsOf("1.1", "1.2", "2.1", "3.1")),
			submission("b", pending, func(s *huibao.Submission) { rowsOf("1.1", "1.2", "2.1")(s); correction(s) })}, []huibao.ReturnState{sup, pending}},
		{"nothing decides", []huibao.Submission{submission("a", acc, nil), submission("b", acc, nil)}, []huibao.ReturnState{huibao.StatePending, huibao.StatePending}},
	} {
		for i := range c.in {
			c.in[i].N = i + 1
		}
		for i, s := range Supersede(c.in, nil, nil) {
			if s.State != c.want[i] {
				t.Errorf("%s: %s is %s, want %s", c.name, s.Path, s.State, c.want[i])
			}
		}
	}
}
