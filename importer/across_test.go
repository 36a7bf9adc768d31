package importer

import (
	"fmt"
	"testing"

	"huibao"
	"huibao/inforce"
)

// acrossReader reads for the first of 400 units, each of three names.
func acrossReader(tb testing.TB) *reader {
	june := huibao.Period{Year: 2024, Month: 6}
	p := &huibao.Plan{Year: 2024}
	for i := range 400 {
		name := fmt.Sprintf("第%d区", i)
		p.Units = append(p.Units, huibao.Unit{Code: fmt.Sprintf("C%d", i), Name: name, Level: huibao.LevelCounty, Aliases: []string{name + "政府", name + "专班"}})
	}
	r := newReader(tb.Context(), File{}, Known{Plan: inforce.At(p, june), Period: june})
	r.ret.Unit = "C0"
	return r
}

// TestUnitBefore parts a heading into the unit before it and the rest, of which
// the longest name counts, without going through the units.
func TestUnitBefore(t *testing.T) {
	r := acrossReader(t)
	for text, want := range map[string][2]string{
		"全市累计完成":     {"", "累计完成"},
		"第7区累计完成":    {"C7", "累计完成"},
		"第70区政府累计完成": {"C70", "累计完成"},
		"第70区政府完成":   {"C70", "完成"},
		"C7累计完成":     {"", ""},
		"第7区":        {"", ""},
		"第7区的天气":     {"", ""},
		"累计完成":       {"", ""},
		"第500区累计完成":  {"", ""},
		"":           {"", ""},
	} {
		if code, rest := r.unitBefore(text); code != want[0] || rest != want[1] {
			t.Errorf("%q: %q %q, want %q", text, code, rest, want)
		}
		if n := testing.AllocsPerRun(10, func() { r.unitBefore(text) }); n > 10 {
			t.Errorf("%q goes through the units: %v allocations", text, n)
		}
	}
}

func BenchmarkUnitBefore(b *testing.B) {
	r := acrossReader(b)
	for _, text := range []string{"累计完成", "第300区累计完成"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				for range 60 {
					r.unitBefore(text)
				}
			}
		})
	}
}
