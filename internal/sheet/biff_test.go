package sheet

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"testing"
	"unicode/utf16"
)

// biffMaker writes the stream of a workbook with one sheet, record by record.
type biffMaker struct {
	version uint16
	globals [][]byte // records before the sheet's directory entry
	cells   [][]byte
	noEnd   bool // the sheet has no EOF record
}

func rec(id uint16, parts ...any) []byte {
	var body bytes.Buffer
	for _, p := range parts {
		switch v := p.(type) {
		case string:
			body.WriteString(v)
		case []byte:
			body.Write(v)
		default:
			_ = binary.Write(&body, binary.LittleEndian, p)
		}
	}
	out := binary.LittleEndian.AppendUint16(nil, id)
	out = binary.LittleEndian.AppendUint16(out, uint16(body.Len()))
	return append(out, body.Bytes()...)
}

// wide is a BIFF8 text after its length.
func wide(s string) []byte {
	out := []byte{1}
	for _, u := range utf16.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}

func (m biffMaker) stream() []byte {
	bof := func(kind uint16) []byte { return rec(recBOF, m.version, kind, uint32(0), uint32(0), uint32(0)) }
	name := append([]byte{1}, 't')
	if m.version == biff8 {
		name = []byte{1, 0, 't'}
	}
	head := bytes.Join(append([][]byte{bof(bofGlobals)}, m.globals...), nil)
	entry := 4 + 4 + 2 + len(name)
	at := len(head) + entry + 4
	out := bytes.Join([][]byte{head, rec(recBoundSheet, uint32(at), uint16(0), name), rec(recEOF), bof(0x10)}, nil)
	out = append(out, bytes.Join(m.cells, nil)...)
	if m.noEnd {
		return out
	}
	return append(out, rec(recEOF)...)
}

func at(row, col uint16) []byte {
	return binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(nil, row), col)
}

func double(v float64) []byte { return binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)) }

// formulaCell is a FORMULA record with a number as its result.
func formulaCell(id, row, col uint16, result []byte) []byte {
	return rec(id, at(row, col), uint16(0), result, uint16(0), uint32(0), uint16(0))
}

// TestRecords reads the records of .xls streams that Excel does not write, but opens.
func TestRecords(t *testing.T) {
	number := rec(recNumber, at(0, 0), uint16(0), double(12))
	sst := func(count uint32, texts ...string) []byte {
		body := []any{count, count}
		for _, s := range texts {
			body = append(body, uint16(len([]rune(s))), wide(s))
		}
		return rec(recSST, body...)
	}
	label := func(col uint16, n uint32) []byte { return rec(recLabelSST, at(0, col), uint16(0), n) }
	for _, c := range []struct {
		name, want, odd string
		m               biffMaker
	}{
		{"formulas of every id", "A1 number \"7123\" = cached=true\nB1 number \"1\" = cached=true\nC1 number \"2\" = cached=true\nD1 text \"甲\" = cached=true", "[]",
			biffMaker{cells: [][]byte{formulaCell(recFormula, 0, 0, double(7123)), formulaCell(recFormula3, 0, 1, double(1)), formulaCell(recFormula4, 0, 2, double(2)),
				formulaCell(recFormula4, 0, 3, []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}), rec(recString, uint16(1), wide("甲"))}}},
		{"more texts said than there are", "A1 text \"甲\"\nB1 text \"乙\"", "[共享字符串的个数与登记的不符]", biffMaker{globals: [][]byte{sst(9, "甲", "乙")}, cells: [][]byte{label(0, 0), label(1, 1)}}},
		{"fewer texts said than there are", "A1 text \"甲\"\nB1 text \"乙\"", "[共享字符串的个数与登记的不符]", biffMaker{globals: [][]byte{sst(1, "甲", "乙")}, cells: [][]byte{label(0, 0), label(1, 1)}}},
		{"a number of texts beyond all bounds", "A1 text \"甲\"", "[共享字符串的个数与登记的不符]", biffMaker{globals: [][]byte{sst(1<<31, "甲")}, cells: [][]byte{label(0, 0)}}},
		{"no such text", "A1 broken \"第 5 个共享字符串\"", "[单元格的内容有误，该格没有取数（t：A1）]", biffMaker{globals: [][]byte{sst(1, "甲")}, cells: [][]byte{label(0, 5)}}},
		{"NaN", "A1 broken \"NaN\"\nB1 number \"12\"", "[单元格的内容有误，该格没有取数（t：A1）]", biffMaker{cells: [][]byte{rec(recNumber, at(0, 0), uint16(0), double(math.NaN())), rec(recNumber, at(0, 1), uint16(0), double(12))}}},
		{"a format without a code", "A1 number \"12\"", "[数字格式无法识别，按常规格式读取（编号 176）]", biffMaker{globals: [][]byte{rec(recFormat, uint16(176), "\xff"), rec(recXF, uint16(0), uint16(176), make([]byte, 16))}, cells: [][]byte{number}}},
		{"short records of the layout", "A1 number \"12\"", "[行列设置的记录不完整]", biffMaker{cells: [][]byte{rec(recRow, uint16(0)), rec(recColInfo, uint16(0)), number}}},
		{"no end", "A1 number \"12\"", "[文件没有结束标记，内容完整]", biffMaker{cells: [][]byte{number, rec(recWindow2, make([]byte, 18))}, noEnd: true}},
		{"a cell twice", "A1 broken \"12、13\"", "[单元格的内容有误，该格没有取数（t：A1）]", biffMaker{cells: [][]byte{number, rec(recNumber, at(0, 0), uint16(0), double(13))}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.m.version = biff8
			b, err := readBIFF(c.m.stream())
			if err != nil {
				t.Fatal(err)
			}
			if got := dump(t, b.Sheets[0]); got != c.want {
				t.Errorf("%s", got)
			}
			if got := fmt.Sprint(b.Oddities()); got != c.odd {
				t.Errorf("%s", got)
			}
		})
	}
	if _, err := readBIFF(biffMaker{version: biff8, cells: [][]byte{number}, noEnd: true}.stream()); err == nil {
		t.Error("a stream that ends within its cells is read")
	}
}

// TestBIFF5 reads texts in the code page that the file names, in Chinese where it
// names none or that of Western Europe and the bytes are Chinese, and a stream without
// a compound file round it.
func TestBIFF5(t *testing.T) {
	text := func(s string) []byte {
		raw := gb18030(t, s)
		return rec(recLabel, at(0, 0), uint16(0), uint16(len(raw)), raw)
	}
	western := rec(recLabel, at(0, 0), uint16(0), uint16(5), "caf\xe9s")
	page := func(n uint16) [][]byte { return [][]byte{rec(recCodePage, n)} }
	for _, c := range []struct {
		name, want, odd string
		m               biffMaker
	}{
		{"936", "云岭县：危房改造", "[]", biffMaker{globals: page(936), cells: [][]byte{text("云岭县：危房改造")}}},
		{"none", "云岭县：危房改造", "[没有注明文字编码，按简体中文读取]", biffMaker{cells: [][]byte{text("云岭县：危房改造")}}},
		{"1252", "云岭县", "[没有注明文字编码，按简体中文读取]", biffMaker{globals: page(1252), cells: [][]byte{text("云岭县")}}},
		{"1252, and Western", "cafés", "[]", biffMaker{globals: page(1252), cells: [][]byte{western}}},
		{"RSTRING", "户", "[]", biffMaker{globals: page(936), cells: [][]byte{rec(recRString, at(0, 0), uint16(0), uint16(2), gb18030(t, "户"), byte(0))}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.m.version = biff5
			stream := c.m.stream()
			for kind, data := range map[string][]byte{"bare": stream, "compound": ole("Book", append(stream, make([]byte, 5000)...))} {
				b, err := openBytes(data, "a.xls", DefaultLimits())
				if err != nil {
					t.Fatal(kind, err)
				}
				if got := dump(t, b.Sheets[0]); got != fmt.Sprintf("A1 text %q", c.want) || fmt.Sprint(b.Oddities()) != c.odd {
					t.Errorf("%s: %s %v", kind, got, b.Oddities())
				}
			}
		})
	}
}
