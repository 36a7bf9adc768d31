package book

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// cellElement is a cell as a regular expression says it.
var cellElement = regexp.MustCompile(`<c r="([A-Z]+[0-9]+)"([^>]*?)(/>|>(?s:(.*?))</c>)`)

// TestEachCell: cells are found as the regular expression finds them, whatever stands in them, and a
// sheet whose cells are left as they are is the same.
func TestEachCell(t *testing.T) {
	pieces := []string{`<c r="A1" s="3"/>`, `<c r="AB12"/>`, `<c r="B2" s="1" t="str"><f>A1&amp;"/"</f><v>x/y</v></c>`, `<c r="C3"><v/></c>`, `<c r="D4" t="inlineStr"><is><t xml:space="preserve"> a
b</t></is></c>`, `<c r="E5"></c>`, `</row><row r="2">`, `<cols/>`, "\n", `<c r="F6`}
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		var b strings.Builder
		for range r.IntN(12) {
			b.WriteString(pieces[r.IntN(len(pieces)-1)])
		}
		if r.IntN(4) == 0 {
			b.WriteString(pieces[len(pieces)-1]) // broken off
		}
		text := b.String()
		var want, got []string
		for _, g := range cellElement.FindAllStringSubmatch(text, -1) {
			want = append(want, fmt.Sprintf("%q %q %q %q", g[0], g[1], g[2], g[4]))
		}
		same := eachCell([]byte(text), func(c element) []byte {
			got = append(got, fmt.Sprintf("%q %q %q %q", c.whole, c.ref, c.attrs, c.inner))
			return c.whole
		})
		if string(same) != text || strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Fatalf("%q:\n%s\nwant\n%s\nand is left %q", text, strings.Join(got, "\n"), strings.Join(want, "\n"), same)
		}
	}
}

// TestPatchedCells: a formula gets its cached value and its type in the place of those that it had.
func TestPatchedCells(t *testing.T) {
	b := &Book{cached: map[string]map[string]cachedValue{"表": {"A1": {text: "1.50", number: true}, "A2": {text: "<甲>"}, "A3": {text: "9", number: true}, "A4": {text: "", number: false}}}}
	for in, want := range map[string]string{
		`<c r="A1" s="2" t="str"><f>B1</f><v>x</v></c>`:    `<c r="A1" s="2"><f>B1</f><v>1.50</v></c>`,
		`<c r="A2" s="2"><f t="shared">B1</f></c>`:         `<c r="A2" s="2" t="str"><f t="shared">B1</f><v>&lt;甲&gt;</v></c>`,
		`<c r="A3"><v>8</v></c>`:                           `<c r="A3"><v>8</v></c>`,
		`<c r="A4"><f>B1</f><v/></c>`:                      `<c r="A4" t="str"><f>B1</f><v></v></c>`,
		`<c r="B9" t="s"><f>B1</f><v>8</v></c><c r="A1"/>`: `<c r="B9" t="s"><f>B1</f><v>8</v></c><c r="A1"/>`,
	} {
		if got := string(b.patchCells([]byte(in), "表")); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
	xfs := []string{`<xf a=""/>`, `<xf b=""/>`}
	_, c := nextCell([]byte(`<c r="A1" s="1" t="s"><v>0</v></c>`))
	if got := string(quoteCell(c, &xfs, map[int]int{})); got != `<c r="A1" t="s" s="2"><v>0</v></c>` || xfs[2] != `<xf quotePrefix="1" b=""/>` {
		t.Errorf("%s %q", got, xfs)
	}
}
