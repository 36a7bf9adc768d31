package draft

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao/internal/regexp"
)

// leadWords stand in front of a clause and name nothing.
var leadWords = []string{"分别", "确保", "力争", "力促", "争取", "全年", "年内", "使", "将", "把", "对", "为", "并", "同时", "全区", "全市", "全县", "全省", "我市", "我区", "我县", "我省", "进一步", "继续", "持续", "不断", "积极", "今年", "本年", "计划", "预计", "其中", "以及", "累计", "新增完成", "再", "也", "还", "推动", "推进", "保障", "促进", "实现", "给", "向", "让", "在", "探索", "支持和", "按照", "每年", "每季度", "每半年", "每季", "每月", "每周", "择优", "同步", "稳步", "有序", "逐步", "大力", "深入", "全力", "加快推进"}

// trailWords stand behind a name and are none.
var trailWords = []string{"共计", "共", "总数", "的", "为", "均", "各", "给予", "进行", "至", "持续", "控制", "约", "不", "再", "在", "累计", "合计", "总计", "不少于", "达", "分别", "给", "每季度", "每半年", "每月", "每年", "每周", "予以", "一次性给予", "力争", "要", "将", "由", "从", "，", "、", "和", "及", "保持", "稳定", "是", "发放不", "任务", "统一"}

var leadingDate = regexp.MustCompile(`^(?:到|至|在|截至)?(?:20\d\d年)?(?:\d{1,2}月)?(?:年?底|年?末|[一二三四]季度|上半年|下半年)?(?:之?前|以前)?(?:，)?`)

var trailingPer = regexp.MustCompile(`(?:(?:按|按照)?(?:每[人户孩生年月所院个村班台辆处项件张床]|每天|每日|每小时|每学年|每学期|每名|每亩|每平方米|每家|月人均|年人均|人均|户均|生均))+(?:发放|补助|补贴|给予|奖励|资助|缴费)?$`)

// trimmed strips what stands around a name: bounds, places, particles, dates; its verbs
// stay.
func trimmed(s string) string {
	for range 3 {
		s = ordinalHead.ReplaceAllString(withoutUnit(s), "")
		s = strings.Trim(s, "，、；：:。.,; ①②③④⑤⑥⑦⑧⑨⑩▲△●★")
		if strings.ContainsAny(s, "0123456789年季前") {
			if cut := leadingDate.ReplaceAllString(s, ""); cut != "" {
				s = cut
			}
		}
		for _, w := range leadWords {
			if rest, ok := strings.CutPrefix(s, w); ok && rest != "" && !strings.HasPrefix(rest, "残") {
				s = rest
			}
		}
	}
	for range 4 {
		if strings.ContainsAny(s, "每均") {
			s = trailingPer.ReplaceAllString(s, "")
		}
		s = strings.TrimSuffix(s, classSuffix(s))
		for _, w := range trailWords {
			s = strings.TrimSuffix(s, w)
		}
	}
	return balanced(strings.Trim(s, "，、；：: "))
}

// unitHead is a unit that a clause says must do something.
var unitHead = regexp.MustCompile(`^由?[市县区州]\p{Han}{1,12}?(?:局|委|办|厅|中心|公司|政府)(?:牵头|负责)?(?:要|须|应|将)?`)

// withoutUnit strips a unit in front of what it must do.
func withoutUnit(s string) string {
	rest := s[len(unitHead.FindString(s)):]
	if len(rest) == len(s) || rest == "" {
		return s
	}
	light := slices.ContainsFunc(lightVerbs, func(w string) bool { return strings.HasPrefix(rest, w) })
	if verb, object := splitVerb(rest); verb != "" && object != "" || light || leadingDate.FindString(rest) != "" {
		return rest
	}
	return s
}

// withoutChange strips the verb of a change behind a rate's or a standard's name.
func withoutChange(s string) string {
	for _, w := range []string{"提高", "提升", "增加", "上调", "降低", "下降", "再"} {
		if rest := strings.TrimSuffix(s, w); utf8.RuneCountInString(rest) > 2 {
			s = rest
		}
	}
	for _, w := range []string{"比上年", "较上年", "比去年", "较去年", "同比"} {
		s = strings.TrimSuffix(s, w)
	}
	return s
}

// lightVerbs say that something is done and not what.
var lightVerbs = []string{"帮助", "助力", "引导", "组织开展", "组织实施", "全面开展", "免费开展", "免费提供", "启动实施", "全面完成", "全面实施", "全面推行", "继续实施", "深入实施", "大力实施", "完成", "实施", "推进", "推动", "落实", "实现", "达到", "确保", "开展", "组织", "进行", "提供", "做好", "加强", "加快", "保障", "推行", "免费", "全面", "基本完成", "累计", "促进", "深化", "统筹", "力争", "争取", "对", "为", "将"}

// withoutLight strips light verbs and places in front.
func withoutLight(s string) string {
	for range 4 {
		for _, w := range lightVerbs {
			if rest, ok := strings.CutPrefix(s, w); ok && utf8.RuneCountInString(rest) >= 2 && !strings.HasPrefix(rest, "率") {
				s = rest
			}
		}
		for _, w := range leadWords {
			if rest, ok := strings.CutPrefix(s, w); ok && utf8.RuneCountInString(rest) >= 2 {
				s = rest
			}
		}
	}
	return s
}

// innerWords are verbs that join those for whom something is done and what is done.
var innerWords = []string{"实现", "免费提供", "的发放", "全面推行", "给予", "提供", "实施", "开展", "进行", "发放", "落实"}

// withoutInner takes the verb out between the two.
func withoutInner(s string) string {
	for _, w := range innerWords {
		if at := strings.Index(s, w); at > 0 && utf8.RuneCountInString(s[at+len(w):]) >= 2 {
			return s[:at] + s[at+len(w):]
		}
	}
	return s
}

// splitVerb parts a phrase into the verb it begins with, without light ones, and its
// object; a phrase that begins with none is all object.
func splitVerb(s string) (verb, object string) {
	s = withoutLight(s)
	if slices.Contains(lightVerbs, s) {
		return "", ""
	}
	for range 2 {
		best := ""
		for _, v := range verbs {
			if len(v.word) > len(best) && strings.HasPrefix(s[len(verb):], v.word) && labelVerb(v.word) {
				best = v.word
			}
		}
		if best == "" || utf8.RuneCountInString(s[len(verb)+len(best):]) == 1 {
			break
		}
		verb += best
	}
	return verb, s[len(verb):]
}

// labelVerb reports whether a word of verbs.go is a verb that a label keeps, and not
// only what stands in front of one.
func labelVerb(w string) bool {
	return utf8.RuneCountInString(w) > 1 && !slices.Contains(lightVerbs, w) && !slices.Contains(leadWords, w)
}

// isPlace reports whether a text only says where.
func isPlace(s string) bool {
	n := utf8.RuneCountInString(s)
	return n > 0 && n <= 6 && (endsWithAny(s, []string{"类区", "类地区", "城区", "主城区", "市区", "县城", "乡镇", "全域", "城乡", "各县", "街道", "新区", "老城区"}) || slices.Contains([]string{"城市", "农村", "城镇", "市级", "县级", "区级", "全区", "全市"}, s))
}

// onlyWhose reports whether words before a number go on behind it: 城市的.
func onlyWhose(s string) bool { return strings.HasSuffix(s, "的") }

var rateWords = []string{"率", "覆盖率", "覆盖面", "完成率", "达标率", "合格率", "满意度", "满意率", "比例", "占比", "筛查率", "比重", "普及率", "处理率", "达到率", "参保率", "治理率", "及时率", "管理率", "入住率", "接种率", "签约率", "体检率", "检查率", "参与率", "接通率", "办结率", "知晓率", "消除率", "创建率", "使用率", "优良率", "总体满意度", "综合覆盖率"}

func weakRate(s string) bool {
	return s == "" || slices.Contains(rateWords, s) || weak(s)
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }
