package inforce

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
)

// IndicatorByCode finds an indicator, or nil.
func (p *Plan) IndicatorByCode(code string) *huibao.Indicator { return p.indicators[code] }

// UnitByCode finds a unit that stands in the period or stood before, or nil.
func (p *Plan) UnitByCode(code string) *huibao.Unit { return p.units[code] }

// UnitByName finds a unit by its code or one of its names, of any time, or nil; of a
// unit that was merged its heir.
func (p *Plan) UnitByName(name string) *huibao.Unit {
	u := p.names[name]
	if u == nil {
		return nil
	}
	return p.units[p.Heir(u.Code)]
}

// UnitNamed finds the unit itself, though it was merged: whose return a file is that
// bears its name.
func (p *Plan) UnitNamed(name string) *huibao.Unit { return p.names[name] }

// Called gives every name of a unit, of any time, with the unit.
func (p *Plan) Called() iter.Seq2[string, *huibao.Unit] {
	return func(yield func(string, *huibao.Unit) bool) {
		for i := range p.written.Units {
			u := p.units[p.written.Units[i].Code]
			if u == nil {
				continue
			}
			for _, name := range p.written.Units[i].Names() {
				if !yield(name, u) {
					return
				}
			}
		}
	}
}

// called are the names of two characters and more by which units are found in texts.
type called struct {
	codes   map[string][]string // of the units of a name
	lengths []int               // of names in bytes, the longest first
}

func (p *Plan) calledBy() called {
	c := called{codes: map[string][]string{}}
	for name, u := range p.Called() {
		if utf8.RuneCountInString(name) < 2 {
			continue
		}
		if !slices.Contains(c.codes[name], u.Code) {
			c.codes[name] = append(c.codes[name], u.Code)
		}
		if !slices.Contains(c.lengths, len(name)) {
			c.lengths = append(c.lengths, len(name))
		}
	}
	slices.Sort(c.lengths)
	slices.Reverse(c.lengths)
	return c
}

// Mentioned finds the unit of which a name, of any time, of at least two characters
// stands in a text: that of the longest; "" where two units have one of the same length. A county's name
// directly before a bureau's makes it an office of that county's (中宁县农业农村局).
func (p *Plan) Mentioned(text string) string {
	c := p.called()
	for _, n := range c.lengths {
		best := ""
		for from := range text[:max(len(text)-n+1, 0)] {
			for _, code := range c.codes[text[from:from+n]] {
				if !strings.HasPrefix(text[from:from+n], "市") {
					code = p.areaBefore(text[:from], code)
				}
				if best != "" && best != code {
					return ""
				}
				best = code
			}
		}
		if best != "" {
			return best
		}
	}
	return ""
}

// areaBefore is the county of which a name ends the text before a bureau's, or that before other bureaus of
// its own (中宁县残联、农业农村局), else that bureau.
func (p *Plan) areaBefore(text, code string) string {
	if u := p.units[code]; text == "" || u == nil || u.IsArea() {
		return code
	}
	for range mostOffices {
		office, area := "", ""
		before := strings.TrimRight(text, "、，,和与及")
		for name, u := range p.Called() {
			switch {
			case utf8.RuneCountInString(name) < 2:
			case u.IsArea() && strings.HasSuffix(text, name):
				area = u.Code
			case !u.IsArea() && before != text && strings.HasSuffix(before, strings.TrimPrefix(name, "市")):
				office = longer(office, strings.TrimPrefix(name, "市"))
			}
		}
		if area != "" {
			return area
		}
		if office == "" {
			return code
		}
		text = strings.TrimSuffix(before, office)
	}
	return code
}

func longer(a, b string) string {
	if len(b) > len(a) {
		return b
	}
	return a
}

// mostOffices is how many names of offices of one county are looked at.
const mostOffices = 8

// Heads reports whether a text begins with a name of a unit, of any time, of at least two characters.
func (p *Plan) Heads(text string) bool {
	c := p.called()
	return slices.ContainsFunc(c.lengths, func(n int) bool { return n <= len(text) && len(c.codes[text[:n]]) > 0 })
}

// WithoutUnits is a text with another in the place of each name of a unit, of any time, of at least two
// characters: of names that begin at one character the longest.
func (p *Plan) WithoutUnits(text, put string) string {
	c := p.called()
	var b strings.Builder
	for at := 0; at < len(text); {
		i := slices.IndexFunc(c.lengths, func(n int) bool { return n <= len(text)-at && len(c.codes[text[at:at+n]]) > 0 })
		if i >= 0 {
			b.WriteString(put)
			at += c.lengths[i]
			continue
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		b.WriteString(text[at : at+size])
		at += size
	}
	return b.String()
}

// UnitName is the unit's name, 全市 for CityUnit, or the code itself.
func (p *Plan) UnitName(code string) string {
	if code == huibao.CityUnit {
		return huibao.CityName
	}
	if u := p.UnitByCode(code); u != nil {
		return u.Name
	}
	return code
}

// Allocation is the part of a target given to a unit (CityUnit for the city as a
// whole); missing where nothing is allocated.
func (p *Plan) Allocation(code, unit string) huibao.Quantity {
	return p.allocations[[2]string{code, unit}]
}

// WiderTargets are, by indicator, the targets of the city as a whole and of the plan: what a
// unit's table may write in the place of its own.
func (p *Plan) WiderTargets() map[string][]huibao.Quantity {
	m := map[string][]huibao.Quantity{}
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		m[ind.Code] = []huibao.Quantity{p.Allocation(ind.Code, huibao.CityUnit), ind.Target}
	}
	return m
}

// AreaTargets are what of an indicator is allocated to each county and district, by its name: a table
// in which they stand may be that one's.
func (p *Plan) AreaTargets(code string) iter.Seq2[string, huibao.Quantity] {
	return func(yield func(string, huibao.Quantity) bool) {
		for i := range p.Units {
			u := &p.Units[i]
			if q := p.Allocation(code, u.Code); u.IsArea() && q.IsNumber() && !yield(u.Name, q) {
				return
			}
		}
	}
}

// Reference is the value of a reference (参照) in force for a unit at the period's end:
// the unit's own, else that of the unit's class then, else the general one.
func (p *Plan) Reference(name, unit string) (huibao.Reference, bool) {
	day, class := p.period.End(), ""
	if u := p.UnitByCode(unit); u != nil {
		class = u.ClassAt(day)
	}
	var best huibao.Reference
	rank := 0
	for _, r := range p.References {
		if r.Name != name || r.From.After(day) {
			continue
		}
		n := 0
		switch {
		case r.Unit != "" && r.Unit == unit:
			n = 3
		case r.Unit == "" && r.Class != "" && r.Class == class:
			n = 2
		case r.Unit == "" && r.Class == "":
			n = 1
		}
		if n > rank || n == rank && n > 0 && !r.From.Before(best.From) {
			best, rank = r, n
		}
	}
	return best, rank > 0
}
