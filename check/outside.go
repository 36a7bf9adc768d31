package check

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/quote"
)

// rowsOn are the codes of the rows that were read from a sheet; of all sheets, where none were
// read from it (the cover, a further tab of one table).
func (s *scope) rowsOn(sheet string) []string {
	var on, all []string
	for i := range s.Return.Rows {
		row := &s.Return.Rows[i]
		all = append(all, row.Code)
		if row.Sheet == sheet {
			on = append(on, row.Code)
		}
	}
	if len(on) == 0 {
		return all
	}
	return on
}

// otherDays is S22 of a table of which a line outside says that its figures are of another month
// than the period's (importer); the month of the period's own cut-off is none before.
func otherDays(s *scope) []hit {
	if s.Form == nil || s.wrongPeriod() {
		return nil
	}
	var list []hit
	for _, r := range s.Return.Remarks {
		text, month, _ := strings.Cut(r.Text, "\n")
		until, err := huibao.ParsePeriod(month)
		cut := s.Form.Day.CutOff
		if r.Kind != huibao.RemarkUntil || err != nil || until == s.Form.Period || until.Year == cut.Year && until.Month == cut.Month {
			continue
		}
		h := hit{place: r.Place, found: text, expected: s.Form.Period.Chinese(), rows: s.rowsOn(r.Place.Sheet), remedy: "请核对：填的是本期的数，请改正这一处；不是的，请填本期的数，再报",
			message: fmt.Sprintf("%s：写着%s，是 %s 的，本表应当是 %s 的数。", r.Place, quote.Text(text), until.Chinese(), s.Form.Period.Chinese())}
		if strings.Contains(text, "填报单位") && strings.Contains(text, "报告期") && s.periodPlaces().leftover() && s.issuedForNow() && s.movedOn(r.Place.Sheet, until.Chinese()) { // the line that we printed under the title
			h = leftHead(h, "别处都是 "+s.Form.Period.Chinese())
		}
		list = append(list, h)
	}
	return list
}

// outsideRows is S11 of what stands above or under a table: that its figures are not whole or not
// final holds its rows, other text is told.
func outsideRows(s *scope) []hit {
	var list []hit
	for _, r := range s.Return.Remarks {
		switch r.Kind {
		case huibao.RemarkNotWhole:
			if h, is := s.notWhole(r); is {
				list = append(list, h)
			}
		case huibao.RemarkMailed:
			if strings.Contains(r.Text, "\n") { // of one row, with its notes
				continue
			}
			list = append(list, hit{found: r.Text, severity: huibao.Error, rows: s.rowsOn(""), remedy: "请报完整的、核实过的数；确认可以采用的，由办公室认可",
				message: fmt.Sprintf("报来这份报表的邮件里写着%s，里面的数可能不全或未定。", quote.Text(r.Text))})
		case huibao.RemarkStrangeTitle:
			if title, word, _ := strings.Cut(r.Text, "\n"); !s.targetsArePlans(r.Place.Sheet) {
				list = append(list, hit{place: r.Place, found: title, severity: huibao.Error, rows: s.rowsOn(r.Place.Sheet), remedy: "是全部的完成数的，请在表题里删去这几个字再报，或由办公室认可；只是一部分的，请报全部的数",
					message: fmt.Sprintf("%s：表题是%s，不知写着%s的是不是全部的完成数。", r.Place, quote.Text(title), quote.Text(word))})
			}
		case huibao.RemarkUnread, huibao.RemarkLeftAside:
			list = append(list, unreadRows(r))
		case huibao.RemarkOutside:
			list = append(list, hit{place: r.Place, found: r.Text, severity: huibao.Info, remedy: "要说明的请写在说明栏", cause: "有 %d 处写在表外的文字，没有读取", item: r.Place.String() + quote.Text(r.Text),
				message: fmt.Sprintf("%s：表外写着%s，没有读取。", r.Place, quote.Text(r.Text))})
		}
	}
	return list
}

// targetsArePlans reports whether the targets in the rows of a unit's own table are this unit's in the plan:
// one is, and none is less. Then it is of all that was to be done, whatever its title says besides.
func (s *scope) targetsArePlans(sheet string) bool {
	same := false
	for i := range s.Return.Rows {
		row := &s.Return.Rows[i]
		form := s.Form.RowByCode(row.Code)
		if form == nil || row.Sheet != sheet {
			continue
		}
		for _, r := range row.Remarks {
			f, _, other := otherThanPlan(form, r)
			switch got, known := writtenTarget(r); {
			case f != huibao.FieldTarget || !known:
			case !other:
				same = true
			default:
				if want, ok := form.Target.Decimal(); ok && got.LessThan(want) {
					return false
				}
			}
		}
	}
	return same
}

// notWhole holds the rows of a table of which a text outside it, or its own name or the file's, says
// that its figures are none to be counted.
func (s *scope) notWhole(r huibao.Remark) (hit, bool) {
	h := hit{place: r.Place, found: r.Text, severity: huibao.Error, rows: s.rowsOn(r.Place.Sheet), remedy: "请报完整的、核实过的数，删去这一句；确认可以采用的，由办公室认可",
		message: fmt.Sprintf("%s：表外写着%s，这张表的数可能不全或未定。", r.Place, quote.Text(r.Text))}
	folded := strings.Join(strings.Fields(width.Fold.String(r.Text)), "")
	switch {
	case r.Place.Sheet == "":
		h.message = fmt.Sprintf("文件名写着%s，里面的数可能未定。", quote.Text(r.Text))
	case strings.HasPrefix(r.Text, huibao.PrintedLabel):
		h.message = fmt.Sprintf("工作表%s的页眉页脚里写着%s，这张表的数可能不全或未定。", quote.Text(r.Place.Sheet), quote.Text(strings.TrimPrefix(r.Text, huibao.PrintedLabel)))
	case r.Place.Cell == "":
		h.message = fmt.Sprintf("工作表名写着%s，这张表的数可能未定。", quote.Text(r.Text))
	case doubt.CallsYear(folded):
		h.rows = slices.DeleteFunc(slices.Clone(h.rows), func(code string) bool {
			row := s.Return.RowByCode(code)
			this := row.Values.Of(huibao.FieldThis)
			return !this.Quantity.IsNumber() || isDerived(this) || this.Quantity.Equal(row.Quantity(huibao.FieldCumulative))
		})
		h.message = fmt.Sprintf("%s：表外写着%s，本期完成栏填的也是累计数吗？", r.Place, quote.Text(r.Text))
		return h, len(h.rows) > 0
	case doubt.InScale(folded):
		h.message = fmt.Sprintf("%s：表外写着%s，不知各行的数是不是以它为单位。", r.Place, quote.Text(r.Text))
		h.remedy = "请按各行的计量单位填数，删去这一句；确认数就是这样的，由办公室认可"
	}
	return h, true
}

// unreadRows asks about rows of figures of which nothing was read, or tells of them.
func unreadRows(r huibao.Remark) hit {
	over, rest, _ := strings.Cut(r.Text, "\n")
	name, figures, _ := strings.Cut(rest, "\n")
	for _, text := range []*string{&over, &name} {
		if *text != "" {
			*text = quote.Text(*text)
		}
	}
	h := hit{place: r.Place, found: figures, remedy: "是要报的指标，请写明指标名称和编码，或填入下发的报表；不是的，请删去，或在“其他情况说明”中写明",
		message: fmt.Sprintf("%s起的表%s没有读取，不知是哪个指标的：%s（%s）。", r.Place, over, name, figures)}
	if r.Kind == huibao.RemarkLeftAside {
		h.severity, h.cause, h.item = huibao.Info, "有 %d 处的数没有读取", r.Place.String()+over+name
		h.message = fmt.Sprintf("%s起的数没有读取：%s%s（%s）。", r.Place, over, name, figures)
	}
	return h
}
