package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/quote"
)

// addedRows is of how many rows the columns that a unit added to ours must come to the row's figure, to be its parts.
const addedRows = 3

// addedColumn is a figure in a column that a unit added to ours.
type addedColumn struct {
	heading string
	figure  decimal.Decimal
	place   huibao.Place
}

// addedColumns are those of a row.
func addedColumns(p pair) []addedColumn {
	var list []addedColumn
	for _, r := range p.r.Remarks {
		heading, text, _ := strings.Cut(r.Text, "\n")
		if r.Kind != huibao.RemarkAddedColumn || slices.ContainsFunc(huibao.Columns(p.Kind), func(c huibao.Column) bool { return c.Label == heading }) {
			continue
		}
		if d, err := huibao.ParseDecimal(text); err == nil {
			list = append(list, addedColumn{heading, d, r.Place})
		}
	}
	return list
}

// ownColumns is S11 of columns that a unit added to our table: of their figures nothing is read.
func ownColumns(s *scope) []hit {
	if s.isOwn() {
		return nil
	}
	var list []hit
	seen := map[string]bool{}
	for _, p := range s.rows("") {
		for _, a := range addedColumns(p) {
			if key := a.place.Sheet + a.heading; !seen[key] {
				seen[key] = true
				list = append(list, hit{place: a.place, found: a.heading, severity: huibao.Info, remedy: "要报的数请填在下发的栏里，要说明的请写在说明栏", cause: "有 %d 栏是下发的表里没有的，没有读取",
					item:    fmt.Sprintf("“%s”的%s", a.place.Sheet, quote.Text(a.heading)),
					message: fmt.Sprintf("“%s”的%s一栏是下发的表里没有的，没有读取。", a.place.Sheet, quote.Text(a.heading))})
			}
		}
	}
	return list
}

// partsBeside is L14 of rows of which the columns that a unit added beside ours (城镇, 农村) do not come to the row's
// figure, as those of most others do.
func partsBeside(s *scope) []hit {
	if s.isOwn() {
		return nil
	}
	var list []hit
	fits := 0
	for _, p := range s.rows(huibao.KindCount) {
		added := addedColumns(p)
		if len(added) < 2 {
			continue
		}
		sum, names := decimal.Zero, ""
		for _, a := range added {
			sum, names = sum.Add(a.figure), names+"、"+a.heading+" "+a.figure.String()
		}
		f := saidField(p)
		if sum.IsZero() && p.r.Quantity(f).Or(sum).IsZero() {
			continue // where nothing was, all of it is the sum of anything
		}
		if q := huibao.Num(sum); p.r.Quantity(huibao.FieldThis).Equal(q) || p.r.Quantity(huibao.FieldCumulative).Equal(q) {
			fits++
			continue
		}
		at := p.r.At(f)
		list = append(list, hit{place: at, code: p.Code, found: p.r.Quantity(f).String(), expected: sum.String(),
			message: fmt.Sprintf("%s：%s %s，旁边自加的各栏之和是 %s（%s）。", at, f.Label(p.Kind), p.r.Quantity(f), sum, strings.TrimPrefix(names, "、"))})
	}
	if fits < addedRows || len(list) > fits {
		return nil
	}
	return list
}
