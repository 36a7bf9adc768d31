package sheet

import (
	"context"
	"strconv"
	"strings"
)

// openZip opens what is in a zip: a workbook, or says what else it is.
func openZip(ctx context.Context, in *input) (*Book, error) {
	z, err := newZipbox(in.r, in.size, in.lim)
	if err != nil {
		return nil, err
	}
	if err := z.foreign(ctx); err != nil {
		return nil, err
	}
	return openXLSX(ctx, z, in.lim)
}

// foreignParts tell what a zip is by a part that it has.
var foreignParts = []struct {
	part string
	why  *Error
}{
	{"xl/workbook.bin", unsupported("二进制工作簿（.xlsb）")},
	{"word/document.xml", notSpreadsheet("Word 文档")},
	{"ppt/presentation.xml", notSpreadsheet("演示文稿（PowerPoint）")},
	{"visio/document.xml", notSpreadsheet("Visio 图")},
	{"ofd.xml", notSpreadsheet("OFD 版式文件")},
	{"index/document.iwa", unsupported("Numbers 表格")},
}

// foreign says what a zip is that is no workbook of the xlsx family.
func (z *zipbox) foreign(ctx context.Context) error {
	for _, f := range foreignParts {
		if z.has(f.part) {
			e := *f.why
			return &e
		}
	}
	if z.has("mimetype") {
		if err := z.openDocument(ctx); err != nil {
			return err
		}
	}
	if z.has("[Content_Types].xml") || z.has("_rels/.rels") || z.has("xl/workbook.xml") {
		return nil
	}
	return &Error{Reason: Archive, Kind: "内有 " + strconv.Itoa(len(z.files)) + " 个文件", Remedy: "请解压后把其中的报表单独放入"}
}

// openDocument says which OpenDocument kind a zip with the part mimetype is, nil if
// it is none.
func (z *zipbox) openDocument(ctx context.Context) error {
	kind, err := z.read(ctx, "mimetype", 256)
	switch {
	case err != nil:
		return err
	case strings.Contains(string(kind), "opendocument.spreadsheet"):
		return unsupported("OpenDocument 表格（.ods）")
	case strings.Contains(string(kind), "opendocument"):
		return notSpreadsheet("OpenDocument 文档")
	case strings.Contains(string(kind), "epub"):
		return notSpreadsheet("电子书（EPUB）")
	}
	return nil
}
