package report

import (
	"cmp"
	"fmt"
	"io"
	"regexp"
	"strings"

	"huibao"
	"huibao/internal/pdf"
	"huibao/statement"
)

// Laid is what came of setting an official text: the indicators whose figures stand on
// each page, all that it prints, and the characters that no typeface holds, which are shown
// as 〓.
type Laid struct {
	Pages   [][]string
	Printed []statement.Printed
	Missing string
}

// Bulletin writes 通报.pdf: the text, then the annexes on landscape pages. Every
// sentence is made from the figures; nothing is said that they do not.
func Bulletin(w io.Writer, m *Model) (Laid, error) {
	return m.official(w, "通报", m.bulletinTitle(), func(b *bulletin) {
		b.attachments("指标进展一览表", "县（区）进展情况", "补贴待遇标准执行情况", "报送和审核情况")
		b.sign()
		b.indicatorAnnex(1)
		b.countyAnnex(2)
		b.standardAnnex(3)
		b.returnAnnex(4)
	})
}

// bulletinTitle names the period, so that no two of a year are called the same; where less
// than half could be judged it is of the returns.
func (m *Model) bulletinTitle() string {
	switch {
	case m.few():
		return "关于" + m.Period.Chinese() + "民生实事任务报送情况的通报"
	case m.Period.Month == 12:
		return fmt.Sprintf("关于%d年民生实事任务完成情况的通报", m.Period.Year)
	}
	return "关于" + m.Period.Chinese() + "民生实事任务进展情况的通报"
}

// few reports whether so little could be judged that a text is of the returns alone.
func (m *Model) few() bool { return 2*m.Judged < m.due() || m.Judged == 0 }

// Brief writes 专报.pdf, the page for leaders: all that is behind, in the bulletin's order.
func Brief(w io.Writer, m *Model) (Laid, error) {
	title := fmt.Sprintf("民生实事专报 %d年第%d期", m.Period.Year, issueOf(m.Period))
	return m.official(w, "专报", title, nil)
}

// issueOf is which issue of the year a period's texts are.
func issueOf(p huibao.Period) int {
	if p.Quarter {
		return p.Month / 3
	}
	return p.Month
}

// Notice writes 公示.pdf of a model made of the plan's public part (Plan.OpenPart).
func Notice(w io.Writer, m *Model) (Laid, error) {
	title := fmt.Sprintf("%d年民生实事进展情况公示（截至%s）", m.Period.Year, monthDay(m.Plan.Day(m.Period).CutOff, m.Period))
	return m.official(w, "公示", title, func(b *bulletin) {
		b.attachments("民生实事进展情况")
		b.sign()
		b.publicAnnex()
	})
}

// Correct writes 更正.pdf: the figures that are not what was issued.
func Correct(w io.Writer, m *Model) (Laid, error) {
	return m.official(w, "更正", m.correctionTitle(), func(b *bulletin) {
		if len(m.Corrections()) == 0 {
			b.sign()
			return
		}
		b.attachments("更正前后对照表")
		b.sign()
		b.correctionAnnex()
	})
}

// number is a run of digits before 号.
var number = regexp.MustCompile(`[0-9０-９×Xx]+\s*号.*$`)

// BlankNumber is a 发文字号 without its number, which a document has only when it is issued:
// 卫政办发〔2024〕　号.
func BlankNumber(s string) string { return number.ReplaceAllString(s, "　号") }

// bulletin is an official text while it is set.
type bulletin struct {
	*Model
	doc *paper
}

// official sets a text: head, title, sentences of its template with the tables among them, and
// what follows.
func (m *Model) official(w io.Writer, name, title string, after func(*bulletin)) (Laid, error) {
	text, err := m.prose(name)
	if err != nil {
		return Laid{}, err
	}
	b, err := m.newBulletin(name, title)
	if err != nil {
		return Laid{}, err
	}
	red := m.Plan.DocNumber != "" && (name == bulletinText || name == "更正")
	if red {
		b.doc.Masthead(m.Plan.Office+"文件", m.docNumber(name))
	}
	suffix, sub := "", ""
	if name == bulletinText && m.reissued() {
		suffix = "（更正版）"
	}
	if after == nil {
		sub = m.Plan.Office + "　" + m.Plan.Day(m.Period).Bulletin.Chinese() + "　"
	}
	if !m.Locked() {
		sub += "（征求意见稿）"
	}
	b.doc.head(title, suffix, strings.TrimSpace(sub))
	if m.Plan.MainTo != "" && (name == bulletinText || name == "更正") {
		b.doc.Plain(m.Plan.MainTo + "：")
	}
	if m.feedback != nil {
		b.doc.Plain(m.feedback.unit.Name + "：")
	}
	b.passages(text)
	if after != nil {
		after(b)
	}
	if red {
		b.doc.Colophon(m.Plan.CopyTo, m.Plan.Office, m.Plan.Day(m.Period).Bulletin.Chinese())
	}
	return b.done(w)
}

// newBulletin begins a text.
func (m *Model) newBulletin(name, title string) (*bulletin, error) {
	doc, err := pdf.New(pdf.Meta{Title: title, Author: m.Plan.Office, Subject: m.Period.Chinese(), Producer: "huibao " + m.Info.Version, Time: m.Info.Date.Time(), Fonts: m.Info.Fonts})
	return &bulletin{Model: m, doc: &paper{doc, &record{text: name, part: headPart, nameOf: m.nameOf}}}, err
}

// passages sets paragraphs and headings, and tables at their places.
func (b *bulletin) passages(text []passage) {
	for _, x := range text {
		switch {
		case x.level > 0:
			b.doc.Heading(x.level, x.text)
		case x.text == bodyTable:
			b.lagTable()
		case x.text == briefTable:
			b.leaderTable()
		case x.text == taskTable && b.feedback != nil:
			b.tasksTable()
		default:
			b.doc.Para(x.text, x.refs...)
		}
	}
}

// done draws the text.
func (b *bulletin) done(w io.Writer) (Laid, error) {
	return Laid{Pages: b.doc.Refs(), Printed: b.doc.printed, Missing: string(b.doc.Missing())}, b.doc.Render(w)
}

// docNumber is the edition's, or room for it. Of an edition that corrects another it is the
// correction's; the bulletin keeps the one that it was issued under.
func (m *Model) docNumber(name string) string {
	if name == bulletinText && m.reissued() {
		return cmp.Or(m.issuedNumber(), BlankNumber(m.Plan.DocNumber))
	}
	if m.Locked() {
		return m.Plan.DocNumber
	}
	return BlankNumber(m.Plan.DocNumber)
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
const legendLine = "　图例：圆形（绿）达序时，三角（橙）滞后，方形（红）严重滞后，圆圈（灰）未评"

// legend is the line over a table of lights; what rests on few returns is said to.
func (b *bulletin) legend() string {
	if b.few() {
		return "　初步数" + legendLine
	}
	return legendLine
}
