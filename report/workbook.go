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
	sheetPairs    = "县区"
	sheetStd      = "标准"
	sheetMiles    = "事项"
	sheetUnits    = "报送"
	sheetFiles    = "收件"
	sheetFindings = "问题"
	sheetSaid     = "单位说明"
	sheetTargets  = "目标分解"
	sheetTrend    = "趋势"
	sheetPeriods  = "各期对比"
	sheetLedger   = "台账"
	sheetNotes    = "说明"
)

// Workbook writes 汇总表.xlsx. Derived figures are live formulas over 台账 and
// 目标分解, by key, with their values cached; lights, ranks and words are values.
func Workbook(w io.Writer, m *Model) error {
	b := book.New(sheetOverview)
	wb := &workbook{Model: m, b: b, styles: newLooks(b)}
	for _, name := range []string{sheetTasks, sheetInds, sheetPairs, sheetCounties, sheetStd, sheetMiles, sheetUnits, sheetFiles, sheetFindings, sheetSaid, sheetTargets, sheetTrend, sheetPeriods, sheetLedger, sheetNotes} {
		if name != sheetCounties || wb.wide() {
			b.Add(name)
		}
	}
	wb.ledger()
	wb.targets()
	wb.trend()
	wb.byPeriods()
	wb.indicators()
	wb.pairs()
	if wb.wide() {
		wb.counties()
	}
	wb.standards()
	wb.milestones()
	wb.tasks()
	wb.units()
	wb.files()
	wb.findings()
	wb.said()
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
	ledgers     []*ledgerSheet
	ledgerCell  map[cellKey]ledgerPlace // the row of a value in 台账, where figures are looked up
	ledgerLen   int
	ledgerRows  map[string]ledgerPlace        // the first row of an indicator
	ledgerPlace map[huibao.Source]ledgerPlace // the row of a cell that a finding is about
	linkFiles   bool
	pairTotal   func() int // the lines of 县区
	targetLast  int        // last row of 目标分解
	twins       []string   // what tells in a formula how many live figures differ from those that were issued
}
