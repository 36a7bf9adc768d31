package huibao

import "slices"

// Field is one thing that a row of a return reports (栏目). Its text is the key
// of JSON and of the ledger; Label is the heading of its column.
type Field string

// The fields of the five kinds of rows, and those that every row has.
const (
	FieldPrevious   Field = "previous"     // 上期累计, count
	FieldThis       Field = "this"         // 本期完成, count
	FieldCumulative Field = "cumulative"   // 本年累计, count
	FieldNumer      Field = "numerator"    // 分子, rate and relation
	FieldDenom      Field = "denominator"  // 分母, rate and relation
	FieldRate       Field = "rate"         // 比率, formula of a rate
	FieldStandard   Field = "standard"     // 实际执行标准
	FieldSince      Field = "since"        // 执行日期
	FieldPeople     Field = "people"       // 期末对象人数
	FieldMonths     Field = "months"       // 累计发放人月（次）
	FieldPaid       Field = "paid"         // 本年累计实发（元）
	FieldBackPay    Field = "back_pay"     // 其中补发
	FieldOwn        Field = "own"          // 本单位数值, relation
	FieldState      Field = "state"        // 状态, milestone
	FieldDone       Field = "done"         // 完成日期
	FieldEvidence   Field = "evidence"     // 佐证材料（文号）
	FieldProgress   Field = "progress"     // 进展
	FieldNote       Field = "note"         // 说明
	FieldCode       Field = "code"         // 编码
	FieldTask       Field = "task"         // 任务
	FieldIndicator  Field = "indicator"    // 指标
	FieldMeasure    Field = "measure"      // 计量单位
	FieldTarget     Field = "target"       // 年度目标 / 目标 (shown, never read as a target)
	FieldComplete   Field = "completion"   // 完成率, formula
	FieldNumerName  Field = "numer_name"   // 分子含义
	FieldDenomName  Field = "denom_name"   // 分母含义
	FieldBasis      Field = "basis"        // 口径: 本年累计 or 时点
	FieldBaseline   Field = "baseline"     // 原标准
	FieldDueStd     Field = "due_standard" // 应执行标准
	FieldDueAmount  Field = "due_amount"   // 应发, formula
	FieldDifference Field = "difference"   // 差额, formula
	FieldReference  Field = "reference"    // 参照标准
	FieldMultiple   Field = "multiple"     // 倍数, formula
	FieldSelfCheck  Field = "self_check"   // 自检, formula
	FieldBureau     Field = "bureau"       // 牵头单位
)

// FieldType says what an input cell holds.
type FieldType uint8

// The types of a cell of the return.
const (
	TypeShown   FieldType = iota // printed by us, locked
	TypeFormula                  // computed in the sheet, locked
	TypeNumber
	TypeDate
	TypeWord // one of a list
	TypeText
)

// Column is one column of a table of the return. Required marks an input without
// which the row is not filled in; Whole an input that takes whole numbers only
// where the indicator comes whole.
type Column struct {
	Field    Field
	Label    string
	Type     FieldType
	Required bool
	Hint     string // note on the heading: how to fill it in
}

// IsInput reports whether people fill the column in.
func (c Column) IsInput() bool { return c.Type >= TypeNumber }

var head = []Column{
	{FieldCode, "编码", TypeShown, false, "指标编码，请勿改动；程序按编码认行"},
	{FieldTask, "任务", TypeShown, false, ""},
	{FieldIndicator, "指标", TypeShown, false, ""},
	{FieldMeasure, "计量单位", TypeShown, false, "请按此单位填报；带“万”的数会照读并注明"},
}

var tail = []Column{
	{FieldSelfCheck, "自检", TypeFormula, false, "自动核对；有文字即有疑问，请核对数据或在说明栏写明原因"},
	{FieldNote, "说明", TypeText, false, "核减、大幅变动等请写明原因；“核实无误”之类不算说明"},
}

var middle = map[Kind][]Column{
	KindCount: {
		{FieldPrevious, "上期累计", TypeNumber, false, "上期已审核通过的累计数，已预填"},
		{FieldThis, "本期完成", TypeNumber, true, "本报告期新完成数；核减填负数，并在说明栏写明原因；没有填 0，不涉及填 /"},
		{FieldCumulative, "本年累计", TypeNumber, true, "自动计算：上期累计＋本期完成；也可直接填写累计数"},
		{FieldTarget, "年度目标", TypeShown, false, "分解到本单位的年度目标；“—”为未分解"},
		{FieldComplete, "完成率", TypeFormula, false, "自动计算：本年累计÷年度目标；存量指标为（现值－原值）÷（目标－原值）"},
	},
	KindRate: {
		{FieldNumerName, "分子含义", TypeShown, false, ""},
		{FieldDenomName, "分母含义", TypeShown, false, ""},
		{FieldBasis, "口径", TypeShown, false, "本年累计：1 月 1 日至数据截止日，只增不减；时点：数据截止日当天的数"},
		{FieldNumer, "分子", TypeNumber, true, "填数，不填百分数"},
		{FieldDenom, "分母", TypeNumber, true, "填数；本期没有此类情况时分子、分母都填 0"},
		{FieldRate, "比率", TypeFormula, false, "自动计算：分子÷分母"},
		{FieldTarget, "目标", TypeShown, false, ""},
	},
	KindStandard: {
		{FieldBaseline, "原标准", TypeShown, false, ""},
		{FieldDueStd, "应执行标准", TypeShown, false, ""},
		{FieldStandard, "实际执行标准", TypeNumber, true, "现行文件规定、正在执行的标准，按计量单位填写"},
		{FieldSince, "执行日期", TypeDate, false, "现行标准从哪天起执行，写作 2024-01-01"},
		{FieldPeople, "期末对象人数", TypeNumber, true, "数据截止日在册的发放对象人数"},
		{FieldMonths, "累计发放人月（次）", TypeNumber, true, "本年累计：每人每月计 1；一次性、按学期、按年发放的按人次"},
		{FieldPaid, "本年累计实发（元）", TypeNumber, true, "本年实际发放金额，含补发，单位为元"},
		{FieldBackPay, "其中补发", TypeNumber, false, "本年实发中属于补发的部分，没有填 0"},
		{FieldDueAmount, "应发", TypeFormula, false, "自动计算：实际执行标准×累计发放人月（次）；年内调整标准等无法推算的显示 —"},
		{FieldDifference, "差额", TypeFormula, false, "自动计算：实发－应发"},
	},
	KindRelation: {
		{FieldNumer, "分子", TypeNumber, false, "有分子、分母含义的指标填写；本单位数值自动计算"},
		{FieldDenom, "分母", TypeNumber, false, ""},
		{FieldOwn, "本单位数值", TypeNumber, true, "本单位的实际数值；填了分子、分母的自动计算"},
		{FieldReference, "参照标准", TypeShown, false, "本报告期本地适用的参照值"},
		{FieldMultiple, "倍数", TypeFormula, false, "自动计算：本单位数值÷参照标准"},
	},
	KindMilestone: {
		{FieldState, "状态", TypeWord, true, "从下拉列表选：未启动、推进中、已完成"},
		{FieldDone, "完成日期", TypeDate, false, "已完成的必须填写，写作 2024-06-05"},
		{FieldEvidence, "佐证材料（文号）", TypeText, false, "已完成的请写明文件号或材料名称"},
		{FieldProgress, "进展", TypeText, false, "一句话说明当前进展"},
	},
}

// Columns lists the columns of the return's table of a kind, in their order; the
// list is shared and must not be changed.
func Columns(kind Kind) []Column { return columnsOf[kind] }

var columnsOf = func() map[Kind][]Column {
	m := map[Kind][]Column{}
	for kind, own := range middle {
		m[kind] = slices.Concat(head, own, tail)
	}
	return m
}()

// ColumnOf finds a field among a kind's columns.
func ColumnOf(kind Kind, f Field) (Column, bool) {
	for _, c := range Columns(kind) {
		if c.Field == f {
			return c, true
		}
	}
	return Column{}, false
}

// Label is the heading of a field in the table of a kind; the Chinese name of the
// item (项目) in the ledger sheet.
func (f Field) Label(kind Kind) string {
	if c, ok := ColumnOf(kind, f); ok {
		return c.Label
	}
	return string(f)
}
