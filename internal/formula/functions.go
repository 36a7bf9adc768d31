package formula

import (
	"slices"

	"huibao"
)

// function is one function of the language.
type function struct {
	name   string
	params []Type
	more   bool // the last parameter may be given several times
	result Type
	kinds  []huibao.Kind // of the indicator that the first parameter names; nil: it names none
	help   string        // in docs/使用手册.md (TestGuide); "" where the name says it
}

var (
	counts    = []huibao.Kind{huibao.KindCount}
	ratios    = []huibao.Kind{huibao.KindRate, huibao.KindRelation}
	standards = []huibao.Kind{huibao.KindStandard}
	anyKind   = huibao.Kinds()
)

// functions are all there are, the longer names before their beginnings.
var functions = []function{
	{"上期累计", []Type{Text}, false, Number, counts, "上期已审核通过的累计数"},
	{"累计", []Type{Text}, false, Number, counts, "本年累计"},
	{"本期", []Type{Text}, false, Number, counts, "本期完成"},
	{"目标", []Type{Text}, false, Number, anyKind, "方案的目标值"},
	{"分解", []Type{Text}, false, Number, anyKind, "分解到单位的目标；用在全市公式里是全市数"},
	{"原值", []Type{Text}, false, Number, anyKind, "方案的原值"},
	{"分子", []Type{Text}, false, Number, ratios, ""},
	{"分母", []Type{Text}, false, Number, ratios, ""},
	{"标准", []Type{Text}, false, Number, standards, "实际执行标准"},
	{"人数", []Type{Text}, false, Number, standards, "期末对象人数"},
	{"人月", []Type{Text}, false, Number, standards, "累计发放人月（次）"},
	{"金额", []Type{Text}, false, Number, standards, "本年累计实发（元）"},
	{"补发", []Type{Text}, false, Number, standards, "其中补发（元）"},
	{"数值", []Type{Text}, false, Number, []huibao.Kind{huibao.KindRelation}, "关系指标的本单位数值"},
	{"参照", []Type{Text}, false, Number, nil, "参照表中当期有效的值"},
	{"合计", []Type{Number}, false, Number, nil, "各单位相加；含有合计的公式对全市核对一次"},
	{"绝对值", []Type{Number}, false, Number, nil, ""},
	{"最大", []Type{Number}, true, Number, nil, ""},
	{"最小", []Type{Number}, true, Number, nil, ""},
	{"四舍五入", []Type{Number, Number}, false, Number, nil, "保留几位小数"},
	{"如果", []Type{Bool, Number, Number}, false, Number, nil, "条件成立取前一个，否则取后一个"},
}

func functionNamed(name string) *function {
	for i := range functions {
		if functions[i].name == name {
			return &functions[i]
		}
	}
	return nil
}

// Check tells what a formula refers to and is not there, or is of another kind; all
// at once. Its result must be a condition.
func (f *Formula) Check(names Names) []*Error {
	var list []*Error
	say := func(at int, message string) { list = append(list, &Error{f.Source, at, message}) }
	walk(f.root, func(n node, inSum bool) {
		c, ok := n.(*call)
		if !ok {
			return
		}
		if c.fn.name == "合计" && inSum {
			say(c.at, "合计里不能再用合计")
		}
		text, isText := first(c).(*text)
		switch {
		case !isText:
		case c.fn.name == "参照":
			if !names.HasReference(text.value) {
				say(text.at, "“参照”表中没有“"+text.value+"”")
			}
		case c.fn.kinds != nil:
			kind, ok := names.Kind(text.value)
			if !ok {
				say(text.at, "“指标”表中没有编码“"+text.value+"”")
			} else if !slices.Contains(c.fn.kinds, kind) {
				say(text.at, text.value+" 是"+kind.Label()+"指标，没有“"+c.fn.name+"”")
			}
		}
	})
	if f.root.typ() != Bool {
		say(0, "公式应当是一个条件，如 累计(\"3.2\") <= 目标(\"3.2\")")
	}
	return list
}

func first(c *call) node {
	if len(c.args) == 0 {
		return nil
	}
	return c.args[0]
}

// walk visits every node, and says whether it stands inside 合计.
func walk(n node, visit func(n node, inSum bool)) { visitNode(n, false, visit) }

func visitNode(n node, inSum bool, visit func(node, bool)) {
	visit(n, inSum)
	switch x := n.(type) {
	case *call:
		for _, a := range x.args {
			visitNode(a, inSum || x.fn.name == "合计", visit)
		}
	case *binary:
		visitNode(x.left, inSum, visit)
		visitNode(x.right, inSum, visit)
	case *unary:
		visitNode(x.of, inSum, visit)
	}
}
