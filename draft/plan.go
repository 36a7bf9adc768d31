package draft

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/regexp"
)

func newPlan(doc *document) *huibao.Plan {
	return &huibao.Plan{Title: doc.title, Year: doc.year, Issuer: issuerOf(doc.title), Version: "草稿", MoneyMeasure: "元",
		Yellow: decimal.NewFromInt(10), Red: decimal.NewFromInt(30)}
}

var placeForm = regexp.MustCompile(`(?:20\d\d年(?:度)?)?([^年度关于印发“《]{2,8}?(?:省|自治区|市|县|区|州|盟|旗))`)

// issuerOf is the government that a title names.
func issuerOf(title string) string {
	if g := placeForm.FindStringSubmatch(title); g != nil {
		return g[1] + "人民政府"
	}
	return ""
}

// scopeOf is whose totals a plan's targets are: a plan that carries out a higher
// government's tasks repeats that government's totals.
func scopeOf(title string) huibao.Scope {
	for _, w := range []string{"落实自治区", "落实省", "省民生实事任务", "自治区民生实事任务", "落实全区", "承接省", "省政府民生实事", "省级民生实事"} {
		if strings.Contains(title, w) {
			return huibao.ScopeRegion
		}
	}
	return huibao.ScopeCity
}

// indicator makes an indicator of a target.
func (b *builder) indicator(task *huibao.Task, n int, t *target) {
	p := b.draft.Plan
	code := strconv.Itoa(task.No) + "." + strconv.Itoa(n)
	b.codes[t] = code
	ind := huibao.Indicator{Code: code, Task: task.No, Name: b.uniqueName(task.No, t), Kind: t.kind, Measure: t.measure, Comparator: t.comparator,
		Target: huibao.Num(t.value), Scope: b.scope, Class: t.class, ReportBy: huibao.ByCounties, Public: true,
		Quote: quote(t.sentence, t.at, t.to), At: huibao.Row{Sheet: huibao.SheetIndicators, Row: len(p.Indicators) + 2}}
	if t.baseline != nil {
		ind.Baseline = huibao.Num(*t.baseline)
	}
	if t.whole != nil {
		ind.PartOf, ind.SumsUp = b.codes[t.whole], t.sums
	}
	if t.reference != "" {
		ind.TargetRef = &huibao.TargetRef{Name: t.reference, Factor: t.value}
		ind.Target = huibao.Quantity{}
	}
	if outside := b.elsewhere(t); outside {
		ind.Scope = huibao.ScopeOutside
		t.doubt("口径", "说的是别的地方")
	}
	b.mode(&ind, t)
	b.payment(&ind, t)
	places(&ind, t.value)
	b.divides(&ind, t)
	ind.Responsible = b.responsible(task, t)
	p.Indicators = append(p.Indicators, ind)
	b.doubts(code, t)
}

// doubts hands on what was read with doubt, in the order of the columns.
func (b *builder) doubts(code string, t *target) {
	for _, heading := range []string{"指标", "类型", "进度方式", "计量单位", "比较", "目标值", "原值", "口径", "责任单位", "发放方式", "分子"} {
		if why := t.doubts[heading]; why != "" {
			b.draft.Doubts = append(b.draft.Doubts, huibao.Doubt{Sheet: huibao.SheetIndicators, Key: code, Heading: heading, Why: why})
		}
	}
}

// uniqueName is a target's name, told apart from its task's other ones.
func (b *builder) uniqueName(no int, t *target) string {
	name := t.name
	if name == "" {
		name = lastWords(clean24(b.draft.Plan.TaskByNo(no).Title))
		t.doubt("指标", "没有读出名称，用了任务名")
	}
	if t.class != "" && !strings.Contains(name, t.class) {
		name += "（" + t.class + "）"
	}
	for n, base := 2, name; b.names[taskName{no, name}]; n++ {
		name = base + "（" + strconv.Itoa(n) + "）"
		t.doubt("指标", "与前面的指标同名")
	}
	b.names[taskName{no, name}] = true
	return name
}

// elsewhere reports whether a target is said of another city alone: 银川市全部实现.
func (b *builder) elsewhere(t *target) bool {
	if b.scope != huibao.ScopeRegion {
		return false
	}
	clause := strings.TrimLeft(clauseBefore(t.sentence, t.at), "使将")
	at := strings.Index(clause, "市")
	return at > 0 && at <= len("石嘴山") && !strings.ContainsAny(clause[:at], "城全本各我都县区") && !strings.Contains(b.doc.title, clause[:at])
}

// modeWords tell how a figure moves through the year; the first that stands in the
// target's words is taken.
var modeWords = []struct {
	kind  huibao.Kind
	words []string
	mode  huibao.Mode
}{
	{huibao.KindRate, []string{"保持", "维持", "稳定在", "持续"}, huibao.ModeMaintain},
	{huibao.KindRate, []string{"治理率", "普及率", "覆盖率", "绿化率", "自来水", "通达率", "卫生厕所"}, huibao.ModeStock},
	{huibao.KindRate, []string{"年底", "去向落实率", "就业率"}, huibao.ModeFinal},
	{huibao.KindRate, []string{"满意", "合格率", "及时率", "完好率", "达标率", "优良", "入住率", "新生儿", "产前"}, huibao.ModeMaintain},
	{huibao.KindCount, []string{"达到", "总数", "总量", "累计达"}, huibao.ModeStock},
}

// mode proposes 进度方式.
func (b *builder) mode(ind *huibao.Indicator, t *target) {
	text := t.sentence[:t.to]
	if at := strings.LastIndexAny(t.sentence[:t.at], "，、；"); at >= 0 {
		text = t.sentence[at:t.to]
	}
	for _, m := range modeWords {
		if m.kind == ind.Kind && containsAny(text, m.words) != "" {
			ind.Mode = m.mode
			if m.mode == huibao.ModeStock && ind.Kind == huibao.KindCount && t.baseline == nil {
				t.doubt("进度方式", "“达到”可能是存量，也可能是当年新增")
			}
			break
		}
	}
	switch {
	case ind.Kind == huibao.KindCount && t.baseline != nil:
		ind.Mode = huibao.ModeStock
	case ind.Kind == huibao.KindCount && ind.Mode == "":
		ind.Mode = huibao.ModeFlow
	case ind.Kind == huibao.KindRate && ind.Mode == "":
		ind.Mode = huibao.ModeCumulative
		t.doubt("进度方式", "原文没有说明，推定为累计")
	case ind.Mode == huibao.ModeStock && ind.Kind == huibao.KindRate && t.baseline == nil:
		t.doubt("原值", "存量比率须填上年末的值")
	}
}

// paymentWords tell how a standard is paid out.
var paymentWords = []struct {
	words []string
	by    huibao.PayBy
}{
	{[]string{"最低工资", "收费标准", "工资标准"}, huibao.PayNothing},
	{[]string{"低保", "最低生活保障"}, huibao.PayTopUp},
	{[]string{"一次性"}, huibao.PayOnce},
	{[]string{"学年", "学期"}, huibao.PayByTerm},
	{[]string{"每月", "/月", "月人均"}, huibao.PayFull},
	{[]string{"每年", "/年", "年人均"}, huibao.PayByYear},
}

// payment proposes 发放方式 of a standard.
func (b *builder) payment(ind *huibao.Indicator, t *target) {
	if ind.Kind != huibao.KindStandard {
		return
	}
	text := backTo(t.sentence[:t.to], "，；。") + " " + ind.Name + " " + ind.Measure
	for _, w := range paymentWords {
		if containsAny(text, w.words) != "" {
			ind.PayBy = w.by
			return
		}
	}
	ind.PayBy = huibao.PayOnce
	t.doubt("发放方式", "原文没有说明，推定为一次性")
}

// places are the decimal places of a target: those that it is written with, at
// least the usual ones.
func places(ind *huibao.Indicator, v decimal.Decimal) {
	usual := int32(0)
	if ind.Kind != huibao.KindCount || strings.Contains(ind.Measure, "公里") {
		usual = 2
	}
	ind.Places = max(usual, -v.Exponent())
	if ind.Kind == huibao.KindCount && v.IsInteger() && usual == 0 {
		ind.Places = 0
	}
	ind.Places = min(ind.Places, 8)
}
