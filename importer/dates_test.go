package importer_test

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/importer"
)

// TestReadDate reads days as people type them, and none that may be another one.
func TestReadDate(t *testing.T) {
	for want, texts := range map[string][]string{
		"2024-06-05": {"2024-06-05", "2024.6.5", "2024/6/5", "2024年6月5日", "2024年6月5号", "2024 年 6 月 5 日", "2024年6月5", "6月5日", "6月5号", "20240605", "45448", "24年6月5日", "二〇二四年六月五日", "二○二四年六月五日", "六月五日", "2024年六月五日",
			"２０２４．６．５", "2024-6-5。", "2024-6-5.", "'2024-6-5", "2024–6–5", "2024—06—05", "2024‑6‑5", "2024-06-05\u200b", "\u200e2024-06-05", "自2024年6月5日起", "从2024年6月5日起执行", "2024-06-05起", "2024年6月5日起施行",
			"2024-06-05 00:00:00", "2024/6/5 9:30", "2024-06-05T00:00:00", " 2024-06-05 "},
		"2024-01-01": {"2024年元月1日", "元月1日", "元月一日", "二〇二四年元月一日", "2024年元旦", "一月一日", "2024-01", "2024年1月"},
		"2024-06-26": {"二〇二四年六月廿六日", "2024年六月廿六日", "2024年6月二十六日", "六月二十六日"},
		"2024-01-30": {"二〇二四年元月卅日"},
		"2024-06-01": {"2024年6月", "2024.6", "2024/6"},
		"2024-10-31": {"十月三十一日", "二〇二四年十月三十一日"},
		"": {"2024-02-30", "六月", "", "13月1日", "2024年", "6-5", "6.5", "24.6.5", "2024.1-6", "2024-1.6", "2024年1-6月", "2024-01-01至2024-12-31", "2024年6月5日前", "2024年6月5日左右", "约2024年6月5日", "预计2024年6月5日", "2024年6月5日（拟）", "2024-06-05?",
			"2024-01-01\n2024-07-01", "1924-06-05", "2204-06-05", "2024年6月上旬", "待定", "\u202e2024-06-05", "2024 6 5", "2024-1 1", "六月五十日", "二四年六月五日", "六月廿六", "六月廿六日", "2024年六月廿六", "二〇二四年六月卅五日", "元旦", "2024年元旦前"},
	} {
		for _, text := range texts {
			d, plain, ok := importer.ReadDate(text, 2024)
			if got := d.String(); got != want || ok != (want != "") || plain != (strings.TrimSpace(text) == want && ok) {
				t.Errorf("%q: %s %v %v, want %s", text, got, plain, ok, want)
			}
		}
	}
}

// readState reads what was edited of the first row of a sheet under a heading.
func readState(t *testing.T, name, label string, field huibao.Field, edit func(d *desk, ref string)) huibao.Value {
	t.Helper()
	code := ""
	ret, _ := readDesk(t, func(d *desk) {
		d.sheet = name
		code = d.paper.leaf(name).rows[d.paper.leaf(name).headRow()+1][0].(string)
		d.row = d.paper.leaf(name).row(code) + 1
		edit(d, d.at(label, 0))
	})
	return ret.RowByCode(code).Values.Of(field)
}

// TestDatesAsShown: a number is the day that its cell shows, or none.
func TestDatesAsShown(t *testing.T) {
	for _, c := range []struct{ format, stored, want string }{
		{"yyyy-mm-dd", "45448", "2024-06-05"}, {`yyyy"年"m"月"d"日"`, "45448", "2024-06-05"}, {`m"月"d"日"`, "45448", "2024-06-05"}, {`yyyy"年"m"月"`, "45448", "2024-06-05"}, {"d-mmm-yy", "45448", "2024-06-05"}, {"yyyy-mm-dd h:mm", "45448.5", "2024-06-05"},
		{`[$-804]yyyy"年"m"月"d"日" aaaa`, "45448", "2024-06-05"}, {"General", "45448", "2024-06-05"}, {"0", "20240605", "2024-06-05"}, {"yyyy-mm-dd", "20240605", "2024-06-05"},
		{";;;", "45448", "单元格却什么也不显示，不是日期"}, {`"2024年7月"`, "45448", "单元格显示为“2024年7月”，不是日期"}, {`yyyy-mm-dd"（预计）"`, "45448", "存的是 2024-06-05，单元格显示为“2024-06-05（预计）”"},
		{`"7月"d"日"`, "45448", "存的是 2024-06-05，单元格显示为“7月5日”"}, {"d", "45448", "存的是 2024-06-05，单元格显示为“5”"}, {"h:mm", "45448.5", "单元格显示为“12:00”，不是日期"}, {"0.0", "2024.1", "不是日期"}, {"0", "2024", "不是日期"}, {"0.0", "6.5", "不是日期"},
	} {
		v := readState(t, "标准", "执行日期", huibao.FieldSince, func(d *desk, ref string) {
			d.check(d.SetCellDefault(d.sheet, ref, c.stored))
			d.style(ref, &excelize.Style{CustomNumFmt: &c.format})
		})
		if got := wordOrDoubt(v, v.Date.String()); got != c.want {
			t.Errorf("%s as %q: %s, want %s", c.stored, c.format, got, c.want)
		}
	}
}

// wordOrDoubt is what was read of a value that is no number, or why nothing was.
func wordOrDoubt(v huibao.Value, read string) string {
	for _, r := range v.Remarks {
		switch r.Kind {
		case huibao.RemarkNotAsShown, huibao.RemarkStale, huibao.RemarkNotDate, huibao.RemarkNotInList:
			if read != "" {
				return "held back, yet " + read
			}
			return r.Text
		}
	}
	return read
}

// TestStates reads the states of milestones in the words that people have for them.
func TestStates(t *testing.T) {
	for want, texts := range map[string][]string{
		"已完成":         {"已完成", "已 完成", "已完成。", "已完成\u200b", "完成", "已全部完成", "√", "✔", "☑", "已竣工", "已建成投用"},
		"推进中":         {"推进中", "推进中。", "正在推进中", "正常推进", "按计划推进", "施工中", "已开工"},
		"未启动":         {"未启动", "尚未启动", "未开工"},
		"未启动、推进中、已完成": {"基本完成", "部分完成", "未完成", "已完成80%", "80%", "×", "否", "推进中/已完成", "未启动（推进中）", "预计完成", "6月完成", "已完成？", "主体完工", "暂缓", "停工", "1", "同上", "\u202e成完已"},
	} {
		for _, text := range texts {
			v := readState(t, "事项", "状态", huibao.FieldState, func(d *desk, ref string) { d.check(d.SetCellStr(d.sheet, ref, text)) })
			if got := wordOrDoubt(v, v.Word); got != want {
				t.Errorf("%q: %s, want %s", text, got, want)
			}
		}
	}
}

// TestResultsOfWords holds the results of formulas that give states and days to what they give.
func TestResultsOfWords(t *testing.T) {
	for _, c := range []struct{ formula, saved, want string }{
		{`IF(1=1,"已完成","推进中")`, "已完成", "已完成"},
		{`IF(1=1,"已完成","推进中")`, "推进中", `公式 =IF(1=1,"已完成","推进中") 的结果应为 已完成，文件里存的是 推进中`},
		{`VLOOKUP(1,A:B,2,0)`, "推进中", "推进中"},
	} {
		v := readState(t, "事项", "状态", huibao.FieldState, func(d *desk, ref string) {
			d.check(d.SetCellDefault(d.sheet, ref, "987123"))
			d.check(d.SetCellFormula(d.sheet, ref, c.formula))
			d.swaps = append(d.swaps, [2]string{"<v>987123</v>", "<v>" + c.saved + "</v>"})
		})
		if got := wordOrDoubt(v, v.Word); got != c.want {
			t.Errorf("=%s saved as %s: %s, want %s", c.formula, c.saved, got, c.want)
		}
	}
	for _, c := range []struct{ formula, saved, want string }{
		{"DATE(2024,6,5)", "45448", "2024-06-05"}, {"DATE(2024,7,5)", "45448", "公式 =DATE(2024,7,5) 的结果应为 45478，文件里存的是 45448"},
	} {
		v := readState(t, "标准", "执行日期", huibao.FieldSince, func(d *desk, ref string) { d.saved(ref, c.formula, c.saved) })
		if got := wordOrDoubt(v, v.Date.String()); got != c.want {
			t.Errorf("=%s saved as %s: %s, want %s", c.formula, c.saved, got, c.want)
		}
	}
}
