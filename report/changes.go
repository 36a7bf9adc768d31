package report

import (
	"io"
	"slices"
	"strings"

	"huibao/internal/pdf"
	"huibao/statement"
)

// Changes are what a period's drafts differ in: what an earlier one printed, and this one.
type Changes struct {
	Since, Until string                 // which they are, in words
	Returns      []ReturnChange         // of which units another return counts, or other rows
	Lines        []statement.Difference // of the bulletin, what is not in the order of returns
	From         map[string][]string    // names of units whose part of an indicator changed, by its code
}

// ReturnChange is a unit of which something else counts.
type ReturnChange struct {
	Unit string `json:"unit"`
	Was  string `json:"was"` // state, and the file
	Now  string `json:"now"`
	What string `json:"what"` // of which indicators, in words
}

// Moved is a figure, a light or a sentence that is another.
type Moved struct {
	Code string `json:"code,omitempty"`
	Name string `json:"name"`
	Old  string `json:"old"`
	New  string `json:"new"`
	From string `json:"from,omitempty"` // units whose returns moved it

	Steps []string `json:"-"` // Old and New side by side, column by column
}

// Lights, Figures and Sentences sort the lines.
func (c *Changes) Lights() []Moved {
	return c.moved(func(d statement.Difference) bool {
		return d.Line().Part == "附件1" && d.Column == "亮灯" || d.Line().Text == sheetsText && d.Line().Part == "任务进展"
	})
}

// Figures are those of the city, a row an indicator.
func (c *Changes) Figures() []Moved {
	return c.moved(func(d statement.Difference) bool {
		return d.Line().Part == "附件1" && d.Column != "亮灯" && d.Line().Row != ""
	})
}

// Counties are the counties' figures and lights, a row an indicator.
func (c *Changes) Counties() []Moved {
	return c.moved(func(d statement.Difference) bool {
		return d.Line().Part == "附件2" && d.Line().Row != "" && d.Line().Place == ""
	})
}

// Sentences are those of the body.
func (c *Changes) Sentences() []Moved {
	return c.moved(func(d statement.Difference) bool {
		line := d.Line()
		return line.Text == bulletinText && (line.Part == bodyPart && d.Column == "" && (line.Row == "" || line.Cells[0].Column == "") || line.Part == headPart)
	})
}

// moved gathers lines that are wanted: the columns of one row in one line.
func (c *Changes) moved(want func(statement.Difference) bool) []Moved {
	list := []Moved{}
	last := ""
	for _, d := range c.Lines {
		if !want(d) {
			continue
		}
		line := d.Line()
		m := Moved{Code: line.Row, Name: line.Name, Old: orElse(d.Old(), d.Was == nil, none), New: orElse(d.New(), d.Now == nil, gone), From: strings.Join(c.From[line.Row], "、")}
		if m.Name == "" {
			m.Name = line.Place
		}
		if line.Part == "任务进展" {
			m.Code = ""
		}
		step := m.Old + " → " + m.New
		key := line.Part + "|" + line.Row
		if d.Column != "" && d.Column != "亮灯" {
			m.Old, m.New, step = d.Column+" "+m.Old, d.Column+" "+m.New, d.Column+" "+step
		}
		if n := len(list) - 1; n >= 0 && key == last && line.Row != "" && d.Column != "" {
			list[n].Old += "；" + m.Old
			list[n].New += "；" + m.New
			list[n].Steps = append(list[n].Steps, step)
			continue
		}
		last, m.Steps = key, []string{step}
		list = append(list, m)
	}
	return list
}

// changesText is the name of what the office alone reads.
const changesText = "变化说明"

// ChangesPage writes 变化说明.pdf: what is another than in an earlier draft.
func ChangesPage(w io.Writer, m *Model, c *Changes) (Laid, error) {
	title := m.Period.Chinese() + "民生实事任务变化说明"
	b, err := m.newBulletin(changesText, title)
	if err != nil {
		return Laid{}, err
	}
	b.doc.head(title, "", "（内部使用）")
	if len(c.Returns)+len(c.Lines) == 0 {
		b.doc.Para(c.Until + "与" + c.Since + "相比，没有变化。")
		return b.done(w)
	}
	b.doc.Para(c.Until + "与" + c.Since + "相比：")
	sections := []struct {
		name string
		list []Moved
	}{{"亮灯的变化", c.Lights()}, {"全市数的变化", c.Figures()}, {"县（区）数的变化", c.Counties()}, {"正文的变化", c.Sentences()}}
	number := 0
	heading := func(name string) {
		number++
		b.doc.Heading(1, chineseNumbers[number-1]+"、"+name)
	}
	if len(c.Returns) > 0 {
		heading("报表的变化")
		t := pdf.Table{Columns: []pdf.Column{{Title: "单位", Width: 30}, {Title: "原", Width: 42}, {Title: "现", Width: 42}, {Title: "涉及的指标", Width: 42}}}
		for _, r := range c.Returns {
			t.Rows = append(t.Rows, pdf.Row{Cells: cells(r.Unit, r.Was, r.Now, r.What)})
		}
		b.doc.Table(t)
	}
	for _, s := range sections {
		if len(s.list) > 0 {
			heading(s.name)
			b.moved(s.list)
		}
	}
	return b.done(w)
}

var chineseNumbers = []string{"一", "二", "三", "四", "五"}

// moved sets what moved; the column of units is left out where none moved it.
func (b *bulletin) moved(list []Moved) {
	t := pdf.Table{Columns: []pdf.Column{{Title: "内容", Width: 36}, {Title: "原", Width: 46}, {Title: "现", Width: 46}}}
	from := slices.ContainsFunc(list, func(m Moved) bool { return m.From != "" })
	if from {
		t.Columns = append(t.Columns, pdf.Column{Title: "来自", Width: 28})
	}
	for _, m := range list {
		row := pdf.Row{Cells: cells(strings.TrimSpace(m.Code+" "+m.Name), m.Old, m.New, m.From)[:len(t.Columns)]}
		if b.Plan.IndicatorByCode(m.Code) != nil {
			row.Refs = []string{m.Code}
		}
		t.Rows = append(t.Rows, row)
	}
	b.doc.Table(t)
}
