package report

import (
	"slices"
	"strings"

	"huibao/internal/docx"
	"huibao/internal/pdf"
	"huibao/internal/regexp"
	"huibao/statement"
)

// paper is an official text while it is set: the document, the same as an editable one, and
// with them the record of all that they print, but for what is an edition's own: its number,
// its days, its check code.
type paper struct {
	*pdf.Doc
	*record
	word *docx.Writer
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
	p.word.Title(p.TitleLines(title + suffix))
	p.add("", "", 1, statement.Cell{Text: title})
	p.part = bodyPart
	if sub != "" {
		p.Draft(sub)
		p.word.Sub(sub)
	}
}

// Heading sets a heading; what follows stands under it.
func (p *paper) Heading(level int, text string) {
	p.Doc.Heading(level, text)
	p.word.Heading(level, text)
	p.part, p.place = bodyPart, numbering.ReplaceAllString(text, "")
}

// What figures are of that are of no indicator: tasks by their lights, returns by their states,
// how many of a county's indicators stand where.
const (
	RefTasks    = "任务"
	RefReturns  = "报送"
	RefCounties = "县区"
)

// Para sets and records a paragraph.
func (p *paper) Para(text string, refs ...string) {
	on := refs
	if len(on) == 0 && strings.ContainsAny(text, "0123456789") {
		on = []string{RefTasks}
		if strings.Contains(p.place, RefReturns) {
			on[0] = RefReturns
		}
	}
	p.Doc.Para(text, on...)
	p.word.Para(text, len(on) > 0)
	p.say(text, p.Began(), refs)
}

// Plain sets and records a line without an indent.
func (p *paper) Plain(text string) {
	p.Doc.Plain(text)
	p.word.To(text)
	p.say(strings.TrimLeft(text, "　"), p.Began(), nil)
}

// checkMark begins the line of the check code, which is another in every edition.
const checkMark = "数据校验码 "

// Small sets and records a line of small type.
func (p *paper) Small(text string) {
	p.Doc.Small(text)
	p.word.Small(text, false)
	if !strings.HasPrefix(text, checkMark) {
		p.say(text, p.Began(), nil)
	}
}

// AnnexTitle begins an annex.
func (p *paper) AnnexTitle(label, title string) {
	p.Doc.AnnexTitle(label, title)
	p.word.AnnexTitle(label, title)
	p.part, p.place = label, ""
	p.add("", "", p.Pages(), statement.Cell{Text: title})
}

// captionRoom is how many lines a caption wants on its page with its table.
const captionRoom = 4

// captioned sets a table within the text, under its caption.
func (p *paper) captioned(caption string, t pdf.Table) {
	heading := p.place
	p.place = caption
	p.Keep(captionRoom)
	p.Doc.Small(caption)
	p.word.Small(caption, true)
	p.Table(t)
	p.place = heading
}

// keyed sets and records a table whose rows are of what stands in a column.
func (p *paper) keyed(column string, t pdf.Table) {
	p.Doc.Table(t)
	at := slices.IndexFunc(t.Columns, func(c pdf.Column) bool { return c.Title == column })
	for _, r := range t.Rows {
		var cells []statement.Cell
		for i, c := range r.Cells {
			if i != at {
				cells = append(cells, statement.Cell{Column: t.Columns[i].Title, Text: c.Text})
			}
		}
		p.add(r.Cells[at].Text, "", 0, cells...)
	}
}

// orderColumn is only where a row stands: it moves with every row before it.
const orderColumn = "序号"

// Table sets and records a table: each row by what it is of.
func (p *paper) Table(t pdf.Table) {
	p.Doc.Table(t)
	p.word.Table(wordTable(t))
	seen := map[string]int{}
	for _, r := range t.Rows {
		if r.Category != "" || len(r.Cells) == 0 {
			continue
		}
		row, name := r.Cells[0].Text, ""
		if len(r.Refs) == 1 && p.nameOf(r.Refs[0]) != "" {
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
	p.word.Small(title, true)
	p.word.Table(wordStacks(legend, bars))
	p.Refer(RefCounties)
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

// signOf is a light's sign; "" for none.
func signOf(s pdf.Shape) string {
	i := slices.Index([]pdf.Shape{pdf.Disc, pdf.Triangle, pdf.Square, pdf.Ring}, s)
	if i < 0 {
		return ""
	}
	return []string{"●", "▲", "■", "○"}[i]
}

// glyphOf is a light's sign as a record has it.
func glyphOf(s pdf.Shape) string {
	if sign := signOf(s); sign != "" {
		return sign + " "
	}
	return ""
}
