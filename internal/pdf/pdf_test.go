package pdf

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"

	"huibao/internal/pdf/fonts"
)

func newDoc(t testing.TB) *Doc {
	t.Helper()
	d, err := New(Meta{Title: "标题", Author: "办公室", Producer: "test", Time: time.Date(2024, 7, 5, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// sample sets something of everything.
func sample(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := sampleDoc(t).Render(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func sampleDoc(t testing.TB) *Doc {
	t.Helper()
	d := newDoc(t)
	d.Masthead("某某市人民政府办公室文件", "政办发〔2024〕1号")
	d.Title("关于2024年民生实事任务进展情况的通报")
	d.Draft("（征求意见稿）")
	d.Plain("各县（区）人民政府：")
	d.Heading(1, "一、总体情况")
	for range 12 {
		d.Para("27项任务涉及85个指标，本期可评69个——其中“达序时”19项（占70.37%）；人名𬭎、地名𬒈，表情😀，控制\x01字符，残缺\xff。")
	}
	d.Sign("办公室")
	d.Section(true)
	d.AnnexTitle("附件1", "一览表")
	table := Table{Columns: []Column{{Title: "序号", Width: 1, Align: Centre}, {Title: "进展", Group: "某县", Width: 6}, {Title: "亮灯", Group: "某县", Width: 2, Align: Centre}}}
	for i := range 60 {
		if i%20 == 0 {
			table.Rows = append(table.Rows, Row{Category: fmt.Sprintf("类别%d", i)})
		}
		table.Rows = append(table.Rows, Row{Cells: []Cell{{Text: fmt.Sprint(i)}, {Text: strings.Repeat("进展良好，", i%9*6)}, {Text: "达序时", Shape: Shape(i % 5), Colour: [3]int{46, 125, 50}}}})
	}
	d.Table(table)
	d.Stacks("构成", []string{"甲", "乙"}, []Stack{{"子", []Part{{3, [3]int{46, 125, 50}, 0}, {0, [3]int{}, 1}}}, {"丑", []Part{{1, [3]int{46, 125, 50}, 0}, {2, [3]int{200, 80, 0}, 3}}}})
	d.Small("注")
	if got := d.Missing(); len(got) != 2 || got[0] != '�' || got[1] != '😀' {
		t.Errorf("missing %q", got)
	}
	d.Colophon("市委各部门，市政协", "某某市人民政府办公室", "2024年7月10日")
	return d
}

// TestValid lets pdfcpu validate the document, made four times at once: the same
// bytes each time.
func TestValid(t *testing.T) {
	api.DisableConfigDir()
	first := sample(t)
	if err := api.Validate(bytes.NewReader(first), nil); err != nil {
		t.Fatal(err)
	}
	if n, err := api.PageCount(bytes.NewReader(first), nil); err != nil || n < 4 {
		t.Errorf("%d pages, %v", n, err)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if !bytes.Equal(sample(t), first) {
				t.Error("the bytes differ")
			}
		}()
	}
	wg.Wait()
}

// TestLongRow splits a row that is longer than a page.
func TestLongRow(t *testing.T) {
	d := newDoc(t)
	d.Table(Table{Columns: []Column{{Title: "甲", Width: 1}, {Title: "乙", Width: 1}}, Rows: []Row{{Cells: []Cell{{Text: strings.Repeat("很长的一段文字", 2000)}, {Text: "短"}}}}})
	if len(d.pages) < 4 {
		t.Errorf("%d pages", len(d.pages))
	}
	var b bytes.Buffer
	if err := d.Render(&b); err != nil {
		t.Fatal(err)
	}
}

// FuzzWrap loses no character, and keeps 禁则.
func FuzzWrap(f *testing.F) {
	d := newDoc(f)
	f.Add("国务院决策部署，推进乡村振兴（2024年，共3.2%），完成1,234.5公里。", uint8(40))
	f.Add("（（（“‘，。、", uint8(6))
	f.Fuzz(func(t *testing.T, text string, width uint8) {
		clean := d.clean(text)
		mm := float64(width) + 6
		lines := d.wrap(clean, fonts.Song, 10, mm, mm)
		var joined []rune
		for i, line := range lines {
			joined = append(joined, line...)
			if i > 0 && len(line) > 0 && len(lines[i-1]) > 3 && strings.ContainsRune("，。、；：？！", line[0]) && d.textWidth(fonts.Song, 10, lines[i-1]) < mm-8 {
				t.Errorf("a line begins with %c", line[0])
			}
		}
		if string(joined) != string(clean) {
			t.Errorf("%q became %q", string(clean), string(joined))
		}
	})
}

// TestCoverage finds a glyph for what an office writes.
func TestCoverage(t *testing.T) {
	for _, r := range "中华人民共和国，。、；：？！“”‘’（）《》〔〕【】—…·％%℃①②ⅠⅡ²㎡≥≤×÷±●▲■○𬭎𬒈𫖯" {
		if !fonts.Covers(r) {
			t.Errorf("no glyph for %c", r)
		}
	}
	if fonts.Covers('😀') || fonts.Covers(0xE000) {
		t.Error("covers what it cannot")
	}
}

// TestPieces keeps a number with its sign and its measure, and breaks a long pair of numbers
// behind the slash.
func TestPieces(t *testing.T) {
	for text, want := range map[string]string{
		"欠247人次":       "欠|247人次",
		"低22.5个百分点，":   "低|22.5个百分点，",
		"相差-8台":        "相|差|-8台",
		"差–133.33%":    "差|–133.33%",
		"（−2.5公里）":     "（−2.5公里）",
		"2020-2021年":   "2020-2021年",
		"5—7月":         "5—|7月",
		"完成1,234.50万元": "完|成|1,234.50万元",
		"A-1号":         "A-1|号",
	} {
		var list []string
		for _, p := range pieces([]rune(text)) {
			list = append(list, string(p))
		}
		if got := strings.Join(list, "|"); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	d := newDoc(t)
	var lines []string
	for _, l := range d.wrap([]rune("18110/46200"), fonts.Song, tableSize, 17, 17) {
		lines = append(lines, string(l))
	}
	if got := strings.Join(lines, "|"); got != "18110/|46200" {
		t.Error(got)
	}
}

// TestRoomy widens a column for its longest figure, and leaves a table alone whose figures have room.
func TestRoomy(t *testing.T) {
	d := newDoc(t)
	table := func(figure string) Table {
		return Table{Columns: []Column{{Title: "名", Width: 40}, {Title: "欠", Width: 10, Align: Right}, {Title: "单位", Width: 106}},
			Rows: []Row{{Cells: []Cell{{Text: "甲"}, {Text: figure}, {Text: "乙"}}}}}
	}
	for _, figure := range []string{"7", "1,325.33", "−12,345,678.90", "99.9%"} {
		x := table(figure)
		widths := d.roomy(x)
		if got := d.layRow(x.Columns, widths, x.Rows[0]).lines[1]; len(got) != 1 {
			t.Errorf("%s stands in %d lines", figure, len(got))
		}
		sum := 0.0
		for _, w := range widths {
			sum += w
		}
		if math.Abs(sum-d.width()) > 0.001 {
			t.Errorf("%s: the table is %f wide", figure, sum)
		}
	}
	if got, want := d.roomy(table("7")), d.scale(table("7").Columns); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestLastRow sets tables of every length, with a note: the last row never stands on a page of its
// own, nor does the note, and a page takes no row less for it otherwise.
func TestLastRow(t *testing.T) {
	most := 0
	for n := 1; n <= 90; n++ {
		d := newDoc(t)
		table := Table{Columns: []Column{{Title: "列", Width: 10}}, Notes: 1}
		for i := range n {
			table.Rows = append(table.Rows, Row{Cells: []Cell{{Text: "行"}}, Refs: []string{strconv.Itoa(i)}})
		}
		d.Table(table)
		end := len(d.pages)
		d.Small("注")
		pages := d.Refs()
		if d.Began() != end {
			t.Errorf("%d rows: the note stands alone", n)
		}
		if last := pages[end-1]; n > 1 && len(last) < 2 {
			t.Errorf("%d rows: %d of them on page %d", n, len(last), end)
		}
		if most = max(most, len(pages[0])); end > 1 && len(pages[0]) < most-2 {
			t.Errorf("%d rows: page 1 has %d, it takes %d", n, len(pages[0]), most)
		}
	}
}

// TestCloses sets texts of every length before eight lines that follow: these never stand on a
// page without a line of the text, and what fits stays on one page.
func TestCloses(t *testing.T) {
	for lines := 1; lines <= 24; lines++ {
		d := newDoc(t)
		d.Heading(1, "一、要求")
		d.Closes(8)
		d.Para(strings.Repeat("各单位对所报数据的真实性准确性", 28*lines/15) + "。")
		before, y := len(d.pages), d.y
		if d.Keep(8); len(d.pages) != before {
			t.Errorf("%d lines: what follows stands alone", lines)
		}
		if before > 1 && y < blockTop+linePitch-0.01 {
			t.Errorf("%d lines: no line of the text stands with what follows", lines)
		}
	}
}
