package report

import (
	"regexp"
	"slices"
	"strings"

	"huibao/internal/pdf"
	"huibao/statement"
)

// paper is an official text while it is set: the document, and with it the record of all
// that it prints, but for what is an edition's own: its number, its days, its check code.
type paper struct {
	*pdf.Doc
	*record
}

// record collects what a text prints.
type record struct {
	text    string
	part    string              // 正文, 附件1
	place   string              // heading, or the caption of the table that follows
	nameOf  func(string) string // an indicator's name by its code; "" for none
	printed []statement.Printed
}

// Parts of a text that are no annex.
const (
	bodyPart = "正文"
	headPart = "标题"
)

// numbering stands before a heading or an item: it moves where one is added.
var numbering = regexp.MustCompile(`^(（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+．)`)

func (r *record) add(row, name string, page int, cells ...statement.Cell) {
	r.printed = append(r.printed, statement.Printed{Text: r.text, Part: r.part, Place: r.place, Row: row, Name: name, Page: page, Cells: cells})
}

// say records a paragraph: an item as a whole, else its sentences.
func (r *record) say(text string, page int, refs []string) {
	if item := numbering.ReplaceAllString(text, ""); item != text && len(refs) == 1 {
		r.add(refs[0], r.nameOf(refs[0]), page, statement.Cell{Text: item})
		return
	}
	for _, s := range strings.SplitAfter(text, "。") {
		if s = strings.TrimSpace(s); s != "" {
			r.add("", "", page, statement.Cell{Text: s})
		}
	}
}

// head sets the title, with what an edition adds to it, and the line under it.
func (p *paper) head(title, suffix, sub string) {
	p.Title(title + suffix)
	p.add("", "", 1, statement.Cell{Text: title})
	p.part = bodyPart
	if sub != "" {
		p.Draft(sub)
	}
}

// Heading sets a heading; what follows stands under it.
func (p *paper) Heading(level int, text string) {
	p.Doc.Heading(level, text)
	p.part, p.place = bodyPart, numbering.ReplaceAllString(text, "")
}

// Para sets and records a paragraph.
func (p *paper) Para(text string, refs ...string) {
	p.Doc.Para(text, refs...)
	p.say(text, p.Began(), refs)
}

// Plain sets and records a line without an indent.
func (p *paper) Plain(text string) {
	p.Doc.Plain(text)
	p.say(strings.TrimLeft(text, "　"), p.Began(), nil)
}

// checkMark begins the line of the check code, which is another in every edition.
const checkMark = "数据校验码 "

// Small sets and records a line of small type.
func (p *paper) Small(text string) {
	p.Doc.Small(text)
	if !strings.HasPrefix(text, checkMark) {
		p.say(text, p.Began(), nil)
	}
}

// AnnexTitle begins an annex.
func (p *paper) AnnexTitle(label, title string) {
	p.Doc.AnnexTitle(label, title)
	p.part, p.place = label, ""
	p.add("", "", p.Pages(), statement.Cell{Text: title})
}

// captioned sets a table within the text, under its caption.
func (p *paper) captioned(caption string, t pdf.Table) {
	heading := p.place
	p.place = caption
	p.Doc.Small(caption)
	p.Table(t)
	p.place = heading
}

// orderColumn is only where a row stands: it moves with every row before it.
const orderColumn = "序号"

// Table sets and records a table: each row by what it is of.
func (p *paper) Table(t pdf.Table) {
	p.Doc.Table(t)
	seen := map[string]int{}
	for _, r := range t.Rows {
		if r.Category != "" || len(r.Cells) == 0 {
			continue
		}
		row, name := r.Cells[0].Text, ""
		if len(r.Refs) == 1 {
			row, name = r.Refs[0], p.nameOf(r.Refs[0])
		}
		if seen[row]++; seen[row] > 1 {
			row += "#" + itoa(seen[row])
		}
		var cells []statement.Cell
		for i, c := range r.Cells {
			if t.Columns[i].Title == orderColumn {
				continue
			}
			cells = append(cells, statement.Cell{Column: strings.TrimSpace(t.Columns[i].Group + " " + t.Columns[i].Title), Text: glyphOf(c.Shape) + c.Text})
		}
		p.add(row, name, 0, cells...)
	}
}

// Stacks sets and records a chart of lights.
func (p *paper) Stacks(title string, legend []string, bars []pdf.Stack) {
	p.Doc.Stacks(title, legend, bars)
	before := p.place
	p.place = title
	for _, b := range bars {
		var cells []statement.Cell
		for i, part := range b.Parts {
			cells = append(cells, statement.Cell{Column: legend[i], Text: itoa(part.Count)})
		}
		p.add(b.Label, "", 0, cells...)
	}
	p.place = before
}

// glyphOf is a light's sign as a record has it.
func glyphOf(s pdf.Shape) string {
	i := slices.Index([]pdf.Shape{pdf.Disc, pdf.Triangle, pdf.Square, pdf.Ring}, s)
	if i < 0 {
		return ""
	}
	return []string{"●", "▲", "■", "○"}[i] + " "
}
