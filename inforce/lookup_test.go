package inforce

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"huibao"
)

// TestMentioned holds the unit that a text names, and whether one heads it, to a search for every name.
func TestMentioned(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 17))
	word := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString([]string{"甲", "乙", "县", "a", "é"}[r.IntN(5)])
		}
		return b.String()
	}
	found := 0
	for range 3000 {
		p := &huibao.Plan{Year: 2024}
		for i := range 1 + r.IntN(6) {
			p.Units = append(p.Units, huibao.Unit{Code: fmt.Sprintf("C%d", i), Name: word(1 + r.IntN(4)), Level: huibao.LevelCounty, Aliases: []string{word(1 + r.IntN(3))}})
		}
		now := At(p, huibao.Period{Year: 2024, Month: 1})
		text := word(r.IntN(9)) + []string{"", "\xff", "_"}[r.IntN(3)] + word(r.IntN(4))
		best, length, twice, heads := "", 0, false, false
		for name, u := range now.Called() {
			if len([]rune(name)) < 2 || !strings.Contains(text, name) {
				continue
			}
			heads = heads || strings.HasPrefix(text, name)
			switch {
			case len(name) > length:
				best, length, twice = u.Code, len(name), false
			case len(name) == length && best != u.Code:
				twice = true
			}
		}
		if twice {
			best = ""
		}
		if got := now.Mentioned(text); got != best {
			t.Fatalf("%q mentions %q, want %q of %+v", text, got, best, p.Units)
		}
		if now.Heads(text) != heads {
			t.Fatalf("%q: headed %v, of %+v", text, !heads, p.Units)
		}
		if best != "" {
			found++
		}
	}
	if found < 500 {
		t.Errorf("a unit was found in %d texts", found)
	}
}

func TestWithoutUnits(t *testing.T) {
	p := At(&huibao.Plan{Year: 2024, Units: []huibao.Unit{
		{Code: "C1", Name: "海原县", Level: huibao.LevelCounty, Aliases: []string{"海原"}},
		{Code: "B1", Name: "市残联", Level: huibao.LevelBureau, Aliases: []string{"残联", "联"}},
	}}, huibao.Period{Year: 2024, Month: 1})
	for text, want := range map[string]string{
		"海原县残联6月报表": "..6月报表",
		"市残联、海原":    ".、.",
		"联":         "联", // one character names nobody
		"\xff海原":    "\xff.",
		"":          "",
	} {
		if got := p.WithoutUnits(text, "."); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}

// TestMentionedOffices: an office of a county is that county, and a bureau beside a county's name is itself.
func TestMentionedOffices(t *testing.T) {
	p := &huibao.Plan{Year: 2024, Units: []huibao.Unit{
		{Code: "B4", Name: "市农业农村局", Level: huibao.LevelBureau, Aliases: []string{"农业农村局"}},
		{Code: "B9", Name: "市残联", Level: huibao.LevelBureau},
		{Code: "C2", Name: "中宁县", Level: huibao.LevelCounty, Aliases: []string{"中宁", ""}},
	}}
	now := At(p, huibao.Period{Year: 2024, Month: 1})
	for text, want := range map[string]string{"中宁县残联、农业农村局": "C2", "中宁县残联和市农业农村局": "B4", "中宁县、市残联、农业农村局": "B4", "中宁县、农业农村局": "B4", "中宁县农业农村局": "C2", "填报单位：中宁农业农村局": "C2", "市农业农村局": "B4", "农业农村局": "B4", "中宁县的表，市农业农村局报": "B4"} {
		if got := now.Mentioned(text); got != want {
			t.Errorf("%s: %s, is %s", text, got, want)
		}
	}
}
