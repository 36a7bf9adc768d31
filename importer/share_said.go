package importer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/numtext"
	"huibao/internal/regexp"
)

// What was done of an indicator may be told in sentences: 截至6月底已完成注册上牌139台，占年度任务的55.6%。A person reads the
// figure where it is the only one of its measure, of now, and the share that is said of it is that of the task.

var (
	// sinceWhen is up to when a sentence tells, in front of it.
	sinceWhen = regexp.MustCompile(`^(?:(?:截[至止到]?|到|至)(?:目前|(?:20\d\d年)?(?:1[0-2]|0?[1-9])月(?:[0-3]?\d日|份?底|末|份)?)|(?:20\d\d年|今年)?(?:1|元)月?份?[-—–~～－至到]+(?:1[0-2]|[2-9])月份?)(?:止|为止)?[,，:：]?`)
	// figureSaid is the one figure of a clause with its measure; shareSaid a clause that says what share it is.
	figureSaid = regexp.MustCompile(`^([^\d%]*)(\d[\d,]*(?:\.\d+)?(?:万|亿)?)(\p{Han}[^\d%]*)$`)
	shareSaid  = regexp.MustCompile(`^(?:(?:已|共|总体)?完成(?:率|比例|进度)?|(?:已|共)?完成[^\d%]{0,8}(?:目标|任务|计划)数?量?的?|占[^\d%]{0,10}|为?[^\d%]{0,6}(?:目标|任务)数?的|进度|比例)[:：为达到约占]{0,2}(\d{1,3}(?:\.\d{1,4})?)%$`)
	leftSaid   = regexp.MustCompile(`^[^\d%]{0,8}(?:剩余|还剩|尚余|剩下|其余)[^\d%]{0,6}?(\d[\d,]*(?:\.\d+)?(?:万|亿)?)(\p{Han}(?:[^\d%]|\d{1,2}[月日号])*)$`)
	doneSaying = regexp.MustCompile(`已|累计|共|完成|建成|竣工|完工|新增|实现`)
	undone     = regexp.MustCompile(`约|近|超过|左右|预计|预估|计划|拟|力争|开工|在建|签约|其中|含|本[月期周季]|当[月期]|上[年月期]|去年|同期|未|核减|启动|受理|申[报请]`)
	// owing, in front of the figure, makes it what is to be done, or was shared out; anotherTime makes it that of another time.
	owing       = regexp.MustCompile(`[应需须可将待拟]|[要能](?:累计|共|新增|全部)?(?:完成|建成|竣工|达)|确保|保证|争取|目标|任务|下达|分配|安排|下一步|下阶段`)
	anotherTime = regexp.MustCompile(`[上去往历前]年|同期|季度|半年|以来|[上本]周|旬`)
	toCome      = regexp.MustCompile(`^(?:下一?步|下阶段|力争|预计|预期|计划|确保|拟|将)`) // begins a clause behind them
	ofThisYear  = regexp.MustCompile(`(?:今年|年初|本年|20\d\d年)以?来`)
	compared    = regexp.MustCompile(`^(?:[较比与](?:去年|上[年月期]|同期|年初)|同比|环比)[^,\d]{0,6}(?:增[加长幅]|多|减少|下降|提[高升]|上升)了?\d[\d.]*(?:%|个百分点|\p{Han}{1,2})$`)
	withOthers  = regexp.MustCompile(`合[办作建]|联[办合]|共同|协办|[邻外][县区市省]|兄弟[县区市]`) // what others did, too, may be told
	clauseEnd   = regexp.MustCompile(`[,，；;。!！\n]+`)
)

// withoutWhen is a text without up to when it tells, where that is now; others as they are.
func (r *reader) withoutWhen(text string) string {
	when := sinceWhen.FindString(text)
	now := r.reported()
	if s := spanOf(when, now.Year, now); when == "" || s != (span{}) && s != (span{until: now.Month}) || r.endsBeforeCutOff(when) {
		return text
	}
	return strings.TrimSpace(text[len(when):])
}

// toldFigure is a figure that a text tells, with the share that it says of it ("" without one), of what where it says
// that, and what it says is left; total says that it calls the figure all up to now (累计), in the name's own words.
type toldFigure struct {
	figure, share, of, left string
	total                   bool
}

// toldIn takes the clauses of a text apart: one with the figure, one with its share, at most one with what is
// left, its words those of something done or the name's own; false where there is another number, or a word of what is not yet done or of another time.
func toldIn(text, name string, row *huibao.FormRow) (s toldFigure, ok bool) {
	before := ""                // what stands in front of the figure
	known, other := true, false // whether all that is told besides is known, and the clause before is of another measure's figure
	for _, c := range clauseEnd.Split(text, -1) {
		if c = strings.Join(strings.Fields(c), ""); c == "" {
			continue
		}
		figure, share, left := figureSaid.FindStringSubmatch(c), shareSaid.FindStringSubmatch(c), leftSaid.FindStringSubmatch(c)
		whole := shareOfSaid.FindStringSubmatch(c)
		switch {
		case withOthers.MatchString(withoutName(c, row)):
			return s, false
		case whole != nil && s.share == "":
			s.of, s.share = measured(whole[1], whole[2], row), whole[3]
		case figure != nil && (isAside(figure, row) || s.figure == "" && monthSaid.MatchString(c) && totalBehind(text, c)):
			other = isAside(figure, row)
			continue
		case share != nil && s.share == "":
			s.share = share[1]
		case left != nil && s.left == "" && s.figure != "":
			s.left = measured(left[1], left[2], row)
		case s.share != "" && toCome.MatchString(c):
		case figure != nil && s.figure == "":
			if before += withoutName(figure[1], row); !doneSaying.MatchString(figure[1]) && (figure[1] == "" || !strings.Contains(fold(name), figure[1])) || notYet(before) || undone.MatchString(figure[3]) || tellsStep(figure[1], name, row) {
				return s, false
			}
			s.figure, s.total = measured(figure[2], figure[3], row), saysTotal(figure[1], row)
			behind := strings.TrimPrefix(figure[3], strings.TrimPrefix(s.figure, figure[2]))
			if saysDoubt(behind, row) {
				return s, false
			}
			known = known && saysNothingElse(behind, row)
		case s.figure != "" && compared.MatchString(c):
		case strings.ContainsAny(c, "0123456789%"), len(doubt.OfNote(c)) > 0:
			return s, false
		case s.figure == "" && other && saysAround(c, other):
		case s.figure == "":
			before += withoutName(c, row)
			known = known && saysNothingElse(c, row)
		case saysDoubt(c, row):
			return s, false
		default:
			known = known && saysAround(c, other)
		}
		other = false
	}
	return s, s.figure != "" && (s.share+s.left != "" || s.total && known && len(doubt.OfNote(text)) == 0)
}

// notYet reports whether what stands in front of a figure says that it is not done, or not now.
func notYet(before string) bool {
	return undone.MatchString(before) || owing.MatchString(before) || anotherTime.MatchString(ofThisYear.ReplaceAllString(before, ""))
}

// withoutName is a text without the name of a row, or its longest piece that stands there.
func withoutName(text string, row *huibao.FormRow) string {
	name := []rune(bareName(row.Name))
	for n := len(name); n >= leastPiece; n-- {
		for i := 0; i+n <= len(name); i++ {
			if before, behind, ok := strings.Cut(text, string(name[i:i+n])); ok {
				return before + "、" + behind
			}
		}
	}
	return text
}

// measured is a number with the longest measure of a row's that stands behind it; "" without one.
func measured(number, behind string, row *huibao.FormRow) string {
	for _, n := range []int{3, 2, 1} {
		if runes := []rune(behind); len(runes) >= n && row.CountsAs(string(runes[:n])) {
			return number + string(runes[:n])
		}
	}
	return ""
}

// told reads the figure of a sentence, of which share and remainder are the task's; name is the row's.
func (r *reader) told(text, name string, row *huibao.FormRow, of []decimal.Decimal) (q huibao.Quantity, share string, ok bool) {
	s, ok := toldIn(r.ofAll(text), name, row)
	if !ok {
		return q, "", false
	}
	own := func(text string) (huibao.Quantity, decimal.Decimal, bool) {
		q, _ := readText(text, func() *numtext.Row { return r.numberRow(row, huibao.FieldCumulative) })
		d, ok := q.Decimal()
		return q, d, ok
	}
	q, d, okD := own(s.figure)
	left, okLeft := decimal.Decimal{}, true
	if s.left != "" {
		_, left, okLeft = own(s.left)
	}
	if !okD || !okLeft {
		return q, "", false
	}
	if s.of != "" { // 占年度任务110公里的44.1%
		_, whole, is := own(s.of)
		if !is || len(of) > 0 && !slices.ContainsFunc(of, whole.Equal) {
			return q, "", false
		}
		of = []decimal.Decimal{whole}
	}
	if s.share+s.left == "" {
		return q, "", true
	}
	if s.share == "" { // what is left tells of what it is a part
		if _, number := taskIn(name, row); number != "" && len(of) == 0 { // 改造危桥9座
			return q, "", d.Add(left).String() == number
		}
		return q, "", slices.ContainsFunc(of, d.Add(left).Equal)
	}
	percent, err := decimal.NewFromString(s.share)
	if err != nil {
		return q, "", false
	}
	if len(of) == 0 && s.left != "" {
		of = []decimal.Decimal{d.Add(left)}
	}
	if len(of) == 0 { // held to the plan's target by the share (check)
		return q, s.share, true
	}
	for _, whole := range of {
		if makes(d, whole, percent, decimal.New(1, min(percent.Exponent(), 0))) && (s.left == "" || whole.Sub(d).Equal(left)) {
			return q, s.share, true
		}
	}
	return q, "", false
}

// readTold reads a figure that is told so, or that stands behind up to when it is alone; it reports whether it did.
func (r *reader) readTold(t table, n int, row *huibao.FormRow, v *huibao.Value, out *huibao.ReturnRow, text string) bool {
	q, share, ok := r.told(text, t.rowName, row, t.measuredBy(n, row, out, v.Field))
	says := "“" + share + "%”是它占任务的比例"
	if ok && share == "" && totalSaid.MatchString(text) && !leftWords.MatchString(text) {
		says = "说的累计"
	} else if ok && share == "" {
		says = "的余数与它合起来是任务数"
	} else if ok {
		out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkTypedRate, Text: share + "%", Place: v.Source.Place()})
	}
	if !ok && text != strings.TrimSpace(fold(v.Text)) {
		q, _ = readText(text, func() *numtext.Row { return r.numberRow(row, v.Field) })
		ok, says = q.IsNumber(), "截至本期"
	}
	if ok {
		v.Quantity = q
		v.Remarks = []huibao.Remark{remark(huibao.RemarkWords, "“"+strings.TrimSpace(v.Text)+"”里"+says+"，读作 "+q.String())}
	}
	return ok
}
