package importer_test

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/inforce"
	"huibao/internal/sheet"
)

// desk is a filled return of a county that is edited as a clerk would, cell by cell.
type desk struct {
	*excelize.File
	t     *testing.T
	paper *paper
	sheet string
	row   int // of the indicator that is edited

	swaps [][2]string // in the parts of the file, once each
}

func (d *desk) check(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// at is the cell of a heading, rows below the indicator's.
func (d *desk) at(label string, below int) string {
	return sheet.Ref(d.row+below, d.paper.leaf(d.sheet).col(label)+1)
}

func (d *desk) style(ref string, s *excelize.Style) {
	id, err := d.NewStyle(s)
	d.check(err)
	d.check(d.SetCellStyle(d.sheet, ref, ref, id))
}

// saved stores a formula with a number as its result.
func (d *desk) saved(ref, formula, result string) {
	d.check(d.SetCellDefault(d.sheet, ref, result))
	d.check(d.SetCellFormula(d.sheet, ref, formula))
	d.swaps = append(d.swaps, [2]string{`r="` + ref + `" t="str"><f>`, `r="` + ref + `"><f>`})
}

// merge merges two cells whose contents stay as they are.
func (d *desk) merge(from, to string) {
	d.check(d.MergeCell(d.sheet, "Y1", "Z1"))
	d.swaps = append(d.swaps, [2]string{`ref="Y1:Z1"`, `ref="` + from + ":" + to + `"`})
}

// filledBytes is the filled paper that readDesk edits, drawn once for all its tests.
var (
	filledDesk  sync.Once
	filledPaper *paper
	filledBytes []byte
)

// deskPlan is the sample's plan with what stands on the desk: of each kind the county's first rows and its last, those
// about 20.1, and 14.1. Of a whole return each of hundreds of edits would be read among rows that none of them touches.
var deskPlan = sync.OnceValues(func() (*inforce.Plan, error) {
	p, err := sampleRead()
	if err != nil {
		return nil, err
	}
	now := inforce.At(p, june)
	by := map[huibao.Kind][]string{}
	for _, row := range now.Form(now.UnitByName("海原县").Code, nil).Rows {
		by[row.Kind] = append(by[row.Kind], row.Code)
	}
	kept := map[string]bool{"14.1": true}
	for _, codes := range by {
		kept[codes[len(codes)-1]] = true
		at := max(slices.Index(codes, "20.1"), 2)
		for _, code := range codes[max(at-2, 0):min(at+4, len(codes))] {
			kept[code] = true
		}
	}
	few := *p
	few.Indicators = slices.DeleteFunc(slices.Clone(p.Indicators), func(i huibao.Indicator) bool { return !kept[i.Code] })
	return inforce.At(&few, june), nil
})

// readDesk reads what was edited of indicator 20.1 back.
func readDesk(t *testing.T, edit func(d *desk)) (*huibao.Return, huibao.Value) {
	t.Helper()
	plan, err := deskPlan()
	if err != nil {
		t.Fatal(err)
	}
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	filledDesk.Do(func() {
		filledPaper = readIssued(t, form)
		fill(filledPaper, form)
		filledBytes = filledPaper.write(t)
	})
	p := filledPaper.clone()
	f, err := excelize.OpenReader(bytes.NewReader(filledBytes))
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{File: f, t: t, paper: p, sheet: "计数", row: p.leaf("计数").row("20.1") + 1}
	edit(d)
	var b bytes.Buffer
	d.check(f.Write(&b))
	data := b.Bytes()
	for _, x := range d.swaps {
		data = swapped(t, data, x[0], x[1], 1)
	}
	ret := readBack(t, plan, p.name, data)
	row := ret.RowByCode("20.1")
	if row == nil {
		t.Fatal("20.1 was not read")
	}
	return ret, row.Values.Of(huibao.FieldThis)
}

// outcome is a value's number, or the doubt about it.
func outcome(v huibao.Value) string {
	for _, r := range v.Remarks {
		switch r.Kind {
		case huibao.RemarkNotAsShown, huibao.RemarkStale, huibao.RemarkCovered, huibao.RemarkUncalculated, huibao.RemarkChanging, huibao.RemarkUncached:
			if !v.Quantity.IsMissing() {
				return "held back, yet " + v.Quantity.String()
			}
			return r.Text
		}
	}
	return v.Quantity.String()
}

// TestSeen: what a number is shown as decides whether it is read; M stands for the
// measure of the indicator.
func TestSeen(t *testing.T) {
	plan := samplePlan(t)
	measure := plan.Form(plan.UnitByName("海原县").Code, nil).RowByCode("20.1").Measure
	for _, c := range []struct{ format, stored, want string }{
		{"", "15", "15"}, {"0", "15", "15"}, {"#,##0", "1500", "1500"}, {"#,##0.00_ ", "15", "15"}, {"@", "15", "15"}, {`0"M"`, "15", "15"}, {`G/通用格式"M"`, "15", "15"},
		{`_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `, "15", "15"}, {`_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `, "0", "0"}, {`0;-0;;@`, "0", "0"}, {`0.00;-0.00;"——"`, "0", "0"},
		{`#,##0_);(#,##0)`, "-12", "-12"}, {`0;[Red]0`, "-12", "-12"}, {`0.00_);[红色](0.00)`, "-12", "-12"}, {`[$¥-804]#,##0.00`, "1500", "单元格显示为“¥1,500.00”，是金额，本行的计量单位是“M”"}, {`"¥"#,##0`, "15", "单元格显示为“¥15”，是金额，本行的计量单位是“M”"}, {"0.0", "15.04", "15.04"},
		{`[DBNum1][$-804]General`, "15", "15"}, {`0!.0,"万"`, "15000", "15000"}, {"0.00E+00", "15", "15"},
		{"0 0", "15", "单元格显示为“1 5”，存的是 15"}, {"# ##0", "1500", "1500"}, {`0"M农村公路"`, "15", "15"}, {`0"M（预计）"`, "15", "单元格显示为“15公里（预计）”，存的是 15"},
		{`m"月"d"日"`, "45356", "单元格显示为“3月5日”，是日期，不是数"}, {"yyyy/m/d", "15", "单元格显示为“1900/1/15”，是日期，不是数"}, {"h:mm", "0.5", "单元格显示为“12:00”，是时间，不是数"},
		{"[h]:mm", "1.5", "单元格显示为“36:00”，是时间，不是数"}, {"0%", "15", "单元格显示为“1500%”，是百分数，这里要填的是数"}, {`"1"0`, "15", "单元格显示为“115”，存的是 15"},
		{`0"0"`, "15", "单元格显示为“150”，存的是 15"}, {`"-"0`, "15", "单元格显示为“-15”，存的是 15"}, {"0;0", "-15", "单元格显示为“15”，存的是 -15"}, {`0"万"`, "15", "单元格显示为“15万”，存的是 15"},
		{"#,##0,", "15000", "单元格显示为“15”，存的是 15000"}, {`"约"0`, "15", "单元格显示为“约15”，存的是 15"}, {`"已完成"`, "15", "单元格显示为“已完成”，存的是 15"}, {";;;", "15", "单元格里存的是 15，却什么也不显示"},
		{"[White]0", "15", "单元格里存的是 15，却什么也不显示"}, {`0;-0;"/"`, "0", "单元格显示为“/”，存的是 0"}, {`0;-0;"不涉及"`, "0", "单元格显示为“不涉及”，存的是 0"},
		{`0;-0;"全部完成"`, "0", "单元格显示为“全部完成”，存的是 0"}, {`0;-0;"见附件"`, "0", "单元格显示为“见附件”，存的是 0"}, {`0;-0;"无"`, "0", "0"}, {`0;-0;"零"`, "0", "0"}, {`#"M"`, "0", "0"}, {`0;-0;"—M"`, "0", "0"},
		{`_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ `, "0", "0"},
	} {
		format := strings.ReplaceAll(c.format, "M", measure)
		_, v := readDesk(t, func(d *desk) {
			ref := d.at("本期完成", 0)
			d.check(d.SetCellDefault(d.sheet, ref, c.stored))
			if format != "" {
				d.style(ref, &excelize.Style{CustomNumFmt: &format})
			}
		})
		if got := outcome(v); got != strings.ReplaceAll(c.want, "“M”", "“"+measure+"”") {
			t.Errorf("%s as %s: %s, want %s", c.stored, format, got, c.want)
		}
	}
}

// TestNoise: what binary arithmetic leaves behind is no part of a number, and stands in
// no message.
func TestNoise(t *testing.T) {
	for stored, want := range map[string]string{"-5.5511151231257827E-17": "0", "14.999999999999998": "15", "1.4210854715202004E-14": "0", "15.000000001": "15", "15.25": "15.25", "15.0001": "15.0001", "0.004": "0.004"} {
		_, v := readDesk(t, func(d *desk) { d.check(d.SetCellDefault(d.sheet, d.at("本期完成", 0), stored)) })
		if got := outcome(v); got != want {
			t.Errorf("%s: %s, want %s", stored, got, want)
		}
		if whole := decimal.RequireFromString(want).IsInteger(); whole && strings.Contains(v.Text, "E") {
			t.Errorf("%s is told as %s", stored, v.Text)
		}
	}
}

// TestResults: saved results of formulas are believed only if they can be.
func TestResults(t *testing.T) {
	for _, c := range []struct {
		name, formula, result string
		recalc                bool
		want                  string
	}{
		{"by chance", "RANDBETWEEN(14,16)", "15", false, "RANDBETWEEN"}, {"by the clock", "15+0*DAY(TODAY( ))", "15", false, "TODAY"}, {"a text that names it", `IF("TODAY()"="",1,15)`, "15", false, "15"},
		{"a function of another name", "MYRAND(15)", "15", false, "15"}, {"right", "6+9", "15", false, "15"}, {"right, and to be computed anew", "6+9", "15", true, "15"}, {"stale", "10+35", "15", false, "公式 =10+35 的结果应为 45，文件里存的是 15"},
		{"never computed", "6+9", "0", true, "公式 =6+9 的结果应为 15，文件里存的是 0"}, {"binary noise", "0.1+0.2", "0.30000000000000004", false, "0.3"},
		{"another sheet", "SUM('标准'!A1:B2)+ROUND(15.4,0)", "15", false, "15"}, {"beyond", `SUMPRODUCT(1*15)`, "15", false, "15"}, {"beyond, never computed", `SUMPRODUCT(1*15)`, "15", true, "文件注明打开时要重算"},
		{"division by nothing", "1/0", "15", false, "公式 =1/0 的结果应为 #DIV/0!，文件里存的是 15"},
	} {
		_, v := readDesk(t, func(d *desk) {
			d.saved(d.at("本期完成", 0), c.formula, c.result)
			if c.recalc {
				yes := true
				d.check(d.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &yes}))
			}
		})
		if got := outcome(v); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if v.Formula != c.formula {
			t.Errorf("%s: formula %q", c.name, v.Formula)
		}
	}
}

// TestTextResults: a result that was stored as a text is held against the formula too.
func TestTextResults(t *testing.T) {
	for formula, want := range map[string]string{"6+9": "15", "10+35": "公式 =10+35 的结果应为 45，文件里存的是 15", `IF(1>0,"15",0)`: "15"} {
		_, v := readDesk(t, func(d *desk) {
			ref := d.at("本期完成", 0)
			d.check(d.SetCellDefault(d.sheet, ref, "15"))
			d.check(d.SetCellFormula(d.sheet, ref, formula))
		})
		if got := outcome(v); got != want {
			t.Errorf("%s: %s, want %s", formula, got, want)
		}
	}
}

// TestZeroResults: several formulas with a 0 that their cells belie tell of a workbook
// that nobody computed; one that has another result tells of the contrary.
func TestZeroResults(t *testing.T) {
	for _, c := range []struct {
		second, want string
	}{{"0", "多处公式存的结果是 0，所引用的格却不是 0"}, {"7", "0"}} {
		_, v := readDesk(t, func(d *desk) {
			d.check(d.SetCellDefault(d.sheet, "Z60", "7"))
			for i, result := range []string{"0", c.second, "0", "0"} {
				d.saved(sheet.Ref(i+60, 27), "SUMPRODUCT(Z60*1)", result)
			}
			d.saved(d.at("本期完成", 0), "SUMPRODUCT(Z60*1)", "0")
		})
		if got := outcome(v); got != c.want {
			t.Errorf("with %s: %s, want %s", c.second, got, c.want)
		}
	}
}

// TestCovered: a value under a merge is held back, unless it is the merge's own.
func TestCovered(t *testing.T) {
	for _, c := range []struct {
		top, under string
		kind       huibao.RemarkKind
		is         string
	}{{"15", "11", huibao.RemarkCovered, ""}, {"15", "15", huibao.RemarkCoveredSame, "15"}, {"", "11", huibao.RemarkCovered, ""}, {"15", "", huibao.RemarkUnderMerge, ""}} {
		_, v := readDesk(t, func(d *desk) {
			first, second := d.at("本期完成", -1), d.at("本期完成", 0)
			d.check(d.SetCellDefault(d.sheet, first, c.top))
			d.check(d.SetCellDefault(d.sheet, second, c.under))
			d.merge(first, second)
		})
		if !v.Has(c.kind) || v.Quantity.String() != c.is {
			t.Errorf("%q over %q: %+v", c.top, c.under, v)
		}
	}
}

// TestStruckNote: of a note it does not matter how it is drawn, of a figure it does.
func TestStruckNote(t *testing.T) {
	struck := []excelize.RichTextRun{{Text: "1", Font: &excelize.Font{Strike: true}}, {Text: "2户"}}
	ret, v := readDesk(t, func(d *desk) {
		d.check(d.SetCellRichText(d.sheet, d.at("说明", 0), struck))
		d.check(d.SetCellRichText(d.sheet, d.at("本期完成", 0), struck))
	})
	if got := ret.RowByCode("20.1").Note(); got != "12户" {
		t.Errorf("note %q", got)
	}
	if got := outcome(v); got != "其中“1”划了删除线，余下“2户”，不知以哪个为准" {
		t.Error(got)
	}
}

// TestHidden: a hidden column is read and told, and a second row says that it is
// hidden.
func TestHidden(t *testing.T) {
	ret, v := readDesk(t, func(d *desk) {
		d.check(d.SetCellDefault(d.sheet, d.at("本期完成", 0), "15"))
		col, _, err := excelize.SplitCellName(d.at("本期完成", 0))
		d.check(err)
		d.check(d.SetColVisible(d.sheet, col, false))
	})
	if r, ok := ret.Has(huibao.RemarkHiddenColumn); !ok || !r.Hidden || r.Text != "本期完成" || v.Quantity.String() != "15" {
		t.Errorf("%+v %+v", r, v)
	}
}
