package sheet

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
)

// ole is a compound file with one stream of a name in its root.
func ole(stream string, content []byte) []byte {
	const sector = 512
	data := make([]byte, 4*sector+len(content)/sector*sector+sector)
	copy(data, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	put16 := func(at int, v uint16) { binary.LittleEndian.PutUint16(data[at:], v) }
	put32 := func(at int, v uint32) { binary.LittleEndian.PutUint32(data[at:], v) }
	put16(24, 0x3e)
	put16(26, 3)
	put16(28, 0xfffe)
	put16(30, 9)
	put16(32, 6)
	put32(44, 1) // sectors of the FAT
	put32(48, 1) // first of the directory
	put32(56, 4096)
	put32(60, 0xfffffffe)
	put32(68, 0xfffffffe)
	for i := range 109 {
		put32(76+4*i, 0xffffffff)
	}
	put32(76, 0)
	for i := range sector / 4 {
		put32(sector+4*i, 0xffffffff)
	}
	put32(sector, 0xfffffffd)
	put32(sector+4, 0xfffffffe)
	sectors := (len(content) + sector - 1) / sector
	for i := range sectors {
		put32(sector+4*(2+i), uint32(3+i))
	}
	put32(sector+4*(1+sectors), 0xfffffffe)
	entry := func(i int, name string, kind byte, child, start uint32, size int) {
		at := 2*sector + 128*i
		for j, u := range utf16.Encode([]rune(name)) {
			put16(at+2*j, u)
		}
		put16(at+64, uint16(2*len(name)+2))
		data[at+66], data[at+67] = kind, 1
		put32(at+68, 0xffffffff)
		put32(at+72, 0xffffffff)
		put32(at+76, child)
		put32(at+116, start)
		put32(at+120, uint32(size))
	}
	entry(0, "Root Entry", 5, 1, 0xfffffffe, 0)
	entry(1, stream, 2, 0xffffffff, 2, len(content))
	copy(data[3*sector:], content)
	return data
}

func TestRefusals(t *testing.T) {
	zipped := func(files ...file) string { return string(zipOf(t, files, nil)) }
	biff := "\x09\x08\x10\x00\x00\x06" + strings.Repeat("\x00", 14)
	long := func(s string) []byte { return append([]byte(s), make([]byte, 5000)...) }
	for _, c := range []struct {
		name, data string
		reason     Reason
		kind       string
	}{
		{"a.xlsx", "", Empty, ""},
		{"~$a.xlsx", "\x05admin" + strings.Repeat(" ", 159), LockFile, "~$ 文件"},
		{"renamed.xlsx", "\x05admin" + strings.Repeat(" ", 159), LockFile, "~$ 文件"},
		{`dir\.~lock.a.xlsx#`, ",user,host;", LockFile, "~$ 文件"},
		{"a.xlsx", strings.Repeat("\x00", 5000), Damaged, "开头全是空字节（可能没有同步完或没有传完）"},
		{"a.xlsx", "%PDF-1.7\n\xe2", NotSpreadsheet, "PDF 文件"},
		{"a.xlsx", zipped(file{"[Content_Types].xml", "<Types/>"}, file{"word/document.xml", "<a/>"}), NotSpreadsheet, "Word 文档"},
		{"a.xlsx", zipped(file{"ppt/presentation.xml", "<a/>"}), NotSpreadsheet, "演示文稿（PowerPoint）"},
		{"a.xlsx", zipped(file{"OFD.xml", "<a/>"}), NotSpreadsheet, "OFD 版式文件"},
		{"a.xlsx", zipped(file{"xl/workbook.bin", "x"}), Unsupported, "二进制工作簿（.xlsb）"},
		{"a.xlsx", zipped(file{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}), Unsupported, "OpenDocument 表格（.ods）"},
		{"a.xlsx", zipped(file{"mimetype", "application/vnd.oasis.opendocument.text"}), NotSpreadsheet, "OpenDocument 文档"},
		{"a.zip", zipped(file{"a.xlsx", "PK"}, file{"b/c.xlsx", "PK"}), Archive, "内有 2 个文件"},
		{"a.zip", zipped(), Archive, "内有 0 个文件"},
		{"a.xlsx", zipped(file{"[Content_Types].xml", "<Types/>"}), Damaged, "缺少部件"},
		{"a.xls", string(ole("Workbook", long(biff+"\x0a\x00\x00\x00"))), Damaged, "没有工作表"},
		{"a.xls", string(ole("BOOK", long(biff))), Damaged, "记录流被截断"},
		{"a.xls", string(ole("Book", long("\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00"))), Unsupported, "旧版 .xls 工作簿（Excel 2 至 4）"},
		{"a.xls", string(ole("Workbook", long(biff+"\x2f\x00\x06\x00"))), Encrypted, "加密的 .xls"},
		{"a.xlsx", string(ole("EncryptedPackage", long(""))), Encrypted, "加密的 Office 文件"},
		{"a.xls", string(ole("WordDocument", long(""))), NotSpreadsheet, "Word 文档（.doc）"},
		{"a.xls", string(ole("Other", long(""))), NotSpreadsheet, "旧版 Office 复合文件"},
		{"a.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Damaged, "复合文件的目录不完整（可能没有传完）"},
		{"a.xls", biff, Unsupported, "旧版 .xls 工作簿（Excel 2 至 4）"},
		{"a.xlsx", "Rar!\x1a\x07\x00", NotSpreadsheet, "RAR 压缩包"},
		{"a.xlsx", "7z\xbc\xaf\x27\x1c", NotSpreadsheet, "7z 压缩包"},
		{"a.xlsx", "\x1f\x8b\x08", NotSpreadsheet, "压缩文件"},
		{"a.xlsx", "\xff\xd8\xff\xe0", NotSpreadsheet, "图片（JPEG）"},
		{"a.xlsx", "\x89PNG\r\n\x1a\n", NotSpreadsheet, "图片（PNG）"},
		{"a.xlsx", "BM\x10\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00", NotSpreadsheet, "图片（BMP）"},
		{"a.xlsx", "\x00\x00\x00\x18ftypheic", NotSpreadsheet, "图片或视频（HEIC、MP4）"},
		{"a.xlsx", "MZ\x90\x00", NotSpreadsheet, "程序文件"},
		{"a.xls", `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet>`, Damaged, "XML 表格不完整（可能没有传完）"},
		{"a.xls", `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>`, NotSpreadsheet, "XML 文件（没有工作表）"},
		{"a.xlsx", `<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><meta:x/>`, Unsupported, "OpenDocument 单文件（.fods）"},
		{"a.xls", "\ufeff \n<html><body><table>", Damaged, "网页中的表格没有结束（可能没有传完）"},
		{"a.xls", "<html><body>没有</body></html>", NotSpreadsheet, "网页（没有表格）"},
		{"a.xls", "\xff\xfe" + string(utf16Bytes("<table><tr>", false)), Damaged, "网页中的表格没有结束（可能没有传完）"},
		{"a.xls", "MIME-Version: 1.0\nX: y", Unsupported, "单个文件网页（MHT）保存的表格"},
		{"a.xlsx", "<?xml version='1.0'?><a/>", NotSpreadsheet, "XML 文件"},
		{"a.xlsx", "abc\x01\x02", NotSpreadsheet, "无法识别的二进制文件"},
	} {
		t.Run(c.kind+" "+string(c.reason), func(t *testing.T) {
			_, err := openBytes([]byte(c.data), c.name, DefaultLimits())
			if e := asError(t, err); e.Reason != c.reason || e.Kind != c.kind || e.Remedy == "" || e.Error() == "" {
				t.Errorf("%+v", e)
			}
		})
	}
}

// TestOLEMutated changes single bytes of a compound file: it is refused, never more.
func TestOLEMutated(t *testing.T) {
	data := ole("Workbook", make([]byte, 5000))
	for i := 8; i < 2048; i++ {
		for _, v := range []byte{0, 1, 0x7f, 0xff} {
			was := data[i]
			data[i] = v
			if _, err := openBytes(data, "", DefaultLimits()); err == nil {
				t.Fatalf("byte %d = %d: no error", i, v)
			}
			data[i] = was
		}
	}
}
