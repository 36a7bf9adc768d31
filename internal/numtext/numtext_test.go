package numtext

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// county is a row in a measure, with names of its own.
func county(measure string) *Row {
	return &Row{Measure: measure, Own: []string{Name("老旧小区改造（户）"), Name("竣工并投用")}, Field: []string{"本月"}, Into: func(d decimal.Decimal, m string) (decimal.Decimal, bool, bool) {
		for word, power := range map[string]int32{"": 0, "万": 4, "千": 3} {
			if m == word+measure {
				return d.Shift(power), true, true
			}
		}
		return d, false, false
	}}
}

// before and behind are what a writer of figures may put beside one without changing it;
// what doubts it stands in the other lists.
var (
	calmBefore = []string{"", "", "", "已", "完成", "已完成", "共", "新增 ", "达到", "本月", "改造", "已完成：", "\u200b", "　"}
	calmBehind = []string{"", "", "", "户", " 户", "（户）", "户。", "；", "户（竣工）", "（已投用）", "（含结转）", "户，均已完成", "（老旧小区）", "\u00a0", "\ufeff", "（含结转0）", "（）"}
	wildBefore = []string{"约", "近", "预计", "目标", "不少于", "≥", "第", "-", "—", "(", "上月", "3、", "另", "未", "签约"}
	wildBehind = []string{"余", "多户", "左右", "户以上", "+", "（核减）", "（应为31）", "(15)", "-20", "至20", "/30", "（在建）", "（另3）", "、拆除120户", "？", "%", "人", " 5", "（意向）", "（不含5）", "e3", "（约）", "①", "（其中99999999999）"}
)

// written are the ways in which a writer puts a whole number.
func written(v int64, way uint8) string {
	s := fmt.Sprint(v)
	switch way % 8 {
	case 1:
		return strings.Map(func(r rune) rune { return r - '0' + '０' }, s)
	case 2:
		return groups(s, ",", 3)
	case 3:
		return groups(s, " ", 3)
	case 4:
		if v%1e4 == 0 && v > 0 {
			return fmt.Sprint(v/1e4) + "万"
		}
	case 5:
		if v > 1e4 && v%1e4 >= 1e3 && v%1e3 == 0 {
			return fmt.Sprintf("%d万%d千", v/1e4, v%1e4/1e3)
		}
	case 6:
		return decimal.NewFromInt(v).Shift(-4).String() + "（万）"
	case 7:
		return groups(s, ",", 4)
	}
	return s
}

func groups(s, sep string, size int) string {
	for i := len(s) - size; i > 0; i -= size {
		s = s[:i] + sep + s[i:]
	}
	return s
}

// FuzzOracle holds that a number in calm words is read as itself, whatever its form, and
// that one with something wild beside it is never read as another number.
func FuzzOracle(f *testing.F) {
	for way := range uint8(8) {
		f.Add(int64(12), way, way, way, false, false)
		f.Add(int64(123456), way, way+3, way+7, false, true)
		f.Add(int64(350000), way, way+5, way+11, true, false)
		f.Add(int64(30015000), way, way, way+2, true, true)
	}
	f.Fuzz(func(t *testing.T, v int64, way, front, back uint8, wildFront, wildBack bool) {
		if v < 0 || v >= 1e12 {
			return
		}
		before, behind := calmBefore[int(front)%len(calmBefore)], calmBehind[int(back)%len(calmBehind)]
		if wildFront {
			before = wildBefore[int(front)%len(wildBefore)]
		}
		if wildBack {
			behind = wildBehind[int(back)%len(wildBehind)]
		}
		text := before + written(v, way) + behind
		out := Read(text, county("户"))
		switch {
		case wildFront || wildBack:
			if out.Doubt == nil && !(v == 15 && behind == "(15)") && !(before == "-" && out.Value.Equal(decimal.NewFromInt(-v))) {
				t.Errorf("%q read as %s", text, out.Value)
			}
		case v == 0 && behind == "（含结转0）": // none is less than none
		case out.Doubt != nil:
			t.Errorf("%q asked: %s", text, out.Doubt.Why)
		case !out.Value.Equal(decimal.NewFromInt(v)):
			t.Errorf("%q read as %s", text, out.Value)
		}
	})
}

// FuzzRead holds that whatever is read accounts for every digit: a text without its last
// or its first digit never reads the same, and the number reads as itself.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"15户（签约）", "168（含结转12）", "1万2千", "三万二千五", "（12）", "12 345.6", "2（万）户", "\u202e15", "已完成12户。", "¥5.5万", "百分之九十五", "每人每月690元", "3亿5000万3百", "1,2345"} {
		f.Add(s, "户")
	}
	f.Fuzz(func(t *testing.T, text, measure string) {
		if len(text) > 200 || len(measure) > 30 {
			return
		}
		out := Read(text, county(measure))
		if out.Blank || out.Doubt != nil {
			if out.Doubt != nil && out.Doubt.Why == "" {
				t.Errorf("%q: a doubt without words", text)
			}
			return
		}
		if again := Read(out.Value.String(), county(measure)); again.Doubt != nil || !again.Value.Equal(out.Value) {
			t.Errorf("%q read as %s, which reads as %v", text, out.Value, again)
		}
		kept := ""
		for _, n := range out.Notes {
			kept += n.Text
		}
		if i := strings.LastIndexAny(text, "0123456789"); i >= 0 && text[i] != '0' {
			other := text[:i] + string('0'+(text[i]-'0'+1)%10) + text[i+1:]
			if o := Read(other, county(measure)); o.Doubt == nil && o.Value.Equal(out.Value) && !strings.Contains(kept, text[i:i+1]) {
				t.Errorf("%q and %q both read as %s", text, other, out.Value)
			}
		}
	})
}

// TestHidden names what cannot be seen, and shows it.
func TestHidden(t *testing.T) {
	for r, want := range map[rune]string{0x200b: "零宽空格 U+200B", 0xad: "软连字符 U+00AD", 0x202e: "右至左强制符 U+202E", 0xfeff: "零宽不换行空格 U+FEFF", 0x7: "控制字符 U+0007",
		0xfe0f: "变体选择符 U+FE0F", 'a': "", '1': "", ' ': "", '\n': "", 0xa0: "", 0x3000: "", '户': "", '，': "", 0xfffd: ""} {
		if got, _ := hidden(r); got != want {
			t.Errorf("%U: %q, want %q", r, got, want)
		}
	}
}

// TestDoubtful holds that no plan can call a word of doubt harmless.
func TestDoubtful(t *testing.T) {
	for word, want := range map[string]bool{"验收": false, "销号": false, "结转": false, "约": true, "未验收": true, "计划": true, "计划内": true, "余": true, "以上": true, "核减": true, "在建": true, "不符": true} {
		if Doubtful(word) != want {
			t.Errorf("%s: %v", word, !want)
		}
	}
}

// TestOtherMonth: what a month's figure is said to include of another month is asked, of what has been
// reached and of the month itself it is read.
func TestOtherMonth(t *testing.T) {
	month, year := county("台次"), county("台次")
	month.Field, year.Field = []string{"本月", "6月"}, []string{"本年累计", "累计"}
	for _, c := range []struct {
		text string
		row  *Row
		read bool
	}{
		{"88（其中5月5台次）", month, false}, {"88（含5月5台次）", month, false}, {"88（其中6月25日检查5台次）", month, true}, {"525（其中5月87台次）", year, true}, {"88（其中拖拉机60台次）", month, true},
		{"24台次，其中本月4台次", month, false}, {"24（其中本月新增4台次）", month, false}, {"24（其中6月4台次）", month, false}, {"24台次，其中本月4台次", year, true},
	} {
		if out := Read(c.text, c.row); (out.Doubt == nil) != c.read {
			t.Errorf("%s: %+v", c.text, out)
		}
	}
}

// TestOwnMonth takes the month of which a figure is asked for, in a bracket behind it, for the column's name.
func TestOwnMonth(t *testing.T) {
	row := &Row{Measure: "场", Field: []string{"6月", "本月"}}
	for text, want := range map[string]bool{"6场（6月）": true, "6（6月份）": true, "6场（5月）": false, "6场（16月）": false, "6场（1-6月）": false, "6场（6月计划）": false} {
		if out := Read(text, row); (out.Doubt == nil) != want {
			t.Errorf("%s: %+v", text, out)
		}
	}
}
