package check

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// settleTime takes a standard that is written by the year for the month, or the other way round,
// where what its row is held to bears it out (readings.md, 7.3): of one that is held to nothing, or
// that would be another by far, it is asked which was meant.
func settleTime(row *huibao.FormRow, r *huibao.ReturnRow) {
	v, has := r.Values.Lookup(huibao.FieldStandard)
	at := slices.IndexFunc(v.Remarks, func(m huibao.Remark) bool { return m.Kind == huibao.RemarkOtherTime })
	if !has || at < 0 {
		return
	}
	comes, _, _ := strings.Cut(v.Remarks[at].Text, "\n")
	d, err := decimal.NewFromString(comes)
	if err != nil {
		return
	}
	due, held := row.DueStandard().Decimal()
	v.Remarks = slices.Clone(v.Remarks)
	if held && d.Mul(farOff).GreaterThan(due) && d.LessThan(due.Mul(farOff)) {
		v.Quantity = huibao.Num(d)
		v.Remarks = slices.Delete(v.Remarks, at, at+1)
	} else {
		v.Remarks[at] = huibao.Remark{Kind: huibao.RemarkUnreadable, Text: "写的时间与计量单位“" + row.Measure + "”不同，换算后又与应执行标准相差太大\n" + v.Remarks[at].Text}
	}
	r.Values.Set(v)
}

// farOff is by how many times a standard may not differ from what is due, to be read through the year.
var farOff = decimal.NewFromInt(3)
