package importer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// A column headed 进度 may be of figures (beside one of shares) or of shares themselves, which
// people write as bare numbers: 54.7 beside a target of 380.

var (
	// progressHead is such a heading, whatever span stands before it.
	progressHead = regexp.MustCompile(`(?:进度|进展)$`)

	// aheadOf heads, under a span, what was to be done by then.
	aheadOf = regexp.MustCompile(`^(?:计划|序时|应完成|应达|目标|任务|预算|预期)`)
)

// highestShare is up to where the numbers of a column may be percentages: more is done than was
// asked for often, but hardly in twice the measure.
var highestShare = decimal.NewFromInt(200)

// mayBeShares reports whether a column that is headed as progress may be of percentages: nothing
// that stands in it is more than one is, or says in which measure it is, and no other column is
// of the shares. before are the columns of what was done on its left.
func (t table) mayBeShares(col int, path []string, before []meaning) bool {
	own := path[len(path)-1]
	if _, m := nameMeasure(own); m != "" || !progressHead.MatchString(own) || t.sharesBeside(col) {
		return false
	}
	figures := false
	within := t.every(col, func(c sheet.Cell) bool {
		figures = figures || c.Type == sheet.Number
		return mayBeShare(c)
	})
	return figures && within && (len(before) > 0 || t.columns[huibao.FieldTarget] > 0)
}

// mayBeShare reports whether a cell is of words, or of a number that may be a percentage.
func mayBeShare(c sheet.Cell) bool {
	if c.Type != sheet.Number {
		return c.Type == sheet.Text && !strings.ContainsAny(c.Raw, "0123456789")
	}
	d, err := sheet.Decimal15(c.Raw)
	return err == nil && !d.IsNegative() && d.LessThanOrEqual(highestShare)
}

// sharesBeside reports whether another column than one of what was done is of shares.
func (t table) sharesBeside(col int) bool {
	for other := t.from; other <= t.to; other++ {
		path := t.headPath(other, t.subHead())
		if other == col || len(path) == 0 {
			continue
		}
		last := len(path) - 1
		f, ok := headingOf(path[last])
		if !ok && last > 0 {
			f, _ = headingOf(path[last-1] + path[last])
		}
		if f == huibao.FieldComplete || t.shares(other) || slices.ContainsFunc(path, func(text string) bool { return strings.HasSuffix(text, "%") }) {
			return true
		}
	}
	return false
}

// heldAsShares takes a table's cumulatives back where one of them is a fraction of what is counted
// whole (54.7 人) and all of them may be percentages: they are of one column.
func (r *reader) heldAsShares(t table) {
	col := t.columns[huibao.FieldCumulative]
	if col == 0 || t.columns[huibao.FieldTarget] == 0 || t.sharesBeside(col) || !t.every(col, mayBeShare) {
		return
	}
	var of []*huibao.Value
	broken := false
	for i := range r.ret.Rows {
		row := &r.ret.Rows[i]
		v := row.Values.Cell(huibao.FieldCumulative)
		if v == nil || row.Sheet != t.Name || row.Row <= t.head || row.Kind != huibao.KindCount {
			continue
		}
		d, ok := v.Quantity.Decimal()
		planned := r.form.RowByCode(row.Code)
		if !ok || planned == nil || v.Has(huibao.RemarkConverted) {
			continue
		}
		of = append(of, v)
		broken = broken || planned.Places == 0 && !d.IsInteger()
	}
	if !broken || len(of) < 2 {
		return
	}
	for _, v := range of {
		v.Quantity = huibao.Quantity{}
	}
	r.remark(huibao.RemarkColumnUnclear, "“"+t.headText(t.head, col)+"”（"+t.colText(col)+"）不知是本年累计的数，还是百分比", t.at(t.head, col))
}

// besideNames takes, of columns headed 分子 and 分母 that hold what these are, the figures on their right.
func (t *table) besideNames() {
	for _, f := range []huibao.Field{huibao.FieldNumer, huibao.FieldDenom} {
		col := t.columns[f]
		if col > 0 && col < t.to && t.holdsNames(col) && numberWords.MatchString(t.headText(t.head, col+1)) && t.holdsFigures(col+1) {
			t.columns[f] = col + 1
		}
	}
}
