package statement

import (
	"strconv"
	"strings"

	"huibao"
)

// Verdict is what later periods ask of an indicator's standing.
type Verdict struct {
	Light  huibao.Light
	Behind int // judged periods running with yellow or red, that one included
}

// Kept is what later periods ask of one: the city's standings without the cells that
// they rest on, the tasks, and of the units the verdicts alone. It is what the ledger
// holds of a period, so that no later one consolidates it again.
type Kept struct {
	City  []huibao.Standing
	Tasks []huibao.TaskStanding
	Units map[string]string // verdicts by unit: a line an indicator (verdictLine)
}

// Keep is what later periods ask of the period.
func (c *Consolidation) Keep() Kept {
	k := Kept{Tasks: c.Tasks, Units: make(map[string]string, len(c.Units))}
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

// lines are a unit's verdicts: of this period, and where it has none, of those before.
func (c *Consolidation) lines(unit, before string) string {
	var b strings.Builder
	b.WriteByte('\n')
	list := c.Units[unit]
	for i := range list {
		writeVerdict(&b, list[i].Code, Verdict{list[i].Light, list[i].Behind}, c.Judged(unit, list[i].Code))
	}
	for line := range strings.Lines(strings.TrimPrefix(before, "\n")) {
		code, _, _ := strings.Cut(line, verdictSign)
		if judged, ok := keptVerdict(before, code, 3); ok && judged.Light.Judged() && findStanding(list, code) == nil {
			writeVerdict(&b, code, Verdict{}, judged)
		}
	}
	return b.String()
}

// Past is the period as later ones see it; before it came previous.
func (k Kept) Past(p huibao.Period, previous *Consolidation) *Consolidation {
	return &Consolidation{Period: p, City: k.City, Tasks: k.Tasks, Previous: previous, kept: k.Units}
}

// A verdict's line: code, the light and the periods behind, and those of the latest
// period that was judged.
const verdictSign = "\t"

func writeVerdict(b *strings.Builder, code string, now, judged Verdict) {
	b.WriteString(strings.Join([]string{code, string(now.Light), strconv.Itoa(now.Behind), string(judged.Light), strconv.Itoa(judged.Behind)}, verdictSign))
	b.WriteByte('\n')
}

// keptVerdict finds the line of a code, and reads the verdict that begins at a field.
func keptVerdict(lines, code string, field int) (Verdict, bool) {
	at := strings.Index(lines, "\n"+code+verdictSign)
	if at < 0 {
		return Verdict{}, false
	}
	line, _, _ := strings.Cut(lines[at+1:], "\n")
	parts := strings.Split(line, verdictSign)
	if len(parts) != 5 {
		return Verdict{}, false
	}
	n, err := strconv.Atoi(parts[field+1])
	return Verdict{huibao.Light(parts[field]), n}, err == nil
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
