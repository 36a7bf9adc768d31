package importer

import (
	"huibao"
	"huibao/internal/regexp"
)

// headings is the one table of headings and what they mean, fed from real forms.
// A heading is compared without spaces, brackets and what stands in them.
var headings = map[huibao.Field][]string{
	huibao.FieldCode:       {"编码", "指标编码", "指标代码", "代码"},
	huibao.FieldTask:       {"任务", "任务名称", "实事任务", "民生实事项目", "工作任务", "实事项目", "重点任务", "主要任务", "事项", "实事名称"},
	huibao.FieldIndicator:  {"指标", "指标名称", "考核指标", "项目名称", "民生事项名称", "目标任务", "具体指标", "省重点民生实事项目名称", "民生实事项目名称", "民生实事工程/项目名称", "主要工作任务", "指标内容", "考核内容", "项目", "具体任务", "任务内容", "工作内容", "名称", "民生实事任务", "指标任务", "指标项目", "统计指标", "项目内容", "工作项目", "民生实事", "实事内容", "工程名称", "民生项目", "内容", "实事项目名称", "项目/指标", "主要指标", "项目及指标", "指标及单位", "民生实事内容", "任务事项", "业务名称", "事项名称", "工作事项", "服务项目", "业务项目", "工作名称"},
	huibao.FieldMeasure:    {"计量单位", "单位", "计量"},
	huibao.FieldPrevious:   {"上期累计", "上月累计", "截至上期累计", "上期累计完成"},
	huibao.FieldThis:       {"本期完成", "本月完成", "本期完成数", "本期", "当月完成", "本月新增", "本期新增", "本期数", "本月数", "本月", "本月完成数", "当月", "当期", "当期完成", "本季度", "本季", "本季完成", "本季度完成", "本季度完成数", "当月数", "本期值", "当月完成数", "本期完成情况", "本月完成情况", "本期实际完成", "本月实际完成", "当月实际完成", "本季实际完成", "本期实际完成数", "本月实际完成数", "当月实际完成数", "本期完成量", "本月完成量", "本期完成数量", "本月完成数量", "本期完成值", "本月完成值", "本月新增完成", "本期新增完成", "当月新增完成", "本月新增完成数", "本期新增完成数", "当月完成情况", "当期完成情况", "本季完成情况", "本季度完成情况", "当期完成数", "本期完成任务数", "本月完成任务数", "当月完成任务数", "本期完成任务", "本月完成任务", "当月完成任务"},
	huibao.FieldCumulative: {"本年累计", "累计完成", "累计", "本年累计完成", "已完成数", "实际完成", "实际完成情况", "完成情况", "累计完成数", "年度累计", "进度", "累计进度", "实际完成数", "完成数", "完成量", "目前完成", "已完成", "累计完成量", "累计实际完成", "至本月累计", "本年累计数", "当前进展", "截至目前完成情况", "累计完成额", "累计完成情况", "1至本月累计", "至本期累计", "累计值", "累计数", "完成总数", "完成任务数", "实际数", "完成任务情况", "已完成情况", "已完成任务", "截至本期累计", "自年初累计", "年初至今累计", "本年完成", "今年完成", "年度完成", "年度实际完成", "全年累计", "全年完成", "当前完成", "目前进展", "目前完成数", "当前完成数", "截至目前", "截至本月累计", "实绩", "完成任务", "累计实绩", "完成实绩", "年累计", "完成", "完成值", "完成数量", "累计完成值", "累计完成数量", "累计完成任务", "累计完成任务数", "完成规模", "累计完成规模", "完成面积", "累计完成面积", "完成长度", "完成实物量", "完成工程量", "累计完成工程量", "累计达到", "累计达到数", "今年累计", "今年累计完成", "今年累计完成数"},
	huibao.FieldTarget:     {"年度目标", "目标", "年度任务", "全年任务目标", "目标任务数", "年度目标任务", "目标值", "工作目标", "全年任务", "全年目标", "年度任务目标", "任务数", "年度任务数", "计划数", "年计划", "年度计划", "目标数", "全年目标任务", "省定目标", "市定目标", "建设内容", "主要内容", "年度目标值", "任务指标", "目标任务量", "计划任务", "计划任务数", "年度计划数", "年初目标", "年目标", "全年计划", "目标量", "任务目标", "任务量", "年度目标任务数", "年初计划", "主要内容及目标", "内容及目标", "任务及目标", "建设任务", "年度目标数", "全年目标数", "目标任务及内容", "应完成数", "下达任务", "下达任务数", "分解任务", "分配任务", "计划", "计划规模", "任务规模", "目标规模"},
	huibao.FieldComplete:   {"完成率", "率%", "完成比例", "占年任务之比", "占比", "任务完成率", "完成进度", "完成百分比", "实际完成率", "占全年任务", "占年度任务", "占目标", "进度%", "完成率%", "目标完成情况", "占年度目标", "完成年度目标比例", "占全年目标", "占比%", "完成比", "达成率", "任务完成比例", "执行率", "进度百分比", "完成年度任务比例", "目标完成率", "完成年度计划", "完成计划", "完成百分率", "占全年", "占全年比重", "占年度目标任务", "占年度任务比例", "进度率"},
	huibao.FieldNumerName:  {"分子含义", "分子口径"},
	huibao.FieldDenomName:  {"分母含义", "分母口径"},
	huibao.FieldBasis:      {"口径", "统计口径"},
	huibao.FieldNumer:      {"分子", "分子数"},
	huibao.FieldDenom:      {"分母", "分母数"},
	huibao.FieldRate:       {"比率", "比例", "率"},
	huibao.FieldBaseline:   {"原标准", "原值"},
	huibao.FieldDueStd:     {"应执行标准", "目标标准"},
	huibao.FieldStandard:   {"实际执行标准", "现行标准", "执行标准", "现执行标准", "现行执行标准", "目前执行标准", "当前执行标准", "现标准", "目前标准", "当前标准", "实际标准", "已执行标准"},
	huibao.FieldSince:      {"执行日期", "开始执行日期", "执行时间"},
	huibao.FieldPeople:     {"期末对象人数", "期末人数", "对象人数", "发放人数", "享受人数", "保障人数", "享受对象人数", "保障对象人数", "当月对象人数", "发放对象人数", "当月享受人数", "当月保障人数", "救助人数", "补助人数"},
	huibao.FieldMonths:     {"累计发放人月", "累计发放人月次", "累计人月", "累计发放人次", "累计发放人月数", "累计发放人月次数"},
	huibao.FieldPaid:       {"本年累计实发", "累计实发", "实发金额", "累计发放金额", "累计发放资金", "本年累计发放资金", "累计发放补贴资金", "累计支出", "累计资金支出数", "累计支出资金", "累计实发资金", "累计发放资金数"},
	huibao.FieldBackPay:    {"其中补发", "补发"},
	huibao.FieldDueAmount:  {"应发", "应发金额"},
	huibao.FieldDifference: {"差额"},
	huibao.FieldOwn:        {"本单位数值", "本单位值", "实际数值"},
	huibao.FieldReference:  {"参照标准", "参照值"},
	huibao.FieldMultiple:   {"倍数"},
	huibao.FieldState:      {"状态", "进展状态", "完成状态", "是否完成"},
	huibao.FieldDone:       {"完成日期", "完成时间"},
	huibao.FieldEvidence:   {"佐证材料", "佐证材料文号", "文号"},
	huibao.FieldProgress:   {"进展", "进展情况", "工作进展"},
	huibao.FieldSelfCheck:  {"自检"},
	huibao.FieldNote:       {"说明", "备注", "情况说明", "备注说明", "工作取得成效", "存在问题", "问题及原因", "存在的问题", "存在困难", "问题", "下一步打算", "下步打算", "下步工作", "下一步工作", "困难和问题", "其他说明", "需要说明的问题", "特殊说明", "备注/说明", "说明/备注", "说明、备注", "备注、说明", "说明及备注", "备注及说明", "说明和备注", "备注和说明", "原因说明", "问题说明", "原因", "原因分析", "滞后原因", "存在问题及原因", "未完成原因"},
	huibao.FieldBureau:     {"牵头单位", "责任单位", "牵头部门", "责任部门", "主办单位", "主管部门", "负责单位", "实施单位", "责任科室", "承办单位", "实施主体", "建设单位", "责任处室"},
}

// othersThan are words in the brackets of a heading that make its figures others than those
// of what was done.
var othersThan = []string{"计划", "目标", "任务数", "预计", "预估", "估计", "上月", "上期", "上年", "去年", "同期", "在建", "开工", "签约", "未完成", "含未", "不含", "待", "应完成", "申请", "受理"}

// othersTimes are those of them that make the parts of a rate others.
var othersTimes = []string{"预计", "预估", "估计", "上月", "上期", "上年", "去年", "同期"}

// leavesOut is what a heading may say to leave out that nobody would count as done.
var leavesOut = regexp.MustCompile(`^(?:不含|不包括|不包含)(?:计划|目标|预计|预估|估计)(?:数|完成数?)?$`)

// optional are the columns that may be missing: what is printed or computed, and
// what a unit may leave out.
var optional = map[huibao.Field]bool{huibao.FieldPrevious: true, huibao.FieldThis: true, huibao.FieldBackPay: true, huibao.FieldSince: true,
	huibao.FieldDone: true, huibao.FieldEvidence: true, huibao.FieldProgress: true, huibao.FieldNote: true}

// mayLack reports whether a table of a kind may lack a column.
func mayLack(kind huibao.Kind, f huibao.Field) bool {
	parts := f == huibao.FieldNumer || f == huibao.FieldDenom
	return optional[f] || parts && kind == huibao.KindRelation
}

// doneWords follow a period in a heading, and say that it is about what was done.
var doneWords = []string{"完成", "完成数", "完成情况", "实际完成", "实际完成情况", "完成量", "累计完成", "累计完成数", "累计", "工作完成情况", "进展", "进度", "完成任务数", "新增", "实绩", "已完成", "已完成数", "推进情况", "进展情况", "合计", "小计", "总计", "累计数", "合计数", "实际", "实际数", "当月", "单月", "当月完成", "当月完成数", "数", "新增数"}

// stateWords are the other words that people have for the states of a milestone.
// 基本完成 and 即将完成 are none of them, nor are × and 否, which may be said of what is under
// way: one would have to ask.
var stateWords = map[string][]string{
	huibao.StateCompleted: {"完成", "全部完成", "已全部完成", "已办结", "办结", "已完工", "完工", "已竣工", "竣工", "已完成任务", "完成任务", "√", "✓", "✔", "☑", "✅", "是", "已建成", "建成", "已建成投用", "建成投用", "已建成并投入使用",
		"已投入使用", "完成100%", "已完成100%"},
	huibao.StateUnderWay: {"进行中", "正在推进", "正在推进中", "正在实施", "实施中", "在建", "已启动", "已开工", "推进", "正在进行", "正在进行中", "正在建设", "建设中", "正在建设中", "施工中", "正在施工", "正在施工中", "正常推进", "有序推进", "稳步推进", "持续推进",
		"加快推进", "按计划推进", "按序时推进", "按计划推进中", "有序推进中", "稳步推进中", "持续推进中"},
	huibao.StateNotStarted: {"未开始", "未开工", "尚未启动", "没有启动", "尚未开工", "未实施", "尚未开始"},
}
