package rollup

import (
	"testing"

	"huibao"
	"huibao/inforce"
)

// TestMergedUnit lets an heir stand for the unit that was merged into it: what that
// one had handed in before counts for the heir, its part of the target too.
func TestMergedUnit(t *testing.T) {
	p := plan()
	for i := range p.Units {
		if p.Units[i].Code == "C3" {
			p.Units[i].Successor = "C1"
		}
	}
	now := inforce.At(p, june)
	subs := []huibao.Submission{sub("C1", 50, 10, 20), sub("C2", 30, 5, 10), sub("C3", 7, 1, 10)}
	c := Consolidate(Input{Plan: now, Period: june, Submissions: subs})
	if len(c.Missing) != 0 { // B1 only reviews
		t.Errorf("missing %v", c.Missing)
	}
	if got := c.CityStanding("1.1").Reached.String(); got != "87" {
		t.Errorf("the city has %s", got)
	}
	if s := c.UnitStanding("C1", "1.1"); s.Reached.String() != "57" || s.Target.String() != "260" || len(s.Holes) != 0 {
		t.Errorf("the heir has %s, holes %v", s.Reached, s.Holes)
	}
	if c.UnitStanding("C3", "1.1") != nil {
		t.Error("the merged unit still stands by itself")
	}
	h, err := now.HistoryOf("C1", append(subs[0].Records(), subs[2].Records()...).BySubject().Of)
	if err != nil {
		t.Fatal(err)
	}
	prior := h.Prior("C1", "1.1", huibao.Period{Year: 2024, Month: 7})
	if got := prior.Values[huibao.FieldCumulative].String(); got != "57" {
		t.Errorf("the heir begins with %s", got)
	}
}
