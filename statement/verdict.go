package statement

import (
	"strconv"
	"strings"

	"huibao"
)

// Verdict is what later periods ask of an indicator's standing.
type Verdict struct {
	Light  huibao.Light
	Behind int // periods of the year running with yellow or red, that one included
}

// Kept is what later periods ask of one: the city's standings without the cells that
// they rest on, the tasks, and of the units the verdicts alone. It is what the ledger
// holds of a period, so that no later one consolidates it again.
type Kept struct {
	City  []huibao.Standing
	Tasks []huibao.TaskStanding
	Units map[string]string // verdicts by unit: a line an indicator (verdictLine)

	Demands []Demand `json:",omitempty"`
}

// Keep is what later periods ask of the period.
func (c *Consolidation) Keep() Kept {
	k := Kept{Tasks: c.Tasks, Demands: c.answered(), Units: make(map[string]string, len(c.Units))}
	for _, s := range c.City {
		s.Figures, s.Other = nil, nil
		k.City = append(k.City, s)
	}
	before := c.Previous.keptUnits()
	for unit := range before {
		k.Units[unit] = c.lines(unit, before[unit])
	}
	for unit := range c.Units {
		if _, done := k.Units[unit]; !done {
			k.Units[unit] = c.lines(unit, "")
		}
	}
	return k
}

// keptUnits are the verdicts of the units by a period and those before it.
func (c *Consolidation) keptUnits() map[string]string {
	switch {
	case c == nil:
		return nil
	case c.kept != nil:
		return c.kept
	}
	return c.Keep().Units
}

// lines are a unit's verdicts: of this period, and where it has none, of those before. What
// last counted is carried to the year's end.
func (c *Consolidation) lines(unit, before string) string {
	var b strings.Builder
	b.WriteByte('\n')
	list := c.Units[unit]
	for s := range list.All() {
		writeVerdict(&b, s.Code, Verdict{s.Light, s.Behind}, c.Judged(unit, s.Code), c.Last(unit, s.Code, c.Period.Year))
	}
	for line := range strings.Lines(strings.TrimPrefix(before, "\n")) {
		code, _, _ := strings.Cut(line, verdictSign)
		judged, ok := keptVerdict(before, code, 3)
		counted := c.Previous.Last(unit, code, c.Period.Year)
		if ok && list.Of(code) == nil && (judged.Light.Judged() || !counted.At.IsZero()) {
			writeVerdict(&b, code, Verdict{}, judged, counted)
		}
	}
	return b.String()
}

// Counted is what last counted of a unit's row, and when: the cumulative of a count, the two
// numbers of a rate, 1 for a milestone that was completed, else 0; the zero value where nothing
// did.
type Counted struct {
	At                    huibao.Period
	Reached, Numer, Denom huibao.Quantity
}

// Last is what last counted of a unit's row up to this period within a year.
func (c *Consolidation) Last(unit, code string, year int) Counted {
	if c == nil || c.Period.Year != year {
		return Counted{}
	}
	if c.kept != nil {
		return keptCounted(c.kept[unit], code)
	}
	if s := c.UnitStanding(unit, code); s != nil && len(s.Holes) == 0 {
		reached := s.Reached
		if s.State != "" {
			reached = huibao.NumInt(int64(s.Held))
		}
		return Counted{c.Period, reached, s.Numer, s.Denom}
	}
	return c.Previous.Last(unit, code, year)
}

// Past is the period as later ones see it; before it came previous.
func (k Kept) Past(p huibao.Period, previous *Consolidation) *Consolidation {
	return &Consolidation{Period: p, City: k.City, Tasks: k.Tasks, Previous: previous, kept: k.Units, Demands: k.Demands}
}

// A verdict's line: code, the light and the periods behind, those of the latest period that
// was judged, and what last counted.
const (
	verdictSign   = "\t"
	verdictFields = 9
)

func writeVerdict(b *strings.Builder, code string, now, judged Verdict, counted Counted) {
	b.WriteString(strings.Join([]string{code, string(now.Light), strconv.Itoa(now.Behind), string(judged.Light), strconv.Itoa(judged.Behind),
		counted.At.String(), counted.Reached.String(), counted.Numer.String(), counted.Denom.String()}, verdictSign))
	b.WriteByte('\n')
}

// keptLine finds the fields of a code's line.
func keptLine(lines, code string) []string {
	at := strings.Index(lines, "\n"+code+verdictSign)
	if at < 0 {
		return nil
	}
	line, _, _ := strings.Cut(lines[at+1:], "\n")
	if parts := strings.Split(line, verdictSign); len(parts) == verdictFields {
		return parts
	}
	return nil
}

// keptVerdict reads the verdict of a code that begins at a field.
func keptVerdict(lines, code string, field int) (Verdict, bool) {
	parts := keptLine(lines, code)
	if parts == nil {
		return Verdict{}, false
	}
	n, err := strconv.Atoi(parts[field+1])
	return Verdict{huibao.Light(parts[field]), n}, err == nil
}

// keptCounted reads what last counted of a code.
func keptCounted(lines, code string) (c Counted) {
	parts := keptLine(lines, code)
	if parts == nil {
		return c
	}
	if c.At.UnmarshalText([]byte(parts[verdictFields-4])) != nil || c.At.IsZero() {
		return Counted{}
	}
	for i, q := range []*huibao.Quantity{&c.Reached, &c.Numer, &c.Denom} {
		if d, err := huibao.ParseDecimal(parts[verdictFields-3+i]); err == nil {
			*q = huibao.Num(d)
		}
	}
	return c
}

// Verdict is the verdict on an indicator for the city or a unit, and whether there is
// a standing at all.
func (c *Consolidation) Verdict(unit, code string) (Verdict, bool) {
	if unit != huibao.CityUnit && c.kept != nil {
		return keptVerdict(c.kept[unit], code, 1)
	}
	s := c.CityStanding(code)
	if unit != huibao.CityUnit {
		s = c.UnitStanding(unit, code)
	}
	if s == nil {
		return Verdict{}, false
	}
	return Verdict{s.Light, s.Behind}, true
}

// Judged is the verdict on an indicator in the latest period up to this one in which it
// was judged; the zero Verdict where there was none. Gaps (报送期, grey) are skipped.
func (c *Consolidation) Judged(unit, code string) Verdict {
	for x := c; x != nil; x = x.Previous {
		if unit != huibao.CityUnit && x.kept != nil {
			if v, ok := keptVerdict(x.kept[unit], code, 3); ok {
				return v
			}
			continue
		}
		if v, ok := x.Verdict(unit, code); ok && v.Light.Judged() {
			return v
		}
	}
	return Verdict{}
}
