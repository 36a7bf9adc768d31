package sheet

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
)

const sheetPart = "xl/worksheets/sheet1.xml"

// rows are n rows of one number.
func manyRows(n int) string {
	var b strings.Builder
	for r := 1; r <= n; r++ {
		b.WriteString(`<row r="` + Ref(r, 1)[1:] + `"><c r="` + Ref(r, 1) + `"><v>` + Ref(r, 1)[1:] + `</v></c></row>`)
	}
	return b.String()
}

// TestDamagedXML breaks a sheet after its 2500th row: never fewer rows, always part
// and row.
func TestDamagedXML(t *testing.T) {
	whole := sheetXML(manyRows(5000))
	at := strings.Index(whole, `<row r="2501">`)
	for _, c := range []struct{ name, insert, kind string }{
		{"bad UTF-8", "\xff", "含有无法识别的字节"},
		{"cut character", "\xe4\xb8", "含有无法识别的字节"},
		{"control character", "\x01", "含有不允许的控制字符"},
		{"undeclared entity", "&x;", "含有没有定义的字符引用 &x;"},
		{"reference to NUL", "&#0;", "含有没有定义的字符引用 &#0;"},
		{"open reference", "&amp", "含有不完整的字符引用"},
		{"tags crossed", "<row></c>", "标记不配对"},
		{"attribute without quotes", "<row r=2501>", "标记写法有误"},
		{"attribute with <", `<row r="<">`, "标记写法有误"},
		{"not a row number", `<row r="x"><c><v>1</v></c></row>`, "行号 x 无法识别"},
		{"row 0", `<row r="0"><c><v>1</v></c></row>`, "行号 0 无法识别"},
		{"row beyond Excel's last", `<row r="1048577"><c><v>1</v></c></row>`, "行号 1048577 无法识别"},
		{"declaration", `<!ENTITY x "y">`, "含有不允许的 DTD 声明"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := whole[:at] + `<row r="9999"><c r="A9999" t="str"><v>` + c.insert + `</v></c></row>` + whole[at:]
			row := 9999
			if strings.HasPrefix(c.insert, "<row") {
				text, row = whole[:at]+c.insert+whole[at:], 2500
				if c.kind == "标记不配对" {
					row = 2501
				}
			}
			_, err := readAll(zipOf(t, workbook(sheet1(text)), nil), DefaultLimits())
			e := asError(t, err)
			if e.Reason != Damaged || e.Part != sheetPart || e.Row != row || e.Kind != c.kind || e.Remedy == "" {
				t.Errorf("%+v", e)
			}
		})
	}
	t.Run("cut", func(t *testing.T) {
		_, err := readAll(zipOf(t, workbook(sheet1(whole[:at])), nil), DefaultLimits())
		if e := asError(t, err); e.Kind != "内容被截断" || e.Row != 2500 {
			t.Errorf("%+v", e)
		}
	})
}

func TestDamagedCells(t *testing.T) {
	for _, c := range []struct{ name, cells, kind string }{
		{"other row", `<c r="A4"><v>2</v></c>`, "单元格位置 A4 不对"},
		{"beyond the last column", `<c r="XFE3"><v>2</v></c>`, "单元格位置 XFE3 不对"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readAll(zipOf(t, workbook(sheet1(sheetXML(`<row r="3">`+c.cells+`</row>`))), nil), DefaultLimits())
			if e := asError(t, err); e.Reason != Damaged || e.Part != sheetPart || e.Row != 3 || e.Kind != c.kind {
				t.Errorf("%+v", e)
			}
		})
	}
}

func TestDamagedParts(t *testing.T) {
	for _, c := range []struct {
		name  string
		parts []file
		part  string
		kind  string
	}{
		{"empty sheet", []file{sheet1("")}, sheetPart, "内容是空的"},
		{"another root", []file{sheet1("<chart/>")}, sheetPart, "根元素是 chart，应为 worksheet"},
		{"two roots", []file{sheet1("<worksheet/><worksheet/>")}, sheetPart, "有多个根元素"},
		{"text after the root", []file{sheet1("<worksheet/>x")}, sheetPart, "正文之外有多余内容"},
		{"encoding", []file{sheet1(`<?xml version="1.0" encoding="GB2312"?><worksheet/>`)}, sheetPart, "编码 GB2312 不受支持"},
		{"document type", []file{sheet1(`<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`)}, sheetPart, "含有不允许的 DTD 声明"},
		{"lone surrogate in UTF-16", []file{sheet1("\xff\xfe" + string(utf16Bytes("<worksheet>", false)) + "\x00\xd8b\x00" + string(utf16Bytes("</worksheet>", false)))}, sheetPart, "含有无法识别的字节"},
		{"half a unit in UTF-16", []file{sheet1("\xff\xfe" + string(utf16Bytes("<worksheet/>", false)) + "\n")}, sheetPart, "含有无法识别的字节"},
		{"empty strings", []file{{"xl/sharedStrings.xml", ""}}, "xl/sharedStrings.xml", "内容是空的"},
		{"cut strings", []file{{"xl/sharedStrings.xml", "<sst><si><t>a"}}, "xl/sharedStrings.xml", "内容被截断"},
		{"sheet without a relationship", []file{{"xl/_rels/workbook.xml.rels", relsXML()}}, "xl/workbook.xml", "工作表“表”没有对应的部件"},
		{"relationship without a part", []file{{"xl/_rels/workbook.xml.rels", relsXML("worksheet", "no.xml")}}, "xl/no.xml", "缺少工作表“表”的部件"},
		{"no sheets", []file{{"xl/workbook.xml", "<workbook><sheets/></workbook>"}}, "xl/workbook.xml", "工作簿里没有工作表"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readAll(zipOf(t, workbook(c.parts...), nil), DefaultLimits())
			if e := asError(t, err); e.Reason != Damaged || e.Part != c.part || e.Kind != c.kind {
				t.Errorf("%+v", e)
			}
		})
	}
}

// TestDamagedZip breaks the container round a sheet of many rows.
func TestDamagedZip(t *testing.T) {
	files := workbook(sheet1(sheetXML(manyRows(20000))))
	twist := func(change func(e *entry)) func(string, *entry) {
		return func(name string, e *entry) {
			if name == sheetPart {
				change(e)
			}
		}
	}
	for _, c := range []struct {
		name   string
		change func(e *entry)
		kind   string
	}{
		{"checksum", func(e *entry) { e.crc ^= 1 }, "校验码不符"},
		{"checksum of zero", func(e *entry) { e.crc = 0 }, "校验码不符"},
		{"size too small", func(e *entry) { e.size -= 10 }, "内容的大小与登记的不符"},
		{"size too large", func(e *entry) { e.size += 10 }, "内容的大小与登记的不符"},
		{"size of zero", func(e *entry) { e.size = 0 }, "内容的大小与登记的不符"},
		{"cut inside", func(e *entry) { e.packed = e.packed[:len(e.packed)/2] }, "内容被截断"},
		{"a byte inside", func(e *entry) { e.packed = bytes.Replace(e.packed, e.packed[1000:1010], make([]byte, 10), 1) }, ""},
		{"method", func(e *entry) { e.method = 9 }, "压缩方式不认识"},
		{"stored as deflated", func(e *entry) { e.method = zip.Store }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readAll(zipOf(t, files, twist(c.change)), DefaultLimits())
			if e := asError(t, err); e.Reason != Damaged || e.Part != sheetPart || c.kind != "" && e.Kind != c.kind {
				t.Errorf("%+v", e)
			}
		})
	}
	t.Run("encrypted entry", func(t *testing.T) {
		_, err := readAll(zipOf(t, files, twist(func(e *entry) { e.flagged = 1 })), DefaultLimits())
		if e := asError(t, err); e.Reason != Encrypted || e.Part != sheetPart {
			t.Errorf("%+v", e)
		}
	})
	t.Run("same name twice", func(t *testing.T) {
		_, err := readAll(zipOf(t, append(files, file{"XL/worksheets/sheet1.xml", "<worksheet/>"}), nil), DefaultLimits())
		if e := asError(t, err); e.Reason != Damaged || e.Kind != "同名部件出现两次" {
			t.Errorf("%+v", e)
		}
	})
	t.Run("cut file", func(t *testing.T) {
		data := zipOf(t, files, nil)
		for n := 4; n < len(data); n += 997 {
			_, err := readAll(data[:n], DefaultLimits())
			if e := asError(t, err); e.Reason != Damaged {
				t.Errorf("cut at %d: %+v", n, e)
			}
		}
	})
}

// TestEveryByte changes each byte of a workbook in turn, and cuts it at each: what
// is read without an error is what stood there, or a cell that says that it is none.
func TestEveryByte(t *testing.T) {
	data := zipOf(t, workbook(sheet1(sheetXML(`<row r="1"><c r="A1"><v>12345</v></c><c r="B1" t="s"><v>0</v></c></row>`))), nil)
	const want = "A1 number \"12345\"\nB1 text \"甲\""
	const withoutStrings = "A1 number \"12345\"\nB1 broken \"第 0 个共享字符串\""
	for i := range data {
		bad := bytes.Clone(data)
		bad[i] ^= 0x55
		if b, err := readAll(bad, DefaultLimits()); err == nil {
			if len(b.Sheets) != 1 || dump(t, b.Sheets[0]) != want && (dump(t, b.Sheets[0]) != withoutStrings || len(b.Oddities()) == 0) {
				t.Errorf("byte %d: read %q without an error", i, dump(t, b.Sheets[0]))
			}
		}
		if _, err := readAll(data[:i], DefaultLimits()); err == nil && i > len("PK") { // "PK" is a text
			t.Errorf("cut at %d: read", i)
		}
	}
}
