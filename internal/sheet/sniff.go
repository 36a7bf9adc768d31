package sheet

import (
	"bytes"
	"context"
	"io"
	"path"
	"strings"
	"unicode/utf8"
)

type opener func(ctx context.Context, r io.ReaderAt, size int64, lim Limits) (*Book, error)

// kind is what a file's first bytes say it is: how to open it, or why not.
type kind struct {
	open   opener
	refuse *Error
}

const resave = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再报"

// magic lists files that are no spreadsheet, by their first bytes.
var magic = []struct {
	bytes string
	kind  string
}{
	{"%PDF", "PDF 文件"}, {"Rar!", "RAR 压缩包"}, {"7z\xbc\xaf\x27\x1c", "7z 压缩包"}, {"\x1f\x8b", "gzip 压缩包"},
	{"\xff\xd8\xff", "JPEG 图片"}, {"\x89PNG", "PNG 图片"}, {"GIF8", "GIF 图片"}, {"BM", "BMP 图片"}, {"II*\x00", "TIFF 图片"}, {"MM\x00*", "TIFF 图片"},
	{"{\\rtf", "RTF 文档"}, {"MZ", "Windows 程序"}, {"\x7fELF", "程序文件"}, {"OFD", "OFD 文件"},
}

func sniff(head []byte, size int64, name string) kind {
	base := path.Base(strings.ReplaceAll(name, "\\", "/"))
	if size == 0 {
		return refused(&Error{Reason: NotSpreadsheet, Kind: "空文件（0 字节）", Remedy: "请重新保存并发送"})
	}
	if strings.HasPrefix(base, "~$") && size <= 1024 {
		return refused(&Error{Reason: LockFile, Remedy: "不必报送"})
	}
	for _, m := range magic {
		if bytes.HasPrefix(head, []byte(m.bytes)) && (len(m.bytes) > 2 || !looksLikeText(head)) {
			return refused(&Error{Reason: NotSpreadsheet, Kind: m.kind, Remedy: "请报送 .xlsx 格式的报表"})
		}
	}
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return kind{open: openZip}
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return kind{open: openOLE}
	case len(head) >= 4 && head[0] == 9 && (head[1] == 0 || head[1] == 2 || head[1] == 4 || head[1] == 8):
		return refused(&Error{Reason: Unsupported, Kind: "旧版 .xls 工作簿", Remedy: resave})
	}
	return sniffText(head)
}

func refused(e *Error) kind { return kind{refuse: e} }

func sniffText(head []byte) kind {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	lower := bytes.ToLower(text)
	switch {
	case bytes.Contains(lower, []byte("urn:schemas-microsoft-com:office:spreadsheet")):
		return refused(&Error{Reason: Unsupported, Kind: "XML 表格（SpreadsheetML 2003）", Remedy: resave})
	case bytes.HasPrefix(lower, []byte("<")) && (bytes.Contains(lower, []byte("<table")) || bytes.Contains(lower, []byte("<html")) || bytes.HasPrefix(lower, []byte("<!doctype"))):
		return refused(&Error{Reason: Unsupported, Kind: "网页（HTML）保存的表格", Remedy: resave})
	case bytes.HasPrefix(lower, []byte("<?xml")):
		return refused(&Error{Reason: NotSpreadsheet, Kind: "XML 文件", Remedy: "请报送 .xlsx 格式的报表"})
	case isUTF16(head) || looksLikeText(head):
		return kind{open: openCSV}
	}
	return refused(&Error{Reason: NotSpreadsheet, Kind: "无法识别的二进制文件", Remedy: "请报送 .xlsx 格式的报表"})
}

func isUTF16(head []byte) bool {
	return bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff"))
}

// looksLikeText reports whether the bytes have no control characters but white
// space, and are UTF-8 or could be GB18030.
func looksLikeText(head []byte) bool {
	for _, b := range head {
		if b < 0x20 && b != '\t' && b != '\r' && b != '\n' {
			return false
		}
	}
	return utf8.Valid(head) || !bytes.ContainsRune(head, 0)
}
