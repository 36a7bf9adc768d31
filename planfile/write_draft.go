package planfile

import (
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/internal/book"
	"huibao/internal/sheet"
	"huibao/internal/theme"
)

// ReviewSheet lists, in a drafted plan.xlsx, what people should look at. Read
// ignores it.
const ReviewSheet = "待核"

// TextSheet holds the text that a plan was drafted from, a line a row; the rows of 指标
// and 待核 are linked to their place in it. Read ignores it.
const TextSheet = "原文"

// maxLine bounds what of a line is shown, in runes: a cell holds 32767.
const maxLine = 8000

// textRows are the lines of the text, with the indicators that were read from each.
func textRows(d *huibao.Draft) [][]string {
	codes := map[int][]string{}
	line, at := 1, 0
	runes := []rune(d.Text)
	for _, n := range d.Numbers {
		for ; at < n.From; at++ {
			if runes[at] == '\n' {
				line++
			}
		}
		if n.Fate == huibao.FateTaken && !slices.Contains(codes[line], n.Code) {
			codes[line] = append(codes[line], n.Code)
		}
	}
	rows := [][]string{{"行", "指标", "文字"}}
	for i, text := range strings.Split(d.Text, "\n") {
		if rs := []rune(text); len(rs) > maxLine {
			text = string(rs[:maxLine]) + "…"
		}
		rows = append(rows, []string{itoa(i + 1), strings.Join(codes[i+1], "、"), strings.ReplaceAll(text, "\t", "　｜　")})
	}
	return rows
}

// linkPlaces links the words of an indicator, and a passage to be looked at, to the
// line of the text in which they stand.
func linkPlaces(b *book.Book, tables map[string][][]string, d *huibao.Draft) {
	link := func(from, cell string, row int) {
		b.Check(b.SetCellHyperLink(from, cell, TextSheet+"!C"+itoa(row), "Location"))
	}
	table := tables[huibao.SheetIndicators]
	rows, quote := rowsByKey(table), slices.Index(table[0], "原文")+1
	for i, r := range textRows(d)[1:] {
		for _, code := range strings.Split(r[1], "、") {
			if rows[code] > 0 {
				link(huibao.SheetIndicators, sheet.Ref(rows[code], quote), i+2)
			}
		}
	}
	for i, p := range slices.Concat(d.Review, d.Aside) {
		if p.Line > 0 {
			link(ReviewSheet, sheet.Ref(len(d.Doubts)+i+2, 3), p.Line+1)
		}
	}
}

// WriteDraft writes a drafted plan like Write, with what was read with doubt marked
// by a yellow cell and a note that says why, and sheet 待核.
func WriteDraft(w io.Writer, d *huibao.Draft) error {
	tables := Tables(d.Plan)
	tables["分解"] = openAllocations(d.Plan)
	b := lay(tables)
	doubtful := tableStyle(b, &excelize.Style{Font: bodyFont(), Fill: theme.Fill(theme.WarnFill),
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}})
	rows := map[string]map[string]int{}
	for _, x := range d.Doubts {
		if rows[x.Sheet] == nil {
			rows[x.Sheet] = rowsByKey(tables[x.Sheet])
		}
		ref := doubtCell(tables[x.Sheet], rows[x.Sheet], x)
		if ref == "" {
			continue
		}
		b.Check(b.SetCellStyle(x.Sheet, ref, ref, doubtful))
		b.Check(b.AddComment(x.Sheet, excelize.Comment{Cell: ref, Author: "huibao", Text: "待核：" + x.Why}))
	}
	b.Add(ReviewSheet)
	writeTable(b, newStyles(b), ReviewSheet, reviewRows(d))
	if d.Text != "" {
		b.Add(TextSheet)
		writeTable(b, newStyles(b), TextSheet, textRows(d))
		linkPlaces(b, tables, d)
	}
	return finish(w, b, d.Plan)
}

// openAllocations is 分解 for the office to fill in: a row for every count, a column for
// every county and zone of the plan.
func openAllocations(p *huibao.Plan) [][]string {
	if len(p.Allocations) > 0 {
		return allocationRows(p)
	}
	rows := [][]string{{"指标", huibao.CityName}}
	for i := range p.Units {
		if p.Units[i].IsArea() {
			rows[0] = append(rows[0], p.Units[i].Name)
		}
	}
	for i := range p.Indicators {
		if ind := &p.Indicators[i]; ind.Kind == huibao.KindCount && ind.Mode != huibao.ModeStock {
			row := make([]string, len(rows[0]))
			row[0] = ind.Code
			rows = append(rows, row)
		}
	}
	return rows
}

// rowsByKey says in which row of a table a key of its first column stands.
func rowsByKey(table [][]string) map[string]int {
	rows := map[string]int{}
	for i, row := range table[1:] {
		rows[row[0]] = i + 2
	}
	return rows
}

// doubtCell is the cell of a doubt: its row by the key, its column by the heading.
func doubtCell(table [][]string, rows map[string]int, d huibao.Doubt) string {
	col := slices.Index(table[0], d.Heading) + 1
	if rows[d.Key] == 0 || col == 0 {
		return ""
	}
	return sheet.Ref(rows[d.Key], col)
}

func reviewRows(d *huibao.Draft) [][]string {
	quotes := map[string]string{}
	for _, ind := range d.Plan.Indicators {
		quotes[ind.Code] = ind.Quote
	}
	rows := [][]string{{"任务", "位置", "原文", "为什么要核对", "拟议"}}
	for _, x := range d.Doubts {
		rows = append(rows, []string{"", "“" + x.Sheet + "”" + x.Key + " " + x.Heading, doubtQuote(quotes, x), x.Why, ""})
	}
	for i, p := range slices.Concat(d.Review, d.Aside) {
		no, where := "", "没有取作目标"
		if p.Task > 0 {
			no = itoa(p.Task)
		}
		if i >= len(d.Review) {
			where = "不取，不必核"
		}
		rows = append(rows, []string{no, where, p.Quote, p.Why, p.Propose})
	}
	return rows
}

// doubtQuote is the words that a doubtful field of an indicator was read from.
func doubtQuote(quotes map[string]string, d huibao.Doubt) string {
	if d.Sheet != huibao.SheetIndicators {
		return ""
	}
	return quotes[d.Key]
}
