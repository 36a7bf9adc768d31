package sheet

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"
)

// oleStreams tell what a compound file (OLE2) is by a stream that it has, in order.
var oleStreams = []struct {
	stream string // in lower case
	open   func(stream io.Reader) *Error
}{
	{"encryptedpackage", always(&Error{Reason: Encrypted, Kind: "加密的 Office 文件", Remedy: "请在 Excel 中去掉打开密码（文件→信息→保护工作簿）后再报"})},
	{"workbook", xls}, {"book", xls},
	{"worddocument", always(notSpreadsheet("Word 文档（.doc）"))},
	{"wpsdocument", always(notSpreadsheet("WPS 文字文档"))},
	{"powerpoint document", always(notSpreadsheet("演示文稿（.ppt）"))},
	{"catalog", always(notSpreadsheet("系统文件（Thumbs.db）"))},
	{"__properties_version1.0", always(notSpreadsheet("邮件（.msg）"))},
	{"visiodocument", always(notSpreadsheet("Visio 图"))},
}

func always(e *Error) func(io.Reader) *Error {
	return func(io.Reader) *Error {
		own := *e
		return &own
	}
}

// openOLE names what a compound file is; none is read.
func openOLE(ctx context.Context, in *input) (*Book, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	streams, err := oleDirectory(in)
	if err != nil {
		return nil, err
	}
	for _, kind := range oleStreams {
		if stream, ok := streams[kind.stream]; ok {
			return nil, kind.open(stream)
		}
	}
	return nil, notSpreadsheet("旧版 Office 复合文件")
}

// oleDirectory lists the streams and storages of the root, by names in lower case.
func oleDirectory(in *input) (streams map[string]io.Reader, err error) {
	defer func() {
		if p := recover(); p != nil {
			streams, err = nil, brokenOLE(fmt.Errorf("mscfb: %v", p))
		}
	}()
	doc, err := mscfb.New(io.NewSectionReader(in.r, 0, in.size))
	if err != nil {
		return nil, brokenOLE(err)
	}
	streams = map[string]io.Reader{}
	for _, f := range doc.File {
		if name := strings.ToLower(f.Name); len(f.Path) == 0 && streams[name] == nil {
			streams[name] = f
		}
	}
	return streams, nil
}

func brokenOLE(err error) error {
	e := damaged("", 0, "复合文件的目录不完整（可能没有传完）")
	e.Err = err
	return e
}

// The records of an .xls that are looked at ([MS-XLS] 2.3).
const (
	recordEOF      = 0x0A
	recordFilePass = 0x2F
)

// xls says why an .xls is not read: with a password, or for its format.
func xls(stream io.Reader) *Error {
	head, _ := io.ReadAll(io.LimitReader(stream, 8<<10))
	for len(head) >= 4 {
		id, n := binary.LittleEndian.Uint16(head), int(binary.LittleEndian.Uint16(head[2:]))
		if id == recordFilePass {
			return &Error{Reason: Encrypted, Kind: "加密的 .xls", Remedy: "请在 Excel 中去掉打开密码后再报"}
		}
		if id == recordEOF || len(head) < 4+n {
			break
		}
		head = head[4+n:]
	}
	return unsupported("旧版工作簿（.xls、.et）")
}
