package planfile

import "huibao"

func need(name, note string) column { return column{name: name, required: true, note: note} }
func may(name, note string) column  { return column{name: name, note: note} }

func seldom(name, note string) column {
	return column{name: name, note: note, rare: true}
}

func list(c column, words func() []string) column {
	c.words = words
	return c
}

var catalogue = map[string][]column{
	"方案": {need("项目", ""), need("内容", "")},
	"报送日历": {need("报告期", "2024-06 或 2024-Q2"), may("下发", ""), may("数据截止", "缺省：当月 25 日，12 月为 31 日"),
		may("报送截止", "缺省：次月 5 日"), may("通报", "")},
	"任务": {need("序号", ""), may("类别", ""), need("任务", ""), may("完成时限", "日期，或“2024年12月底前”"),
		need("牵头单位", "几个单位用、隔开"), may("配合单位", "可写“各县（区）人民政府”"), may("分管领导", "")},
	"指标": {need("编码", "任务序号.顺序号，如 3.2；定了不改"), may("任务", "任务序号；缺省取自编码"), need("指标", ""),
		list(need("类型", ""), huibao.KindLabels),
		list(may("进度方式", "计数：流量、存量、去重；比率：累计、维持、期末、存量"), huibao.ModeLabels),
		list(may("数据口径", "比率的分子、分母：本年累计只增不减，时点可增可减；缺省：累计为本年累计，维持、期末、存量为时点"), huibao.BasisLabels),
		need("计量单位", ""), list(may("比较", "缺省：计数、比率为 ≥，标准为 ="), huibao.ComparatorLabels),
		may("目标值", "数字；比率以 % 计；或 @参照名×倍数"), may("原值", ""), list(may("口径", "全区总数不拿来评市县"), huibao.ScopeLabels),
		may("适用类区", ""), may("责任单位", "两个牵头单位的任务必填"), list(may("报送方式", ""), huibao.ReportByLabels),
		may("报送单位", "缺省：全部县区"), may("报送期", "每期、季末，或 11-3"), list(may("发放方式", "标准必填"), huibao.PayByLabels),
		may("起始日期", ""), may("完成时限", "缺省：任务的完成时限"), may("完成标准", "什么算完成；印在报表上"), may("分子", ""), may("分母", ""),
		may("小数位", "缺省：计数 0（公里 2），比率、标准 2"), may("其中", "16.1 = 是它的一部分；=16.1 = 与兄弟项相加等于它"),
		list(may("可超100", ""), yesNo), list(may("公开", "缺省：是"), yesNo), may("别名", "几个用、隔开"), may("备注", ""), may("原文", "目标取自哪句话"),
		seldom("公示名称", "公示里的叫法，如 为1800户改造老旧小区")},
	"单位": {need("编码", ""), need("名称", "更名的写“甲县；2024-11-01 乙县”"), may("简称", "其他叫法，用、隔开"), list(need("级别", ""), huibao.LevelLabels), may("上级", ""),
		may("类区", "最低工资类区；有变动的写“三类区；2024-02-01 二类区”"), may("后继", "合并后由谁接替，自撤销日期所在的报告期起"), may("人口", ""),
		seldom("起始日期", "新设的：自这一天所在的报告期起报送"), seldom("撤销日期", "撤销、合并的：自这一天所在的报告期起不再报送")},
	"参照":         {need("名称", ""), may("类区", ""), may("单位", "某单位自己的参照值"), need("数值", ""), may("计量单位", ""), may("起始日期", "")},
	"分解":         {need("指标", "编码"), may("全市", ""), may("市本级", "")},
	"序时":         {need("指标", "编码"), need("期间", "2024-06"), need("应达到", "累计应完成的份额（%）")},
	"期初":         {need("指标", "编码"), need("单位", ""), need("截至", "2024-04"), need("累计", "")},
	"审核公式":       {need("编号", ""), may("适用", ""), need("公式", `如 累计("16.2") <= 累计("16.1")`), may("级别", ""), may("容差", ""), may("提示", "")},
	holidaySheet: {need("日期", "2024-10-01"), list(need("休/班", "休：放假；班：周末上班"), func() []string { return []string{dayOff, dayWork} }), may("备注", "如 国庆节")},
	phraseSheet:  {list(need("情形", ""), huibao.Situations), need("用语", "写在要求里的话，如 提请市政府分管领导调度")},
	"审核设置":       {need("编号", ""), may("级别", ""), may("界限", ""), may("备注", "")},
	"修订": {need("生效日期", ""), may("录入时间", ""), need("编码", ""), may("单位", "空为全市"), need("栏目", "目标值、分解 或 完成时限"),
		may("原值", ""), need("新值", ""), may("依据", "")},
}

func columnsOf(sheet string) []column { return catalogue[sheet] }
