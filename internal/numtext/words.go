package numtext

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"huibao/internal/doubt"
	"huibao/internal/quote"
)

var (
	// harmless are words that beside a number leave it what it is.
	harmless = strings.Fields("已 已经 现已 均 都 全 共 完成 已完成 完成数 数量 共计 合计 总计 总共 总数 全部 实有 实际 发放 到位 足额 按时 及时 达到 达 核实无误 已核实 已验收 全部验收 已完工 已竣工 已建成 已投用 已入库 已核定 已确认 计 整 经核实 情况属实")
	// included are what a number may include (含结转), not what it is by itself.
	included = strings.Fields("结转 上年结转 上年度结转 去年结转 往年结转 历年结转 跨年结转 跨年 续建 新建 改建 扩建 改扩建 新增 外来 外来人口 外来人员 外来务工 流动人口 农村 城镇 城市 城乡 乡镇 乡 镇 街道 社区 村 市本级 区本级 县本级 本级 " +
		"民办 公办 公立 私立 企业 学校 个体 临聘 临时 补发 补贴 追加 春季 秋季 贷款 自筹 财政 中央资金 资金 配套 配套资金 利息 税 运费 学生 教师 老人 儿童 妇女 残疾人 低保 特困 脱贫户 开发区 高新区 人员 项目 户 人")
	// nothing are words that say of 0 why it is, and of nothing else.
	nothing = strings.Fields("无 没有 暂无 尚无 新增 未新增 未发生 未开展 未启动 未开工 未发放 尚未发生 尚未开展 尚未启动 尚未开工 尚未发放")
	// joints stand between words.
	joints = strings.Fields("、 , ; : 。  的 和 及 与 以及")
	// heads begin what a number includes.
	heads = strings.Fields("其中包括 其中含有 其中含 其中有 其中 包含 包括 内含 含有 含")
)

// Words that make a number another than the one asked for. firm ones do so even where the
// indicator's name has the very same word (雨露计划), unless more of the name stands with
// them; stages are what some indicators count.
var (
	firm   = slices.Concat(doubt.Guesses, strings.Fields("去年同期 上年同期 未核实 计划 目标 任务 核减 应为 更正 改为 更改 累计 上月 上期 不含 不包括 除外 部分 估 缺 除 另 意向 拟 待"))
	stages = strings.Fields("在建 开工 减少 增加 核增 未完成 未 不 非")
	before = slices.Concat(doubt.Hedges, strings.Fields("不超过 不多于 不足 不到 超过 至多 最多 最少 超 逾"))
	behind = slices.Concat(doubt.Behind, strings.Fields("以下 以内 若干 余 几 来"))
	ranges = strings.Fields("至 到 或 ~ ～ - — – ―")
)

// signs before or behind a number say that it is a bound.
const signs = "≥≤><+±"

// Doubtful reports whether a word makes a number doubtful, so that no plan may call it
// harmless.
func Doubtful(word string) bool {
	for _, list := range [][]string{firm, stages, before, behind} {
		for _, w := range list {
			if word == w || utf8.RuneCountInString(w) > 1 && strings.Contains(word, w) {
				return true
			}
		}
	}
	return startsWithAny(word, []string{"未", "不", "非", "拟", "待"}) != ""
}

// inexact is the word by which what stands beside a number makes it no exact one.
func inexact(s string) string {
	if i := strings.IndexAny(s, signs); i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		return s[i : i+n]
	}
	for _, w := range slices.Concat(before, behind) {
		if s == w || strings.Contains(s, w) && utf8.RuneCountInString(w) > 1 {
			return w
		}
	}
	if w := startsWithAny(s, behind); w != "" {
		return w
	}
	return guessBefore(s)
}

// calm are words that end like one of before, and guess at nothing.
var calm = strings.Fields("签约 预约 履约 节约 续约 解约 违约 合约 附近 最近 邻近 就近 靠近 远近")

// guessBefore is the word at the end of s that makes the number behind it a guess.
func guessBefore(s string) string {
	for _, w := range before {
		if strings.HasSuffix(s, w) && !endsWithAny(s, calm) {
			return w
		}
	}
	return ""
}

// front accounts for what stands before the number.
func (r *reading) front(s string) *Doubt {
	s = strings.TrimRight(s, " \n")
	s, r.percent = strings.CutSuffix(s, "百分之")
	for _, sign := range []string{"¥", "人民币", "RMB", "CNY"} {
		if rest, is := strings.CutSuffix(s, sign); is && !r.money {
			s, r.money = strings.TrimRight(rest, " \n"), true
		}
	}
	s = strings.Trim(s, " \n:：=") // =12, typed where it stays text
	if i := strings.Index(s, "每"); i >= 0 && len(strings.TrimLeft(s[i:], "每人月年户天日次生床")) == 0 {
		s, r.per = s[:i], s[i:]
	}
	if s == "" {
		return nil
	}
	if strings.Trim(s, "-—–―") == "" {
		return &Doubt{"前面的横线不知是不是负号", []decimal.Decimal{r.value, r.value.Neg()}}
	}
	if hasDigit(r.withoutField(s)) && !r.ownHolds(s) || !r.covers(s, false) {
		return r.unsure(s)
	}
	r.note(Words, "“"+brief(s)+"”")
	return nil
}

// withoutField is a text without a word at its beginning that only names the column (6月).
func (r *reading) withoutField(s string) string {
	best := ""
	for _, w := range r.row.Field {
		if strings.HasPrefix(s, w) && len(w) > len(best) {
			best = w
		}
	}
	return s[len(best):]
}

// words accounts for words behind the number.
func (r *reading) words(s string) *Doubt {
	w := strings.Trim(s, " \n,，、;；:：。.")
	if w == "" {
		if strings.Trim(s, " \n、;；。") == "" {
			return nil
		}
		return r.unsure(s)
	}
	if n := r.measureAt(w); n > 0 && r.measure == "" { // 2（万）户
		if d := r.as(w[:n]); d != nil {
			return d
		}
		if w = w[n:]; w == "" {
			return nil
		}
	}
	if !r.covers(w, false) {
		if r.breaksDown(w) {
			r.note(Words, "“"+brief(w)+"”")
			return nil
		}
		head, body, ok := r.splitHead(w)
		if !ok || head != "" && (hasDigit(head) || !r.covers(head, false)) {
			return r.unsure(s)
		}
		if d := r.includes(body, s); d != nil {
			return d
		}
	}
	r.note(Words, "“"+brief(w)+"”")
	return nil
}

// splitHead parts “已发放,含结转12” at what begins that which the number includes.
func (r *reading) splitHead(w string) (before, body string, ok bool) {
	at, size := -1, 0
	for _, h := range heads {
		if i := strings.Index(w, h); i >= 0 && (at < 0 || i < at || i == at && len(h) > size) {
			at, size = i, len(h)
		}
	}
	if at < 0 || strings.HasSuffix(w[:at], "不") || strings.HasSuffix(w[:at], "未") {
		return "", "", false
	}
	return strings.Trim(w[:at], " \n,，、;；:："), strings.Trim(w[at+size:], " \n,，:：、"), true
}

// unsure is the doubt about words, with the numbers that stand among them.
func (r *reading) unsure(s string) *Doubt {
	w := strings.Trim(s, " \n")
	others := numbersIn(w)
	if places, is := strings.CutPrefix(w, "。"); is && strings.Trim(places, "0123456789") == "" && r.value.IsInteger() {
		return &Doubt{"小数点写成了“。”", parse(r.value.String() + "." + places)}
	}
	why := "不能确定“" + brief(w) + "”是否改变这个数"
	switch {
	case science(w):
		d := &Doubt{Why: "是科学计数法，后面的数字可能已经丢失"}
		if v, err := decimal.NewFromString(r.value.String() + w); err == nil && v.Exponent() < 15 && v.Exponent() > -15 {
			d.Maybe = []decimal.Decimal{v}
		}
		return d
	case len(others) > 0 && startsWithAny(w, ranges) != "":
		why = "是一个范围，不是一个确切的数"
	case len(others) > 0 && startsWithAny(w, []string{"+", "*", "×", "=", "x", "X", "÷"}) != "":
		why = "像是算式"
	case standsIn(w, firm) != "":
		why = "写着“" + standsIn(w, firm) + "”"
	case inexact(w) != "":
		why = "带“" + inexact(w) + "”，不是一个确切的数"
	case standsIn(w, stages) != "":
		why = "写着“" + standsIn(w, stages) + "”"
	case counted[w] && w != r.row.Measure:
		why = "写的计量单位是“" + w + "”，本行是“" + r.row.Measure + "”"
	case len(others) > 0:
		why = "还有另一个数"
	}
	if len(others) > 0 && !strings.Contains(why, "数") {
		why += "，还有另一个数"
	}
	if w == "核减" || w == "减少" {
		others = append(others, r.value.Neg())
	}
	return r.doubt(why, others[:min(len(others), maxMaybe)]...)
}

// science reports whether a text is the exponent of a number: E+05.
func science(w string) bool {
	rest := strings.TrimLeft(strings.TrimLeft(w, "eE"), "+-")
	return w != "" && (w[0] == 'e' || w[0] == 'E') && rest != "" && strings.Trim(rest, "0123456789") == "" && len(rest) <= 3
}

func startsWithAny(s string, list []string) string {
	for _, w := range list {
		if strings.HasPrefix(s, w) {
			return w
		}
	}
	return ""
}

// standsIn finds the first of the words that s holds; a single character counts at the
// beginning, or alone.
func standsIn(s string, list []string) string {
	for _, w := range list {
		if strings.HasPrefix(s, w) || strings.Contains(s, w) && utf8.RuneCountInString(w) > 1 {
			return w
		}
	}
	return ""
}

// numbersIn are the numbers written in a text, as far as they are shown.
func numbersIn(s string) []decimal.Decimal {
	var list []string
	for s != "" && len(list) < maxMaybe {
		i := strings.IndexAny(s, "0123456789")
		if i < 0 {
			break
		}
		n := 0
		for n < len(s)-i && (isDigit(s[i+n]) || s[i+n] == '.' || s[i+n] == ',') {
			n++
		}
		list = append(list, strings.TrimRight(strings.ReplaceAll(s[i:i+n], ",", ""), "."))
		s = s[i+n:]
	}
	return parse(list...)
}

// maxBrief is how many characters of a text a message shows.
const maxBrief = 16

func brief(s string) string {
	r := []rune(quote.Visible(strings.Join(strings.Fields(s), " ")))
	if len(r) > maxBrief {
		return string(r[:maxBrief]) + "…"
	}
	return string(r)
}

// covers reports whether words are made of harmless ones only: the tables', the plan's,
// the column's, words of the indicator's own names. With including,
// also of what a number may include.
func (r *reading) covers(w string, including bool) bool {
	w = strings.Join(strings.Fields(w), "")
	if r.holdsFirm(w) || strings.HasSuffix(w, "含") {
		return false
	}
	lists := append([][]string{harmless, joints, r.row.Field, r.row.Harmless}, []string{map[bool]string{false: "新增", true: "现有"}[r.row.Level]})
	if including {
		lists = append(lists, included)
	}
	if r.known && r.value.IsZero() {
		lists = append(lists, nothing)
	}
	reach := make([]bool, len(w)+1)
	reach[0] = true
	for i := range w {
		if !reach[i] {
			continue
		}
		for _, list := range lists {
			for _, word := range list {
				if strings.HasPrefix(w[i:], word) {
					reach[i+len(word)] = true
				}
			}
		}
		for n := r.ownAt(w, i); n > 0; {
			reach[i+n] = true
			_, last := utf8.DecodeLastRuneInString(w[i : i+n])
			if n -= last; utf8.RuneCountInString(w[i:i+n]) < 2 {
				break
			}
		}
	}
	return reach[len(w)]
}
