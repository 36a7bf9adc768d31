package inforce

import "huibao"

// content is all that a plan in force says.
type content struct {
	*huibao.Plan
	Heirs heirs `json:",omitempty"`
}

// Hash is the version in force: the digest of all that the plan says for the period. A
// revision, a unit, a name, a class or a merger with a later day leaves it as it is.
func (p *Plan) Hash() string { return p.hash() }

// vocabulary is what reading a return depends on.
type vocabulary struct {
	Year       int
	Title      string
	Harmless   [][]string // words of 审核设置 that beside a number leave it what it is
	Units      []calledUnit
	Indicators []calledIndicator
}

type calledUnit struct {
	Code  string
	Names []string
	Level huibao.Level
	Class string
	Gone  bool
	Heir  string
}

type calledIndicator struct {
	Code, Name  string
	Aliases     []string
	Kind        huibao.Kind
	Mode        huibao.Mode
	Measure     string
	Places      int32
	Numerator   string
	Denominator string
	DoneMeans   string
	PartOf      string
	SumsUp      bool
	Basis       huibao.Basis
	Asked       bool
	ReportBy    huibao.ReportBy
	Reporters   []string
	Responsible string
	Class       string
}

// Vocabulary is the digest of what reading a return depends on: how units are called (at
// any time), what indicators are called, their kinds, measures and the words that explain
// them, what they are parts of, and in whose return each of them has a row. It does not depend on targets, allocations, paces, deadlines,
// calendars or phones.
func (p *Plan) Vocabulary() string {
	v := vocabulary{Year: p.Year, Title: p.Title}
	for _, s := range p.Settings {
		if s.Code == huibao.HarmlessSetting {
			v.Harmless = append(v.Harmless, s.Words())
		}
	}
	for i := range p.written.Units {
		if u := p.units[p.written.Units[i].Code]; u != nil {
			v.Units = append(v.Units, calledUnit{u.Code, p.written.Units[i].Names(), u.Level, u.ClassAt(p.period.End()), !p.stands(u.Code), p.heirs[u.Code]})
		}
	}
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		v.Indicators = append(v.Indicators, calledIndicator{ind.Code, ind.Name, ind.Aliases, ind.Kind, ind.Mode, ind.Measure, ind.Places,
			ind.Numerator, ind.Denominator, ind.DoneMeans, ind.PartOf, ind.SumsUp, ind.BasisOf(), p.asked(ind), ind.ReportBy, ind.Reporters,
			p.ResponsibleOf(ind), ind.Class})
	}
	return huibao.Digest(v)
}

// FormDigest is the digest of what a unit's return is judged by: its form without the
// history, the phones and the calendar. It is made once a unit: whatever shows how far a
// return has come asks for it again.
func (p *Plan) FormDigest(unit string) string {
	if made, ok := p.forms.Load(unit); ok {
		return made.(string)
	}
	f := p.Form(unit, nil)
	if f != nil {
		f.PlanVersion, f.Day, f.Contact, f.Phone = "", huibao.CalendarDay{}, "", ""
	}
	digest := huibao.Digest(f)
	p.forms.Store(unit, digest)
	return digest
}
