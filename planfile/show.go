package planfile

import "huibao"

// Shown is the JSON of `plan show --json` (interfaces.md).
type Shown struct {
	Title  string       `json:"title"`
	Year   int          `json:"year"`
	Units  []shownUnit  `json:"units"`
	Tasks  []shownTask  `json:"tasks"`
	Review []shownDoubt `json:"review"`

	Numbers map[huibao.Fate]int `json:"numbers,omitempty"` // of a draft: how many of the text's numbers came to each fate
}

type shownUnit struct {
	Code   string       `json:"code"`
	Name   string       `json:"name"`
	Level  huibao.Level `json:"level"`
	Parent string       `json:"parent"`
}

type shownTask struct {
	No         int              `json:"no"`
	Category   string           `json:"category"`
	Title      string           `json:"title"`
	Deadline   huibao.Date      `json:"deadline"`
	Lead       []string         `json:"lead"`
	Support    []string         `json:"support"`
	Indicators []shownIndicator `json:"indicators"`
}

type shownIndicator struct {
	Code        string            `json:"code"`
	Name        string            `json:"name"`
	Kind        huibao.Kind       `json:"kind"`
	Comparator  huibao.Comparator `json:"comparator"`
	Target      huibao.Quantity   `json:"target"`
	Measure     string            `json:"measure"`
	Baseline    huibao.Quantity   `json:"baseline"`
	Scope       huibao.Scope      `json:"scope"`
	Mode        *huibao.Mode      `json:"mode"`
	Reference   *string           `json:"reference"`
	PartOf      *string           `json:"part_of"`
	Responsible string            `json:"responsible"`
	Quote       string            `json:"quote"`
	Confidence  string            `json:"confidence"`
}

type shownDoubt struct {
	Task  int    `json:"task,omitempty"`
	Quote string `json:"quote"`
	Why   string `json:"why"`

	Propose string `json:"propose,omitempty"`
	Aside   bool   `json:"aside,omitempty"` // set aside with its reason: nobody has to look
}

// Show describes a plan that people wrote: every target is sure.
func Show(p *huibao.Plan) Shown { return ShowDraft(&huibao.Draft{Plan: p}) }

// ShowDraft describes a drafted plan, with what was read with doubt and what was
// not taken.
func ShowDraft(d *huibao.Draft) Shown {
	p := d.Plan
	s := Shown{Title: p.Title, Year: p.Year, Units: []shownUnit{}, Tasks: []shownTask{}, Review: []shownDoubt{}}
	for _, u := range p.Units {
		s.Units = append(s.Units, shownUnit{u.Code, u.Name, u.Level, u.Parent})
	}
	if len(d.Numbers) > 0 {
		s.Numbers = d.Counts()
	}
	doubtful := d.Doubtful()
	of := map[int][]*huibao.Indicator{}
	for i := range p.Indicators {
		of[p.Indicators[i].Task] = append(of[p.Indicators[i].Task], &p.Indicators[i])
	}
	for _, t := range p.Tasks {
		x := shownTask{No: t.No, Category: t.Category, Title: t.Title, Deadline: t.Deadline,
			Lead: asWritten(t.LeadAs), Support: asWritten(t.SupportAs), Indicators: []shownIndicator{}}
		for _, ind := range of[t.No] {
			y := showIndicator(p, ind)
			if doubtful[ind.Code] {
				y.Confidence = "doubtful"
			}
			x.Indicators = append(x.Indicators, y)
		}
		s.Tasks = append(s.Tasks, x)
	}
	for _, r := range d.Review {
		s.Review = append(s.Review, shownDoubt{r.Task, r.Quote, r.Why, r.Propose, false})
	}
	for _, r := range d.Aside {
		s.Review = append(s.Review, shownDoubt{r.Task, r.Quote, r.Why, r.Propose, true})
	}
	return s
}

// asWritten is a list of names for JSON: empty, never null.
func asWritten(names []string) []string { return append([]string{}, names...) }

func unitNames(p *huibao.Plan, codes []string) []string {
	list := []string{}
	for _, c := range codes {
		list = append(list, p.UnitName(c))
	}
	return list
}

func showIndicator(p *huibao.Plan, ind *huibao.Indicator) shownIndicator {
	x := shownIndicator{Code: ind.Code, Name: ind.Name, Kind: ind.Kind, Comparator: ind.Comparator, Target: ind.Target, Measure: ind.Measure,
		Baseline: ind.Baseline, Scope: ind.Scope, Quote: ind.Quote, Confidence: "sure"}
	if ind.Mode != huibao.ModeNone {
		x.Mode = &ind.Mode
	}
	if ind.TargetRef != nil {
		ref := ind.TargetRef.Name + "×" + ind.TargetRef.Factor.String()
		x.Reference = &ref
	}
	if ind.PartOf != "" {
		x.PartOf = &ind.PartOf
	}
	if r := p.ResponsibleOf(ind); r != "" {
		x.Responsible = p.UnitName(r)
	}
	return x
}
