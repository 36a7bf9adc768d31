package report

import (
	"bytes"
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/internal/book"
	"huibao/internal/theme"
)

// maxComment is how long a comment may be, in characters.
const maxComment = 1500

// noteAuthor is who our comments are by; noteMark stands between a unit's own comment
// and ours.
const (
	noteAuthor = "审核"
	noteMark   = "—— 审核意见 ——"
)

// Annotate makes the copy of a return that goes back to its unit: its own workbook
// with a comment and a fill on each cell in question, and a first sheet that lists
// every finding with a link. A file that cannot be annotated gets a workbook with
// the list alone. The file was accepted by our own bounded reader before; calls
// into excelize are contained all the same.
func Annotate(data []byte, s *huibao.Submission) (out []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			out, err = listOnly(s)
		}
	}()
	if unreadable(s) {
		return listOnly(s)
	}
	f, openErr := excelize.OpenReader(bytes.NewReader(data))
	if openErr != nil {
		return listOnly(s)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	out, err = annotated(book.Wrap(f), s)
	if err != nil {
		return listOnly(s)
	}
	return out, nil
}

// unreadable reports whether our reader refused the file, or it is of a format that
// cannot carry notes.
func unreadable(s *huibao.Submission) bool {
	if s.Return == nil {
		return true
	}
	for _, k := range []huibao.RemarkKind{huibao.RemarkNotSpreadsheet, huibao.RemarkEncrypted, huibao.RemarkDamaged, huibao.RemarkOverLimit,
		huibao.RemarkUnsupported, huibao.RemarkOtherFormat, huibao.RemarkMacros, huibao.RemarkLinks} {
		if _, ok := s.Return.Has(k); ok {
			return true
		}
	}
	return false
}

func listOnly(s *huibao.Submission) ([]byte, error) {
	b := book.New(huibao.ReviewSheet)
	return finishReview(b, s, false)
}

func annotated(b *book.Book, s *huibao.Submission) ([]byte, error) {
	if i, err := b.GetSheetIndex(huibao.ReviewSheet); err == nil && i >= 0 {
		b.Check(b.DeleteSheet(huibao.ReviewSheet))
	}
	first := b.GetSheetName(0)
	b.Add(huibao.ReviewSheet)
	b.Check(b.MoveSheet(huibao.ReviewSheet, first))
	mark(b, s)
	return finishReview(b, s, true)
}

// mark puts a comment and a fill on every cell in question.
func mark(b *book.Book, s *huibao.Submission) {
	texts := map[huibao.Place]string{}
	worst := map[huibao.Place]huibao.Severity{}
	var places []huibao.Place
	for _, f := range s.Findings {
		f = maskFinding(f)
		for _, p := range f.Places() {
			if i, err := b.GetSheetIndex(p.Sheet); p.Cell == "" || p.Sheet == "" || err != nil || i < 0 {
				continue
			}
			if texts[p] == "" {
				places = append(places, p)
				worst[p] = f.Severity
			}
			texts[p] += fmt.Sprintf("[%s %s] %s\n", f.Code, f.Severity.Label(), f.MessageAt(p))
			if f.Severity.Rank() < worst[p].Rank() {
				worst[p] = f.Severity
			}
		}
	}
	sort.Slice(places, func(i, j int) bool { return places[i].String() < places[j].String() })
	notes := theirNotes(b)
	for _, p := range places {
		text := []rune(book.Clean(texts[p]))
		if len(text) > maxComment {
			text = append(text[:maxComment], '…')
		}
		if old := notes[p]; old != "" {
			b.Check(b.DeleteComment(p.Sheet, p.Cell))
			text = append([]rune(old+"\n"+noteMark+"\n"), text...)
		}
		b.Check(b.AddComment(p.Sheet, excelize.Comment{Cell: p.Cell, Author: noteAuthor, Text: string(text), Width: 320, Height: 140}))
		fill(b, p, worst[p])
	}
}

// theirNotes are the comments that the unit itself put into its workbook, by place.
// Those of an earlier copy of ours are taken out, with the fills that went with them.
func theirNotes(b *book.Book) map[huibao.Place]string {
	notes := map[huibao.Place]string{}
	for _, name := range b.GetSheetList() {
		comments, err := b.GetComments(name)
		b.Check(err)
		for _, c := range comments {
			p := huibao.Place{Sheet: name, Cell: c.Cell}
			text := c.Text
			for _, run := range c.Paragraph {
				text += run.Text
			}
			if c.Author != noteAuthor {
				notes[p] = strings.TrimSpace(text)
				continue
			}
			b.Check(b.DeleteComment(name, c.Cell))
			unfill(b, p)
			if own, _, mixed := strings.Cut(text, noteMark); mixed {
				notes[p] = strings.TrimSpace(own)
				b.Check(b.AddComment(name, excelize.Comment{Cell: c.Cell, Text: notes[p], Width: 320, Height: 140}))
			}
		}
	}
	return notes
}

// unfill gives a cell that we coloured the fill of an input again, or none.
func unfill(b *book.Book, p huibao.Place) {
	restyle(b, p, func(style *excelize.Style) {
		style.Fill = excelize.Fill{}
		if style.Protection != nil && !style.Protection.Locked {
			style.Fill = theme.Fill(theme.Input)
		}
	})
}

// fill colours a cell by the gravest finding on it, keeping the rest of its look.
func fill(b *book.Book, p huibao.Place, sev huibao.Severity) {
	colour := theme.WarnFill
	switch sev {
	case huibao.Error:
		colour = theme.ErrorFill
	case huibao.Notice, huibao.Info:
		return
	}
	restyle(b, p, func(style *excelize.Style) { style.Fill = theme.Fill(colour) })
}

// restyle changes the look of a cell, keeping the rest of it.
func restyle(b *book.Book, p huibao.Place, change func(*excelize.Style)) {
	id, err := b.GetCellStyle(p.Sheet, p.Cell)
	b.Check(err)
	style, err := b.GetStyle(id)
	if err != nil || style == nil {
		style = &excelize.Style{}
	}
	change(style)
	made, err := b.NewStyle(style)
	b.Check(err)
	b.Check(b.SetCellStyle(p.Sheet, p.Cell, p.Cell, made))
}

// reviewGroups are the groups of the list, by what the unit has to do.
var reviewGroups = []struct {
	title string
	of    huibao.Severity
}{{"一、必须改正（强制性）", huibao.Error}, {"二、请改正或说明原因（核实性）", huibao.Warning}, {"三、请知悉（告知性）", huibao.Notice}, {"四、提示", huibao.Info}}

// finishReview writes the list of findings and the workbook.
func finishReview(b *book.Book, s *huibao.Submission, links bool) ([]byte, error) {
	w := &workbook{b: b, styles: newLooks(b)}
	g := w.grid(huibao.ReviewSheet)
	e := NewFileEntry(s, nil)
	g.title("审核意见", fmt.Sprintf("%s　%s　%s", e.Path, s.State.Label(), e.Why), 6)
	g.heads("编号", "位置", "问题", "处理办法", "状态", "单位说明")
	for _, group := range reviewGroups {
		reviewGroup(g, e.Findings, group.title, group.of, links)
	}
	g.row++
	g.b.Text(g.name, g.ref(1), "改正后请将本文件或原文件重新报送；说明请写在该行“说明”栏，整份文件的问题写在“填报说明”表的“其他情况说明”。")
	g.row++
	g.b.Text(g.name, g.ref(1), huibao.ReviewOf+s.SHA256)
	for col, width := range map[int]int{1: 8, 2: 16, 3: 76, 4: 44, 5: 10, 6: 30} {
		name, _ := excelize.ColumnNumberToName(col)
		g.b.Check(g.b.SetColWidth(g.name, name, name, theme.Column(width)))
	}
	g.b.Check(g.b.SetSheetDimension(g.name, "A1:"+g.ref(6)))
	g.print()
	if i, err := b.GetSheetIndex(huibao.ReviewSheet); err == nil {
		b.SetActiveSheet(i)
	}
	var buf bytes.Buffer
	err := b.Finish(&buf, book.Meta{Title: "审核意见", Creator: "huibao", Time: s.Receipt.Time})
	return buf.Bytes(), err
}

func reviewGroup(g *grid, list []huibao.Finding, title string, sev huibao.Severity, links bool) {
	any := false
	for _, f := range list {
		if f.Severity != sev {
			continue
		}
		if !any {
			g.category(title)
			any = true
		}
		g.row++
		g.text(1, "center", f.Code)
		g.text(2, "center", whereText(f))
		if i, err := g.b.GetSheetIndex(f.Sheet); links && f.Cell != "" && err == nil && i >= 0 {
			g.b.Check(g.b.SetCellHyperLink(g.name, g.ref(2), "'"+f.Sheet+"'!"+f.Cell, "Location"))
			g.style(2, g.styles.link())
		}
		g.text(3, "left", f.Message)
		g.text(4, "left", f.Remedy)
		g.text(5, "center", f.Status.Label())
		explanation := ""
		if f.Explanation != nil {
			explanation = *f.Explanation
		}
		g.text(6, "left", explanation)
		g.height(f.Message, 76)
	}
}
