package numtext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"huibao/internal/numeral"
)

// Measures are those of counted and measured things, but for money and time: 个, 公里, 批次.
var Measures = strings.Fields("个 所 处 座 条 家 户 人 名 人次 场 场次 台 台次 辆 套 间 栋 幢 件 例 份 次 项 支 对 班 片 块 部 只 头 羽 口 眼 盏 株 棵 张 组 节 门 宗 篇 册 本 " +
	"岗 车次 班次 列 艘 架 孔 段 根 杆 村 村次 期 批次 户次 件次 课时 学时 副 幅 把 顶 枚 袋 盒 瓶 尾 匹 位 公里 千米 米 延米 km 平方米 平方公里 平方千米 " +
	"㎡ m2 m² 平米 亩 公顷 吨 立方米 方 m3 千瓦 兆瓦 千伏安 万千瓦时 微克/立方米 吨/日 吨/天 立方米/日 千克 公斤 斤 升 蒸吨 MW kW 床 学位 车位 泊位 " +
	"户家庭 人·次 个班 桩 枪 蒸发吨 标准箱 亩次 千瓦时 PB 公里/年 起 笔 趟 人天 单")

// counted are the measures of what is counted one by one. They may stand where the row
// has no measure of its own (分子, 分母).
var counted = setOf("人 名 位 户 个 家 所 处 座 套 栋 幢 间 件 项 场 次 台 辆 例 份 村 床 宗 条 口 对 株 头 只 块 张 本 组 批 期 班 幅 眼 盏 部 篇 人次 户次 场次 件次 台次 人月 人·月 户月 户·月 " +
	"个月 个村 个社区 张床位 学时 课时 车次 班次 公里 米 千米 平方米 ㎡ 亩 公顷 吨")

// persons and households are words of what is counted, and their measures: neither is the
// other's.
var (
	persons        = []string{"人", "居民", "学生", "儿童", "妇女", "孕妇", "产妇", "新生儿"}
	personMeasures = setOf("人 名 位 人次")
	homeMeasures   = setOf("户 户次")
)

// countsIn reports whether what is counted may be counted in a measure: persons are not in
// 户, nor households in 人, where only the other is spoken of.
func countsIn(counts, measure string) bool {
	people := slices.ContainsFunc(persons, func(w string) bool { return strings.Contains(counts, w) })
	homes := strings.Contains(counts, "户")
	return people == homes || !(people && homeMeasures[measure] || homes && personMeasures[measure])
}

func setOf(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// maxMeasure bounds a measure, in characters.
const maxMeasure = 14

// measureAt is the length of the longest measure that the row knows at the beginning of
// s.
func (r *reading) measureAt(s string) int {
	best, runes := 0, 0
	for i, c := range s {
		if runes == maxMeasure || strings.ContainsRune("() \n,，、;；:：。%", c) || c < utf8.RuneSelf && isDigit(byte(c)) && !strings.HasSuffix(s[:i], "m") {
			break
		}
		runes++
		n := i + utf8.RuneLen(c)
		if _, known, _ := r.into(decimal.NewFromInt(1), s[:n]+r.per); known {
			best = n
		}
	}
	return best
}

// unit reads the percent sign or the measure behind the number.
func (r *reading) unit(s string) (rest string, d *Doubt) {
	if strings.HasPrefix(s, "‰") {
		return s, r.doubt("是千分数")
	}
	rest, sign := strings.CutPrefix(s, "%")
	if sign || r.percent {
		return rest, r.asPercent()
	}
	n := r.measureAt(s)
	m := s[:n]
	if n == 0 {
		m, n = r.spreadMeasure(s)
	}
	if r.money {
		if m == "" {
			m = "元"
		}
		if _, known, _ := r.into(r.value, m); !known || multiple(r.row.Measure) {
			return s, r.doubt("写了货币符号，不能确定是不是“" + r.row.Measure + "”")
		}
	}
	if r.per != "" && m == "" {
		m, _, _ = strings.Cut(r.row.Measure, "/")
	}
	if m == "" {
		return s, nil
	}
	rest = s[n:]
	if strings.HasSuffix(m, "元") {
		for _, end := range []string{"整", "正"} {
			rest = strings.TrimPrefix(rest, end)
		}
	}
	return rest, r.as(m + r.per)
}

// spreadMeasure is a measure with blanks among its characters (公 里), and its length in s.
func (r *reading) spreadMeasure(s string) (measure string, n int) {
	end := strings.IndexFunc(s, func(c rune) bool { return c != ' ' && !unicode.IsLetter(c) })
	if end < 0 {
		end = len(s)
	}
	if compact := strings.ReplaceAll(s[:end], " ", ""); len(compact) < end && compact != "" && r.measureAt(compact) == len(compact) {
		return compact, end
	}
	return "", 0
}

func (r *reading) asPercent() *Doubt {
	if _, known, _ := r.into(r.value, "%"); !known {
		d := r.doubt("是百分数，本格要填的不是百分数")
		d.Maybe = nil
		return d
	}
	r.percent, r.measure = true, "%"
	r.note(Percent, "百分数")
	return nil
}

// as takes the number for one in a measure, that of the row or one that converts.
func (r *reading) as(measure string) *Doubt {
	v, known, exact := r.into(r.value, measure)
	if !known {
		return r.doubt("计量单位“" + measure + "”不能换算为“" + r.row.Measure + "”")
	}
	if !exact {
		d := r.doubt("由“" + measure + "”换算为“" + r.row.Measure + "”除不尽")
		d.Maybe = nil
		return d
	}
	if measure == "里" && strings.HasSuffix(r.row.Measure, "公里") {
		return r.doubt("写的是“里”（500 米），本行是“"+r.row.Measure+"”，不知是不是漏了“公”字", v)
	}
	r.measure = measure
	if v.Equal(r.value) {
		r.note(WithMeasure, "带单位“"+measure+"”")
		return nil
	}
	r.note(Converted, "由“"+measure+"”换算为“"+r.row.Measure+"”")
	r.value = v
	return nil
}

// bracketed accounts for what stands in a bracket behind the number.
func (r *reading) bracketed(s string) *Doubt {
	s = strings.TrimLeft(strings.TrimPrefix(s, "单位"), ":： ")
	_, n := unitAt(s)
	base := strings.TrimLeft(s, unitRunes)
	v, same := numeral.Value(s)
	switch {
	case s == "":
		r.note(Words, "空括号")
		return nil
	case r.measureAt(s) == len(s):
		return r.measureBehind(s)
	case s == "%":
		if r.percent {
			return nil
		}
		return r.asPercent()
	case r.ownMonth(strings.TrimSuffix(s, "份")):
		r.note(Words, "“"+brief(s)+"”")
		return nil
	case same && decimal.NewFromInt(v).Equal(r.value):
		r.note(Words, "括号里是同一个数")
		return nil
	case n > 0 && r.measureAt(base) == len(base):
		if r.scaled || r.measure != "" {
			return r.doubt("倍数“" + brief(s) + "”写了两次，或与前面的单位不一致")
		}
		whole, rest, d := r.scale(r.value, s)
		if d != nil {
			return d
		}
		r.note(Multiplier, "“"+strings.TrimSuffix(s, rest)+"”")
		r.value, r.scaled = whole, true
		if rest != "" {
			return r.as(rest)
		}
		return nil
	}
	if again, d := r.repeats(s); again {
		return d
	}
	return r.words(s)
}

// measureBehind takes a measure in a bracket: the number's, or the one that it has already.
func (r *reading) measureBehind(m string) *Doubt {
	if r.measure == "" {
		if multiple(m) && r.scaled {
			return r.doubt("倍数写了两次：“" + m + "”")
		}
		return r.as(m)
	}
	one := decimal.NewFromInt(1)
	a, _, _ := r.into(one, r.measure)
	if b, _, exact := r.into(one, m); !exact || !a.Equal(b) {
		return r.doubt("写了两个计量单位“" + r.measure + "”“" + m + "”")
	}
	return nil
}

// repeats reports whether a bracket holds a number and nothing else: the same once more
// (15（十五）), or another, which is a doubt.
func (r *reading) repeats(s string) (is bool, d *Doubt) {
	if again := (&reading{row: r.row}); strings.IndexByte(s, '(') < 0 {
		rest, bad := again.number(s)
		if bad != nil {
			return false, nil
		}
		again.known = true
		if rest, bad = again.unit(strings.TrimLeft(rest, " \n")); bad != nil || strings.Trim(rest, " \n") != "" {
			return false, nil
		}
		if !again.value.Equal(r.value) {
			return true, r.doubt("括号里还有另一个数", again.value)
		}
		r.note(Words, "括号里是同一个数")
		return true, nil
	}
	return false, nil
}
