package batch_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/batch"
	"huibao/internal/oracle"
	"huibao/report"
)

// returnedAs runs the period and says what went back for each file that was handed in.
func (s *small) returnedAs(t *testing.T) map[string]report.FileEntry {
	t.Helper()
	_, err := batch.Run(context.Background(), s.w, s.opt)
	must(t, err)
	data, err := os.ReadFile(filepath.Join(s.w.Out(s.opt.Period), "run.json"))
	must(t, err)
	var run report.Run
	must(t, json.Unmarshal(data, &run))
	files := map[string]report.FileEntry{}
	for _, f := range run.Files {
		files[filepath.Base(f.Path)] = f
	}
	return files
}

// TestReturned goes the way of a return through the office and back: a member of an
// archive and a workbook with macros go back annotated, a text file gets the list and
// the reason in run.json and for status, a second run leaves all as it is; the copy
// sent back mended takes the place of what it mends, whatever it is called; the list
// alone is no return.
func TestReturned(t *testing.T) {
	embedded(t)
	s := newSmall(t, true)
	folder := s.w.Returns(s.opt.Period)
	s.put(t, "甲县", "报", 5)
	s.put(t, "乙县", "报", 5)
	member, err := os.ReadFile(filepath.Join(folder, "甲县_报.xlsx"))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(folder, "甲县报送.zip"), zipOf(t, map[string][]byte{"甲县.xlsx": member}), 0o644))
	must(t, os.Remove(filepath.Join(folder, "甲县_报.xlsx")))
	macros, err := os.ReadFile(filepath.Join(folder, "乙县_报.xlsx"))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(folder, "乙县_报.xlsx"), withMacros(t, macros), 0o644))
	must(t, os.WriteFile(filepath.Join(folder, "丙县.csv"), []byte("2024年1月丙县完成情况表,,\n编码,指标,本期完成\n1.1,第1种设施,约3\n"), 0o644))

	files := s.returnedAs(t)
	for name, want := range map[string]report.Copy{
		"甲县报送.zip!甲县.xlsx": {Path: "out/2024-01/returned/甲县报送.zip!甲县-审核意见.xlsx"},
		"乙县_报.xlsx":        {Path: "out/2024-01/returned/乙县_报-审核意见.xlsm"},
		"丙县.csv":           {Path: "out/2024-01/returned/丙县-审核意见.xlsx", ListOnly: "文件是CSV 文本（UTF-8）"},
	} {
		if got := files[name].Returned; got == nil || got.ListOnly != want.ListOnly || filepath.Ext(got.Path) != filepath.Ext(want.Path) {
			t.Errorf("%s went back as %+v", name, got)
		}
	}
	st, err := batch.StatusOf(context.Background(), s.w, s.opt)
	if err != nil || len(st.ListOnly) != 1 || st.ListOnly[0].Why != "文件是CSV 文本（UTF-8）" {
		t.Errorf("lists alone: %+v, %v", st, err)
	}
	again := s.returnedAs(t)
	if a, b := again["丙县.csv"].Returned, files["丙县.csv"].Returned; a == nil || *a != *b {
		t.Errorf("the second run says %+v, the first said %+v", a, b)
	}

	s.receipted(t, files["甲县报送.zip!甲县.xlsx"].SHA256)
	mended, err := excelize.OpenFile(filepath.Join(s.w.Dir, files["甲县报送.zip!甲县.xlsx"].Returned.Path))
	must(t, err)
	rows, err := mended.GetRows("计数")
	must(t, err)
	for i, row := range rows {
		if len(row) > 0 && strings.HasPrefix(row[0], "1.") {
			for j, head := range rows[2] {
				if name, _ := excelize.CoordinatesToCellName(j+1, i+1); strings.HasPrefix(head, "本期") {
					must(t, mended.SetCellValue("计数", name, 1))
				}
			}
		}
	}
	must(t, mended.SaveAs(filepath.Join(folder, "整改.xlsx")))
	list, err := os.ReadFile(filepath.Join(s.w.Dir, files["丙县.csv"].Returned.Path))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(folder, "丙县已阅.xlsx"), list, 0o644))
	files = s.returnedAs(t)
	if f := files["整改.xlsx"]; f.State != huibao.StateAccepted && f.State != huibao.StatePending {
		t.Errorf("the mended copy is %s: %s", f.State, f.Why)
	}
	if f := files["甲县报送.zip!甲县.xlsx"]; f.State != huibao.StateSuperseded {
		t.Errorf("what was mended is %s: %s", f.State, f.Why)
	}
	if f := files["丙县已阅.xlsx"]; f.State != huibao.StateRejected || f.Why != "这是审核意见，不是报表。" {
		t.Errorf("the list is %s: %s", f.State, f.Why)
	}
}

// receipted holds what a county's receipt says, that of the file with the hash.
func (s *small) receipted(t *testing.T, hash string) {
	t.Helper()
	receipts, err := batch.Receipts(context.Background(), s.w, s.opt, nil)
	must(t, err)
	if len(receipts) < 2 || receipts[0].Path != "out/2024-01/回执/2024-01-甲县-1.pdf" {
		t.Errorf("receipts: %v", receipts)
	}
	if same, err := batch.Receipts(context.Background(), s.w, s.opt, []string{"甲县"}); err != nil || len(same) != 1 || same[0] != receipts[0] {
		t.Errorf("the receipt anew: %v, %v", same, err)
	}
	if _, err := batch.Receipts(context.Background(), s.w, s.opt, []string{"丁县"}); err == nil {
		t.Error("a receipt for nobody")
	}
	t.Run("receipt", func(t *testing.T) {
		said := oracle.PDFText(t, filepath.Join(s.w.Dir, receipts[0].Path))
		for _, want := range []string{"2024-01-甲县-1", hash, "本期完成 56", "本年累计 1", "第1种设施"} {
			if !strings.Contains(said, want) {
				t.Errorf("the receipt does not say %s:\n%s", want, said)
			}
		}
	})
}

func zipOf(t *testing.T, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range files {
		w, err := z.Create(name)
		must(t, err)
		_, err = w.Write(data)
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

// withMacros makes a workbook one that may hold macros.
func withMacros(t *testing.T, data []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	files := map[string][]byte{"xl/vbaProject.bin": []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")}
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		var b bytes.Buffer
		_, err = b.ReadFrom(r)
		must(t, err)
		files[f.Name] = bytes.Replace(b.Bytes(), []byte("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), []byte("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), 1)
	}
	return zipOf(t, files)
}
