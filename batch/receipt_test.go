package batch_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"huibao/batch"
)

// TestReceiptLines reads 收到.csv: each line that can't be believed is told at its cell,
// and its file counts as received when it was first seen.
func TestReceiptLines(t *testing.T) {
	ctx := context.Background()
	s := newSmall(t, true)
	s.put(t, "甲县", "报", 0)
	s.put(t, "乙县", "报", 0)
	today := s.opt.Date.String()
	lines := "\ufeff文件,时间,方式\n" +
		"甲县_报.xlsx,2024-01-03 09:30,邮件\n" +
		"乙县_报.xlsx,2024-01-04,邮件\n" +
		"乙县_报.xlsx,2024-01-05,邮件\n" +
		"甲县_报.xlsx,2024-01-03 09:30,邮件\n" +
		"丙县.xlsx,2024-01-04,邮件\n" +
		"甲县_新.xlsx,2999-01-01,邮件\n" +
		",2024-01-04,邮件\n" +
		"丁县.xlsx,前天,邮件\n"
	must(t, os.WriteFile(filepath.Join(s.w.Returns(s.opt.Period), batch.ReceiptFile), []byte(lines), 0o644))
	res, err := batch.Run(ctx, s.w, s.opt)
	must(t, err)
	var got []string
	for _, f := range res.Findings {
		if f.Code == "F10" {
			got = append(got, f.Message)
		}
	}
	want := []string{
		"“收到.csv”B4：“乙县_报.xlsx” 登记了不同的时间（另见 B3）。",
		"“收到.csv”B7：时间 2999-01-01 晚于今天（" + today + "）。",
		"“收到.csv”B8：没有写文件名。",
		"“收到.csv”B9：时间 “前天” 无法识别，应写作 2024-07-03 16:20。",
		"“收到.csv”B6：文件夹里没有 “丙县.xlsx”。",
	}
	if !slices.Equal(got, want) {
		t.Errorf("told:\n%q\nwant:\n%q", got, want)
	}
	before := tree(t, s.w.Out(s.opt.Period))
	_, err = batch.Reissue(ctx, s.w, s.opt)
	must(t, err)
	if !maps.Equal(before, tree(t, s.w.Out(s.opt.Period))) {
		t.Error("what is printed again from the ledger is not what the run printed")
	}
	for _, sub := range res.Submissions() {
		if want, is := map[string]string{"C1": "2024-01-03", "C2": today}[sub.Unit]; is && sub.Receipt.Time.Format("2006-01-02") != want {
			t.Errorf("%s received %s, want %s", sub.Path, sub.Receipt.Time, want)
		}
	}
}
