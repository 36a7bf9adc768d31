package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"huibao"
	"huibao/internal/pdf"
)

// Laid is what came of setting an official text: the indicators whose figures stand on
// each page, and the characters that no typeface holds, which are shown as 〓.
type Laid struct {
	Pages   [][]string
	Missing string
}

// Bulletin writes 通报.pdf: the text, then the annexes on landscape pages. Every
// sentence is made from the figures; nothing is said that they do not.
func Bulletin(w io.Writer, m *Model) (Laid, error) {
	return m.official(w, "通报", fmt.Sprintf("关于%s进展情况的通报", m.subject()), mostNamed, func(b *bulletin) {
		b.attachments("任务进展一览表", "县区对比", "标准落实情况", "报送与审核情况", "核实说明摘录")
		b.sign()
		b.taskAnnex(1)
		b.countyAnnex(2)
		b.standardAnnex(3)
		b.returnAnnex(4)
		b.explanationAnnex(5)
	})
}

// Brief writes 专报.pdf, the page for leaders.
// It names fewer items, and fewer still, until it is one page.
func Brief(w io.Writer, m *Model) (Laid, error) {
	title := fmt.Sprintf("%s进展专报（%s）", m.subject(), m.Period.Chinese())
	for most := mostNamed; ; most-- {
		var b bytes.Buffer
		laid, err := m.official(&b, "专报", title, most, nil)
		if err != nil {
			return laid, err
		}
		if len(laid.Pages) == 1 || most == 1 {
			_, err = w.Write(b.Bytes())
			return laid, err
		}
	}
}

// Notice writes 公示.pdf of a model made of the plan's public part (Plan.OpenPart).
func Notice(w io.Writer, m *Model) (Laid, error) {
	return m.official(w, "公示", fmt.Sprintf("关于%s进展情况的公示", m.subject()), mostNamed, func(b *bulletin) {
		b.attachments("民生实事任务进展情况")
		b.sign()
		b.publicAnnex(1)
	})
}

// Correct writes 更正.pdf: the figures that are not what was issued.
func Correct(w io.Writer, m *Model) (Laid, error) {
	return m.official(w, "更正", fmt.Sprintf("关于%s进展情况通报的更正", m.subject()), mostNamed, func(b *bulletin) {
		if len(m.Corrections()) == 0 {
			b.sign()
			return
		}
		b.attachments("更正前后对照表")
		b.sign()
		b.correctionAnnex()
	})
}

func (m *Model) subject() string { return strings.ReplaceAll(m.Plan.Title, "（示例）", "") }

// bulletin is an official text while it is set.
type bulletin struct {
	*Model
	doc *pdf.Doc
}

// official sets a text: head, title, sentences of its template, and what follows.
func (m *Model) official(w io.Writer, name, title string, most int, after func(*bulletin)) (Laid, error) {
	text, err := m.prose(name, most)
	if err != nil {
		return Laid{}, err
	}
	doc, err := pdf.New(pdf.Meta{Title: title, Author: m.Plan.Office, Subject: m.Period.Chinese(), Producer: "huibao " + m.Info.Version, Time: m.Info.Date.Time(), Fonts: m.Info.Fonts})
	if err != nil {
		return Laid{}, err
	}
	b := &bulletin{Model: m, doc: doc}
	if m.Plan.DocNumber != "" && name != "专报" {
		doc.Masthead(m.Plan.Office+"文件", m.Plan.DocNumber)
	}
	doc.Title(title)
	sub := ""
	if after == nil {
		sub = m.Plan.Office + "　" + m.Plan.Day(m.Period).Bulletin.Chinese() + "　"
	}
	if !m.Locked() {
		sub += "（征求意见稿）"
	}
	if sub != "" {
		doc.Draft(strings.TrimSpace(sub))
	}
	if m.Plan.MainTo != "" && (name == "通报" || name == "更正") {
		doc.Plain(m.Plan.MainTo + "：")
	}
	for _, p := range text {
		if p.level > 0 {
			doc.Heading(p.level, p.text)
			continue
		}
		doc.Para(p.text, p.refs...)
	}
	if after != nil {
		after(b)
	}
	if m.Plan.DocNumber != "" && name != "专报" {
		doc.Colophon(m.Plan.CopyTo, m.Plan.Office, m.Plan.Day(m.Period).Bulletin.Chinese())
	}
	return Laid{Pages: doc.Refs(), Missing: string(doc.Missing())}, doc.Render(w)
}

// attachments names the annexes under the text.
func (b *bulletin) attachments(names ...string) {
	b.doc.Keep(len(names) + 5)
	b.doc.Space(1)
	for i, name := range names {
		switch {
		case len(names) == 1:
			b.doc.Plain("　　附件：" + name)
		case i == 0:
			b.doc.Plain("　　附件：1．" + name)
		default:
			b.doc.Plain(fmt.Sprintf("　　　　　%d．%s", i+1, name))
		}
	}
}

// sign sets 署名 and date.
func (b *bulletin) sign() {
	b.doc.Keep(4)
	b.doc.Space(2)
	b.doc.Sign(b.Plan.Office)
	b.doc.Sign(b.Plan.Day(b.Period).Bulletin.Chinese())
}

// lightShape is the shape and the colour of a light.
func lightShape(l huibao.Light) (pdf.Shape, [3]int) {
	switch l {
	case huibao.Green:
		return pdf.Disc, [3]int{0x2e, 0x7d, 0x32}
	case huibao.Yellow:
		return pdf.Triangle, [3]int{0xb2, 0x6a, 0x00}
	case huibao.Red:
		return pdf.Square, [3]int{0xc6, 0x28, 0x28}
	}
	return pdf.Ring, [3]int{0x75, 0x75, 0x75}
}

func lightCell(l huibao.Light, word string) pdf.Cell {
	shape, colour := lightShape(l)
	return pdf.Cell{Text: word, Shape: shape, Colour: colour}
}

func cells(texts ...string) []pdf.Cell {
	var list []pdf.Cell
	for _, t := range texts {
		list = append(list, pdf.Cell{Text: t})
	}
	return list
}

// annex begins an annex on a landscape page.
func (b *bulletin) annex(n int, title, sub string) {
	b.doc.Section(true)
	label := "附件"
	if n > 0 { // one of several
		label += itoa(n)
	}
	b.doc.AnnexTitle(label, title)
	b.doc.Small(b.Period.Chinese() + "　数据截止 " + b.Plan.Day(b.Period).CutOff.Chinese() + sub)
}

// legendLine says what the lights mean, on every page's annex.
const legendLine = "　图例：圆形（绿）达序时，三角（橙）滞后，方形（红）严重滞后，圆圈（灰）未评；* 含待说明报表"
