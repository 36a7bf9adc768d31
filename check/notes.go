package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/quote"
	"huibao/internal/regexp"
)

// noteNumber is a number in a note that may be the one that a blank cell lacks.
var noteNumber = regexp.MustCompile(`\d[\d,，]*(?:\.\d+)?\s*(?:万|亿)?(?:元|人|户|个|公里|%|％|套|所|平方米|米|亩|例|次|件|座|处|场|台|名|张|吨|宗|条|间|栋|家|村)`)

// numberInNote is V15: a row without a figure whose note holds one.
func numberInNote(s *scope) []hit {
	if s.Form == nil {
		return nil
	}
	var list []hit
	for i := range s.Form.Rows {
		row := &s.Form.Rows[i]
		r := s.Return.RowByCode(row.Code)
		if r == nil || !blankFigures(row, r) {
			continue
		}
		for _, f := range []huibao.Field{huibao.FieldNote, huibao.FieldProgress} {
			if found := noteNumber.FindString(r.Values.Of(f).Word); found != "" {
				at := r.At(f)
				list = append(list, hit{place: at, code: row.Code, found: found, expected: "把数填在“" + mainLabel(row.Kind) + "”栏", cause: "有 %d 行的数写在说明里", item: at.String() + quote.Text(found),
					message: fmt.Sprintf("%s：%s 的数没有填，说明里写了%s。说明里的数不会被取用，请填到“%s”栏。", at, s.nameOf(row.Code), quote.Text(found), mainLabel(row.Kind))})
				break
			}
		}
	}
	return list
}

// lacking says of a row of a unit's own table, which has no column for what is needed, what that
// is, and which figure stands there instead: the rate alone, or one in the note.
func (s *scope) lacking(p pair) (h hit, ok bool) {
	if !p.r.ByName || p.r.Row == 0 {
		return h, false
	}
	h = hit{place: huibao.Place{Sheet: p.r.Sheet}, code: p.Code, cause: "有 %d 行的数不全"}
	where, how := fmt.Sprintf("%s第 %d 行", h.place, p.r.Row), "没有"
	var labels []string
	for _, c := range needed(p) {
		at := p.r.At(c.Field)
		if p.Kind == huibao.KindCount { // either of the two is enough: the one of which the cell is there
			labels = []string{huibao.FieldCumulative.Label(p.Kind)}
			if other := p.r.At(huibao.FieldCumulative); other.Cell != "" {
				at = other
			} else if at.Cell != "" {
				labels = []string{c.Label}
			}
			if at.Cell != "" {
				h.place, where, how = at, at.String(), "没有填"
			}
			break
		}
		if at.Cell == "" {
			labels = append(labels, c.Label)
		}
	}
	if len(labels) == 0 {
		return h, false
	}
	if standsAlone(p, labels, int(monthsSince(s.Form, p))) {
		h.severity = huibao.Warning
	}
	h.item = fmt.Sprintf("%s %s %s“%s”%s", where, s.nameOf(p.Code), how, strings.Join(labels, "”“"), seenInstead(p))
	h.message = fmt.Sprintf("%s：指标 %s %s“%s”%s。", where, s.nameOf(p.Code), how, strings.Join(labels, "”“"), seenInstead(p))
	return h, true
}

// seenInstead is the figure that a row without its own has elsewhere.
func seenInstead(p pair) string {
	for _, r := range p.r.Remarks {
		if r.Kind == huibao.RemarkTypedRate && p.Kind == huibao.KindRate {
			return "，只有" + r.Place.String() + "的 " + r.Text
		}
	}
	if m, ok := p.r.Has(huibao.RemarkMayBe); ok {
		return "，表里另有 " + m.Text
	}
	if v := p.r.Values.Of(huibao.FieldStandard); p.Kind == huibao.KindStandard && v.Quantity.IsNumber() {
		return "，读到的只有“" + huibao.FieldStandard.Label(p.Kind) + "” " + v.Quantity.String()
	}
	for _, f := range []huibao.Field{huibao.FieldNote, huibao.FieldProgress} {
		if found := noteNumber.FindString(p.r.Values.Of(f).Word); found != "" {
			return "，说明里写着" + quote.Text(found)
		}
	}
	return ""
}

// mainLabel is the heading of the column that a row of a kind is mostly about.
func mainLabel(kind huibao.Kind) string {
	if kind == huibao.KindStandard {
		return huibao.FieldStandard.Label(kind)
	}
	return mainField(kind).Label(kind)
}

// blankFigures reports whether none of a row's numbers was filled in.
func blankFigures(row *huibao.FormRow, r *huibao.ReturnRow) bool {
	return row.Kind != huibao.KindMilestone && !slices.ContainsFunc(row.Inputs(), func(c huibao.Column) bool {
		return c.Type == huibao.TypeNumber && c.Field != huibao.FieldPrevious && !empty(r, c.Field)
	})
}

// spans are the ways in which a note says up to which month its figures go; a month
// by itself may be any (于7月补发).
var spans = regexp.MustCompile(spanText)

const spanText = `(?:1\s*(?:月)?\s*[-—–~至到]+\s*(\d{1,2})\s*月|截[至止]\s*(?:\d{4}\s*年)?\s*(\d{1,2})\s*月|(\d{1,2})\s*月(?:底|末)\s*(?:累计|已|共))`

// backPaid are spans of months for which something was made up for: 1-2月差额已补发, 补发1-5月津贴.
var backPaid = regexp.MustCompile(spanText + `(?:份|的|补贴|津贴|补助|待遇|工资|资金|标准)*(?:差额|补发|补报|补缴|补录|漏报|少报|欠发)|(?:补发|补报|补缴|补录)了?` + spanText)

// otherMonth is V16: a note whose figures go up to another month than the period's.
func otherMonth(s *scope) []hit {
	if s.Form == nil {
		return nil
	}
	var list []hit
	for _, p := range s.rows("") {
		for _, f := range []huibao.Field{huibao.FieldNote, huibao.FieldProgress} {
			v := p.r.Values.Of(f)
			text := backPaid.ReplaceAllString(v.Word, "")
			for _, at := range spans.FindAllStringSubmatchIndex(text, -1) {
				found, later := spanAt(text, at)
				if why := s.otherThan(found, later); why != "" {
					list = append(list, hit{place: v.Source.Place(), code: p.Code, found: found.text, expected: s.Form.Period.Chinese(), cause: "有 %d 处说明里写的是" + quoted(found.text) + "，不是本期",
						message: fmt.Sprintf("%s：%s里写的是%s，本表是 %s 的，%s。", v.Source.Place(), f.Label(p.Kind), quote.Text(found.text), s.Form.Period.Chinese(), why)})
					break
				}
			}
		}
	}
	return list
}

// span is up to which month the figures of a note go, as it is written.
type span struct {
	text  string
	month int
}

// dayBehind is the day behind the month of a span.
var dayBehind = regexp.MustCompile(`^份?\s*(\d{1,2})\s*[日号]`)

// spanAt reads one of the spans of a text, and the day of its month if it is written behind it.
func spanAt(text string, at []int) (found span, day int) {
	for i := 2; i+1 < len(at); i += 2 {
		if at[i] >= 0 {
			found.month, _ = strconv.Atoi(text[at[i]:at[i+1]]) // one or two digits
		}
	}
	found.text = strings.TrimSpace(text[at[0]:at[1]])
	if g := dayBehind.FindStringSubmatch(text[at[1]:]); g != nil {
		day, _ = strconv.Atoi(g[1])
		found.text += strings.TrimSpace(g[0])
	}
	return found, day
}

// otherThan is why a span of a note is not of the period; "" where it is: of its month, of that of its
// cut-off, or up to a day before the returns are due.
func (s *scope) otherThan(found span, day int) string {
	p, due := s.Form.Period, s.Form.Day.Deadline
	switch m := found.month; {
	case m < 1 || m > 12 || m == p.Month || m == s.Form.Day.CutOff.Month:
		return ""
	case m > p.Month && due.Year == p.Year && day > 0 && (huibao.Date{Year: p.Year, Month: m, Day: day}).Cmp(due) <= 0:
		return ""
	case m > p.Month:
		return "在本期以后，请核对"
	}
	return "可能是照抄的旧说明"
}

// corrected is a note that gives a figure in the place of another one, and aside what in its
// clause says that it is about something else than the row's figures of now.
var (
	corrected = regexp.MustCompile(`(?:应该?[为是填]|实际?[为是]|实际[:：]|[更订修]正(?:数?为)?|改[为报填]|以此为准|(?:核减|扣减|扣除|剔除|去重|调整|核实|核定)[^，,。；;]{0,10}后应?[为是]|不是\s*\d[\d.]*\s*\p{Han}{0,3}[，,]\s*而?是)\s*[:：]?\s*(\d+(?:[,，]\d{3})*(?:\.\d+)?)\s*([%％]|[\p{Han}㎡㎞]*)`)
	// countedAs is one by which another number counts, or is all there is.
	countedAs = regexp.MustCompile(`(?:^|[，,。；;（(\s])(?:按照?|共\p{Han}{0,4})\s*(\d+(?:[,，]\d{3})*(?:\.\d+)?)\s*(\p{Han}{1,3}?)(?:计[入算]|$|[，,。；;）)\s])`)
	// instead is a note that is a figure and its measure, or says what the books have, and nothing else.
	instead = regexp.MustCompile(`^(?:(?:已|共|实际|[只仅]有?|系统|平台|台账|名册|清单|登记)?(?:[中内上里]|显示|导出|登记|记录|统计|检查|改造|完成|完工|举办|新增|实际|有|数|为|是)*|\p{Han}{2,6}(?:数|说|报|显示|登记|反馈)?[为是])\s*[:：]?\s*(\d+(?:[,，]\d{3})*(?:\.\d+)?)\s*(\p{Han}{1,2}?)(?:验收|完工|竣工)?[。；;]?$`)
	// found is one that gives a figure which somebody else, or a look, has found; it is the last word
	// of its clause (经核实2户不符合条件 is none).
	found = regexp.MustCompile(`(?:^|[，,。；;（(\s]|局|委|办|厅|中心|部门|审计|现场|上级|实地|经)(?:认定|核定|审定|核实|核查|核准|确认|抽查|清查|实际)(?:完成)?(?:数)?[为是]?\s*[:：]?\s*(\d+(?:[,，]\d{3})*(?:\.\d+)?)\s*([%％]|[\p{Han}㎡㎞]*)(?:$|[，,。；;）)\s])`)
	// told is a clause that tells this period's figure, or the year's, as the only number of a note,
	// and besides what in a note says that there are others.
	told      = regexp.MustCompile(`(?:^|[，,。；;（(\s])(本期|本月|当月|本季度?|(?:[本今全]年)?累计|实际)(?:实际|共计?)?(?:新增|完成)?\s*(\d+(?:[,，]\d{3})*(?:\.\d+)?)\s*([\p{Han}㎡㎞]*)(?:$|[，,。；;（()）\s])`)
	besides   = regexp.MustCompile(`\d|其[中余他它]|另|补[报录发]|结转|续建|退出|核[减销]|扣除|剔除|部分`)
	commas    = strings.NewReplacer(",", "", "，", "")
	aside     = regexp.MustCompile(`上[月期年季]|[去前]年|\d月|目标|任务|计划|标准|原|序时|电话|手机|联系|单价|人均|户均|平均|每[人户月]`)
	monthSaid = regexp.MustCompile(`\d+月份?`)
	// settled is a bracket behind a told figure that leaves it what it is; another names a part of it.
	settled = regexp.MustCompile(`^[（(](?:均|全部|都)?已?(?:验收|完成|完工|核实|核定|竣工|投用|入库|发放|合计|总数|全[县区市])[）)]`)
)

// correctedInNote is L14 of a figure that its own note, or what stands beside its row, says
// should be another one: which of the two counts, nobody can tell.
func correctedInNote(s *scope) []hit {
	var list []hit
	for _, p := range s.filled() {
		h, is := saidOf(s, p, p.r.Note(), inNote)
		if !is {
			h, is = saidOf(s, p, s.Return.OtherNotes[p.Code], "“其他情况说明”里")
		}
		for _, r := range p.r.Remarks {
			switch {
			case is:
			case r.Kind == huibao.RemarkBeside:
				h, is = saidOf(s, p, r.Text, r.Place.String())
			case r.Kind == huibao.RemarkCommented:
				h, is = saidOf(s, p, strings.ReplaceAll(r.Text, "\n", "；"), r.Place.String()+"的批注里")
			case r.Kind == huibao.RemarkDrawn:
				h, is = saidOf(s, p, r.Text, r.Place.String()+"的文本框里")
			case r.Kind == huibao.RemarkUnreadColumn:
				h, is = saidInColumn(s, p, r)
			}
		}
		for _, r := range s.Return.Remarks {
			if code, text, _ := strings.Cut(r.Text, "\n"); !is && r.Kind == huibao.RemarkMailed && code == p.Code {
				h, is = saidOf(s, p, text, "报来的邮件里")
			}
		}
		if is {
			list = append(list, h)
		}
	}
	return list
}

// saidInColumn asks about a figure by what stands in a column that is not read: a text as in a note,
// or the figure that it was changed to.
func saidInColumn(s *scope, p pair, r huibao.Remark) (hit, bool) {
	heading, text, _ := strings.Cut(r.Text, "\n")
	where := r.Place.String() + "（" + quote.Text(heading) + "栏）"
	d, err := huibao.ParseDecimal(text)
	if err != nil {
		return saidOf(s, p, text, where)
	}
	f := saidField(p)
	if !p.r.Quantity(f).IsNumber() || anyFigure(p.r, d) {
		return hit{}, false
	}
	at := p.r.At(f)
	return hit{place: at, code: p.Code, found: text, severity: huibao.Error, holds: true, remedy: "请只留一个数：改正这一格，或删去另一个",
		message: fmt.Sprintf("%s：%s填的是 %s，%s却写着 %s，不知以哪个为准。", at, f.Label(p.Kind), p.r.Quantity(f), where, d)}, true
}

// correctedIn asks about a figure that a text, which stands at a place, says should be another.
func correctedIn(s *scope, p pair, text, where string) (hit, bool) {
	places, f := corrected.FindAllStringSubmatchIndex(text, -1), saidField(p)
	for _, g := range countedAs.FindAllStringSubmatchIndex(text, -1) {
		if p.Kind == huibao.KindCount && p.CountsAs(text[g[4]:g[5]]) {
			places = append(places, g)
		}
	}
	for _, g := range found.FindAllStringSubmatchIndex(text, -1) {
		if borneOut.MatchString(text[g[5]:]) {
			continue
		}
		if m, rest := leadingMeasure(text[g[4]:g[5]]); rest == "" && m == text[g[4]:g[5]] && p.Kind == huibao.KindCount && !besides.MatchString(text[:g[2]]+text[g[5]:]) {
			places = append(places, g)
		}
	}
	if g := instead.FindStringSubmatchIndex(text); g != nil && p.Kind == huibao.KindCount && p.CountsAs(text[g[4]:g[5]]) && !aside.MatchString(text[:g[2]]) && !strings.Contains(text[:g[2]], "改") {
		places = append(places, g)
	}
	places = append(places, otherSaid(text)...)
	if g, of := toldIn(s, p, text); g != nil {
		places, f = append(places, g), of
	}
	if g := doneSaid(p, text); g != nil {
		places, f = append(places, g), huibao.FieldCumulative
	}
	for _, g := range places {
		clause := text[:g[0]]
		if i := strings.LastIndexAny(clause, "，,。；;（("); i >= 0 {
			clause = clause[i:]
		}
		clause = monthSaid.ReplaceAllStringFunc(clause, func(month string) string { // its own month is not another one
			if s.Form != nil && strings.TrimRight(month, "月份") == strconv.Itoa(s.Form.Period.Month) {
				return ""
			}
			return month
		})
		d, err := huibao.ParseDecimal(commas.Replace(text[g[2]:g[3]]))
		f := f
		if p.Kind == huibao.KindStandard && eachMonth.MatchString(text[g[4]:]) {
			f = huibao.FieldStandard
		}
		d, of := inRow(p, d, text[g[4]:g[5]])
		if err != nil || !of || aside.MatchString(clause) || anyFigure(p.r, d) || p.Prior.Values[huibao.FieldCumulative].Equal(huibao.Num(d)) {
			continue
		}
		return hit{place: p.r.At(f), code: p.Code, found: quote.Visible(text), severity: huibao.Error, holds: true, remedy: "请只留一个数：改正这一格，或改正说明",
			message: fmt.Sprintf("%s：%s填的是 %s，%s却写着%s，不知以哪个为准。", p.r.At(f), f.Label(p.Kind), p.r.Quantity(f), where, quote.Text(text[g[0]:g[1]]))}, true
	}
	return hit{}, false
}

// inWords reports whether a text has a number in words right before a measure.
func inWords(text, measure string) bool {
	for parts := strings.Split(text, measure); len(parts) > 1; parts = parts[1:] {
		if last, _ := utf8.DecodeLastRuneInString(parts[0]); strings.ContainsRune("一二两三四五六七八九十百千几", last) {
			return true
		}
	}
	return false
}

// toldIn is where a note tells another figure of a count than its cell holds, in its measure and
// with no other number beside it, and which figure that is; nil where it does not.
func toldIn(s *scope, p pair, note string) ([]int, huibao.Field) {
	g := told.FindStringSubmatchIndex(note)
	year := g != nil && strings.HasSuffix(note[g[2]:g[3]], "累计")
	if g == nil || p.Kind != huibao.KindCount || !p.CountsAs(note[g[6]:g[7]]) && !(year && g[6] == g[7]) {
		return nil, ""
	}
	others := note[:g[2]] + note[g[7]:]
	if after := note[g[7]:]; strings.IndexAny(after, "（(") == 0 && !settled.MatchString(after) {
		return nil, ""
	}
	if besides.MatchString(others) || inWords(others, p.Measure) {
		return nil, ""
	}
	f := fieldTold(s, p, note[g[2]:g[3]])
	cell, known := p.r.Quantity(f).Decimal()
	d, err := huibao.ParseDecimal(commas.Replace(note[g[4]:g[5]]))
	same, _ := inRow(p, d, note[g[6]:g[7]])
	if !known || !same.Equal(d) || err != nil || agrees(cell, d, decimal.New(1, d.Exponent())) {
		return nil, ""
	}
	return []int{g[2], g[7], g[4], g[5], g[6], g[7]}, f
}

// fieldTold is the figure that a word for a time tells of; none where that is of a month in a
// quarter's return, of what a stock grew by, or follows from the others alone.
func fieldTold(s *scope, p pair, when string) huibao.Field {
	year := strings.HasSuffix(when, "累计")
	switch {
	case year && (p.Mode == huibao.ModeFlow || p.Mode == huibao.ModeCumulative || p.Mode == huibao.ModeDistinct):
		return huibao.FieldCumulative
	case year || p.Mode != huibao.ModeFlow || p.r.Values.Of(huibao.FieldThis).Origin == huibao.OriginDerived:
		return ""
	case when == "本期" || when == "实际" || strings.HasPrefix(when, "本季") == s.Return.Period.Quarter:
		return huibao.FieldThis
	}
	return ""
}

// anyFigure reports whether a row holds a figure anywhere.
func anyFigure(r *huibao.ReturnRow, d decimal.Decimal) bool {
	return r.Values.Any(func(v huibao.Value) bool {
		got, ok := v.Quantity.Decimal()
		return ok && got.Equal(d)
	})
}
