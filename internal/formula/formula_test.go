package formula

import (
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
)

// figures are the values of one unit by function and code, for tests.
type figures struct {
	fields map[string]string
	units  []Values
}

func (f figures) Field(function, code string) huibao.Quantity { return f.get(function + code) }
func (f figures) Reference(name string) huibao.Quantity       { return f.get("参照" + name) }
func (f figures) Units() []Values                             { return f.units }

func (f figures) get(key string) huibao.Quantity {
	if s, ok := f.fields[key]; ok {
		return huibao.MustNum(s)
	}
	return huibao.Quantity{}
}

type plan struct{}

func (plan) Kind(code string) (huibao.Kind, bool) {
	k, ok := map[string]huibao.Kind{"3.1": huibao.KindCount, "3.10": huibao.KindCount, "9.1": huibao.KindStandard, "7.1": huibao.KindRate, "3.3": huibao.KindRelation}[code]
	return k, ok
}
func (plan) HasReference(name string) bool { return name == "月最低工资标准" }

var one = figures{fields: map[string]string{"累计3.1": "40", "累计3.10": "45", "本期3.1": "5", "目标3.1": "120", "分子7.1": "1", "分母7.1": "3", "标准9.1": "690", "金额9.1": "1380.5",
	"人月9.1": "2", "参照月最低工资标准": "2050", "分解3.1": "0"}}

func TestEval(t *testing.T) {
	for _, c := range []struct{ source, tolerance, want, shown string }{
		{`累计("3.1") <= 累计("3.10")`, "0", "true", "40 ≤ 45"},
		{`累计（３.１）≥累计(3.10)`, "0", "false", "40 ≥ 45"},
		{`金额(9.1) <= 标准(9.1) × 人月(9.1)`, "0", "false", "1380.5 ≤ 690 × 2"},
		{`金额(9.1) ≤ 标准(9.1)*人月(9.1)`, "0.5", "true", "1380.5 ≤ 690 × 2"},
		{`分子(7.1)÷分母(7.1)*3 = 1`, "0", "true", "1 ÷ 3 × 3 = 1"},
		{`累计(3.1) = 目标(3.1) / 3`, "0", "true", "40 = 120 ÷ 3"},
		{`累计(3.1) ≠ 40 或 本期(3.1) > 0`, "0", "true", "40 ≠ 40 或 5 > 0"},
		{`非 (累计(3.1) > 50) 且 1 < 2 < 3`, "0", "true", ""},
		{`0 <= 累计(3.1) <= 39.9`, "0", "false", ""},
		{`如果(分解(3.1) = 0, 0, 累计(3.1)) = 0`, "0", "true", ""},
		{`最大(1, 累计(3.1), 2) - 最小(3,1) = 39`, "0", "true", ""},
		{`绝对值(-5%) = 0.05`, "0", "true", ""},
		{`四舍五入(2.345, 2) = 2.35`, "0", "true", ""},
		{`2 + 3 * 4 - 6 / 2 = 11`, "0", "true", ""},
		{`累计(3.1) >= 80% * 参照("月最低工资标准")`, "0", "false", ""},
		{`累计(3.1) / 分解(3.1) > 1`, "0", "除数为 0", "40 ÷ 0 > 1"},
		{`本期(3.10) > 1`, "0", "缺 本期(3.10)", "? > 1"},
		{`本期(3.10) > 1 或 1 = 1`, "0", "true", ""},
		{`本期(3.10) > 1 且 1 = 2`, "0", "false", ""},
	} {
		f, err := Parse(c.source)
		if err != nil {
			t.Errorf("%s: %v", c.source, err)
			continue
		}
		if errs := f.Check(plan{}); len(errs) > 0 {
			t.Errorf("%s: %v", c.source, errs[0])
		}
		r := f.Eval(one, decimal.RequireFromString(c.tolerance))
		got := map[bool]string{true: "true", false: "false"}[r.True]
		if !r.Known {
			got = r.Why
		}
		if got != c.want || c.shown != "" && r.Shown != c.shown {
			t.Errorf("%s: %s, %q; want %s, %q", c.source, got, r.Shown, c.want, c.shown)
		}
	}
}

func TestSums(t *testing.T) {
	f, err := Parse(`合计(累计("3.1")) >= 分解("3.1")`)
	if err != nil || !f.AcrossUnits() {
		t.Fatal(err)
	}
	city := figures{fields: map[string]string{"分解3.1": "80"}, units: []Values{one, one}}
	if r := f.Eval(city, decimal.Zero); !r.Known || !r.True || r.Shown != "80 ≥ 80" {
		t.Errorf("%+v", r)
	}
	city.units = append(city.units, figures{})
	if r := f.Eval(city, decimal.Zero); r.Known || r.Why != "缺 累计(3.1)" {
		t.Errorf("%+v", r)
	}
}

func TestErrors(t *testing.T) {
	for _, c := range []struct {
		source, says string
		at           int
	}{
		{`累计("3.1") <=`, "没有写完", 12},
		{`累计("3.1"`, "缺少", 8},
		{`累计 "3.1"`, "应当是括号", 3},
		{`累记("3.1") > 0`, "没有“累记”这个函数", 0},
		{`累计("3.1") > "甲"`, "应当是数", 12},
		{`(1 + 2`, "缺少右括号", 6},
		{`1 = 1 2`, "多出了", 6},
		{`累计("3.1)`, "引号", 3},
		{`1 + 2`, "", 0},
		{`@ > 1`, "不认得", 0},
		{`1.2.3 > 1`, "不是一个数", 0},
		{`最大() > 1`, "要写", 0},
		{"", "没有写完", 0},
		{strings.Repeat("(", 100) + "1", "太深", 41},
		{strings.Repeat("1+", 600) + "1>0", "太长", 0},
	} {
		f, err := Parse(c.source)
		var e *Error
		if err == nil && c.says == "" {
			if errs := f.Check(plan{}); len(errs) != 1 || !strings.Contains(errs[0].Message, "条件") {
				t.Errorf("%s: %v", c.source, errs)
			}
			continue
		}
		if !errors.As(err, &e) || !strings.Contains(e.Message, c.says) || e.At != c.at {
			t.Errorf("%s: %v, want %q at %d", c.source, err, c.says, c.at)
			if e != nil {
				t.Log(e.At)
			}
		}
	}
}

func TestCheck(t *testing.T) {
	for source, says := range map[string]string{
		`累计("8.8") > 0`:         "没有编码“8.8”",
		`分子("3.1") > 0`:         "3.1 是计数指标，没有“分子”",
		`参照("甲") > 0`:           "没有“甲”",
		`合计(合计(累计("3.1"))) > 0`: "不能再用合计",
	} {
		f, err := Parse(source)
		if err != nil {
			t.Fatal(source, err)
		}
		if errs := f.Check(plan{}); len(errs) != 1 || !strings.Contains(errs[0].Message, says) {
			t.Errorf("%s: %v", source, errs)
		}
	}
}

func TestCaret(t *testing.T) {
	e := &Error{Source: `累计("3.1") <= 甲`, At: 13}
	if got := e.Caret(); got != "累计(\"3.1\") <= 甲\n　　           ^" {
		t.Errorf("%q", got)
	}
}

// FuzzParse holds that no text makes the formula door fail, and that whatever is
// read is computed.
func FuzzParse(f *testing.F) {
	for _, s := range []string{`累计("16.2") <= 累计("16.1")`, `合计(金额(9.1)) ＞＝ 80％×参照“甲”`, `非(1<2<3)且-5%=0`, `如果(1=1,1/0,2)=四舍五入(1,99)`, `最大(1,2、3)`, "((((", "9e9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x, err := Parse(s)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.At < 0 || e.At > len([]rune(e.Source)) {
				t.Fatalf("%q: %v", s, err)
			}
			_ = e.Caret()
			return
		}
		x.Check(plan{})
		if r := x.Eval(figures{fields: one.fields, units: []Values{one}}, decimal.Zero); !r.Known && r.Why == "" {
			t.Fatalf("%q: %+v", s, r)
		}
	})
}
