package docx

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"github.com/klauspost/compress/flate"
)

// packed is a table's XML, deflated until the document is put out: of thousands of units it
// is dozens of megabytes, of which each row is like the one before.
type packed []byte

// text is what XML is written to; the first error is told by whoever ends it.
type text interface {
	io.Writer
	io.StringWriter
}

// deflated is the XML that write writes.
func deflated(write func(text)) packed {
	var b bytes.Buffer
	out, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		panic("docx: " + err.Error()) // the level is right
	}
	xml := bufio.NewWriterSize(out, 32<<10)
	write(xml)
	_, _ = xml.Flush(), out.Close() // memory takes all
	return bytes.Clone(b.Bytes())
}

func (p packed) writeTo(w io.Writer) error {
	if _, err := io.Copy(w, flate.NewReader(bytes.NewReader(p))); err != nil {
		return fmt.Errorf("docx: %w", err)
	}
	return nil
}
