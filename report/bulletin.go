package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"huibao"
	"huibao/internal/docx"
	"huibao/internal/pdf"
	"huibao/internal/regexp"
	"huibao/internal/theme"
	"huibao/statement"
)

// Laid is what came of setting an official text: the indicators whose figures stand on
// each page, all that it prints, and the characters that no typeface holds, which are shown
// as 〓.
type Laid struct {
	Word    *docx.Writer // the same, to be edited
	Pages   [][]string
	Printed []statement.Printed
	Missing string
}

// Bulletin writes 通报.pdf: the text, then the annexes on landscape pages. Every
// sentence is made from the figures; nothing is said that they do not.
func Bulletin(w io.Writer, m *Model) (Laid, error) {
	list := m.annexes()
	var names []string
	for _, x := range list {
		names = append(names, x.name)
	}
	return m.official(w, "通报", m.bulletinTitle(), &ending{names, func(b *bulletin) {
		for i, x := range list {
			if len(list) == 1 {
				i = -1 // a single one bears no number
			}
			x.set(b, i+1)
		}
	}})
}

// annex is one of the bulletin's tables.
type annex struct {
	name string
	set  func(*bulletin, int)
}

// returnsAnnex is the annex that lists who reported.
const returnsAnnex = "报送和审核情况"

// annexes are those of which there is something to set.
func (m *Model) annexes() []annex {
	if !m.counting() { // no table of figures that are not there
		return []annex{{returnsAnnex, (*bulletin).returnAnnex}}
	}
	list := []annex{{"指标进展一览表", (*bulletin).indicatorAnnex}}
	if slices.ContainsFunc(m.Rows, func(r IndicatorRow) bool { return sideways(r) && m.byCounties(r) }) {
		list = append(list, annex{"县（区）进展情况", (*bulletin).countyAnnex})
	}
	if slices.ContainsFunc(m.Rows, func(r IndicatorRow) bool { return r.Kind == huibao.KindStandard || r.Kind == huibao.KindRelation }) {
		list = append(list, annex{"补贴待遇标准执行情况", (*bulletin).standardAnnex})
	}
	return append(list, annex{returnsAnnex, (*bulletin).returnAnnex})
}

// annexNumber is the number of the annex of a name.
func (m *Model) annexNumber(name string) int {
	return slices.IndexFunc(m.annexes(), func(a annex) bool { return a.name == name }) + 1
}

// bulletinTitle names the period, so that no two of a year are called the same; where less
// than half could be judged it is of the returns.
func (m *Model) bulletinTitle() string { return "关于" + m.matter() + "的通报" }

// matter is what the bulletin is of.
func (m *Model) matter() string {
	switch {
	case m.few():
		return m.Period.Chinese() + "民生实事任务报送情况"
	case m.yearEnd():
		return fmt.Sprintf("%d年民生实事任务完成情况", m.Period.Year)
	}
	return m.Period.Chinese() + "民生实事任务进展情况"
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
	return m.official(w, "公示", title, &ending{[]string{"民生实事进展情况"}, (*bulletin).publicAnnex})
}

// Correct writes 更正.pdf: the figures that are not what was issued.
func Correct(w io.Writer, m *Model) (Laid, error) {
	end := &ending{}
	if len(m.Corrections()) > 0 {
		end = &ending{[]string{"更正前后对照表"}, (*bulletin).correctionAnnex}
	}
	return m.official(w, "更正", m.correctionTitle(), end)
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

// ending is what follows a text: the names of its annexes, the signature, the annexes.
type ending struct {
	names   []string
	annexes func(*bulletin)
}

// lines are those of the grid that the names and the signature take; 0 of no ending.
func (e *ending) lines() int {
	switch {
	case e == nil:
		return 0
	case len(e.names) == 0:
		return signLines
	}
	return 1 + len(e.names) + signLines
}

// official sets a text: head, title, sentences of its template with the tables among them, and
// what follows, if anything.
func (m *Model) official(w io.Writer, name, title string, end *ending) (Laid, error) {
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
	if end == nil {
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
	b.passages(text, end.lines())
	if end != nil {
		b.attachments(end.names...)
		b.sign()
		if end.annexes != nil {
			end.annexes(b)
		}
	}
	if red {
		b.doc.Colophon(m.Plan.CopyTo, m.Plan.Office, m.Plan.Day(m.Period).Bulletin.Chinese())
	}
	return b.done(w)
}

// newBulletin begins a text.
func (m *Model) newBulletin(name, title string) (*bulletin, error) {
	doc, err := pdf.New(pdf.Meta{Title: title, Author: m.Plan.Office, Subject: m.Period.Chinese(), Producer: "huibao " + m.Info.Version, Time: m.Info.Date.Time(), Fonts: m.Info.Fonts})
	word := docx.NewWriter(docx.Meta{Title: title, Author: m.Plan.Office, Subject: m.Period.Chinese(), Producer: "huibao " + m.Info.Version, Time: m.Info.Date.Time()})
	return &bulletin{Model: m, doc: &paper{doc, &record{text: name, part: headPart, nameOf: m.nameOf}, word}}, err
}

// oneLine is how many characters a paragraph of one line has.
const oneLine = 26

// passages sets paragraphs and headings, and tables at their places; the last paragraph goes with
// the lines that follow it.
func (b *bulletin) passages(text []passage, follow int) {
	for i, x := range text {
		switch last := len(text) - 1; {
		case follow == 0:
		case i == last:
			b.doc.Closes(follow)
		case i == last-1 && x.level > 0 && len([]rune(text[last].text)) <= oneLine:
			b.doc.Keep(2 + follow)
		}
		switch {
		case x.level > 0:
			b.doc.Heading(x.level, x.text)
		case x.text == bodyTable:
			b.lagTable()
		case x.text == briefTable:
			b.leaderTable()
		case x.text == slowTable:
			b.slowCountiesTable()
		case x.text == taskTable && b.feedback != nil:
			b.tasksTable()
		default:
			b.doc.Para(x.text, x.refs...)
		}
	}
}

// done draws the text.
func (b *bulletin) done(w io.Writer) (Laid, error) {
	return Laid{Word: b.doc.word, Pages: b.doc.Refs(), Printed: b.doc.printed, Missing: string(b.doc.Missing())}, b.doc.Render(w)
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
	if len(names) == 0 {
		return
	}
	b.doc.Keep(1 + len(names) + signLines)
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

// signLines are those that the signature takes, with the room over it.
const signLines = 4

// sign sets 署名 and date.
func (b *bulletin) sign() {
	b.doc.Keep(signLines)
	b.doc.Space(2)
	b.doc.Sign(b.Plan.Office)
	b.doc.Sign(b.Plan.Day(b.Period).Bulletin.Chinese())
}

// lightShape is the shape and the colour of a light.
func lightShape(l huibao.Light) (pdf.Shape, [3]int) {
	text, _ := theme.LightColour(string(l))
	n, err := strconv.ParseUint(text, 16, 32)
	if err != nil {
		panic("report: " + text + " is no colour")
	}
	colour := [3]int{int(n >> 16 & 0xff), int(n >> 8 & 0xff), int(n & 0xff)}
	switch l {
	case huibao.Green:
		return pdf.Disc, colour
	case huibao.Yellow:
		return pdf.Triangle, colour
	case huibao.Red:
		return pdf.Square, colour
	}
	return pdf.Ring, colour
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
