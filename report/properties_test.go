package report_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/thorough"
	"huibao/report"
	"huibao/statement"
)

// TestTexts holds properties of the texts in all their forms (statement.md, 9).
func TestTexts(t *testing.T) {
	for name, c := range cities {
		t.Run(name, func(t *testing.T) {
			for seed := range thorough.Rounds(t, 1, 2) {
				m := report.NewModel(c.consolidation(rand.New(rand.NewPCG(uint64(seed), 7))), report.Info{Date: huibao.Date{Year: 2024, Month: 7, Day: 1}, Texts: texts(t)})
				for text, set := range map[string]func(*bytes.Buffer) (report.Laid, error){
					"通报": func(b *bytes.Buffer) (report.Laid, error) { return report.Bulletin(b, m) },
					"专报": func(b *bytes.Buffer) (report.Laid, error) { return report.Brief(b, m) },
				} {
					var b bytes.Buffer
					laid, err := set(&b)
					if err != nil {
						t.Fatal(err)
					}
					noOddWords(t, text, laid.Printed)
					if c.month == 12 {
						atYearEnd(t, text, laid.Printed)
					}
					sharesOfWhatStands(t, laid.Printed)
					ratesOfWhatStands(t, laid.Printed)
					if text == "通报" {
						numbersInTables(t, m, laid.Printed)
						partsWithin(t, m)
					}
				}
			}
		})
	}
}

// oddWords are what no text says.
var oddWords = regexp.MustCompile(`（）|[^\d.]0个|——|—个|—项|,\d{3}|\d\.\d*0[^\d%]|\d\.0%|\*|NaN|[^0-9]0\.0个百分点|其中：|（不含.{0,20}）（|县县|：：|。。|，，|，。|；。|[^\d]\.\d`)

// noOddWords looks for empty brackets, separators, zeros behind a point, doubled signs in
// sentences.
func noOddWords(t *testing.T, text string, printed []statement.Printed) {
	t.Helper()
	for i := range printed {
		if p := &printed[i]; p.Part == "正文" && p.Cells[0].Column == "" {
			if odd := oddWords.FindString(p.Whole()); odd != "" {
				t.Errorf("%s says %q: %s", text, odd, p.Whole())
			}
		}
	}
}

// paceWords are said of a year that goes on.
var paceWords = regexp.MustCompile(`序时|进展情况（|欠|转为滞后`)

// atYearEnd holds what is said of a year that is over: done or not, without a pace.
func atYearEnd(t *testing.T, text string, printed []statement.Printed) {
	t.Helper()
	for i := range printed {
		p := &printed[i]
		if p.Part != "正文" {
			continue
		}
		for _, c := range p.Cells {
			if word := paceWords.FindString(c.Column + c.Text); word != "" {
				t.Errorf("%s says %s at the year's end: %s %s", text, word, c.Column, c.Text)
			}
		}
	}
}

// What in a sentence is no figure: days, months, numbers of items and annexes, names.
var noFigures = []*regexp.Regexp{regexp.MustCompile(`\d+年|\d+月\d+日|\d+月`), regexp.MustCompile(`第[\d、]+项`), regexp.MustCompile(`附件\d`), regexp.MustCompile(`连续\d+期`)}

var figures = regexp.MustCompile(`\d+(?:\.\d+)?`)

// numbersInTables holds every number of the body to the tables of the same text, or to counts of
// rows: tasks and indicators by their lights, units by their states.
func numbersInTables(t *testing.T, m *report.Model, printed []statement.Printed) {
	t.Helper()
	there := map[string]bool{}
	add := func(text string) {
		for _, n := range figures.FindAllString(strings.ReplaceAll(text, ",", ""), -1) {
			d := decimal.RequireFromString(n)
			there[d.String()] = true
		}
	}
	for i := range printed {
		p := &printed[i]
		if len(p.Cells) == 0 || p.Cells[0].Column == "" {
			continue
		}
		for _, c := range p.Cells {
			add(c.Text)
		}
	}
	counts := countsOf(m)
	for _, n := range rowsBy(printed, "要求", "落实情况") {
		counts[fmt.Sprint(n)] = true
	}
	for i := range printed {
		p := &printed[i]
		if p.Part != "正文" || p.Cells[0].Column != "" {
			continue
		}
		text := p.Cells[0].Text
		for _, no := range noFigures {
			text = no.ReplaceAllString(text, "")
		}
		for _, n := range figures.FindAllString(text, -1) {
			if key := decimal.RequireFromString(n).String(); !there[key] && !counts[key] {
				t.Errorf("%s stands in no table: %s", n, p.Cells[0].Text)
			}
		}
	}
}

// countsOf are the counts that a text may give: of tasks, indicators and units by what became
// of them, and the shares of tasks.
func countsOf(m *report.Model) map[string]bool {
	counts := map[string]bool{}
	add := func(n int) { counts[fmt.Sprint(n)] = true }
	lights := map[huibao.Light]int{}
	due, partly := 0, 0
	for _, x := range m.Tasks {
		lights[x.S.Light]++
		due += x.S.Due
		if x.S.Light == huibao.Green && 2*x.S.Due <= x.S.Of {
			partly++
		}
	}
	judged := len(m.Tasks) - lights[huibao.Grey]
	add(len(m.Tasks))
	add(judged)
	add(partly)
	slightly := 0
	for _, r := range m.Rows {
		if r.S.Light == huibao.Green && strings.HasPrefix(r.S.Word, "略慢") {
			slightly++
		}
	}
	add(slightly)
	for _, n := range lights {
		add(n)
	}
	if judged > 0 {
		counts[huibao.RatioOf(int64(lights[huibao.Green]), int64(judged)).Percent(1).String()] = true
	}
	lagging, states := 0, map[string]int{}
	for _, r := range m.Rows {
		if r.S.Light == huibao.Yellow || r.S.Light == huibao.Red {
			lagging++
		}
	}
	for _, u := range m.Units {
		states[u.State]++
	}
	for _, n := range []int{m.Of, due, m.Judged, due - m.Judged, lagging, lagging - 12, len(m.Units), len(m.Areas)} {
		add(n)
	}
	for _, n := range states {
		add(n)
	}
	for n := range 8 { // how many are named, and how many are not
		add(n)
	}
	for _, u := range m.Areas { // in how many a county is behind
		n := 0
		for s := range m.Consolidation.Units[u.Code].All() {
			if s.Light == huibao.Yellow || s.Light == huibao.Red {
				n++
			}
		}
		add(n)
	}
	for _, r := range m.Rows { // how many counties of an indicator are behind, or missing
		n := 0
		for _, u := range m.Areas {
			if s := m.UnitStanding(u.Code, r.Code); s != nil && (s.Light == huibao.Yellow || s.Light == huibao.Red) {
				n++
			}
		}
		add(n)
		add(len(r.S.Holes))
	}
	return counts
}

// partsWithin holds parts to their wholes.
func partsWithin(t *testing.T, m *report.Model) {
	t.Helper()
	for _, r := range m.Rows {
		if r.PartOf == "" {
			continue
		}
		whole := m.CityStanding(r.PartOf)
		for _, h := range whole.Holes {
			if !slices.ContainsFunc(r.S.Holes, func(o huibao.Hole) bool { return o.Unit == h.Unit }) {
				t.Errorf("%s has %s, which its whole lacks", r.Code, h.Unit)
			}
		}
	}
}

// share is a count with its task, its share, and how it stands to its pace.
var (
	shareOf  = regexp.MustCompile(`累计([\d.]+)[^\d，]*，占年度任务([\d.]+)[^\d]*的([\d.]+)%`)
	pointsOf = regexp.MustCompile(`的([\d.]+)%，序时([\d.]+)%，(低|高)([\d.]+)个百分点`)
)

// sharesOfWhatStands computes every percentage again from the two numbers beside it, and every
// difference in points from the two percentages.
func sharesOfWhatStands(t *testing.T, printed []statement.Printed) {
	t.Helper()
	for i := range printed {
		p := &printed[i]
		if p.Cells[0].Column != "" {
			continue
		}
		for _, g := range shareOf.FindAllStringSubmatch(p.Cells[0].Text, -1) {
			of, whole, said := decimal.RequireFromString(g[1]), decimal.RequireFromString(g[2]), decimal.RequireFromString(g[3])
			percent := of.Shift(2).DivRound(whole, 12)
			if percent.Sub(said).Abs().GreaterThan(decimal.New(5, -2)) || percent.LessThan(decimal.NewFromInt(100)) && said.GreaterThanOrEqual(decimal.NewFromInt(100)) {
				t.Errorf("%s of %s is no %s%%: %s", of, whole, said, p.Cells[0].Text)
			}
		}
		for _, g := range pointsOf.FindAllStringSubmatch(p.Cells[0].Text, -1) {
			share, due, apart := decimal.RequireFromString(g[1]), decimal.RequireFromString(g[2]), decimal.RequireFromString(g[4])
			if g[3] == "低" {
				apart = apart.Neg()
			}
			if !share.Sub(due).Equal(apart) {
				t.Errorf("%s − %s is no %s: %s", share, due, apart, p.Cells[0].Text)
			}
		}
	}
}

// TestNoticeCounts: the classes of the public's notice come to its tasks, in all forms.
func TestNoticeCounts(t *testing.T) {
	classes := regexp.MustCompile(`公开的(\d+)项任务中，(?:进展正常|已完成或达到要求)的(\d+)项，(?:进展偏慢|未完成)的(\d+)项，数据核实中(?:或年底评定)?的(\d+)项`)
	for name, c := range cities {
		m := report.NewModel(c.consolidation(rand.New(rand.NewPCG(9, 7))), report.Info{Date: huibao.Date{Year: 2024, Month: 7, Day: 1}, Texts: texts(t)})
		var b bytes.Buffer
		laid, err := report.Notice(&b, m)
		if err != nil {
			t.Fatal(err)
		}
		noOddWords(t, "公示", laid.Printed)
		said := false
		for i := range laid.Printed {
			g := classes.FindStringSubmatch(laid.Printed[i].Whole())
			if g == nil {
				continue
			}
			said = true
			var n [4]int
			for k := range n {
				n[k], _ = strconv.Atoi(g[k+1])
			}
			if n[0] != n[1]+n[2]+n[3] || n[0] != len(m.Tasks) {
				t.Errorf("%s: %v", name, n)
			}
		}
		if said == (c.sent == 0) {
			t.Errorf("%s: tells the classes: %v", name, said)
		}
	}
}
