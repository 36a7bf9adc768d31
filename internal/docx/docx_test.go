package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func pack(t testing.TB, parts map[string]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		if parts[name] == "" {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(data []byte, lim Limits) ([]Block, error) {
	return Read(context.Background(), bytes.NewReader(data), int64(len(data)), lim)
}

// shown are blocks as one text.
func shown(blocks []Block) string {
	var got []string
	for _, b := range blocks {
		if b.Cells != nil {
			got = append(got, "["+strings.Join(b.Cells, "|")+"]")
		} else {
			got = append(got, b.Text)
		}
	}
	return strings.Join(got, ";")
}

const numberingPart = `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>`

func TestRead(t *testing.T) {
	para := func(level, text string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	doc := `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>题</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>目</w:t></w:r></w:p>` +
		para("0", "就业") + para("1", "甲") + para("1", "乙") + para("0", "教育") + para("1", "丙") +
		`<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:r><w:br/><w:t>行</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>宽</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>上</w:t></w:r></w:p><w:p><w:r><w:t>下</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>`
	blocks, err := read(pack(t, map[string]string{"word/document.xml": doc, "word/numbering.xml": numberingPart}), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	want := "题目;一、就业;1.甲;2.乙;二、教育;1.丙;留\n行;[宽||上\n下];[1||]"
	if s := shown(blocks); s != want {
		t.Errorf("got  %q\nwant %q", s, want)
	}
}

func TestRefusals(t *testing.T) {
	lim := DefaultLimits()
	lim.PartBytes, lim.Blocks, lim.Depth = 2000, 3, 10
	p := `<w:p><w:r><w:t>段</w:t></w:r></w:p>`
	for name, c := range map[string]struct{ doc, says string }{
		"long":   {`<w:document xmlns:w="w">` + strings.Repeat(" ", 3000) + `</w:document>`, "2000 字节"},
		"many":   {`<w:document xmlns:w="w">` + strings.Repeat(p, 9) + `</w:document>`, "3 个"},
		"deep":   {`<w:document xmlns:w="w">` + strings.Repeat("<w:x>", 20) + strings.Repeat("</w:x>", 20) + `</w:document>`, "10 层"},
		"cut":    {`<w:document xmlns:w="w"><w:p>`, "损坏"},
		"no xml": {`<<<`, "损坏"},
	} {
		if _, err := read(pack(t, map[string]string{"word/document.xml": c.doc}), lim); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
	if _, err := read(pack(t, nil), lim); err != ErrNoDocument {
		t.Error(err)
	}
	if _, err := read([]byte("no zip"), lim); err == nil {
		t.Error("a text is read as a document")
	}
}

// TestNumberBounded: what is set in front of every paragraph of a list is short.
func TestNumberBounded(t *testing.T) {
	doc := `<w:document xmlns:w="w"><w:body>` + strings.Repeat(`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>段</w:t></w:r></w:p>`, 2) + `</w:body></w:document>`
	numbers := func(text, start string) string {
		return strings.NewReplacer(`"%1、"`, `"`+text+`"`, `<w:start w:val="1"/>`, `<w:start w:val="`+start+`"/>`).Replace(numberingPart)
	}
	for name, c := range map[string]struct{ text, start, says string }{
		"as long as may be": {strings.Repeat("第", 253) + "%1", "32766", ""},
		"too long":          {strings.Repeat("第", 254) + "%1", "1", "自动编号的格式有 256 个字符，超过 255 个的限度；请在 Word 中重新设置"},
		"far":               {"%1", "32768", "自动编号的起始值 32768 不在 0 到 32767 之间"},
		"negative":          {"%1", "-1", "起始值 -1 不在"},
		"beyond an integer": {"%1", "99999999999999999999", "不在 0 到 32767 之间"},
		"none":              {"%1", "", ""},
	} {
		blocks, err := read(pack(t, map[string]string{"word/document.xml": doc, "word/numbering.xml": numbers(c.text, c.start)}), DefaultLimits())
		switch {
		case c.says == "" && (err != nil || len(blocks) != 2 || !strings.HasSuffix(blocks[1].Text, "段")):
			t.Errorf("%s: %v, %d blocks", name, err, len(blocks))
		case c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)):
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
}

// FuzzRead changes the XML inside a valid container.
func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob(filepath.Join("..", "..", "draft", "testdata", "plans", "*.docx"))
	for _, name := range files {
		z, err := zip.OpenReader(name)
		if err != nil {
			f.Fatal(err)
		}
		parts := map[string]string{}
		for _, part := range z.File {
			r, err := part.Open()
			if err != nil {
				f.Fatal(err)
			}
			var b bytes.Buffer
			if _, err := b.ReadFrom(r); err != nil {
				f.Fatal(err)
			}
			parts[part.Name] = b.String()
		}
		f.Add(parts["word/document.xml"], parts["word/numbering.xml"])
	}
	f.Add(`<w:document xmlns:w="w"><w:tbl><w:p/><w:tc/></w:tbl></w:document>`, numberingPart)
	lim := DefaultLimits()
	lim.PartBytes = 1 << 20
	f.Fuzz(func(t *testing.T, doc, num string) {
		_, _ = read(pack(t, map[string]string{"word/document.xml": doc, "word/numbering.xml": num}), lim)
	})
}
