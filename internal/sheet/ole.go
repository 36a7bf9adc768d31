package sheet

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"
)

// oleStreams tell what a compound file (OLE2) is by a stream that it has, in order.
var oleStreams = []struct {
	stream string // in lower case
	open   func(ctx context.Context, in *input, stream io.Reader) (*Book, error)
}{
	{"workbook", openBIFF}, {"book", openBIFF},
	{"worddocument", always(notSpreadsheet("Word 文档（.doc）"))},
	{"wpsdocument", always(notSpreadsheet("WPS 文字文档"))},
	{"powerpoint document", always(notSpreadsheet("演示文稿（.ppt）"))},
	{"catalog", always(notSpreadsheet("系统文件（Thumbs.db）"))},
	{"__properties_version1.0", always(notSpreadsheet("邮件（.msg）"))},
	{"visiodocument", always(notSpreadsheet("Visio 图"))},
}

func always(e *Error) func(context.Context, *input, io.Reader) (*Book, error) {
	return func(context.Context, *input, io.Reader) (*Book, error) {
		own := *e
		return nil, &own
	}
}

// openOLE reads a workbook in a compound file, and names what else one is.
func openOLE(ctx context.Context, in *input) (*Book, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	streams, err := oleDirectory(in)
	if err != nil {
		return nil, err
	}
	if streams["encryptedpackage"] != nil {
		return openEncrypted(ctx, in, streams["encryptioninfo"])
	}
	for _, kind := range oleStreams {
		if stream, ok := streams[kind.stream]; ok {
			return kind.open(ctx, in, stream)
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
