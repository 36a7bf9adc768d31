package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/sheet"
)

// liveHeads writes the headings of a data sheet some of whose columns are formulas over other
// sheets. Each of these has a hidden twin after the last column, which keeps what was issued.
func (g *grid) liveHeads(heads []string, live []int) {
	g.liveCols, g.firstTwin = live, len(heads)+1
	for _, col := range live {
		heads = append(heads, "印发时"+strings.TrimSuffix(heads[col-1], "ƒ"))
	}
	g.heads(heads...)
	g.unseen = len(live)
}

// live writes a figure of a live column, and in its twin the figure as it was issued.
func (g *grid) live(col int, formula string, value decimal.Decimal, format string) {
	g.formula(col, formula, value, format)
	g.twinCell(col, value, format)
}

// settled writes a figure of a live column that no formula gives, and nothing where there is none.
func (g *grid) settled(col int, q huibao.Quantity, format string) {
	g.figure(col, q, format)
	if d, ok := q.Decimal(); ok {
		g.twinCell(col, d, format)
	}
}

func (g *grid) twinCell(col int, value decimal.Decimal, format string) {
	g.number(g.firstTwin+slices.Index(g.liveCols, col), huibao.Num(value), format)
}

// compared has the workbook tell when a live column is not what was issued.
func (g *grid) compared() {
	for i, col := range g.liveCols {
		g.twin(g.name, sheet.ColName(col+g.lead), sheet.ColName(g.firstTwin+i+g.lead), g.row)
	}
}

// twin notes that a live column of a sheet has a frozen one beside it.
func (w *workbook) twin(name, live, frozen string, last int) {
	at := func(c string) string { return fmt.Sprintf("%s!$%s$2:$%s$%d", name, c, c, last) }
	w.twins = append(w.twins, fmt.Sprintf("SUMPRODUCT(--(%s<>%s))", at(live), at(frozen)))
}
