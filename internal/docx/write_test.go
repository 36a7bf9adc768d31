package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

// sample is a document with every kind of block.
func sample() *Writer {
	w := NewWriter(Meta{Title: "关于<6月>的通报", Author: "市政府办公室", Time: time.Date(2024, 7, 10, 0, 0, 0, 0, time.UTC)})
	w.Masthead("市人民政府办公室文件", "市政办发〔2024〕　号")
	w.Title([]string{"关于2024年6月", "进展情况的通报"})
	w.Sub("（征求意见稿）")
	w.To("各县（区）：")
	w.Heading(1, "一、总体情况")
	w.Heading(2, "（一）滞后")
	w.Para("1．新增学位（第4项）。6月累计1,200.5个，占年度任务的 33.3%；说明“缺3人”。\x01", true)
	w.Para("附件2共5项。", false)
	w.Small("滞后事项一览", true)
	w.Table([]Column{{Title: "序号", Width: 1, Align: "center", Plain: true}, {Title: "累计", Group: "甲县", Width: 2, Align: "right"}, {Title: "完成率%", Group: "甲县", Width: 2, Align: "right"}},
		[]Row{{Category: "教育"}, {Cells: []Cell{{Text: "1"}, {Text: "12"}, {Sign: "▲", Colour: "B26A00", Text: "滞后 5"}}}})
	w.Space(2)
	w.Sign("市政府办公室")
	w.Section(true)
	w.AnnexTitle("附件1", "指标进展一览表")
	w.Table([]Column{{Title: "指标", Width: 1, Align: "left"}}, []Row{{Cells: []Cell{{Text: "甲 3"}}}})
	w.Colophon("市委办公室", "市政府办公室", "2024年7月10日")
	return w
}

func written(t *testing.T, w *Writer) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := w.Render(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestWrite: what was written is read again block by block, and the same bytes come twice.
func TestWrite(t *testing.T) {
	data := written(t, sample())
	if again := written(t, sample()); !bytes.Equal(data, again) {
		t.Error("other bytes for the same blocks")
	}
	blocks, err := read(data, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	want := "市人民政府办公室文件;市政办发〔2024〕　号;关于2024年6月\n进展情况的通报;（征求意见稿）;各县（区）：;一、总体情况;（一）滞后;1．新增学位（第4项）。6月累计1,200.5个，占年度任务的 33.3%；说明“缺3人”。�;附件2共5项。;滞后事项一览;" +
		"[序号|甲县|];[|累计|完成率%];[教育||];[1|12|▲ 滞后 5];市政府办公室;附件1;指标进展一览表;[指标];[甲 3];[抄送：市委办公室。|];[市政府办公室|2024年7月10日印发]"
	if s := shown(blocks); s != want {
		t.Errorf("got  %q\nwant %q", s, want)
	}
}

// TestWriteParts: every part is well-formed, and figures alone stand in bookmarks, each with
// an end.
func TestWriteParts(t *testing.T) {
	data := written(t, sample())
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var figures []string
	ends := 0
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(r)
		open, inText := false, false
		for {
			tok, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			switch x := tok.(type) {
			case xml.StartElement:
				inText = x.Name.Local == "t"
				if x.Name.Local == "bookmarkStart" {
					open = true
				}
				if x.Name.Local == "bookmarkEnd" {
					open = false
					ends++
				}
			case xml.EndElement:
				inText = false
			case xml.CharData:
				if open && inText {
					figures = append(figures, string(x))
				}
			}
		}
	}
	if got, want := strings.Join(figures, " "), "1 1,200.5 33.3% 12 5 3"; got != want || ends != len(figures) {
		t.Errorf("bookmarks hold %q (%d ends), want %q", got, ends, want)
	}
}

func TestFigures(t *testing.T) {
	for text, want := range map[string]string{
		"占年度任务1100人次的29.6%": "1100 29.6%",
		"2024年6月25日前，第15项":  "",
		"说明“7人未到”，另有8人":     "8",
		"欠96、75、75人次":       "96 75 75",
		"1,234,567.89元":     "1,234,567.89",
	} {
		var got []string
		for _, f := range Figures(text) {
			got = append(got, text[f[0]:f[1]])
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %q, want %q", text, s, want)
		}
	}
}
