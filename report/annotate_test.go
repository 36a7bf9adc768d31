package report_test

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/internal/annotate"
	"huibao/internal/same"
	"huibao/internal/sheet"
	"huibao/report"
)

// decorated is a return with what people put into theirs: a note, a picture of a seal,
// a chart, a name, a conditional format, a hidden sheet, a frozen pane.
func decorated(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(f.SetSheetName(f.GetSheetName(0), "计数"))
	for i := range 30 {
		for _, col := range []string{"A", "B", "C", "F", "G"} {
			ref := col + string(rune('0'+(i+1)/10)) + string(rune('0'+(i+1)%10))
			ref = strings.Replace(ref, col+"0", col, 1)
			check(f.SetCellValue("计数", ref, i*7))
		}
	}
	check(f.SetCellFormula("计数", "H5", "SUM(F1:F10)"))
	check(f.AddComment("计数", excelize.Comment{Cell: "F5", Author: "张三", Text: "本月含补报"}))
	check(f.AddComment("计数", excelize.Comment{Cell: "F9", Author: "张三", Text: "另一处"}))
	var seal bytes.Buffer
	check(png.Encode(&seal, image.NewRGBA(image.Rect(0, 0, 8, 8))))
	check(f.AddPictureFromBytes("计数", "J2", &excelize.Picture{Extension: ".png", File: seal.Bytes()}))
	check(f.AddChart("计数", "J10", &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Name: "x", Values: "计数!$F$1:$F$9"}}}))
	check(f.SetDefinedName(&excelize.DefinedName{Name: "单位名", RefersTo: "计数!$A$1"}))
	style, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: "FF0000"}})
	check(err)
	check(f.SetConditionalFormat("计数", "F1:F30", []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: ">", Format: &style, Value: "100"}}))
	v := excelize.NewDataValidation(true)
	v.Sqref = "B1:B9"
	check(v.SetDropList([]string{"甲", "乙"}))
	check(f.AddDataValidation("计数", v))
	check(f.MergeCell("计数", "A25", "B26"))
	_, err = f.NewSheet("草稿")
	check(err)
	check(f.SetCellStr("草稿", "A1", "不动"))
	check(f.SetSheetVisible("草稿", false))
	check(f.SetPanes("计数", &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	var b bytes.Buffer
	check(f.Write(&b))
	return b.Bytes()
}

func finding(cell string, sev huibao.Severity) huibao.Finding {
	return huibao.Finding{ID: "x-" + cell, Code: "V04", Severity: sev, Status: huibao.StatusOpen, Title: "t", Sheet: "计数", Cell: cell, Message: "“计数”" + cell + "：不对。", Remedy: "请核对"}
}

// TestAnnotationKeeps compares the annotated copy part by part with what was handed in:
// nothing is lost, nothing but the notes and the fills is changed, and a note that was
// there stays.
func TestAnnotationKeeps(t *testing.T) {
	data := decorated(t)
	s := &huibao.Submission{Path: "a.xlsx", Return: &huibao.Return{}, State: huibao.StatePending, Findings: []huibao.Finding{
		finding("F5", huibao.Warning), finding("F6", huibao.Error), finding("G7", huibao.Notice)}}
	out := annotated(t, data, s)
	before, after := same.Parts(t, data), same.Parts(t, out)
	rewritten := []string{"[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", "xl/comments", "xl/drawings/vmlDrawing", "xl/worksheets/sheet1.xml", "xl/_rels/workbook"}
	for name, part := range before {
		now, ok := after[name]
		if !ok {
			t.Errorf("%s is gone", name)
			continue
		}
		if !bytes.Equal(part, now) && !slices.ContainsFunc(rewritten, func(p string) bool { return strings.Contains(name, p) }) {
			t.Errorf("%s is changed", name)
		}
	}
	same.Cells(t, data, out, same.Whole)
	f, err := excelize.OpenReader(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	comments, err := f.GetComments("计数")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, c := range comments {
		if texts[c.Cell] != "" {
			t.Errorf("two notes at %s", c.Cell)
		}
		texts[c.Cell] = c.Text
		for _, run := range c.Paragraph {
			texts[c.Cell] += run.Text
		}
	}
	for cell, want := range map[string][]string{"F5": {"本月含补报", "核实性（V04）："}, "F9": {"另一处"}, "F6": {"强制性（V04）："}, "G7": {"告知性（V04）："}} {
		for _, w := range want {
			if !strings.Contains(texts[cell], w) {
				t.Errorf("the note at %s is %q, without %q", cell, texts[cell], w)
			}
		}
	}
	if v, err := f.GetDataValidations("计数"); err != nil || len(v) != 1 {
		t.Errorf("%d validations, %v", len(v), err)
	}
	if c, err := f.GetConditionalFormats("计数"); err != nil || len(c) != 4 { // theirs, and a colour for each grade
		t.Errorf("%d conditional formats, %v", len(c), err)
	}
	if names := f.GetDefinedName(); !slices.ContainsFunc(names, func(n excelize.DefinedName) bool { return n.Name == "单位名" }) {
		t.Errorf("names: %v", names)
	}
	// sent back unmended and annotated once more: the notes of ours are renewed, not doubled
	again := annotated(t, out, s)
	g, err := excelize.OpenReader(bytes.NewReader(again))
	if err != nil {
		t.Fatal(err)
	}
	second, err := g.GetComments("计数")
	if err != nil || len(second) != len(comments) {
		t.Errorf("%d notes after the second time, %d after the first, %v", len(second), len(comments), err)
	}
	for _, c := range second {
		text := c.Text
		for _, run := range c.Paragraph {
			text += run.Text
		}
		if strings.Count(text, "（V04）") > 1 {
			t.Errorf("the note at %s says it twice: %q", c.Cell, text)
		}
	}
}

// annotated is the annotated copy of a file that can be annotated.
func annotated(t *testing.T, data []byte, s *huibao.Submission) []byte {
	t.Helper()
	var b bytes.Buffer
	if why, err := report.Annotate(&b, bytes.NewReader(data), int64(len(data)), s, report.Desk{}); err != nil || why != "" {
		t.Fatal(why, err)
	}
	return b.Bytes()
}

// TestListAlone is what a file gets that can't be annotated: the list, which says why,
// whom to call and until when.
func TestListAlone(t *testing.T) {
	s := &huibao.Submission{Path: "returns/2024-06/甲.csv", SHA256: strings.Repeat("a", 64), State: huibao.StatePending,
		Return: &huibao.Return{Remarks: []huibao.Remark{{Kind: huibao.RemarkOtherFormat, Text: "CSV 文本（GB18030）"}}}, Findings: []huibao.Finding{finding("F5", huibao.Warning), finding("F6", huibao.Error)}}
	var b bytes.Buffer
	why, err := report.Annotate(&b, strings.NewReader("a,b\n"), 4, s, report.Desk{Office: "督查室", Phone: "0955-1", Deadline: huibao.Date{Year: 2024, Month: 7, Day: 5}})
	if err != nil || why != "文件是CSV 文本（GB18030）" {
		t.Fatal(why, err)
	}
	book, err := sheet.Open(context.Background(), bytes.NewReader(b.Bytes()), int64(b.Len()), "a.xlsx", sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	g, err := book.Sheets[0].Grid(context.Background())
	if err != nil || book.Sheets[0].Name != huibao.ReviewSheet {
		t.Fatal(book.Sheets[0].Name, err)
	}
	for row, want := range map[int]string{3: "请于 2024年7月5日 前在本文件或原文件中改正后重新报送；有疑问请联系 督查室 0955-1。",
		4: "本文件只有意见清单，没有批注在表上：文件是CSV 文本（GB18030）。请对照“位置”一栏在原文件中改正。",
		6: "一、必须改正（强制性）", 8: "二、请改正或说明原因（核实性）", 11: annotate.Of + strings.Repeat("a", 64)} {
		if got := g.At(row, 1).Raw; got != want {
			t.Errorf("row %d is %q", row, got)
		}
	}
	if annotate.Name != huibao.ReviewSheet || annotate.Of != huibao.ReviewOf {
		t.Error("the list is not known by its names")
	}
}

// TestAnnotatesEachCell marks every cell of one finding with what was found in it, and
// lists the finding once.
func TestAnnotatesEachCell(t *testing.T) {
	f := finding("F5", huibao.Error)
	f.Message = "有 3 格没有填：“计数”F5:F7。"
	for _, cell := range []string{"F5", "F6", "F7"} {
		f.Cells = append(f.Cells, huibao.FindingCell{Sheet: "计数", Cell: cell, Indicator: "1." + cell, Message: "“计数”" + cell + "：没有填，电话13912345678。"})
	}
	s := &huibao.Submission{Path: "a.xlsx", Return: &huibao.Return{}, State: huibao.StatePending, Findings: []huibao.Finding{f}}
	data := decorated(t)
	var out bytes.Buffer
	if why, err := report.Annotate(&out, bytes.NewReader(data), int64(len(data)), s, report.Desk{}); err != nil || why != "" {
		t.Fatal(why, err)
	}
	b, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	notes, err := b.GetComments("计数")
	if err != nil {
		t.Fatal(err)
	}
	for _, cell := range []string{"F5", "F6", "F7"} {
		at := slices.IndexFunc(notes, func(c excelize.Comment) bool { return c.Cell == cell })
		if at < 0 || !strings.Contains(textOf(notes[at]), cell+"：没有填") || strings.Contains(textOf(notes[at]), "13912345678") {
			t.Errorf("%s: %+v", cell, notes)
		}
	}
	rows, err := b.GetRows(huibao.ReviewSheet)
	if err != nil {
		t.Fatal(err)
	}
	var listed []string
	for _, r := range rows {
		if len(r) > 2 && r[0] == "V04" {
			listed = append(listed, r[1]+"|"+r[2])
		}
	}
	if want := []string{"共 3 处：“计数”F5:F7|有 3 格没有填：“计数”F5:F7。"}; !slices.Equal(listed, want) {
		t.Errorf("%q, want %q", listed, want)
	}
}

func textOf(c excelize.Comment) string {
	text := c.Text
	for _, run := range c.Paragraph {
		text += run.Text
	}
	return text
}
