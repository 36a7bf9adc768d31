package draft

import (
	"slices"
	"strings"

	"huibao/internal/numtext"
)

// notAfter are the words that take a measure's character for another word: 5家庭 is
// no 5家.
var notAfter = map[string][]string{
	"家": {"庭"}, "条": {"例"}, "人": {"均", "民币", "工"}, "场": {"所", "地", "馆"}, "处": {"理", "置", "级"}, "项": {"目"}, "名": {"录", "单", "称"}, "次": {"数"},
	"个": {"月", "百分点", "人", "小时", "工作日", "季度", "年", "学期", "自然日", "自然月", "学年"}, "件": {"数"}, "本": {"科", "市", "地", "级", "年"}, "部": {"门", "分"}, "台": {"账", "阶"},
	"座": {"谈", "椅", "位"}, "组": {"织"}, "口": {"人", "岸"}, "班": {"子"}, "点": {"位", "半", "前", "钟"}, "位": {"一体", "数", "于"}, "米": {"粮"}, "门": {"诊"}, "期": {"间"}, "方": {"面", "米", "式"},
	"节": {"日", "假"}, "床": {"位"}, "村": {"民"}, "街": {"道"}, "人次": nil, "间": {"隔"}, "支": {"一扶"}, "张": {"家"}, "公里": nil, "段": {"时"}, "套": {"餐"}, "份": {"额"}, "批次": nil, "天": {"然"}, "站": {"式"}, "具": {"有", "备", "体"}, "排": {"名", "水"},
	"学位": nil, "车位": nil, "泊位": nil, "把": {"手"}, "杆": nil, "枪": nil, "桩": nil,
}

// canonical writes a measure in the way of the plan.
var canonical = map[string]string{"千米": "公里", "km": "公里", "㎡": "平方米", "m2": "平方米", "m²": "平方米", "平米": "平方米", "m3": "立方米", "方": "立方米", "户家庭": "户",
	"吨/天": "吨/日", "床": "张", "学位": "个", "车位": "个", "泊位": "个", "位": "人", "名": "人", "人·次": "人次", "蒸发吨": "蒸吨", "个班": "个", "桩": "个", "枪": "个", "岗": "个"}

// measureList is numtext.Measures, the longest first.
var measureList = func() []string {
	list := slices.Clone(numtext.Measures)
	slices.SortStableFunc(list, func(a, b string) int { return len(b) - len(a) })
	return list
}()

// countMeasure is the measure at the beginning of s, and its length in bytes; 人(次)
// is 人次.
func countMeasure(s string) (measure string, n int) {
	for _, m := range measureList {
		rest, ok := strings.CutPrefix(s, m)
		if !ok || slices.ContainsFunc(notAfter[m], func(w string) bool { return strings.HasPrefix(rest, w) }) {
			continue
		}
		if inside, after, ok := bracketed(rest); ok {
			if joint := m + inside; slices.Contains(numtext.Measures, joint) {
				return joint, len(s) - len(after)
			}
			if slices.Contains(numtext.Measures, inside) {
				return plain(m), len(s) - len(after)
			}
		}
		return plain(m), len(m)
	}
	return "", 0
}

func plain(m string) string {
	if c, ok := canonical[m]; ok {
		return c
	}
	return m
}

// bracketed splits a short bracket off the beginning of s.
func bracketed(s string) (inside, after string, ok bool) {
	if !strings.HasPrefix(s, "(") {
		return "", s, false
	}
	end := strings.IndexByte(s, ')')
	if end < 0 || end > 10 {
		return "", s, false
	}
	return s[1:end], s[end+1:], true
}

// notTarget is a way of writing in which a number is no target.
type notTarget struct {
	why     string
	before  []string // the number follows one of these
	after   []string // one of these follows the number
	example string   // a sentence without a target
}

// notTargets are the numbers that people read over, though a measure may stand
// behind them.
var notTargets = []notTarget{
	{"序数", []string{"第", "前"}, nil, "启动第二批试点，排名进入前10名"},
	{"日期、年限", nil, []string{"年", "月", "日", "学年"}, "2024年12月31日前完成"},
	{"时刻、时长", nil, []string{"时", "分钟", "小时", "秒", "个月", "个工作日", "工作日", "周", "个季度", "刻钟", "点", "个学期", "个小时", "天", "个自然日"}, "打造15分钟生活圈，10个工作日内办结"},
	{"年龄", nil, []string{"岁", "周岁", "月龄"}, "为65岁以上老年人体检"},
	{"温度、角度", nil, []string{"℃", "°", "摄氏度", "度"}, "全面推行20℃供热"},
	{"线路、编号", nil, []string{"号", "#", "路公交"}, "推进地铁8号线建设"},
	{"届次、等级", nil, []string{"届", "级", "星", "等奖", "版", "代", "年级"}, "办好第31届运动会"},
	{"电压、规格", nil, []string{"千伏", "kV", "KV", "kv", "G", "D", "K", "寸", "毫米", "厘米", "mm", "cm", "微克", "mg", "毫克", "分贝"}, "改造10千伏线路"},
	{"种类", nil, []string{"种", "类", "型", "大", "色", "网", "方面"}, "免费筛查5种疾病"},
	{"附件的编号", []string{"附件", "附表"}, nil, "附件1"},
	{"热线、平台的号码", nil, []string{"热线", "平台", "专线"}, "12345热线"},
	{"实事的件数", nil, []string{"件实事", "件大事", "件民生", "件为民", "项民生实事", "大民生实事", "件惠民实事"}, "办好10件民生实事"},
	{"文件号", []string{"〔", "[", "PM", "No.", "No"}, []string{"〕", "]"}, "落实国办发〔2023〕12号文件"},
}

// fixedWords hold numerals that count nothing.
var fixedWords = []string{
	"三支一扶", "两癌", "一老一小", "四好农村路", "一村一", "一户一", "一人一", "一生一", "一校一", "一键", "一站式", "一体化", "一体", "三农", "三甲", "两新", "双一流", "一批", "一系列", "一定", "一般", "一次性", "一卡通", "一网通办", "一件事", "一窗",
	"两全", "统一", "单一", "进一步", "第一", "唯一", "一流", "一线", "一类", "二类", "三类", "万家", "千家万户", "百姓", "百年", "千企", "百企", "百校", "千村", "万村", "四季", "三项", "五保", "十四五", "十五五", "二十大", "三中全会", "四中全会", "五社联动",
	"八一", "五一", "六一", "三八", "一部分", "一律", "一并", "一些", "一同", "一起", "一方面", "一事", "一张网", "万达", "万象", "千方百计", "三伏", "三九", "四点半", "两会", "两岸", "一日", "一年", "双百", "百日", "十大", "十件", "十项", "两不愁", "三保障", "六稳", "六保", "五险一金", "两纲", "两险", "两证", "两山", "两项", "两类", "双减", "一带一路", "一刻钟", "四类", "五育", "三级", "三同步", "六有", "四有", "七有", "七个", "五性", "一对一", "一书", "一码", "一号", "一证", "一图", "一表", "一网", "万步", "百强",
}

// pastWords begin what was done before: numbers after them, up to the end of the
// sentence or to the plan's own year, are no targets.
var pastWords = []string{"去年", "上年", "上一年", "前年", "已建成", "已完成", "已累计", "累计已", "现有", "目前共", "目前有", "现已", "共有", "已有", "已投入", "截至目前", "已实施", "已改造", "已发放", "已筹集", "已开工", "已惠及"}

// moneyNotTarget are the words before an amount that pays for the work, and is not
// the work.
var moneyNotTarget = []string{"投资", "资金", "总投", "预算", "造价", "经费投入", "投入", "安排", "筹措", "造价", "概算", "补助资金", "筹资", "下达", "配套"}

// sideEffects are the words before a number of those who profit: no target of its
// own.
var sideEffects = []string{"惠及", "受益", "受惠", "涉及", "覆盖人口", "辐射", "覆盖群众", "总建筑面积", "建筑面积", "占地", "占地面积", "用地"}

// standardWords make an amount of money for one head a standard.
var standardWords = []string{"标准", "补贴", "补助", "津贴", "工资", "待遇", "保险金", "救助金", "抚恤金", "优待金", "奖励", "经费", "养老金", "奖学金", "助学金", "生活费", "慰问金", "保障金", "报酬", "缴费", "补偿", "资助", "收费", "费用", "补差", "低保", "特困", "学费", "公用经费", "抚慰", "基础养老", "发放", "费"}
