package report

import (
	"fmt"
	"strings"

	"huibao"
)

// Rows of data sheets are found by a key: i2.10 of an indicator, i2.10|u-hy of one of a
// unit, i2.10|u-hy|cum of a value. It begins with a letter, so that no program takes it
// for a number (Excel's SUMIFS takes 2.1 for 2.10), and holds nothing but [a-z0-9.|-], so
// that none takes it for a pattern.

// keyOf is the key of an indicator and of what is said of it.
func keyOf(code string, parts ...string) string {
	return strings.Join(append([]string{"i" + keyPart(code)}, parts...), "|")
}

// unitKey is a unit's part of a key.
func unitKey(unit string) string {
	if unit == huibao.CityUnit {
		return "city"
	}
	return "u-" + keyPart(unit)
}

// fieldKeys are the items whose part of a key is shorter than their name.
var fieldKeys = map[huibao.Field]string{huibao.FieldCumulative: "cum", huibao.FieldNumer: "num", huibao.FieldDenom: "den"}

func fieldKey(f huibao.Field) string {
	if k := fieldKeys[f]; k != "" {
		return k
	}
	return keyPart(string(f))
}

// keyPart writes a code in the characters of keys: capitals small, since Excel compares
// without regard to case, what else there is by its number.
func keyPart(s string) string {
	plain := func(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' || r == '-' }
	s = strings.ReplaceAll(strings.ToLower(s), "_", "-")
	var b strings.Builder
	for _, r := range s {
		if plain(r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "-%x-", r)
		}
	}
	return b.String()
}

// Columns of 台账 that formulas refer to.
const (
	ledgerKey     = "A"
	ledgerValue   = "L"
	ledgerCounted = "O"
	ledgerSum     = "X"
)

// ledgerPlace is a row of 台账, by its sheet and its key.
type ledgerPlace struct {
	sheet *ledgerSheet
	key   string
}

func (s *ledgerSheet) column(c string) string {
	return fmt.Sprintf("%s!$%s$2:$%s$%d", s.name, c, c, s.last)
}

// match is the place of the row among those of its sheet.
func (p ledgerPlace) match() string {
	return fmt.Sprintf(`MATCH("%s",%s,0)`, p.key, p.sheet.column(ledgerKey))
}

// number is the row's number.
func (p ledgerPlace) number() string {
	return fmt.Sprintf("INDEX(%s,%s)", p.sheet.column(ledgerValue), p.match())
}

// link is a formula that shows a text and leads to the row.
func (p ledgerPlace) link(text string) string {
	return fmt.Sprintf(`HYPERLINK("#%s!A"&(%s+1),"%s")`, p.sheet.name, p.match(), strings.ReplaceAll(text, `"`, ""))
}

// sumFormula adds up what counts of an item of an indicator over 台账.
func (w *workbook) sumFormula(code string, f huibao.Field, places int32) string {
	var sums []string
	for _, l := range w.ledgers {
		sums = append(sums, fmt.Sprintf(`SUMIFS(%s,%s,"%s",%s,1)`, l.column(ledgerValue), l.column(ledgerSum), keyOf(code, fieldKey(f)), l.column(ledgerCounted)))
	}
	return fmt.Sprintf("ROUND(%s,%d)", strings.Join(sums, "+"), places)
}

// linked writes a text that leads to a row of 台账.
func (g *grid) linked(col int, text string, p ledgerPlace) {
	g.set(col, cell{style: g.styles.link(), text: text, formula: p.link(text)})
	g.wide(col, text)
}

// codeCell writes an indicator's code, which leads to its rows in 台账.
func (g *grid) codeCell(col int, code string) {
	if p, ok := g.ledgerRows[code]; ok {
		g.linked(col, code, p)
		return
	}
	g.text(col, "center", code)
}

// headsOf writes the heading row of a data sheet whose rows are streamed, the key's heading first, and gives the widths.
func (g *grid) headsOf(heads []column) map[int]int {
	var labels []string
	fixed := map[int]int{0: heads[0].width}
	for i, h := range heads[1:] {
		labels = append(labels, h.label)
		fixed[i+1] = h.width
	}
	g.heads(labels...)
	return fixed
}
