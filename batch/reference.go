package batch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"huibao"
	"huibao/inforce"
	"huibao/internal/sheet"
	"huibao/report"
)

// Reference is what a place in an output shows: indicators, and the unit ("" for the
// city).
type Reference struct {
	Codes []string
	Unit  string // code
	Cell  bool   // read from a workbook's cell
}

// Refer reads a reference to a figure: an indicator's code, a cell of a workbook under
// out/ (汇总表.xlsx!指标!G12), or a page of an official text (通报.pdf#3).
func Refer(ctx context.Context, w Workspace, p *inforce.Plan, opt Options, ref string) (Reference, error) {
	dir := w.Out(opt.Period)
	if opt.Edition > 0 {
		dir = filepath.Join(dir, editionDir(opt.Edition))
	}
	if p.IndicatorByCode(ref) != nil {
		return Reference{Codes: []string{ref}, Unit: huibao.CityUnit}, nil
	}
	if file, page, ok := strings.Cut(ref, "#"); ok && !strings.Contains(file, "!") {
		return referPage(dir, opt.Period, file, page)
	}
	parts := strings.Split(ref, "!")
	if len(parts) != 3 {
		return Reference{}, fmt.Errorf("方案中没有编码为 %s 的指标；也可以写汇总表的一格（汇总表.xlsx!指标!I12）或通报的一页（通报.pdf#3）", ref)
	}
	file, name := parts[0], strings.Trim(parts[1], "'")
	row, col, ok := sheet.ParseRef(strings.ToUpper(strings.ReplaceAll(parts[2], "$", "")))
	if !ok || file != filepath.Base(file) {
		return Reference{}, fmt.Errorf("%q 不是一个单元格；写法如 汇总表.xlsx!指标!I12", ref)
	}
	g, err := outputGrid(ctx, filepath.Join(dir, file), name, opt.Limits)
	if err != nil {
		return Reference{}, err
	}
	out, err := referAt(p, opt.Period, g, ref, row, col)
	if err != nil && name == overviewSheet {
		return Reference{Codes: []string{report.RefTasks}}, nil
	}
	if u := ownerOf(p, file); u != nil && out.Unit == huibao.CityUnit {
		out.Unit = u.Code
	}
	return out, err
}

// overviewSheet counts tasks, mostly.
const overviewSheet = "总览"

// ownerOf is the area whose own workbook a file is, or nil.
func ownerOf(p *inforce.Plan, file string) *huibao.Unit {
	for i := range p.Units {
		if u := &p.Units[i]; u.IsArea() && file == unitFiles(u)[0] {
			return u
		}
	}
	return nil
}

// referPage reads from run.json which indicators stand on a page.
func referPage(dir string, period huibao.Period, file, page string) (Reference, error) {
	data, err := os.ReadFile(filepath.Join(dir, runJSON))
	if err != nil {
		return Reference{}, fmt.Errorf("%s 还没有结果：%w", period.Chinese(), err)
	}
	var run report.Run
	if err := json.Unmarshal(data, &run); err != nil {
		return Reference{}, fmt.Errorf("%s 无法读取：%w", runJSON, err)
	}
	pages, ok := run.Pages[file]
	n, err := strconv.Atoi(page)
	switch {
	case !ok && strings.HasPrefix(file, feedbackPrefix):
		unit := strings.TrimSuffix(strings.TrimPrefix(file, feedbackPrefix), ".pdf")
		return Reference{}, fmt.Errorf("分册按编码查：huibao trace 编码 --unit %s --period %s", unit, period)
	case !ok:
		return Reference{}, fmt.Errorf("本期的结果中没有 %s", file)
	case err != nil || n < 1 || n > len(pages):
		return Reference{}, fmt.Errorf("%s 共 %d 页，没有第 %s 页", file, len(pages), page)
	case len(pages[n-1]) == 0:
		return Reference{}, fmt.Errorf("%s 第 %d 页上没有公布的数（署名、版记或只有标题）", file, n)
	}
	codes := slices.Clone(pages[n-1])
	slices.SortStableFunc(codes, func(a, b string) int { return int(a[0]>>7) - int(b[0]>>7) }) // what is of no indicator, in Chinese, last
	return Reference{Codes: codes, Unit: huibao.CityUnit}, nil
}

func outputGrid(ctx context.Context, path, name string, lim sheet.Limits) (*sheet.Grid, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s 无法打开：%w", path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("%s 无法打开：%w", path, err)
	}
	b, err := sheet.Open(ctx, f, info.Size(), path, lim)
	if err != nil {
		return nil, fmt.Errorf("%s 无法读取：%w", path, sheet.Ours(err))
	}
	s := b.SheetByName(name)
	if s == nil {
		return nil, fmt.Errorf("%s 中没有工作表“%s”", filepath.Base(path), name)
	}
	return s.Grid(ctx)
}

// referAt finds the indicators of a cell's row under the headings above it, and the
// unit in its row or over its column.
func referAt(p *inforce.Plan, period huibao.Period, g *sheet.Grid, ref string, row, col int) (Reference, error) {
	head, err := headingRow(g, row)
	if err != nil {
		return Reference{}, fmt.Errorf("%s：%w", ref, err)
	}
	heading := map[string]int{}
	for _, c := range g.Row(head) {
		if heading[c.Raw] == 0 {
			heading[c.Raw] = c.Col
		}
	}
	if err := otherPeriod(period, g, heading["报告期"], ref, row); err != nil {
		return Reference{}, err
	}
	if of := periodOfHead(period.Year, g.At(head, col).Raw); !of.IsZero() && of != period {
		return Reference{}, fmt.Errorf("%s 这一列是%s的数；请用 --period %s 查", ref, of.Chinese(), of)
	}
	if g.At(head, col).Raw == "上期" {
		return Reference{}, fmt.Errorf("%s 这一列是上期的亮灯，不是%s的；请用 --period 查那一期", ref, period.Chinese())
	}
	out := Reference{Unit: huibao.CityUnit, Cell: true}
	if c := heading["编码"]; c > 0 && p.IndicatorByCode(g.At(row, c).Raw) != nil {
		out.Codes = []string{g.At(row, c).Raw}
	} else if c := heading["序号"]; c > 0 {
		no, err := strconv.Atoi(g.At(row, c).Raw)
		for _, ind := range p.TaskIndicators(no) {
			if err == nil && ind.Scope != huibao.ScopeOutside {
				out.Codes = append(out.Codes, ind.Code)
			}
		}
	}
	if c := heading["单位"]; len(out.Codes) == 0 && c > 0 && p.UnitByName(g.At(row, c).Raw) != nil {
		return Reference{Codes: []string{report.RefReturns}}, nil // 报送, 收件, 问题
	}
	if len(out.Codes) == 0 {
		return out, fmt.Errorf("%s 这一格没有对应的指标；请指到“指标”“县区对比”“任务进展”或“台账”里有编码的一行", ref)
	}
	if c := heading["单位"]; c > 0 {
		if u := p.UnitByName(g.At(row, c).Raw); u != nil {
			out.Unit = u.Code
		}
		return out, nil
	}
	for c := col; c > 0; c-- {
		name, _, _ := strings.Cut(g.At(head, c).Raw, "\n")
		u := p.UnitByName(name)
		if u != nil && u.IsArea() {
			out.Unit = u.Code
			break
		}
		if slices.Contains([]string{"位次", "全市"}, name) {
			break
		}
	}
	return out, nil
}

// otherPeriod refuses a row of 趋势 that is of another period, in a column that says so.
func otherPeriod(period huibao.Period, g *sheet.Grid, col int, ref string, row int) error {
	if col == 0 {
		return nil
	}
	of, err := huibao.ParsePeriod(g.At(row, col).Raw)
	if err != nil || of == period {
		return nil
	}
	return fmt.Errorf("%s 这一行是%s的数；请用 --period %s 查", ref, of.Chinese(), of)
}

// periodOfHead is the period of a year that heads a column of 各期对比 (6月, 2季度); the zero Period where none does.
func periodOfHead(year int, head string) huibao.Period {
	for month := 1; month <= 12; month++ {
		if head == strconv.Itoa(month)+"月" {
			return huibao.Period{Year: year, Month: month}
		}
		if month%3 == 0 && head == strconv.Itoa(month/3)+"季度" {
			return huibao.Period{Year: year, Month: month, Quarter: true}
		}
	}
	return huibao.Period{}
}

// headingRow is the nearest row above that has a heading of a key column.
func headingRow(g *sheet.Grid, row int) (int, error) {
	for n := row - 1; n > 0; n-- {
		for c := 1; c <= 3; c++ {
			if slices.Contains([]string{"编码", "序号", "报告期", "键"}, g.At(n, c).Raw) {
				return n, nil
			}
		}
	}
	return 0, errors.New("上面没有表头")
}
