package importer

import (
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
)

// standardSaid is the one standard of which the name of a group of columns has the words and, in a bracket behind them, an
// amount in its measure (二孩一次性(2000元/孩)), and that amount; whether it is what is due of that one is checked.
func (r *reader) standardSaid(name string) (found *huibao.FormRow, amount string) {
	said := amountBehind.FindStringSubmatch(strings.Join(strings.Fields(fold(name)), ""))
	if said == nil {
		return nil, ""
	}
	short := nameSigns.Replace(bareName(benefits.Replace(said[1])))
	if utf8.RuneCountInString(short) < leastShort {
		return nil, ""
	}
	for i := range r.form.Rows {
		row := &r.form.Rows[i]
		full := nameSigns.Replace(bareName(benefits.Replace(row.Name)))
		if row.Kind != huibao.KindStandard || !amountOf(said, row) || !inPieces(short, full) || notItself(said[1], row) {
			continue
		}
		if found != nil {
			return nil, ""
		}
		found = row
	}
	return found, strings.ReplaceAll(said[3], ",", "")
}

// amountOf reports whether an amount that a name says is of a standard's measure, of which it may leave out all but 元;
// for what time or for whom it says that it is (每月, 每户) is the measure's.
func amountOf(said []string, row *huibao.FormRow) bool {
	for _, each := range eachOf.FindAllString(said[2], -1) {
		if !strings.Contains(row.Measure, each) {
			return false
		}
	}
	if said[4] == "" {
		return huibao.IsMoney(row.Measure)
	}
	return "元/"+strings.ReplaceAll(said[4], "·", "/") == row.Measure
}

// handAmount hands on with the last short row, of which the name says the amount, that this is the standard in force.
func (r *reader) handAmount(t table, g columnsOf, amount string) {
	d, err := huibao.ParseDecimal(amount)
	if err != nil {
		return
	}
	part := &r.shorts[len(r.shorts)-1].Parts[0]
	part.Values.Set(huibao.Value{Field: huibao.FieldStandard, Quantity: huibao.Num(d), Text: amount,
		Source: huibao.Source{File: r.file.Path, SHA256: r.file.SHA256, Sheet: t.Name, Cell: t.ref(t.head, g.from)}})
}

// amountBehind is a name with an amount of money, for each of something, in a bracket behind it.
var amountBehind = regexp.MustCompile(`^(.+?)\((?:标准[:：]?)?(每[人孩户月年次学期每]{1,4})?([\d,]+(?:\.\d+)?)元(?:/([^()\d]{1,8}))?\)$`)

// eachOf are the words in it of which a measure has its own.
var eachOf = regexp.MustCompile(`学期|学年|[年月户]`)

// timesOfOnce takes, of a standard that each is paid once, the one column of how many were paid up to now: as many times.
func (t table) timesOfOnce(row *huibao.FormRow, now huibao.Period) {
	if !strings.Contains(row.Name, "一次性") || t.columns[huibao.FieldMonths] > 0 {
		return
	}
	found := 0
	for col := t.from; col <= t.to; col++ {
		path := t.headPath(col, t.subHead())
		if len(path) == 0 {
			continue
		}
		own, m := nameMeasure(path[len(path)-1])
		s := spanOf(own, now.Year, now) // over it stands an amount that may look like a year
		if !peopleSofar.MatchString(own) || m != "" && m != "人" || s != (span{}) && s != (span{until: now.Month}) {
			continue
		}
		if found > 0 {
			return
		}
		found = col
	}
	t.take(huibao.FieldMonths, found)
}

// peopleSofar heads how many people were paid up to now.
var peopleSofar = regexp.MustCompile(`累计(?:已?(?:发放|享受|领取|补贴|补助|兑现))?(?:总?人数|孩数|人)$`)
