package check_test

import (
	"encoding/xml"
	"strings"

	"github.com/shopspring/decimal"
)

// typing is one habit of clerks: what stands in a cell whose figure is x, in a measure
// ("" where the column has none), and how it looks.
type typing struct {
	name  string
	cell  func(x decimal.Decimal, measure string) string // the inside of <c>, with t= before a "|"; "" where the habit has no such cell
	fits  func(x decimal.Decimal) bool                   // nil: every figure
	style look
}

// look is what the habit changes of a cell's style.
type look struct{ format, font string }

// text is the inside of a cell that holds a text.
func text(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return `inlineStr|<is><t xml:space="preserve">` + b.String() + `</t></is>`
}

// runs is the inside of a cell of rich text.
func runs(s ...string) string { return "inlineStr|<is>" + strings.Join(s, "") + "</is>" }

func run(props, s string) string {
	return `<r><rPr>` + props + `</rPr><t xml:space="preserve">` + s + `</t></r>`
}

func stored(s string) string { return "n|<v>" + s + "</v>" }

// words types a figure in the place of “#”, and in the place of “&” the measure; where
// there is none such a habit has no cell.
func words(pattern string) func(decimal.Decimal, string) string {
	return func(x decimal.Decimal, measure string) string {
		if strings.Contains(pattern, "&") && measure == "" {
			return ""
		}
		return text(strings.NewReplacer("#", x.String(), "&", measure).Replace(pattern))
	}
}

// as types the figure as some function writes it, "" where it cannot.
func as(write func(x decimal.Decimal) string) func(decimal.Decimal, string) string {
	return func(x decimal.Decimal, _ string) string {
		if s := write(x); s != "" {
			return text(s)
		}
		return ""
	}
}

// plainly stores the figure as a number.
func plainly(x decimal.Decimal, _ string) string { return stored(x.String()) }

func whole(x decimal.Decimal) bool  { return x.IsInteger() && x.IsPositive() }
func above1(x decimal.Decimal) bool { return whole(x) && x.GreaterThan(decimal.NewFromInt(1)) }
func two(x decimal.Decimal) bool    { return whole(x) && x.GreaterThanOrEqual(decimal.NewFromInt(10)) }

func thousands(x decimal.Decimal) bool { return x.GreaterThanOrEqual(decimal.NewFromInt(1000)) }

func fullWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '.' {
			return r - '0' + '０'
		}
		return r
	}, s)
}

// grouped writes the figure with something between its groups of three.
func grouped(sep string) func(x decimal.Decimal) string {
	return func(x decimal.Decimal) string {
		s := strings.ReplaceAll(commas(x), ",", sep)
		return strings.TrimSuffix(s, ".00")
	}
}

// numeral writes a figure below a hundred in Chinese.
func numeral(x decimal.Decimal) string {
	n := x.IntPart()
	if !whole(x) || n < 2 || n > 99 {
		return ""
	}
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	s := digits[n%10]
	if n >= 10 {
		s = "十" + s
	}
	if n >= 20 {
		s = digits[n/10] + s
	}
	return s
}

// parted puts something between the first digit of a figure and the others.
func parted(sep string) func(x decimal.Decimal) string {
	return func(x decimal.Decimal) string {
		s := x.String()
		return s[:1] + sep + s[1:]
	}
}

// readHabits leave the figure what it is: it is read, and nothing is asked.
func readHabits() []typing {
	wan := func(form string) func(decimal.Decimal) string {
		return func(x decimal.Decimal) string { return strings.ReplaceAll(form, "#", x.Shift(-4).String()) }
	}
	list := []typing{
		{name: "full width", cell: as(func(x decimal.Decimal) string { return fullWidth(x.String()) })},
		{name: "groups of three", cell: as(grouped(","))},
		{name: "groups by a Chinese comma", cell: as(grouped("，"))},
		{name: "groups by spaces", cell: as(grouped(" "))},
		{name: "places that are zero", cell: as(func(x decimal.Decimal) string { return x.StringFixed(2) })},
		{name: "in 万", cell: as(wan("#万")), fits: thousands},
		{name: "(万)", cell: as(wan("#（万）")), fits: thousands},
		{name: "in 万 of the measure", cell: func(x decimal.Decimal, m string) string {
			if m == "" || strings.ContainsAny(m, "/%") {
				return ""
			}
			return text(x.Shift(-4).String() + "万" + m)
		}, fits: thousands},
		{name: "Chinese numeral", cell: as(numeral)},
		{name: "with a carried part", cell: words("#（含结转1）"), fits: above1},
		{name: "其中", cell: words("#（其中农村1）"), fits: above1},
		{name: "rich text", cell: func(x decimal.Decimal, _ string) string {
			s := x.String()
			return runs(run("<b/>", s[:1]), run("", s[1:]))
		}, fits: two},
		{name: "phonetic run", cell: func(x decimal.Decimal, _ string) string {
			return runs(`<t>`+x.String()+`</t><rPh sb="0" eb="1"><t>99</t></rPh>`, `<phoneticPr fontId="1"/>`)
		}},
		{name: "binary noise", cell: func(x decimal.Decimal, _ string) string { return stored(x.String() + "00000000001") }, fits: func(x decimal.Decimal) bool { return x.Exponent() < 0 && !x.IsInteger() }},
		{name: "own sum", cell: func(x decimal.Decimal, _ string) string {
			return "n|<f>" + x.Sub(decimal.NewFromInt(1)).String() + "+1</f><v>" + x.String() + "</v>"
		}, fits: above1},
		{name: "result stored as text", cell: func(x decimal.Decimal, _ string) string {
			return `str|<f>"` + x.String() + `"</f><v>` + x.String() + `</v>`
		}},
	}
	for _, p := range []string{"#", " # ", "#\u00a0", "\u3000#", "#\n", "'#", "#&", "# &", "#（&）", "共#&", "已完成#", "完成#&", "合计#", "合计：#", "#。", "#；", "#、", "#（合计）", "#（已核实）", "#（全部到位）", "\u200b#", "#\ufeff", "#\u00ad", "\u200e#", "“#”", "\"#\"", "#&.", "#&，", "#,", "#，", "#！", "#&!", "#整", "#&整", "计#", "计#&", "=#", "＝#&"} {
		list = append(list, typing{name: "“" + p + "”", cell: words(p)})
	}
	for _, f := range []string{"#,##0.00", "0.00_ ", "@", "[Red]0.00;-0.00", "0.00_);(0.00)", "General", `_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `} {
		list = append(list, typing{name: "format " + f, cell: plainly, style: look{format: f}})
	}
	return list
}

// askedHabits leave it open which figure is meant, or say another one: none may count.
func askedHabits() []typing {
	next := func(x decimal.Decimal) string { return x.Add(decimal.NewFromInt(3)).String() }
	list := []typing{
		{name: "a bool", cell: func(decimal.Decimal, string) string { return "b|<v>1</v>" }},
		{name: "an error", cell: func(decimal.Decimal, string) string { return "e|<v>#REF!</v>" }},
		{name: "a stale sum", cell: func(x decimal.Decimal, _ string) string {
			return "n|<f>" + x.String() + "+5</f><v>" + x.String() + "</v>"
		}},
		{name: "a sum that was never computed", cell: func(x decimal.Decimal, _ string) string { return "n|<f>" + x.String() + "+0</f>" }},
		{name: "digits apart", cell: as(parted(" ")), fits: func(x decimal.Decimal) bool { return whole(x) && x.LessThan(decimal.NewFromInt(1000)) && two(x) }},
		{name: "a broken point", cell: as(parted("。")), fits: two},
		{name: "a decimal comma", cell: as(parted(",")), fits: func(x decimal.Decimal) bool { return two(x) && x.LessThan(decimal.NewFromInt(1000)) }},
		{name: "a letter O", cell: as(func(x decimal.Decimal) string { return x.String() + "O" })},
		{name: "a letter l", cell: as(func(x decimal.Decimal) string { return "l" + x.String() })},
		{name: "turned", cell: words("\u202e#"), fits: func(x decimal.Decimal) bool { return two(x) && x.String()[0] != x.String()[len(x.String())-1] }},
		{name: "a digit struck out", cell: func(x decimal.Decimal, _ string) string { return runs(run("<strike/>", "9"), run("", x.String())) }},
		{name: "a digit raised", cell: func(x decimal.Decimal, _ string) string {
			return runs(run("", x.String()), run(`<vertAlign val="superscript"/>`, "2"))
		}},
		{name: "all struck out", cell: plainly, style: look{font: "<strike/>"}},
		{name: "white on white", cell: plainly, style: look{font: `<color rgb="FFFFFBE6"/>`}},
		{name: "one point high", cell: plainly, style: look{font: `<sz val="1"/>`}},
	}
	for _, p := range []string{"约#", "大约#&", "近#", "#余", "#多&", "#左右", "#以上", "#+", "≥#", ">#", "±#", "不少于#", "（#）", "(#)", "—#", "#？", "#（核减）", "#（未核实）", "预计#", "#（预计）", "计划#", "目标#", "上月#",
		"#（去年同期）", "#（不含5）", "#，另3", "第#", "#（在建）", "#（估）", "#E+05", "#/", "#号", "#（见备注）", "#↑", "待定#", "#×2", "#①", "≠#", "=-#", "不计#", "小计#", "#E+02", "二廿#", "11月#", "#（11月）", "#&整改"} {
		list = append(list, typing{name: "“" + p + "”", cell: words(p)})
	}
	for _, p := range []string{"#-@", "#至@", "#~@", "#（应为@）", "#(@)", "#/@", "#、@", "#；@", "#→@", "#改@", "#（上年@）", "# @", "#=@", "农村#，城镇@", "#.5.@", "#（男@，女1）", "“#”“@”"} {
		list = append(list, typing{name: "“" + p + "”", cell: as(func(x decimal.Decimal) string {
			if p == "# @" && len(next(x)) == 3 { // groups of three
				return ""
			}
			return strings.NewReplacer("#", x.String(), "@", next(x)).Replace(p)
		})})
	}
	for _, s := range []string{"同上", "〃", "详见附件", "??", "已完成", "若干", "未统计", "#N/A", "√", "×", "○", "◎", "N", "Y", "已完工", "推进中", "未开展", "零报告", "——完成", "2024年6月", "2024-06-26", "6月26日", "待报"} {
		list = append(list, typing{name: "“" + s + "”", cell: func(decimal.Decimal, string) string { return text(s) }})
	}
	for _, f := range []string{"yyyy-m-d", `m"月"d"日"`, "h:mm", `"1"0`, `0"0"`, ";;;", "0%", "0,", `"约"0`, `-0`, `0"万"`} {
		list = append(list, typing{name: "format " + f, cell: plainly, fits: whole, style: look{format: f}})
	}
	return list
}
