package batch_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao/batch"
)

// TestNotes types into the draft's workbook what an office does: the next run keeps it, prints it
// again where its row is now, takes away what was cleared, and an edition prints none.
func TestNotes(t *testing.T) {
	ctx := context.Background()
	s := newSmall(t, true)
	for i, county := range smallCounties {
		s.put(t, county, "1", 5*(i%2)) // every other one is wrong
	}
	run := func() *batch.Result {
		t.Helper()
		res, err := batch.Run(ctx, s.w, s.opt)
		must(t, err)
		return res
	}
	notes := func() []string {
		var list []string
		for _, n := range s.state(t).Notes {
			list = append(list, strings.Join([]string{n.Unit, n.Code, n.Row, n.Column, n.Text}, "|"))
		}
		return list
	}
	path := filepath.Join(s.w.Out(s.opt.Period), "汇总表.xlsx")
	run()
	toldOfChange(t, run(), "")
	if len(notes()) > 0 {
		t.Errorf("nothing was typed: %v", notes())
	}
	book := typed(t, path, map[string]map[string]string{
		"指标": {"1.2": "办公室意见=请市民政局再核"},
		"报送": {"甲县": "处理意见=已电话提醒；经办人=李四"},
		"问题": {"乙县": "处理意见=限期改正"},
	})
	toldOfChange(t, run(), "汇总表.xlsx 在上次运行以后被改动过：其中的意见已记入 4 处；改动的数、文字和格式不作数，已重新写过")
	toldOfChange(t, run(), "")
	code := book["乙县"][0] // of the first finding on that county
	want := []string{"||1.2|办公室意见|请市民政局再核", "C1|||处理意见|已电话提醒", "C1|||经办人|李四", "C2|" + code + "|" + book["乙县"][1] + "|处理意见|限期改正"}
	if got := notes(); !slices.Equal(got, want) {
		t.Fatalf("%q, want %q", got, want)
	}
	if got := printedNotes(t, path); !slices.Contains(got, "请市民政局再核") || !slices.Contains(got, "李四") || !slices.Contains(got, "限期改正") {
		t.Errorf("the next draft prints %v", got)
	}
	s.put(t, "甲县", "1", 1) // another return, and the notes stay
	run()
	if got := printedNotes(t, path); !slices.Contains(got, "已电话提醒") {
		t.Errorf("after another return: %v", got)
	}
	typed(t, path, map[string]map[string]string{"报送": {"甲县": "处理意见=；经办人=王五"}})
	run()
	want = slices.DeleteFunc(want, func(n string) bool { return strings.HasPrefix(n, "C1|") })
	want = append(want, "C1|||经办人|王五")
	if got := notes(); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for _, county := range smallCounties {
		s.put(t, county, "1", 0)
	}
	run()
	typed(t, path, map[string]map[string]string{"报送": {"丙县": "处理意见=锁定前填的"}})
	must(t, s.lock())
	if got := notes(); !slices.Contains(got, "C3|||处理意见|锁定前填的") {
		t.Errorf("typed before the lock: %q", got)
	}
	if got := printedNotes(t, filepath.Join(s.w.Out(s.opt.Period), "第1版", "汇总表.xlsx")); len(got) > 0 {
		t.Errorf("the edition prints %v", got)
	}
	kept := notes()
	_, err := batch.Unlock(ctx, s.w, s.opt, "丙县", "更正")
	must(t, err)
	toldOfChange(t, run(), "") // what lay there was the edition's
	if got := notes(); !slices.Equal(got, kept) {
		t.Errorf("opened again: %q, want %q", got, kept)
	}
	if got := printedNotes(t, path); !slices.Contains(got, "锁定前填的") {
		t.Errorf("opened again it prints %v", got)
	}
}

// noteHeads are the columns in which an office types.
var noteHeads = []string{"办公室意见", "处理意见", "经办人", "办结"}

// typed writes into a workbook: by sheet and what stands in one of the first two columns after
// the key, 列=文字；列=文字. It returns 编号 and 指标 of the rows of 问题 that it wrote into.
func typed(t *testing.T, path string, what map[string]map[string]string) map[string][2]string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	must(t, err)
	defer f.Close()
	about := map[string][2]string{}
	for name, rows := range what {
		list, err := f.GetRows(name)
		must(t, err)
		for of, text := range rows {
			at := slices.IndexFunc(list, func(r []string) bool { return len(r) > 1 && r[1] == of })
			if at < 0 {
				t.Fatalf("%s has no row of %s", name, of)
			}
			if name == "问题" {
				about[of] = [2]string{list[at][slices.Index(list[0], "编号")], list[at][slices.Index(list[0], "指标")]}
			}
			for _, part := range strings.Split(text, "；") {
				column, value, _ := strings.Cut(part, "=")
				ref, err := excelize.CoordinatesToCellName(slices.Index(list[0], column)+1, at+1)
				must(t, err)
				must(t, f.SetCellStr(name, ref, value))
			}
		}
	}
	must(t, f.Save())
	return about
}

// toldOfChange holds what a run says of a workbook that was changed by hand; "" is nothing.
func toldOfChange(t *testing.T, res *batch.Result, want string) {
	t.Helper()
	got := strings.Join(res.Notes, "\n")
	if want == "" && strings.Contains(got, "被改动过") || !strings.Contains(got, want) {
		t.Errorf("told %q, want %q", got, want)
	}
}

// printedNotes is all that stands in the columns for the office.
func printedNotes(t *testing.T, path string) []string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	must(t, err)
	defer f.Close()
	var list []string
	for _, name := range []string{"指标", "报送", "问题"} {
		rows, err := f.GetRows(name)
		must(t, err)
		for _, r := range rows[1:] {
			for i, text := range r {
				if text != "" && slices.Contains(noteHeads, rows[0][i]) {
					list = append(list, text)
				}
			}
		}
	}
	return list
}

// TestNotesAstray types into a row that was put in and into one whose unit was written over: they
// are nobody's, and it is said so.
func TestNotesAstray(t *testing.T) {
	s := newSmall(t, true)
	for _, county := range smallCounties {
		s.put(t, county, "1", 0)
	}
	_, err := batch.Run(t.Context(), s.w, s.opt)
	must(t, err)
	path := filepath.Join(s.w.Out(s.opt.Period), "汇总表.xlsx")
	typed(t, path, map[string]map[string]string{"报送": {"乙县": "处理意见=请补报", "丙县": "处理意见=已催；单位=丙县（张三）"}})
	f, err := excelize.OpenFile(path)
	must(t, err)
	must(t, f.SetCellStr("指标", "A60", ""))
	rows, err := f.GetRows("指标")
	must(t, err)
	ref, err := excelize.CoordinatesToCellName(slices.Index(rows[0], "办公室意见")+1, 60)
	must(t, err)
	must(t, f.SetCellStr("指标", ref, "插入的一行"))
	must(t, f.Save())
	must(t, f.Close())
	res, err := batch.Run(t.Context(), s.w, s.opt)
	must(t, err)
	kept := s.state(t).Notes
	if len(kept) != 1 || kept[0].Unit != "C2" || kept[0].Text != "请补报" {
		t.Errorf("%v", kept)
	}
	for _, text := range []string{"已催", "插入的一行"} {
		if !slices.ContainsFunc(res.Notes, func(n string) bool { return strings.Contains(n, text) && strings.Contains(n, "没有记入") }) {
			t.Errorf("%s: %q", text, res.Notes)
		}
	}
}

// TestNotesOfOnePlace types into two rows of one place, of which a draft prints one note: over
// one or both, and clears one or both.
func TestNotesOfOnePlace(t *testing.T) {
	const was = "请核"
	cases := []struct {
		county, column string
		typed          [2]string
		want           string
		told           bool
	}{
		{"甲县", "处理意见", [2]string{was, was}, was, false},
		{"甲县", "经办人", [2]string{"已核", was}, "已核", false},
		{"甲县", "办结", [2]string{was, "已核"}, "已核", false},
		{"乙县", "处理意见", [2]string{"已核", "已核"}, "已核", false},
		{"乙县", "经办人", [2]string{"已核", "请市局会核"}, "已核；请市局会核", false},
		{"乙县", "办结", [2]string{"", ""}, "", false},
		{"丙县", "处理意见", [2]string{"", was}, was, true},
		{"丙县", "经办人", [2]string{was, ""}, was, true},
		{"丙县", "办结", [2]string{"", "已核"}, "已核", false},
	}
	s := newSmall(t, true)
	for _, county := range smallCounties {
		s.put(t, county, "1", 0)
	}
	path := filepath.Join(s.w.Out(s.opt.Period), "汇总表.xlsx")
	run := func() *batch.Result {
		t.Helper()
		res, err := batch.Run(t.Context(), s.w, s.opt)
		must(t, err)
		return res
	}
	run()
	of := map[string]string{}
	for _, county := range smallCounties {
		of[county] = "处理意见=请核；经办人=请核；办结=请核"
	}
	typed(t, path, map[string]map[string]string{"报送": of})
	run()
	f, err := excelize.OpenFile(path)
	must(t, err)
	for _, county := range smallCounties {
		list, err := f.GetRows("报送")
		must(t, err)
		at := 1 + slices.IndexFunc(list, func(r []string) bool { return len(r) > 1 && r[1] == county })
		must(t, f.DuplicateRow("报送", at))
		for _, c := range cases {
			if c.county != county {
				continue
			}
			for i, text := range c.typed {
				ref, err := excelize.CoordinatesToCellName(slices.Index(list[0], c.column)+1, at+i)
				must(t, err)
				must(t, f.SetCellStr("报送", ref, text))
			}
		}
	}
	must(t, f.Save())
	must(t, f.Close())
	res := run()
	notes := s.state(t).Notes
	for _, c := range cases {
		var got string
		for _, n := range notes {
			if n.Unit == s.form[c.county].Unit.Code && n.Column == c.column {
				got += n.Text
			}
		}
		if got != c.want {
			t.Errorf("%s, %s %q: %q, want %q", c.county, c.column, c.typed, got, c.want)
		}
		still := fmt.Sprintf("汇总表.xlsx 中对%s的意见在几行里只清空了一部分，仍保留（%s：%s）；要去掉，请在各行都清空", c.county, c.column, was)
		if told := slices.Contains(res.Notes, still); told != c.told {
			t.Errorf("%s, %s %q: told %v, want %v: %q", c.county, c.column, c.typed, told, c.told, res.Notes)
		}
	}
}

// TestNotesGone puts something else in the workbook's place, or takes from it a sheet or a heading: nothing of what the office
// may have typed goes in silence, and what was noted before stays.
func TestNotesGone(t *testing.T) {
	s := newSmall(t, true)
	for _, county := range smallCounties {
		s.put(t, county, "1", 0)
	}
	_, err := batch.Run(t.Context(), s.w, s.opt)
	must(t, err)
	path := filepath.Join(s.w.Out(s.opt.Period), "汇总表.xlsx")
	typed(t, path, map[string]map[string]string{"报送": {"乙县": "处理意见=请补报"}})
	res, err := batch.Run(t.Context(), s.w, s.opt)
	must(t, err)
	if got := strings.Join(res.Notes, "\n"); strings.Contains(got, "没有读到") {
		t.Errorf("with all its sheets: %q", got)
	}
	whole, err := os.ReadFile(path)
	must(t, err)
	for _, junk := range []string{"destroyed", "a,b\n1,2\n", "PK\x03\x04junk", ""} {
		must(t, os.WriteFile(path, []byte(junk), 0o600))
		_, err := batch.Run(t.Context(), s.w, s.opt)
		if err == nil || !strings.Contains(err.Error(), "汇总表.xlsx 被改动过，读不出其中填写的意见：") || !strings.Contains(err.Error(), "从文件夹中移走，再运行") {
			t.Errorf("%q: %v", junk, err)
		}
		if left, err := os.ReadFile(path); err != nil || string(left) != junk {
			t.Errorf("%q was written over: %v", junk, err)
		}
	}
	for want, change := range map[string]func(*excelize.File) error{
		"没有“报送”一页（": func(f *excelize.File) error { return f.SetSheetName("报送", "报送2") },
		"没有“问题”一页（": func(f *excelize.File) error { return f.DeleteSheet("问题") },
		"没有“报送”的处理意见栏（": func(f *excelize.File) error {
			rows, err := f.GetRows("报送")
			if err != nil {
				return err
			}
			col, err := excelize.ColumnNumberToName(slices.Index(rows[0], "处理意见") + 1)
			return errors.Join(err, f.SetCellStr("报送", col+"1", "意见"))
		},
	} {
		must(t, os.WriteFile(path, whole, 0o600))
		f, err := excelize.OpenFile(path)
		must(t, err)
		must(t, change(f))
		must(t, errors.Join(f.Save(), f.Close()))
		res, err := batch.Run(t.Context(), s.w, s.opt)
		must(t, err)
		toldOfChange(t, res, want)
		if kept := s.state(t).Notes; len(kept) != 1 || kept[0].Text != "请补报" {
			t.Errorf("%s: %v", want, kept)
		}
	}
}
