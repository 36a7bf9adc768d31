package statement

import (
	"slices"
	"strings"
)

// Printed is a line of what an edition printed (statement.md §2): a sentence, or a row of a
// table. It is kept with the edition, so that what another one prints otherwise is told by
// what stood there, whatever the program computes by then.
type Printed struct {
	Text  string `json:"text"`            // 通报, 专报, 公示, 汇总表
	Part  string `json:"part"`            // 正文, 附件1, of a workbook the sheet
	Place string `json:"place,omitempty"` // within it: a heading's or a table's words
	Row   string `json:"row,omitempty"`   // what the line is of: an indicator's code, a unit; "" for a sentence
	Name  string `json:"name,omitempty"`  // of the row, as printed
	Page  int    `json:"page,omitempty"`  // on which it begins, from 1
	Cells []Cell `json:"cells"`
}

// Cell is what stands in a column; of a sentence the sentence.
type Cell struct {
	Column string `json:"column,omitempty"`
	Text   string `json:"text"`
}

// cell is the text of a column, and whether there is one.
func (p *Printed) cell(column string) (string, bool) {
	i := slices.IndexFunc(p.Cells, func(c Cell) bool { return c.Column == column })
	if i < 0 {
		return "", false
	}
	return p.Cells[i].Text, true
}

// Whole is a row in words: every column that says something.
func (p *Printed) Whole() string {
	var list []string
	for _, c := range p.Cells {
		if c.Text != "" && c.Text != "—" {
			list = append(list, strings.TrimSpace(c.Column+" "+c.Text))
		}
	}
	return strings.Join(list, "，")
}

type printedKey struct{ text, part, place, row string }

func (p *Printed) key() printedKey { return printedKey{p.Text, p.Part, p.Place, p.Row} }

// Difference is a place at which two editions print something else. Was and Now are the
// lines; nil where only the other edition has one. Column is the one that differs, "" for
// the line as a whole.
type Difference struct {
	Was, Now *Printed
	Column   string
}

// Line is the line as it stands, else as it stood.
func (d Difference) Line() *Printed {
	if d.Now != nil {
		return d.Now
	}
	return d.Was
}

// Old and New are the two texts; "" where there is no such line.
func (d Difference) Old() string { return textOf(d.Was, d.Column) }

// New is what stands there now.
func (d Difference) New() string { return textOf(d.Now, d.Column) }

func textOf(p *Printed, column string) string {
	if p == nil {
		return ""
	}
	if text, ok := p.cell(column); ok {
		return text
	}
	if column != "" {
		return ""
	}
	return p.Whole()
}

// Differences lists what two editions print otherwise: in the order of the later one, and
// what it has no more behind. Rows are set side by side by what they are of, sentences of a
// place by their words; where a place has other sentences, the first stands for the first.
func Differences(before, after []Printed) []Difference {
	lines := func(list []Printed) map[printedKey][]*Printed {
		m := map[printedKey][]*Printed{}
		for i := range list {
			m[list[i].key()] = append(m[list[i].key()], &list[i])
		}
		return m
	}
	was, now := lines(before), lines(after)
	var list []Difference
	done := map[printedKey]bool{}
	for _, side := range [][]Printed{after, before} {
		for i := range side {
			k := side[i].key()
			if !done[k] {
				done[k] = true
				list = append(list, atPlace(was[k], now[k])...)
			}
		}
	}
	return list
}

// atPlace sets the lines of one key side by side.
func atPlace(was, now []*Printed) []Difference {
	if len(was) == 1 && len(now) == 1 && was[0].Row != "" {
		return byColumn(was[0], now[0])
	}
	old, fresh := without(was, now), without(now, was)
	var list []Difference
	for i := range max(len(old), len(fresh)) {
		d := Difference{}
		if i < len(old) {
			d.Was = old[i]
		}
		if i < len(fresh) {
			d.Now = fresh[i]
		}
		list = append(list, d)
	}
	return list
}

func byColumn(was, now *Printed) []Difference {
	var list []Difference
	for _, c := range now.Cells {
		if old, ok := was.cell(c.Column); !ok || old != c.Text {
			list = append(list, Difference{was, now, c.Column})
		}
	}
	for _, c := range was.Cells {
		if _, ok := now.cell(c.Column); !ok {
			list = append(list, Difference{was, now, c.Column})
		}
	}
	return list
}

// without lists the lines that another list does not have, each as often as it lacks it.
func without(list, other []*Printed) []*Printed {
	there := map[string]int{}
	for _, p := range other {
		there[p.Whole()]++
	}
	var rest []*Printed
	for _, p := range list {
		if there[p.Whole()]--; there[p.Whole()] < 0 {
			rest = append(rest, p)
		}
	}
	return rest
}
