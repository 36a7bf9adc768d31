package planfile

import (
	"slices"
	"strings"

	"huibao"
)

// Score says how far a drafted plan is what people made of it, field by field.
type Score struct {
	Golden   int          `json:"golden"`  // indicators that people have
	Drafted  int          `json:"drafted"` // indicators of the draft
	Found    int          `json:"found"`   // of Golden, in the draft
	Whole    int          `json:"whole"`   // of Found, right in every field
	Fields   []FieldScore `json:"fields"`
	Missed   []string     `json:"missed"`
	Invented []string     `json:"invented"`
}

// FieldScore is how many of the indicators found are right in a field.
type FieldScore struct {
	Field string   `json:"field"`
	Right int      `json:"right"`
	Wrong []string `json:"wrong"` // code: draft ≠ golden
}

// scoredFields are compared of two indicators that are one.
var scoredFields = []struct {
	name string
	of   func(p *huibao.Plan, i *huibao.Indicator) string
}{
	{"目标值", func(_ *huibao.Plan, i *huibao.Indicator) string { return targetText(i) }},
	{"计量单位", func(_ *huibao.Plan, i *huibao.Indicator) string { return i.Measure }},
	{"比较", func(_ *huibao.Plan, i *huibao.Indicator) string { return i.Comparator.Label() }},
	{"原值", func(_ *huibao.Plan, i *huibao.Indicator) string { return i.Baseline.String() }},
	{"其中", wholeText},
	{"任务", func(_ *huibao.Plan, i *huibao.Indicator) string { return itoa(i.Task) }},
	{"牵头单位", leadText},
	{"指标", func(_ *huibao.Plan, i *huibao.Indicator) string { return i.Name }},
}

// wholeText is the whole that an indicator is a part of, by its target: codes differ
// between two plans.
func wholeText(p *huibao.Plan, i *huibao.Indicator) string {
	whole := p.IndicatorByCode(i.PartOf)
	if whole == nil {
		return ""
	}
	if i.SumsUp {
		return "=" + targetText(whole)
	}
	return targetText(whole)
}

func leadText(p *huibao.Plan, i *huibao.Indicator) string {
	t := p.TaskByNo(i.Task)
	if t == nil {
		return ""
	}
	return strings.Join(t.LeadAs, "、")
}

// ScoreDraft compares a draft with the plan that people made of the same text. Two
// indicators are one where target and measure agree; of several the one that agrees
// in most fields.
func ScoreDraft(golden, draft *huibao.Plan) Score {
	s := Score{Golden: len(golden.Indicators), Drafted: len(draft.Indicators), Missed: []string{}, Invented: []string{}}
	for _, f := range scoredFields {
		s.Fields = append(s.Fields, FieldScore{Field: f.name, Wrong: []string{}})
	}
	used := map[string]bool{}
	for i := range golden.Indicators {
		g := &golden.Indicators[i]
		d := nearest(golden, draft, g, used)
		if d == nil {
			s.Missed = append(s.Missed, g.Code+" "+g.Name)
			continue
		}
		used[d.Code] = true
		s.Found++
		s.compare(golden, draft, g, d)
	}
	for i := range draft.Indicators {
		if d := &draft.Indicators[i]; !used[d.Code] {
			s.Invented = append(s.Invented, d.Code+" "+d.Name)
		}
	}
	return s
}

// compare counts the fields of two indicators that are one.
func (s *Score) compare(golden, draft *huibao.Plan, g, d *huibao.Indicator) {
	whole := true
	for n, f := range scoredFields {
		want, got := f.of(golden, g), f.of(draft, d)
		if want == got {
			s.Fields[n].Right++
			continue
		}
		whole = false
		s.Fields[n].Wrong = append(s.Fields[n].Wrong, d.Code+"：“"+got+"”应为“"+want+"”")
	}
	if whole {
		s.Whole++
	}
}

// nearest is the draft's indicator that is a golden one: with its target and measure,
// else with its name in its task.
func nearest(golden, draft *huibao.Plan, g *huibao.Indicator, used map[string]bool) *huibao.Indicator {
	var best *huibao.Indicator
	most := 0
	for i := range draft.Indicators {
		d := &draft.Indicators[i]
		same := slices.Equal([]string{targetText(g), g.Measure}, []string{targetText(d), d.Measure})
		if used[d.Code] || !same && (d.Task != g.Task || d.Name != g.Name) {
			continue
		}
		n := 1
		for _, f := range scoredFields {
			if f.of(golden, g) == f.of(draft, d) {
				n++
			}
		}
		if n > most {
			best, most = d, n
		}
	}
	return best
}
