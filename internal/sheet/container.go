package sheet

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf16"
)

// openZip opens what is in a zip: a workbook, or says what else it is.
func openZip(ctx context.Context, r io.ReaderAt, size int64, lim Limits) (*Book, error) {
	z, err := newZipbox(r, size, lim)
	if err != nil {
		return nil, err
	}
	if e := foreign(ctx, z); e != nil {
		return nil, e
	}
	return openXLSX(ctx, z, lim)
}

// foreign says what a zip is that is no workbook of the xlsx family.
func foreign(ctx context.Context, z *zipbox) *Error {
	switch {
	case z.has("xl/workbook.bin"):
		return &Error{Reason: Unsupported, Kind: "二进制工作簿（.xlsb）", Remedy: resave}
	case z.has("word/document.xml"):
		return &Error{Reason: NotSpreadsheet, Kind: "Word 文档", Remedy: "请报送 .xlsx 格式的报表"}
	case z.has("ppt/presentation.xml"):
		return &Error{Reason: NotSpreadsheet, Kind: "演示文稿（PowerPoint）", Remedy: "请报送 .xlsx 格式的报表"}
	case z.has("ofd.xml"):
		return &Error{Reason: NotSpreadsheet, Kind: "OFD 版式文件", Remedy: "请报送 .xlsx 格式的报表"}
	}
	if z.has("mimetype") {
		if kind, err := z.read(ctx, "mimetype"); err == nil {
			if strings.Contains(string(kind), "opendocument.spreadsheet") {
				return &Error{Reason: Unsupported, Kind: "OpenDocument 表格（.ods）", Remedy: resave}
			}
			if strings.Contains(string(kind), "opendocument") {
				return &Error{Reason: NotSpreadsheet, Kind: "OpenDocument 文档", Remedy: "请报送 .xlsx 格式的报表"}
			}
		}
	}
	if z.has("[Content_Types].xml") || z.has("xl/workbook.xml") || z.has("_rels/.rels") {
		return nil
	}
	kind := "内有 " + itoa(len(z.names)) + " 个文件"
	return &Error{Reason: Archive, Kind: kind, Remedy: "请解压后把其中的报表单独放入"}
}

// openOLE names what a compound file is; none is read.
func openOLE(_ context.Context, r io.ReaderAt, size int64, _ Limits) (*Book, error) {
	b := make([]byte, min(size, 4<<20))
	if _, err := r.ReadAt(b, 0); err != nil && err != io.EOF {
		return nil, damaged("", 0, "文件读不全")
	}
	switch {
	case bytes.Contains(b, utf16le("EncryptedPackage")):
		return nil, &Error{Reason: Encrypted, Remedy: "请在 Excel 中去掉打开密码（文件→信息→保护工作簿）后再报"}
	case bytes.Contains(b, utf16le("WordDocument")):
		return nil, &Error{Reason: NotSpreadsheet, Kind: "Word 文档（.doc）", Remedy: "请报送 .xlsx 格式的报表"}
	case bytes.Contains(b, utf16le("PowerPoint Document")):
		return nil, &Error{Reason: NotSpreadsheet, Kind: "演示文稿（.ppt）", Remedy: "请报送 .xlsx 格式的报表"}
	case bytes.Contains(b, utf16le("Workbook")), bytes.Contains(b, utf16le("WORKBOOK")), bytes.Contains(b, utf16le("Book")):
		return nil, &Error{Reason: Unsupported, Kind: "旧版工作簿（.xls、.et）", Remedy: resave}
	}
	return nil, &Error{Reason: NotSpreadsheet, Kind: "旧版 Office 复合文件", Remedy: "请报送 .xlsx 格式的报表"}
}

func utf16le(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}
