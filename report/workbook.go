package report

import (
	"io"

	"huibao/internal/book"
)

// Names of the workbook's sheets, in their order.
const (
	sheetOverview = "总览"
	sheetTasks    = "任务进展"
	sheetInds     = "指标"
	sheetCounties = "县区对比"
	sheetUnits    = "报送情况"
	sheetFindings = "问题清单"
	sheetTargets  = "目标与分解"
	sheetLedger   = "台账"
	sheetNotes    = "说明"
)

// Workbook writes 汇总表.xlsx. Derived figures are live formulas over 台账 and
// 目标与分解 with their values cached; lights, ranks and words are values.
func Workbook(w io.Writer, m *Model) error {
	b := book.New(sheetOverview)
	for _, name := range []string{sheetTasks, sheetInds, sheetCounties, sheetUnits, sheetFindings, sheetTargets, sheetLedger, sheetNotes} {
		b.Add(name)
	}
	wb := &workbook{Model: m, b: b, styles: newLooks(b)}
	wb.ledger()
	wb.targets()
	wb.indicators()
	wb.counties()
	wb.tasks()
	wb.units()
	wb.findings()
	wb.overview()
	wb.notes()
	b.SetActiveSheet(0)
	return b.Finish(w, book.Meta{Title: m.Plan.Title + " " + m.Period.Chinese() + "汇总表", Creator: m.Plan.Office, Time: m.Info.Date.Time()})
}

// workbook is the workbook while it is written. The maps say where the cells stand
// that formulas refer to.
type workbook struct {
	*Model
	b          *book.Book
	styles     looks
	ledgers    []ledgerSheet
	ledgerCell map[cellKey]string // the cell of a value in 台账
	targetRow  map[string]int     // row in 目标与分解 by code
	targetCol  map[string]string  // column in 目标与分解 by unit
}
