package sheet

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"path"
	"strings"
)

// headBytes is how much of a file is looked at to tell what it is.
const headBytes = 4096

// input is a file to be opened.
type input struct {
	r    io.ReaderAt
	size int64
	name string
	lim  Limits
	head []byte // the first headBytes
}

type opener func(ctx context.Context, in *input) (*Book, error)

// formats are the kinds of files, in the order in which they are looked for. To
// read one more, give it an entry with its opener.
var formats = []struct {
	is   func(in *input) bool
	open opener
}{
	{isEmpty, refuse(&Error{Reason: Empty, Remedy: "请重新保存并发送"})},
	{isLockFile, refuse(&Error{Reason: LockFile, Kind: "~$ 文件", Remedy: "不必报送，请报送原来的表格"})},
	{isZeros, refuse(damaged("", 0, "开头全是空字节（可能没有同步完或没有传完）"))},
	{begins("PK\x03\x04", "PK\x05\x06"), openZip},
	{isLedZip, openLedZip},
	{begins("PK\x07\x08"), refuse(&Error{Reason: Archive, Kind: "分卷 zip", Remedy: "请解压后把其中的报表单独放入"})},
	{begins("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), openOLE},
	{isBIFF, openBare},
	{begins("%PDF"), refuse(notSpreadsheet("PDF 文件"))},
	{begins("Rar!\x1a"), refuse(notSpreadsheet("RAR 压缩包"))},
	{begins("7z\xbc\xaf\x27\x1c"), refuse(notSpreadsheet("7z 压缩包"))},
	{begins("\x1f\x8b", "BZh9", "\xfd7zXZ\x00"), refuse(notSpreadsheet("压缩文件"))},
	{begins("\xff\xd8\xff"), refuse(notSpreadsheet("图片（JPEG）"))},
	{begins("\x89PNG\r\n"), refuse(notSpreadsheet("图片（PNG）"))},
	{begins("GIF87a", "GIF89a"), refuse(notSpreadsheet("图片（GIF）"))},
	{begins("II*\x00", "MM\x00*"), refuse(notSpreadsheet("图片（TIFF）"))},
	{isBitmap, refuse(notSpreadsheet("图片（BMP）"))},
	{isWebP, refuse(notSpreadsheet("图片（WebP）"))},
	{isMedia, refuse(notSpreadsheet("图片或视频（HEIC、MP4）"))},
	{begins("{\\rtf"), refuse(notSpreadsheet("RTF 文档"))},
	{isProgram, refuse(notSpreadsheet("程序文件"))},
	{begins("\x00\x00\x00\x01Bud1"), refuse(notSpreadsheet("系统文件（.DS_Store）"))},
	{begins("SQLite format 3\x00"), refuse(notSpreadsheet("数据库文件"))},
	{isSpreadsheetML, openXML2003},
	{isFlatODF, refuse(unsupported("OpenDocument 单文件（.fods）"))},
	{isHTML, openHTML},
	{isMail, refuse(&Error{Reason: NotSpreadsheet, Kind: "邮件（.eml），里面没有读得出来的附件", Remedy: "请打开邮件，把附件另存为 .xlsx 后报送"})},
	{isMHT, refuse(unsupported("单个文件网页（MHT）保存的表格"))},
	{isXML, refuse(notSpreadsheet("XML 文件"))},
	{isText, openCSV},
}

// opener is the one for a file's content.
func (in *input) opener() opener {
	for _, f := range formats {
		if f.is(in) {
			return f.open
		}
	}
	return refuse(notSpreadsheet("无法识别的二进制文件"))
}

// refuse is the opener of what is not read; each refusal is an error of its own.
func refuse(why *Error) opener {
	return func(context.Context, *input) (*Book, error) {
		e := *why
		return nil, &e
	}
}

func begins(marks ...string) func(*input) bool {
	return func(in *input) bool {
		for _, m := range marks {
			if bytes.HasPrefix(in.head, []byte(m)) {
				return true
			}
		}
		return false
	}
}

// isLedZip knows a zip behind blank lines or a byte-order mark, as web programs send
// it.
func isLedZip(in *input) bool {
	rest := bytes.TrimLeft(bytes.TrimPrefix(in.head, []byte("\xef\xbb\xbf")), " \t\r\n")
	return len(rest) < len(in.head) && bytes.HasPrefix(rest, []byte("PK\x03\x04"))
}

func openLedZip(ctx context.Context, in *input) (*Book, error) {
	b, err := openZip(ctx, in)
	if err == nil {
		b.odd.note(oddLead, "")
	}
	return b, err
}

func isEmpty(in *input) bool { return in.size == 0 }

// isLockFile knows the owner files of Excel and WPS (~$name) and of LibreOffice
// (.~lock.name#), by name as long as they are small, and Excel's by its layout: 165
// bytes, the length of a name, the name, padding.
func isLockFile(in *input) bool {
	base := path.Base(strings.ReplaceAll(in.name, `\`, "/"))
	if in.size <= 1024 && (strings.HasPrefix(base, "~$") || strings.HasPrefix(base, ".~")) {
		return true
	}
	if in.size != 165 || in.head[0] == 0 || in.head[0] > 54 {
		return false
	}
	return len(bytes.Trim(in.head[1+int(in.head[0]):55], " \x00")) == 0
}

func isZeros(in *input) bool { return len(bytes.Trim(in.head, "\x00")) == 0 }

// isBIFF knows a stream of Excel 2 to 5 without a container: it begins with BOF.
func isBIFF(in *input) bool {
	if len(in.head) < 8 || in.head[0] != 9 {
		return false
	}
	n := binary.LittleEndian.Uint16(in.head[2:])
	return (in.head[1] == 0 || in.head[1] == 2 || in.head[1] == 4 || in.head[1] == 8) && n >= 4 && n <= 16
}

func isBitmap(in *input) bool {
	return bytes.HasPrefix(in.head, []byte("BM")) && len(in.head) >= 14 && bytes.Equal(in.head[6:10], make([]byte, 4))
}

func isWebP(in *input) bool {
	return bytes.HasPrefix(in.head, []byte("RIFF")) && len(in.head) >= 12 && string(in.head[8:12]) == "WEBP"
}

func isMedia(in *input) bool { return len(in.head) >= 12 && string(in.head[4:8]) == "ftyp" }

func isProgram(in *input) bool {
	return (bytes.HasPrefix(in.head, []byte("MZ")) || bytes.HasPrefix(in.head, []byte("\x7fELF"))) && bytes.IndexByte(in.head, 0) >= 0
}
