package report

import (
	"io"

	"huibao"
	"huibao/internal/book"
)

// Names of the workbook's sheets, in their order.
const (
	sheetOverview = "总览"
	sheetTasks    = "任务进展"
	sheetInds     = "指标"
	sheetCounties = "县区对比"
	sheetStd      = "标准落实"
	sheetMiles    = "事项"
	sheetUnits    = "报送情况"
	sheetFindings = "问题清单"
	sheetTargets  = "目标与分解"
	sheetTrend    = "趋势"
	sheetLedger   = "台账"
	sheetNotes    = "说明"
)

// Workbook writes 汇总表.xlsx. Derived figures are live formulas over 台账 and
// 目标与分解 with their values cached; lights, ranks and words are values.
func Workbook(w io.Writer, m *Model) error {
	b := book.New(sheetOverview)
	for _, name := range []string{sheetTasks, sheetInds, sheetCounties, sheetStd, sheetMiles, sheetUnits, sheetFindings, sheetTargets, sheetTrend, sheetLedger, sheetNotes} {
		b.Add(name)
	}
	wb := &workbook{Model: m, b: b, styles: newLooks(b)}
	wb.ledger()
	wb.targets()
	wb.trend()
	wb.indicators()
	wb.counties()
	wb.standards()
	wb.milestones()
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
	b           *book.Book
	styles      looks
	ledgers     []ledgerSheet
	ledgerCell  map[cellKey]string            // the cell of a value in 台账
	ledgerRows  map[string]ledgerRange        // the rows of an indicator
	ledgerPlace map[huibao.Source]ledgerRange // the row of a cell of a return
	linkFiles   bool
	targetRow   map[string]int    // row in 目标与分解 by code
	targetCol   map[string]string // column in 目标与分解 by unit
	trendRow    map[string]int    // row in 趋势 by code
	trendCols   int               // periods in 趋势
}
