package check

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/numtext"
	"huibao/internal/regexp"
)

// otherHeads are words behind a number that are no measure of a count: of time, order and kind.
var otherHeads = strings.Fields("年 月 日 号 天 时 分钟 岁 周 季 届 轮 层 级 类 等 楼 倍 成 折 度 厘米 毫米 % ％")

// ofPlaces are what 个 counts where it is not the row's: 8个村, 3个批次.
var ofPlaces = regexp.MustCompile(`^(?:行政村|自然村|村|乡|镇|街道|社区|小区|片区|县|市|省|区|学校|单位|部门|百分点|年|季|月|工作日|自然日|小时|学期|学年|批|班|组|标段|阶段)`)

// byTheYear is what makes of money a year's.
var byTheYear = regexp.MustCompile(`^(?:每人)?[/每一]?(?:年|学年|季)`)

// eachMonth is behind money that is a standard's, not what was paid in all.
var eachMonth = regexp.MustCompile(`^元(?:/|每|一[人户月])`)

// leadingMeasure is the longest measure with which words begin, and what is behind it; "" where
// they begin with none.
func leadingMeasure(words string) (measure, rest string) {
	for i := range words + " " {
		head := words[:i]
		bare := strings.TrimLeft(head, "万亿千百十")
		if slices.Contains(numtext.Measures, head) || bare != "" && (slices.Contains(numtext.Measures, bare) || huibao.IsMoney(bare)) || slices.Contains(otherHeads, bare) {
			measure, rest = head, words[i:]
		}
	}
	return measure, rest
}

// inRow turns a figure of a note, by the words behind it, into the row's measure; false where it
// is of another one. Of a rate it may be what its parts count.
func inRow(p pair, d decimal.Decimal, words string) (decimal.Decimal, bool) {
	m, rest := leadingMeasure(words)
	own, _, _ := strings.Cut(p.Measure, "/")
	switch {
	case m == "":
		return d, true
	case m == "个" && ofPlaces.MatchString(rest) && !strings.Contains(p.Name, ofPlaces.FindString(rest)):
		return d, false
	case p.Kind == huibao.KindRate:
		return d, m == "%" || m == "％" || slices.Contains(partMeasures, m) || strings.Contains(p.Numerator, m+"数")
	case p.Kind == huibao.KindStandard && byTheYear.MatchString(rest) && !strings.Contains(p.Measure, "年"):
		return d, false
	case p.Kind != huibao.KindStandard:
		own = p.Measure
	}
	if f, ok := huibao.ConvertMeasure(m, own); ok && f.Cmp(huibao.RatioOf(1, 1)) != 0 {
		return huibao.Whole(d).Mul(f).Round(notePlaces), true
	}
	return d, m == own || p.CountsAs(m)
}

// notePlaces are the places to which a figure of a note is converted.
const notePlaces = 6

var partMeasures = strings.Fields("人 名 例 户 个 人次 套 家 台 件")

// conversion is a figure turned into another measure: 折合7.1公里.
var conversion = regexp.MustCompile(`(?:折合|折算|换算)(?:[为成]|后)?约?(\d+(?:\.\d+)?)([\p{Han}㎡]{1,4})`)

// convertedElse reports whether a note turns the row's figure into its measure, and comes to another one.
func (n rowNote) convertedElse(text string, before []doubt.Clause) bool {
	g := conversion.FindStringSubmatch(text)
	if g == nil || n.p.Kind == huibao.KindRate {
		return false
	}
	d, err := huibao.ParseDecimal(g[1])
	m, _ := leadingMeasure(g[2])
	if err != nil || m != n.p.Measure && !n.p.CountsAs(m) || anyFigure(n.p.r, d) {
		return false
	}
	own := n.p.r.Quantity(n.field)
	told := func(text string) bool {
		return slices.ContainsFunc(numberIn.FindAllString(text, -1), func(number string) bool {
			d, err := huibao.ParseDecimal(number)
			return err == nil && own.Equal(huibao.Num(d))
		})
	}
	return told(text) || slices.ContainsFunc(before, func(c doubt.Clause) bool { return told(c.Text) })
}
