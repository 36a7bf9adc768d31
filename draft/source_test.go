package draft

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/internal/sheet"
)

func read(name string, data []byte) error {
	_, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), name, sheet.DefaultLimits())
	return err
}

// TestRefusals holds what is said of files without a plan in them.
func TestRefusals(t *testing.T) {
	for _, c := range []struct{ name, data, says string }{
		{"空.txt", "", "空文件"},
		{"空白.txt", "  \n\n\t\n", "没有文字"},
		{"扫描.pdf", "%PDF-1.7\n", "PDF"},
		{"照片.png", "\x89PNG\r\n\x1a\n", "图片"},
		{"旧.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), ""},
		{"散文.txt", "今年我们要把好事办好、把实事办实。", "没有找到任务"},
		{"半个.docx", "PK\x03\x04", ""},
	} {
		err := read(c.name, []byte(c.data))
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", c.name, err, c.says)
		}
	}
}

func TestTooLong(t *testing.T) {
	lim := sheet.DefaultLimits()
	lim.FileBytes = 100
	data := []byte(strings.Repeat("一、新建学校1所。\n", 20))
	_, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "长.txt", lim)
	if err == nil || !strings.Contains(err.Error(), "上限 100") {
		t.Error(err)
	}
}

// TestWorkbook drafts from a workbook, with its task column merged over rows.
func TestWorkbook(t *testing.T) {
	f := excelize.NewFile()
	for i, row := range [][]any{{"2025年民生实事"}, {"序号", "项目", "建设内容", "责任单位"},
		{1, "道路", "新建道路12.5公里", "市交通局"}, {nil, nil, "改造桥梁3座", nil}, {2, "学校", "新增学位800个", "市教育局"}} {
		if err := f.SetSheetRow("Sheet1", "A"+string(rune('1'+i)), &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.MergeCell("Sheet1", "A3", "A4"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	d, err := Read(context.Background(), bytes.NewReader(b.Bytes()), int64(b.Len()), "清单.xlsx", sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, i := range d.Plan.Indicators {
		got = append(got, i.Code+" "+i.Name+" "+i.Target.String()+i.Measure)
	}
	if s := strings.Join(got, "; "); s != "1.1 新建道路 12.5公里; 1.2 改造桥梁 3座; 2.1 新增学位 800个" {
		t.Error(s)
	}
}

// TestTwice holds what is done with a number that stands twice.
func TestTwice(t *testing.T) {
	d, err := FromText(context.Background(), "2025年民生实事\n1.新建学校3所。\n2.新建桥梁2座。\n2.新建公园1座。\n3.新建泵站5座。")
	if err != nil {
		t.Fatal(err)
	}
	var nos []int
	for _, task := range d.Plan.Tasks {
		nos = append(nos, task.No)
	}
	if len(nos) != 4 || nos[0] != 1 || nos[1] != 2 || nos[2] == 2 || nos[3] == nos[2] {
		t.Error(nos)
	}
	said := slices.ContainsFunc(d.Doubts, func(x huibao.Doubt) bool { return x.Heading == "序号" && strings.Contains(x.Why, "重复") })
	if !said {
		t.Error(d.Doubts)
	}
}
