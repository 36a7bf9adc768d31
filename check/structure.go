package check

import (
	"fmt"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/quote"
)

// unread reports whether the file was not read as a workbook at all.
func (s *scope) unread() bool {
	for _, k := range []huibao.RemarkKind{huibao.RemarkNotSpreadsheet, huibao.RemarkUnsupported, huibao.RemarkEncrypted, huibao.RemarkDamaged,
		huibao.RemarkOverLimit, huibao.RemarkSystemFile, huibao.RemarkAttachment, huibao.RemarkForeign} {
		if _, ok := s.Return.Has(k); ok {
			return true
		}
	}
	return false
}

// wrongPeriod reports whether the return is of another period than the one being
// collected.
func (s *scope) wrongPeriod() bool {
	return !s.Return.Period.IsZero() && !s.Collecting.IsZero() && s.Return.Period != s.Collecting
}

// onRemarks makes a hit of every remark of a kind on tables.
func onRemarks(kind huibao.RemarkKind, say func(s *scope, r huibao.Remark) (string, hit)) func(*scope) []hit {
	return func(s *scope) []hit {
		var list []hit
		for _, r := range s.Return.Remarks {
			if r.Kind == kind {
				message, h := say(s, r)
				message = s.withHidden(message, r)
				h.message, h.place, h.found = message, r.Place, r.Text
				list = append(list, h)
			}
		}
		return list
	}
}

// ownTables is S17: what was understood of a table of the unit's own; an info where every row
// bears the very name of its indicator and nothing else is asked of the table.
func ownTables(s *scope) []hit {
	byTarget := ""
	for i := range s.Return.Rows {
		row := &s.Return.Rows[i]
		if m, ok := row.Has(huibao.RemarkPartTaken); ok {
			byTarget += fmt.Sprintf("；“%s”的目标是本单位的任务数，读作 %s 的全部", m.Text, s.nameOf(row.Code))
		}
		if m, ok := row.Has(huibao.RemarkShortName); ok {
			byTarget += fmt.Sprintf("；“%s”的%s，读作它", m.Text, s.borneOutBy(row))
		}
	}
	say := func(_ *scope, r huibao.Remark) (string, hit) {
		text := strings.TrimPrefix(r.Text+byTarget, "；")
		byTarget = ""
		if text == "" {
			return r.Place.String() + "起的表不是下发的报表。", hit{}
		}
		return r.Place.String() + "起的表不是下发的报表，按名称读取：" + text + "。", hit{}
	}
	settled := onRemarks(huibao.RemarkOwnSettled, say)(s)
	for i := range settled {
		if !s.askedOfTables() {
			settled[i].severity = huibao.Info
		}
	}
	return append(onRemarks(huibao.RemarkOwnTable, say)(s), settled...)
}

// askedOfTables reports whether something else is asked of a return's tables.
func (s *scope) askedOfTables() bool {
	for _, kind := range []huibao.RemarkKind{huibao.RemarkRowUnclear, huibao.RemarkColumnUnclear, huibao.RemarkTableTwice, huibao.RemarkPartsDiffer} {
		if _, asked := s.Return.Has(kind); asked {
			return true
		}
	}
	return len(s.Return.Extra) > 0
}

// isOwn reports whether a return is a table of the unit's own.
func (s *scope) isOwn() bool {
	_, table := s.Return.Has(huibao.RemarkOwnTable)
	_, settled := s.Return.Has(huibao.RemarkOwnSettled)
	return table || settled
}

// withHidden says of a message on tables that one of its places is hidden: the clerk
// looks for it in vain.
func (s *scope) withHidden(message string, r huibao.Remark) string {
	places := []string{}
	code, _, _ := strings.Cut(r.Text, "\n")
	if row := s.Return.RowByCode(code); row != nil && row.Hidden {
		places = append(places, row.At(huibao.FieldCode).String())
	}
	if r.Hidden {
		places = append(places, r.Place.String())
	}
	if len(places) == 0 {
		return message
	}
	return message + strings.Join(places, "、") + " 在隐藏的行或列里。"
}

// nameOf is "3.2 增加学位" for a code of the form.
func (s *scope) nameOf(code string) string {
	if s.Form != nil {
		if r := s.Form.RowByCode(code); r != nil {
			return code + " " + r.Name
		}
	}
	return code
}

func structureChecks() []Check {
	return []Check{
		{"S01", huibao.Error, "没有认出报表", "没有可读的表就没有数", "请使用下发的报表填写，保留编码、指标等栏目", onRemarks(huibao.RemarkNoTable,
			func(_ *scope, r huibao.Remark) (string, hit) {
				return "没有认出本方案的报表：" + r.Text + "。", hit{}
			})},
		{"S02", huibao.Error, "报表与现行方案不符", "按旧表填的数对不上现行的行和单位", "请向办公室领取新的报表，把数填入后重新报送", otherPlan},
		{"S03", huibao.Error, "无法判断填报单位", "不知道是谁的数，就不能汇总", "请在“填报说明”表写明填报单位（用全称），或使用下发给本单位的报表", noUnit},
		{"S04", huibao.Error, "填报单位前后不一", "文件内外写的是两个单位", "请核对文件是否发错，并把填报单位和文件名改为一致后重新报送", unitsDiffer},
		{"S05", huibao.Error, "不是本期的报表", "别的报告期的数不能代替本期", "请报送本期报表；上期文件不必重报", otherPeriod},
		{"S21", huibao.Info, "个别地方还是别的单位或报告期", "上期的文件改了再报，容易有地方没有改到", "请核对；下次请用本期下发的报表", leftovers},
		{"S22", huibao.Error, "整张表像是别的单位或上期的", "别的单位、别的月份的数不能算作本单位本期的", "请核对是否贴错了表，换成本单位本期的表再报", either(foreignSheets, otherDays, headedOther)},
		{"S06", huibao.Error, "缺少栏目", "缺栏就缺数", "请恢复该栏目的标题并填数，或使用下发的报表", missingColumns},
		{"S07", huibao.Info, "栏目有移动或改名", "已按标题认出，不按位置", "不必处理", onRemarks(huibao.RemarkColumnMoved,
			func(_ *scope, r huibao.Remark) (string, hit) {
				return "“" + r.Place.Sheet + "”的栏目与下发的不同，已按标题读取：" + r.Text + "。", hit{}
			})},
		{"S08", huibao.Error, "栏目重复或含义不明", "同一栏目有两列，不知以哪列为准", "请只保留一列", twoColumns},
		{"S09", huibao.Error, "缺少指标行", "每个应报的指标都要有一行，不涉及的填 /", "请补上该行；不涉及的填 /", missingRows},
		{"S10", huibao.Error, "同一指标有两行", "不知以哪行为准", "请只保留一行", twoRows},
		{"S11", huibao.Warning, "多出的行或格", "方案中没有的行、没有标题的格不计入", "如是误填请删去；如确需上报，请在“其他情况说明”中写明", either(extraRows, outsideRows, ownColumns)},
		{"S12", huibao.Info, "有隐藏的行或表", "隐藏的内容容易被忽略；应报的行照读", "请取消隐藏后核对", hidden},
		{"S13", huibao.Error, "编码与名称不是同一指标", "很可能整段粘贴错了一行", "请核对这些行的数是否错行", mismatched},
		{"S23", huibao.Error, "下发的名称或口径改了意思", "名称、含义、口径变了，旁边的数就可能是另一个数", "填的是下发的那个数，请把这一格改回下发的；不是的，请改填下发的那个数，要说明的写在说明栏", otherWords},
		{"S14", huibao.Warning, "数值格有合并", "合并的数只计入第一行", "请取消合并，分行填写；下面一行没有的填 0", merged},
		{"S15", huibao.Notice, "签署不全", "谁填、谁审、谁签，出了问题才找得到人", "请补填", unsigned},
		{"S16", huibao.Error, "两张表的数不同", "同一指标在两张表（或同一份报表的两个文件）里有两个数，不知以哪个为准", "请只保留一张，或使两张一致", twoTables},
		{"S24", huibao.Error, "双报核对的数要本单位报", "牵头单位和县（区）各报各的，两个数才核对得出；都取自牵头单位的表，就是自己同自己核对", "请县（区）自己报这几行；牵头单位的表只报全市合计就可以", bothReport},
		{"S17", huibao.Warning, "单位自制的表", "自制的表按名称认行，可能认错", "请核对对应关系并在“其他情况说明”中确认；以后请使用下发的报表", ownTables},
		{"S18", huibao.Error, "不能确定是哪个指标", "名称相近的指标可能认错，数会算到别处去", "请写明指标编码，或用下发的报表；办公室可用 --accept-matches 或在方案“别名”中确定", unclearRows},
		{"S19", huibao.Notice, "表中写的目标或标准与方案不同", "目标和应执行标准以方案为准，不从回表取", "请核对；目标有调整的请报办公室修订方案", printedFigures},
		{"S20", huibao.Info, "别的月份的表", "一个文件里有几个月的表，只读本期的一张", "不必处理", onRemarks(huibao.RemarkOtherPeriods,
			func(s *scope, r huibao.Remark) (string, hit) {
				return fmt.Sprintf("文件里有几个月的表，只读 %s 的；没有读：%s。", s.Collecting.Chinese(), r.Text), hit{}
			})},
	}
}

// twoTables is S16: two tables of a unit, or its own and a bureau's for all counties.
func twoTables(s *scope) []hit {
	list := onRemarks(huibao.RemarkTableTwice, func(s *scope, r huibao.Remark) (string, hit) {
		code, second, _ := strings.Cut(r.Text, "\n")
		second, of, _ := strings.Cut(second, "\n")
		first, where, cause := "", "在两张表里填的数不同", "有 %d 个指标在两张表里填的数不同"
		if row := s.Return.RowByCode(code); row != nil {
			first = firstOf(row, huibao.Place{Sheet: row.Sheet, Cell: r.Place.Cell})
			if row.Sheet == r.Place.Sheet {
				where, cause = "在同一张工作表里有两处，填的数不同", "有 %d 个指标在同一张工作表里有两处，填的数不同"
			}
		}
		again := strings.TrimSpace(r.Place.String() + " " + second)
		if of != "" {
			return notTheReturns(s, code, first, again, of, r.Place.Sheet)
		}
		return fmt.Sprintf("指标 %s %s：%s 和 %s。", s.nameOf(code), where, first, again),
			hit{code: code, cause: cause, item: fmt.Sprintf("%s（%s 和 %s）", code, first, again)}
	})(s)
	list = append(list, onRemarks(huibao.RemarkOnlyElsewhere, filledElsewhere)(s)...)
	list = append(list, partsDiffer(s)...)
	for _, r := range s.Return.Remarks {
		lines := strings.Split(r.Text, "\n")
		row := s.Return.RowByCode(lines[0])
		if r.Kind != huibao.RemarkSentOther || len(lines) != 3 || row == nil {
			continue
		}
		at, ours := row.At(mainField(row.Kind)), "填的是 "+row.Quantity(mainField(row.Kind)).String()
		if !row.FilledIn() {
			ours = "没有填（勾了“零报告”）"
		}
		list = append(list, hit{place: at, code: row.Code, found: row.Quantity(mainField(row.Kind)).String(), expected: lines[1], remedy: "请与该单位核对，由报错的一方更正后重报",
			message: fmt.Sprintf("%s：指标 %s %s，%s里是 %s。", at, s.nameOf(row.Code), ours, lines[2], lines[1])})
	}
	return list
}

// partsDiffer says of rows that two parts of one return fill in, which are files of their own, what each has.
func partsDiffer(s *scope) (list []hit) {
	for _, r := range s.Return.Remarks {
		lines := strings.Split(r.Text, "\n")
		if r.Kind != huibao.RemarkPartsDiffer || len(lines) != 6 {
			continue
		}
		both, cause, message := fmt.Sprintf("%s的%s是 %s，%s的是 %s", lines[2], lines[1], lines[3], lines[4], lines[5]), "有 %d 个指标在两个文件里填的数不同", "在两个文件里填的数不同"
		if lines[5] == "" {
			both = fmt.Sprintf("%s的%s是 %s，%s没有填", lines[2], lines[1], lines[3], lines[4])
			cause, message = "有 %d 个指标在两份里只有一份填了，不知哪份在后", "在两份里只有一份填了，不知哪份在后"
		}
		list = append(list, hit{place: r.Place, code: lines[0], found: lines[3], expected: lines[5], remedy: "请核对哪个对，把改好的那一份重报，两个文件里这一行要一致；或者只在一份里填",
			cause: cause, item: lines[0] + "（" + both + "）", message: fmt.Sprintf("指标 %s %s：%s。", s.nameOf(lines[0]), message, both)})
	}
	return list
}

// filledElsewhere says of an indicator's row that it is blank where it should be filled in.
func filledElsewhere(s *scope, r huibao.Remark) (string, hit) {
	filled := huibao.Place{}
	if row := s.Return.RowByCode(r.Text); row != nil {
		filled = row.At(mainField(row.Kind))
	}
	return fmt.Sprintf("指标 %s 在 %s 没有填，只有 %s 填了，不知是不是本期的数。", s.nameOf(r.Text), r.Place, filled),
		hit{code: r.Text, remedy: "请在下发的表里填，删去别的表或隐藏的行", cause: "有 %d 个指标没有填，只在另一张表或隐藏的行里填了", item: fmt.Sprintf("%s（%s 没有填，%s 填了）", r.Text, r.Place, filled)}
}

// unclearRows is S18: rows that may be several indicators, and rows under an indicator's name of
// which one can't tell which is the whole.
func unclearRows(s *scope) []hit {
	list := onRemarks(huibao.RemarkRowUnclear, func(s *scope, r huibao.Remark) (string, hit) {
		name, near, _ := strings.Cut(r.Text, "\n")
		near, figure, _ := strings.Cut(near, "\n")
		if figure != "" {
			figure = " " + figure
		}
		return fmt.Sprintf("%s：%s%s是哪个指标？可能是：%s。", r.Place, quote.Text(name), figure, near),
			hit{expected: near, rows: s.stillMissing(near), cause: "有 %d 行不能确定是哪个指标", item: fmt.Sprintf("%s%s%s（%s？）", r.Place, quote.Text(name), figure, near)}
	})(s)
	return append(list, undecided(s)...)
}

// rowChanged is said behind the code of a row that S02 found to be another.
const rowChanged = " 的类型或计量单位已改"

// otherPlan compares the rows of the stamp with those of the plan in force: other
// rows, kinds or measures are an error, other targets or names an info.
func otherPlan(s *scope) []hit {
	stamp := s.Return.Stamp
	if stamp == nil || s.Form == nil || stamp == s.Form || stamp.PlanVersion == s.Form.PlanVersion {
		return nil
	}
	var diffs []string
	for _, r := range s.Form.Rows {
		old := stamp.RowByCode(r.Code)
		switch {
		case old == nil:
			diffs = append(diffs, "新增 "+r.Code)
		case old.Kind != r.Kind || old.Measure != r.Measure:
			diffs = append(diffs, r.Code+rowChanged)
		}
	}
	for _, r := range stamp.Rows {
		if s.Form.RowByCode(r.Code) == nil {
			diffs = append(diffs, "取消 "+r.Code)
		}
	}
	if len(diffs) == 0 {
		return []hit{{severity: huibao.Info, message: "报表按较早的方案版本下发，只有目标或名称不同，照常读取。", remedy: "不必处理"}}
	}
	return []hit{{found: strings.Join(diffs, "、"), message: "报表按另一版本的方案下发，与现行方案不同：" + strings.Join(diffs, "、") + "。"}}
}

func noUnit(s *scope) []hit {
	r, ok := s.Return.Has(huibao.RemarkNoUnit)
	if !ok || s.unread() {
		return nil
	}
	return []hit{{found: r.Text, message: "无法判断填报单位，或该单位不在方案中（" + r.Text + "）。"}}
}

func extraRows(s *scope) []hit {
	var list []hit
	for _, x := range s.Return.Extra {
		name := strings.TrimSpace(x.Typed + " " + x.Name)
		h := hit{place: x.Place, found: strings.Join(x.Cells, "、"), cause: "有 %d 行不是方案中本单位的指标，没有计入", item: x.Place.String() + quote.Text(name),
			message: fmt.Sprintf("%s：%s不是方案中本单位的指标，填有 %s，没有计入。", x.Place, quote.Text(name), strings.Join(x.Cells, "、"))}
		if x.Total {
			h.severity, h.remedy, h.cause = huibao.Info, "不必处理", "有 %d 个合计行，没有计入"
			h.message = fmt.Sprintf("%s：合计行（%s）没有计入，全市数由各指标算出。", x.Place, strings.Join(x.Cells, "、"))
		}
		if code := s.nearMissing(x.Typed); code != "" && !x.Total {
			h.cause, h.remedy = "", "是 "+s.nameOf(code)+" 的，请把编码改为 "+code+"，不要删行；是误填的，请删去"
		}
		if row := s.continued(x, name); row != nil {
			h.code, h.severity, h.holds, h.cause, h.remedy = row.Code, huibao.Error, true, "", "一个指标请只填一行：把数并入或改在原来的行里，删去多出的行"
			h.message = fmt.Sprintf("%s：%s填有 %s，写在 %s 的下面，不知是接着它的数，还是代替它的数。", x.Place, quote.Text(name), strings.Join(x.Cells, "、"), s.nameOf(row.Code))
		}
		list = append(list, h)
	}
	return append(list, besideRows(s)...)
}

// besideRows tells what stands in cells without a heading and in comments, of which nothing is
// read.
func besideRows(s *scope) []hit {
	var list []hit
	for i := range s.Return.Rows {
		for _, r := range s.Return.Rows[i].Remarks {
			h := hit{place: r.Place, code: s.Return.Rows[i].Code, found: r.Text, severity: huibao.Info, remedy: "要报的数请填在有标题的栏里，要说明的请写在说明栏", item: r.Place.String() + quote.Text(r.Text)}
			switch r.Kind {
			case huibao.RemarkBeside:
				h.cause, h.message = "有 %d 格写在没有标题的栏里，没有读取", fmt.Sprintf("%s：这一栏没有标题，写着%s，没有读取。", r.Place, quote.Text(r.Text))
			case huibao.RemarkCommented:
				h.cause, h.message = "有 %d 格有批注，没有从中取数", fmt.Sprintf("%s：批注里写着%s，没有从中取数。", r.Place, quote.Text(r.Text))
			case huibao.RemarkDrawn:
				h.cause, h.message = "有 %d 行的文本框里写着字，没有从中取数", fmt.Sprintf("%s：文本框里写着%s，没有从中取数。", r.Place, quote.Text(r.Text))
			default:
				continue
			}
			list = append(list, h)
		}
	}
	return list
}

func hidden(s *scope) []hit {
	var list []hit
	for _, r := range s.Return.Remarks {
		switch r.Kind {
		case huibao.RemarkHiddenPlanRow:
			list = append(list, hit{place: r.Place, code: r.Text, cause: "有 %d 行是隐藏的，照常读取", message: r.Place.String() + " 所在的行是隐藏的，照常读取。"})
		case huibao.RemarkHiddenColumn:
			list = append(list, hit{place: r.Place, message: r.Place.String() + "：“" + r.Text + "”一栏是隐藏的，照常读取。"})
		case huibao.RemarkHiddenSheet:
			list = append(list, hit{place: r.Place, message: "工作表" + quote.Text(r.Text) + "是隐藏的，" + map[bool]string{true: "照常读取", false: "没有从中取数"}[s.readFrom(r.Place.Sheet)] + "。"})
		case huibao.RemarkHiddenFigures:
			list = append(list, hit{place: r.Place, severity: huibao.Warning, message: r.Text + "。", remedy: "请取消隐藏，或删去多余内容；确需保留的请说明"})
		}
	}
	return list
}

// readFrom reports whether rows of a sheet were read.
func (s *scope) readFrom(sheet string) bool {
	return slices.ContainsFunc(s.Return.Rows, func(r huibao.ReturnRow) bool { return r.Sheet == sheet })
}

func mismatched(s *scope) []hit {
	var list []hit
	for i := range s.Return.Rows {
		row := &s.Return.Rows[i]
		for _, r := range row.Remarks {
			if r.Kind != huibao.RemarkRowMismatch {
				continue
			}
			message := fmt.Sprintf("%s：编码是 %s，名称%s却是指标 %s 的。", r.Place, row.Code, quote.Text(row.Name), s.nameOf(r.Text))
			if row.ByName {
				message = fmt.Sprintf("%s：名称%s是指标 %s 的，编码却是 %s。", r.Place, quote.Text(row.Name), row.Code, r.Text)
			}
			list = append(list, hit{place: r.Place, code: row.Code, found: row.Name, message: s.withHidden(message, r),
				cause: "有 %d 行的编码与名称不是同一指标，可能整段错了行", item: fmt.Sprintf("%s %s%s", r.Place, row.Typed, quote.Text(row.Name))})
		}
	}
	return list
}

func merged(s *scope) []hit {
	var list []hit
	for _, p := range s.rows("") {
		for _, f := range p.r.Fields() {
			v := p.r.Values.Of(f)
			if v.Has(huibao.RemarkMerged) {
				list = append(list, hit{place: v.Source.Place(), code: p.Code, severity: huibao.Info, remedy: "不必处理", cause: "有 %d 格的日期与上一行合并，按同一日期读取",
					message: v.Source.Place().String() + " 的日期与上一行合并，按同一日期读取。"})
			}
			if v.Has(huibao.RemarkUnderMerge) {
				list = append(list, hit{place: v.Source.Place(), code: p.Code, cause: "有 %d 格与上一行合并，数值只计入上一行", message: fmt.Sprintf("%s 与上一行合并，数值只计入上一行，指标 %s 没有数。", v.Source.Place(), s.nameOf(p.Code))})
			}
		}
	}
	return list
}

func unsigned(s *scope) []hit {
	if s.unread() {
		return nil
	}
	sign := s.Return.SignOff
	var missing []string
	for _, x := range [][2]string{{"填报人", sign.FilledBy}, {"联系电话", sign.Phone}, {"审核人", sign.CheckedBy}, {"签批人", sign.ApprovedBy}, {"填报日期", sign.DateText}} {
		if x[1] == "" {
			missing = append(missing, x[0])
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return []hit{{place: sign.Place, message: "签署不全，缺：" + strings.Join(missing, "、") + "。"}}
}
