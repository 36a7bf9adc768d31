package sheet

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// biffBook is the workbook stream of an .xls or .et ([MS-XLS]; BIFF5 by the
// OpenOffice.org documentation of the format), with what its globals hold.
type biffBook struct {
	data    []byte
	lim     *counted
	wide    bool // BIFF8: texts are Unicode
	page    encoding.Encoding
	strings []string
	codes   map[int]string // number formats by id
	xfs     []int          // format ids of the cell formats
	formats []NumFmt
	looks   looks
	marked  map[int]*Rich // by place among the strings
	starts  map[int]bool  // where the sheets begin in the stream
	western bool          // no code page of BIFF5 texts is named but that of Western Europe
	book    *Book
}

// Versions of the stream, as its BOF record says them.
const (
	biff8 = 0x0600
	biff5 = 0x0500
)

// openBIFF reads the globals of a workbook stream.
func openBIFF(ctx context.Context, in *input, stream io.Reader) (book *Book, err error) {
	data, err := readStream(stream, in.size)
	if err != nil {
		return nil, err
	}
	b := &biffBook{data: data, lim: &counted{Limits: in.lim}, codes: map[int]string{}, page: charmap.Windows1252, western: true, starts: map[int]bool{}}
	book = &Book{Format: XLS, Props: map[string]string{}}
	b.book = book
	r := &records{ctx: ctx, data: data}
	first, err := r.next()
	if err != nil {
		return nil, err
	}
	if err := b.version(first); err != nil {
		return nil, err
	}
	for {
		rec, err := r.next()
		if err != nil {
			return nil, err
		}
		if rec.id == recEOF {
			break
		}
		if rec.id == recBOF && b.starts[rec.at] {
			b.book.odd.note(oddEnd, "")
			break
		}
		if err := b.global(book, &rec); err != nil {
			return nil, err
		}
	}
	for i, id := range b.xfs {
		if _, ok := b.codes[id]; !ok && id >= firstOwnFormat {
			b.book.odd.note(oddFormat, fmt.Sprintf("编号 %d", id))
		}
		f := newNumFmt(id, b.codes[id])
		f.Look = b.looks.look(i)
		b.formats = append(b.formats, f)
	}
	if len(book.Sheets) == 0 && len(book.Skipped) == 0 {
		return nil, brokenXLS("没有工作表")
	}
	return book, nil
}

// openBare reads a workbook stream that stands alone, without a compound file.
func openBare(ctx context.Context, in *input) (*Book, error) {
	version, kind := binary.LittleEndian.Uint16(in.head[4:]), binary.LittleEndian.Uint16(in.head[6:])
	if in.head[1] != recBOF>>8 || version != biff5 && version != biff8 || kind != bofGlobals {
		return nil, unsupported("旧版 .xls 工作簿（Excel 2 至 4）")
	}
	return openBIFF(ctx, in, io.NewSectionReader(in.r, 0, in.size))
}

// bofGlobals is the kind of substream that describes the workbook.
const bofGlobals = 0x0005

// readStream takes a stream whole; the compound file's library may panic on a
// broken one.
func readStream(stream io.Reader, size int64) (data []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = brokenOLE(fmt.Errorf("mscfb: %v", p))
		}
	}()
	data, err = io.ReadAll(io.LimitReader(stream, size+1))
	if err != nil {
		return nil, brokenOLE(err)
	}
	return data, nil
}

func (b *biffBook) version(rec record) error {
	if rec.id != recBOF || len(rec.body) < 4 {
		return unsupported("旧版 .xls 工作簿（Excel 2 至 4）")
	}
	switch v := binary.LittleEndian.Uint16(rec.body); {
	case v == biff8:
		b.wide = true
	case v != biff5:
		return unsupported("旧版 .xls 工作簿（Excel 2 至 4）")
	}
	return nil
}

// global reads one record of the globals.
func (b *biffBook) global(book *Book, rec *record) error {
	p := rec.pieces()
	switch rec.id {
	case recFilePass:
		return &Error{Reason: Encrypted, Kind: "加密的 .xls", Remedy: "请在 Excel 中去掉打开密码后再报"}
	case recCodePage:
		n := p.u16()
		b.page, b.western = codePage(n), n == 1252
	case recDate1904:
		book.Date1904 = p.u16() == 1
	case recObjProj:
		book.Macros = true
	case recSupBook:
		book.ExternalLinks = book.ExternalLinks || externalBook(rec.body)
	case recFormat:
		id, code := p.u16(), b.text(p, b.wide)
		if p.short {
			return nil // a number of this format is said to have none
		}
		if b.codes[id] = code; len(b.codes) > b.lim.Styles {
			return boundStyles.over(int64(len(b.codes)), int64(b.lim.Styles), "", 0)
		}
	case recXF:
		font, format := p.u16(), p.u16()
		if p.short {
			break
		}
		if b.xfs = append(b.xfs, format); len(b.xfs) > b.lim.Styles {
			return boundStyles.over(int64(len(b.xfs)), int64(b.lim.Styles), "", 0)
		}
		b.readXF(font, p)
	case recFont:
		return b.readFont(p)
	case recPalette:
		b.readPalette(p)
		return nil
	case recSST:
		return b.sharedStrings(p)
	case recBoundSheet:
		return b.boundSheet(book, p)
	}
	if p.short {
		return brokenXLS("工作簿的记录不完整")
	}
	return nil
}

// externalBook reports whether a SUPBOOK record refers to another file; 0x0401 and
// 0x3A01 stand for this workbook and for add-ins.
func externalBook(body []byte) bool {
	if len(body) < 4 {
		return false
	}
	mark := binary.LittleEndian.Uint16(body[2:])
	return mark != 0x0401 && mark != 0x3A01
}

// text reads a length and a text: of BIFF8 Unicode, else bytes of the code page;
// long says that the length takes two bytes.
func (b *biffBook) text(p *pieces, long bool) string {
	n := int(p.byte())
	if long {
		n |= int(p.byte()) << 8
	}
	return b.textOf(p, n)
}

func (b *biffBook) textOf(p *pieces, n int) string {
	if b.wide {
		return p.text(n)
	}
	raw := p.bytes(n)
	page := b.page
	if b.western && isHanGB(raw) {
		page = simplifiedchinese.GB18030
		if !slices.ContainsFunc(b.book.odd, func(o Oddity) bool { return o.What == oddPage }) {
			b.book.odd.note(oddPage, "")
		}
	}
	s, err := page.NewDecoder().Bytes(raw)
	if err != nil {
		return string(utf8.RuneError)
	}
	return string(s)
}

// isHanGB reports whether bytes that are called Western European are Chinese (GB
// 2312): programs of the 1990s named no code page, or this one.
func isHanGB(raw []byte) bool {
	han := false
	for i := 0; i < len(raw); i++ {
		if raw[i] < utf8.RuneSelf {
			continue
		}
		if i+1 == len(raw) || raw[i] < 0xA1 || raw[i] > 0xF7 || raw[i+1] < 0xA1 || raw[i+1] == 0xFF {
			return false
		}
		han = han || raw[i] >= 0xB0
		i++
	}
	return han
}

// sharedStrings reads the table to its end, whatever number of texts it gives for
// itself.
func (b *biffBook) sharedStrings(p *pieces) error {
	p.skip(4)
	n := p.u32()
	for p.seam() {
		s := p.text(p.u16())
		if p.short {
			break
		}
		if r := b.rich(s, p.runs); r != nil {
			if b.marked == nil {
				b.marked = map[int]*Rich{}
			}
			b.marked[len(b.strings)] = r
		}
		if b.strings = append(b.strings, s); len(b.strings) > b.lim.SharedStrings {
			return boundStrings.over(0, int64(b.lim.SharedStrings), "", 0)
		}
	}
	if n != len(b.strings) {
		b.book.odd.note(oddStrings, "")
	}
	return nil
}

// boundSheet notes a sheet; its cells stand elsewhere in the stream. Charts and
// modules have none.
func (b *biffBook) boundSheet(book *Book, p *pieces) error {
	pos, state, kind := p.u32(), p.byte(), p.byte()
	name := b.text(p, false)
	if p.short {
		return brokenXLS("工作表目录不完整")
	}
	switch kind {
	case 0:
	case 1:
		book.Macros = true
		book.Skipped = append(book.Skipped, name)
		return nil
	default:
		book.Skipped = append(book.Skipped, name)
		return nil
	}
	if len(book.Sheets) >= b.lim.Sheets {
		return boundSheets.over(int64(len(book.Sheets)+1), int64(b.lim.Sheets), "", 0)
	}
	b.starts[pos] = true
	s := &Sheet{Name: name, source: &biffSheet{book: b, pos: pos, name: name}}
	switch state & 3 {
	case 1:
		s.State = Hidden
	case 2:
		s.State = VeryHidden
	}
	book.Sheets = append(book.Sheets, s)
	return nil
}

// codePage is the encoding of BIFF5 texts.
func codePage(n int) encoding.Encoding {
	switch n {
	case 936, 1386, 20936, 54936:
		return simplifiedchinese.GB18030
	case 65001:
		return unicode.UTF8
	case 950:
		return traditionalchinese.Big5
	case 932:
		return japanese.ShiftJIS
	case 949:
		return korean.EUCKR
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case 1253:
		return charmap.Windows1253
	case 1254:
		return charmap.Windows1254
	case 10000, 32768:
		return charmap.Macintosh
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	}
	return charmap.Windows1252
}
