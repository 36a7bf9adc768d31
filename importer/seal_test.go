package importer

import (
	"bytes"
	"compress/zlib"
	"strings"
	"testing"
	"unicode/utf16"
)

func bigEndian(text string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return b
}

func packed(b []byte) []byte {
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	z.Write(b)
	z.Close()
	return out.Bytes()
}

// escaped writes a literal string's bytes as ISO 32000-1, 7.3.4.2 asks.
func escaped(b []byte) []byte {
	for _, c := range []string{`\`, "(", ")"} {
		b = bytes.ReplaceAll(b, []byte(c), []byte(`\`+c))
	}
	return b
}

func TestPDFText(t *testing.T) {
	const number = "2024-06-海原乜（县）-12" // 乜 and （ hold a backslash's and a bracket's byte
	plain := append([]byte("%PDF-1.7\n1 0 obj <</Subject ("), escaped(bigEndian(number))...)
	stream := append([]byte("%PDF-1.7\n<</Filter /FlateDecode>>\nstream\r\n"), packed(append([]byte("BT ("), escaped(bigEndian("编号："+number+"）"))...))...)
	for name, x := range map[string]struct {
		data []byte
		want bool
	}{
		"document information": {plain, true},
		"page":                 {stream, true},
		"cut short":            {stream[:len(stream)-6], true},
		"no PDF":               {plain[1:], false},
		"a scan":               {[]byte("%PDF-1.4\nstream\nJFIF"), false},
		"nothing":              {nil, false},
	} {
		got := pdfText(bytes.NewReader(x.data), int64(len(x.data)))
		if strings.Contains(got, number) != x.want {
			t.Errorf("%s: read %q", name, got)
		}
	}
	huge := []byte("%PDF-1.4\nstream\n")
	huge = append(huge, packed(make([]byte, 8<<20))...)
	if got := pdfText(bytes.NewReader(huge), int64(len(huge))); got != "" {
		t.Errorf("read %q from zeros", got)
	}
}

// FuzzPDFText: a number behind whatever else a file holds is found.
func FuzzPDFText(f *testing.F) {
	f.Add([]byte("stream\nx"))
	f.Fuzz(func(t *testing.T, before []byte) {
		const number = "2024-06-海原县-1"
		b := append(append([]byte("%PDF-1.4\n"), before...), '\n')
		b = append(b, escaped(bigEndian(number))...)
		if got := pdfText(bytes.NewReader(b), int64(len(b))); len(got) <= maxRuns && !strings.Contains(got, number) {
			t.Errorf("read %q", got)
		}
	})
}
