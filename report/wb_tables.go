package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"huibao"
	"huibao/inforce"
	"huibao/internal/mask"
)

// tasks writes 任务进展: the official table, in the plan's order and categories.
func (w *workbook) tasks() {
	g := w.grid(sheetTasks)
	g.title(w.Plan.Title+"　任务进展一览表", legend(w.Model), 9)
	g.heads("序号", "任务", "完成时限", "牵头单位", "配合单位", "进展", "亮灯", "较上期", "评价指标")
	category := ""
	for i := range w.Tasks {
		t := &w.Tasks[i]
		if t.Category != category {
			category = t.Category
			g.category(category)
		}
		g.row++
		g.ordinal(1, t.No)
		g.text(2, "left", t.Title)
		g.text(3, "center", t.Deadline.String())
		g.text(4, "left", unitNames(w.Plan, t.Lead))
		g.text(5, "left", supportNames(w.Plan, t.Support))
		g.text(6, "left", t.Progress)
		g.light(7, t.S.Light, taskLight(t))
		g.text(8, "center", t.Change)
		g.text(9, "center", fmt.Sprintf("%d 项中评 %d 项", t.S.Of, t.S.Judged))
		g.height(t.Progress, 78, wrapped{supportNames(w.Plan, t.Support), 22}, wrapped{unitNames(w.Plan, t.Lead), 18})
	}
	g.finish(2, false, map[int]int{1: 6, 2: 26, 3: 11, 4: 18, 5: 22, 6: 78, 7: 12, 8: 14, 9: 14})
}

// supportNames folds the counties into their group.
func supportNames(p *inforce.Plan, codes []string) string {
	var areas, rest []string
	total := 0
	for _, u := range p.Units {
		if u.IsArea() {
			total++
		}
	}
	for _, c := range codes {
		if u := p.UnitByCode(c); u != nil && u.IsArea() {
			areas = append(areas, c)
			continue
		}
		rest = append(rest, c)
	}
	if len(areas) == total && total > 0 {
		return strings.Trim("各县（区）人民政府、"+unitNames(p, rest), "、")
	}
	return unitNames(p, codes)
}

// units writes 报送: each unit that owes a return.
func (w *workbook) units() {
	g := w.grid(sheetUnits)
	owed, received := w.owing()
	g.data("报送情况", fmt.Sprintf("应报 %d 个单位，已收 %d 个，未报 %d 个；报送截止 %s", len(owed), received, len(w.Missing), w.Plan.Day(w.Period).Deadline.Chinese()))
	g.heads("单位", "状态", "收到日期", "时限", "版次", "待改错误", "待说明", "已说明", "文件", handling[0], handling[1], handling[2])
	g.long()
	sent := map[string][]string{} // where a unit's table tells of counties alone
	for _, x := range w.countyTables() {
		sent[x.sender] = append(sent[x.sender], x.path+"（只有"+x.named(w.Plan)+"的数）")
	}
	for _, u := range w.Model.Units {
		g.next(unitKey(u.Code))
		g.text(1, "left", u.Name)
		g.text(2, "center", u.State)
		g.text(3, "center", u.Received)
		g.text(4, "center", u.Timely)
		opinion := g.noteCells(10, u.Code, "", "", handling)
		g.height("", 24, wrapped{opinion, 30})
		if u.Sub == nil {
			g.empty(5, 8)
			g.text(9, "left", strings.Join(sent[u.Code], "、"))
			continue
		}
		g.ordinal(5, u.Sub.Version)
		g.ordinal(6, u.Errors)
		g.ordinal(7, u.Warnings)
		g.ordinal(8, u.Explain)
		g.text(9, "left", u.Sub.Path)
	}
	g.finish(1, true, map[int]int{1: 24, 2: 11, 3: 12, 4: 12, 5: 9, 6: 11, 7: 11, 8: 11, 9: 52, 10: 30, 11: 10, 12: 12})
}

// files writes 收件: every file that was handed in.
func (w *workbook) files() {
	g := w.grid(sheetFiles)
	g.data("收件", "收到的全部文件（一个不少）")
	g.heads("单位", "状态", "收到日期", "说明", "文件", "哈希")
	g.long()
	tables := w.countyTables()
	for i := range w.Submissions() {
		s := &w.Submissions()[i]
		if len(tables) > 0 && tables[0].at == i {
			w.countyTable(g, tables[0])
			tables = tables[1:]
		}
		g.next(hashKey("f", s.SHA256, s.Path))
		unit := "—"
		if s.Unit != "" {
			unit = w.Plan.UnitName(s.Unit)
		}
		g.text(1, "left", unit)
		g.text(2, "center", s.State.Label())
		g.text(3, "center", huibao.DateOf(s.Receipt.Time).String())
		why := mask.Text(s.Why)
		g.text(4, "left", why)
		g.text(5, "left", s.Path)
		g.text(6, "left", s.SHA256)
		g.style(6, g.styles.line())
		g.height(why, 56)
	}
	g.finish(1, true, map[int]int{1: 24, 2: 11, 3: 12, 4: 56, 5: 52, 6: 66})
}

// hashKey is the key of what has no code: a letter and the hash of its parts.
func hashKey(kind string, parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return kind + hex.EncodeToString(sum[:8])
}

// findings writes 问题: every finding, with its explanation and what to do.
func (w *workbook) findings() {
	g := w.grid(sheetFindings)
	g.data("问题清单", "强制性：必须改正，该行暂不计入；核实性：请改正或说明原因；告知性、提示性：请知悉")
	g.heads("单位", "文件", "编号", "级别", "状态", "工作表", "单元格", "指标", "问题", "处理办法", "单位说明", handling[0], handling[1], handling[2])
	g.long()
	for i := range w.Submissions() {
		s := &w.Submissions()[i]
		unit := findingUnitName(w.Plan, s)
		for _, f := range s.Findings {
			w.findingRow(g, s, unit, s.FileOf(f), f)
			if p := w.ledgerPlace[sourceOf(s, f)]; p.sheet != nil && s.Counts() {
				g.linked(7, f.Cell, p)
			}
		}
	}
	for _, f := range w.Consolidation.Findings {
		w.findingRow(g, nil, findingUnitName(w.Plan, nil), planFile, f)
	}
	g.finish(0, true, map[int]int{1: 20, 2: 34, 3: 7, 4: 9, 5: 9, 6: 10, 7: 8, 8: 8, 9: 70, 10: 40, 11: 34, 12: 30, 13: 10, 14: 12})
}

// What stands for the unit of a finding that is on none, and on the plan.
const (
	ofNone   = "—"
	ofPlan   = "（方案）"
	planFile = "plan.xlsx"
)

// findingUnitName names the unit of a file's findings; without a file they are on the plan.
func findingUnitName(p *inforce.Plan, s *huibao.Submission) string {
	switch {
	case s == nil:
		return ofPlan
	case s.Unit == "":
		return ofNone
	}
	return p.UnitName(s.Unit)
}

// isOver reports whether a file does not count any more: another came in its place, or it is not taken.
func isOver(s *huibao.Submission) bool {
	return s != nil && (s.State == huibao.StateSuperseded || s.State == huibao.StateIgnored || s.State == huibao.StateLeftOut)
}

// findingStatus is how a finding stands; of a file that is over nothing is to be done.
func findingStatus(s *huibao.Submission, f huibao.Finding) string {
	if isOver(s) && f.Status == huibao.StatusOpen {
		return s.State.Label()
	}
	return f.Status.Label()
}

// findingKey is the key of a finding, with what is masked in it masked. A file that is over has its own: the one
// that came in its place may say the same at the same place.
func findingKey(s *huibao.Submission, unit, path string, f huibao.Finding) string {
	parts := []string{unit, path, f.Code, f.Sheet, f.Cell, rowText(f), f.Message}
	if isOver(s) {
		parts = append(parts, strconv.Itoa(s.N), strconv.Itoa(s.Part))
	}
	return hashKey("p", parts...)
}

func (w *workbook) findingRow(g *grid, s *huibao.Submission, unit, path string, f huibao.Finding) {
	f = maskFinding(f)
	g.next(findingKey(s, unit, path, f))
	for i, text := range []string{unit, path, f.Code, f.Severity.Label(), findingStatus(s, f), sheetText(f), cellText(f), rowText(f), f.Message, f.Remedy} {
		h := "left"
		if i >= 2 && i <= 7 {
			h = "center"
		}
		g.text(i+1, h, text)
	}
	explanation := ""
	if f.Explanation != nil {
		explanation = *f.Explanation
	}
	g.text(11, "left", explanation)
	opinion := g.noteCells(12, findingUnit(s), f.Code, rowText(f), handling)
	g.height(f.Message, 70, wrapped{f.Remedy, 40}, wrapped{path, 34}, wrapped{explanation, 34}, wrapped{opinion, 30})
}

// unchanged is what 说明 says of figures that are as they were issued.
const unchanged = "与印发时一致"

// notes writes 说明: how the figures are made.
func (w *workbook) notes() {
	g := w.grid(sheetNotes)
	g.title("说明", "", 2)
	g.b.Check(g.b.SetCellFormula(g.name, "A2", ""))
	g.b.Text(g.name, "A2", "台账核对")
	g.b.FormulaText(g.name, "B2", fmt.Sprintf(`IF(IFERROR(%s,1)>0,"台账已被改动：亮灯、位次、文字仍为印发时的，本表不得引用","%s")`, strings.Join(w.twins, "+"), unchanged), unchanged)
	g.row, g.head = 2, 0
	for _, n := range w.noteTexts() {
		g.row++
		g.text(1, "left", n[0])
		g.text(2, "left", n[1])
		g.height(n[1], 100)
	}
	g.finish(0, false, map[int]int{1: 16, 2: 100})
}

func (w *workbook) noteTexts() [][2]string {
	missing := "无"
	if len(w.Missing) > 0 {
		missing = unitNames(w.Plan, w.Missing)
	}
	list := [][2]string{
		{"方案", w.Plan.Title + "；" + w.Plan.Version + "；本期有效版本（哈希）" + w.PlanVersion},
		{"数据校验码", w.Checksum},
		{"报告期", w.Period.Chinese() + "，数据截止 " + w.Plan.Day(w.Period).CutOff.Chinese()},
		{"未报单位", missing},
		{"汇总", "全市数＝各县（区）数＋市本级数；牵头报送的取牵头单位数；双报核对的取县（区）之和，牵头单位数列于备注供核对。未报、退回或有误未计入的单位在备注中点名，不以上期数代替。"},
		{"比率", "全市比率＝分子之和÷分母之和，不对百分数取平均；分子、分母都为 0 的为“无此情况”，不评。"},
		{"标准、关系", "列出执行到位的单位数和最低值；关系按各地当期适用的参照标准判断。"},
		{"序时", "按月计算：自起始月至本期末的月数÷自起始月至完成时限的月数；方案另有序时安排的按其安排，两点之间按月均匀推进。"},
		{"完成率", "本年累计÷分解；存量指标为（现值－原值）÷（目标－原值）。未达目标的完成率最多显示 99.99%。此处完成率均指工作量完成率，不是项数完成率。"},
		{"亮灯", fmt.Sprintf("● 达序时：不低于序时，或低于不足 %s 个百分点（注“略慢”）；▲ 滞后：低于 %s 至 %s 个百分点；■ 严重滞后：低于超过 %s 个百分点，或到期未达；○ 未评：未分解、未报、未到期等。", w.Plan.Yellow, w.Plan.Yellow, w.Plan.Red, w.Plan.Red)},
		{"舍入", "判断用未舍入的数；显示时四舍五入（五入离零），计数按指标小数位，百分数两位。分项之和可能因四舍五入不等于合计。"},
		{"公式", "标 ƒ 的列是公式，按“键”引用“台账”和“目标分解”，排序、筛选不影响；存量的县（区）完成率、亮灯、位次、文字和“总览”是印发时的值。公式的结果与印发时（隐藏列）不同的，各打印表第二行提示。"},
		{"核实", "台账中每个数都注明文件、SHA-256、工作表和单元格；原件按 SHA-256 和台账放在一起。"},
		{"版本", "huibao " + w.Info.Version},
	}
	if text := w.decisions(); text != "" {
		list = append(list, [2]string{"办公室的决定", text})
	}
	if text := w.locks(); text != "" {
		list = append(list, [2]string{"锁定", text})
	}
	if !w.Locked() {
		list = append(list, [2]string{"意见", "“指标”的办公室意见，“报送”“问题”的处理意见、经办人、办结，“单位说明”的阅办意见、阅办人可以直接填在本文件里保存；下次运行时记入台账，并印在新的汇总表上。"})
	}
	return list
}

// decisions lists what the office decided, each with its reason.
func (m *Model) decisions() string {
	var lines []string
	for _, d := range m.Decisions {
		what := strings.TrimSpace(d.Code + " " + d.Row)
		if what == "" && d.Kind != huibao.DecisionWaive {
			what = fmt.Sprintf("%.8s", d.Ref)
		}
		lines = append(lines, mask.Text(fmt.Sprintf("%s　%s　%s　%s：%s", huibao.DateOf(d.When), m.Plan.UnitName(d.Unit), d.Label(), what, d.Why)))
	}
	return strings.Join(lines, "\n")
}

// locks says when the period was locked and for whom it was opened again.
func (m *Model) locks() string {
	var lines []string
	for _, k := range m.Locks {
		text := fmt.Sprintf("%s　锁定，锁定前台账校验 %s", huibao.DateOf(k.When), k.Before)
		if k.Unlock {
			text = fmt.Sprintf("%s　为%s解锁", huibao.DateOf(k.When), m.Plan.UnitName(k.Unit))
			if k.Unit == "" {
				text = huibao.DateOf(k.When).String() + "　整期解锁"
			}
		}
		if k.Why != "" {
			text += "：" + mask.Text(k.Why)
		}
		lines = append(lines, text)
	}
	return strings.Join(lines, "\n")
}
