package sheet

import (
	"bytes"
	"io"
	"path"
	"strings"
)

// start is the beginning of a text file in lower case, without byte-order mark and
// leading white space; "" if it is none.
func (in *input) start() string {
	src, err := decodeXML(bytes.NewReader(in.head))
	if err != nil {
		return ""
	}
	text, _ := io.ReadAll(src)
	return strings.ToLower(strings.TrimLeft(string(text), " \t\r\n"))
}

func isSpreadsheetML(in *input) bool {
	s := in.start()
	return strings.HasPrefix(s, "<") && strings.Contains(s, "urn:schemas-microsoft-com:office:spreadsheet")
}

func isFlatODF(in *input) bool {
	s := in.start()
	return strings.HasPrefix(s, "<") && strings.Contains(s, "urn:oasis:names:tc:opendocument")
}

func isHTML(in *input) bool {
	s := in.start()
	if !strings.HasPrefix(s, "<") {
		return false
	}
	for _, mark := range []string{"<html", "<table", "<!doctype html", "<meta", "<body"} {
		if strings.Contains(s, mark) {
			return true
		}
	}
	return false
}

// isMail knows a saved mail by its name, or by the fields that a mail begins with; a web page that Excel saved as
// one file has no subject of a person's.
func isMail(in *input) bool {
	s := strings.ToLower(string(in.head)) // names in it may be of any encoding
	if strings.EqualFold(path.Ext(in.name), ".eml") {
		return strings.Contains(s, "mime-version:") || strings.Contains(s, "subject:") || strings.Contains(s, "from:")
	}
	for _, first := range []string{"received:", "return-path:", "delivered-to:", "message-id:", "x-"} {
		if strings.HasPrefix(s, first) {
			return strings.Contains(s, "\nsubject:") && strings.Contains(s, "\nmime-version:")
		}
	}
	return false
}

func isMHT(in *input) bool {
	s := in.start()
	return strings.HasPrefix(s, "mime-version:") || strings.HasPrefix(s, "from:") && strings.Contains(s, "mime-version:")
}

func isXML(in *input) bool {
	s := in.start()
	return strings.HasPrefix(s, "<?xml") || strings.HasPrefix(s, "<!doctype")
}

// isText reports whether a file begins as text: with the mark of UTF-16, or
// without control characters.
func isText(in *input) bool {
	if bytes.HasPrefix(in.head, []byte("\xff\xfe")) || bytes.HasPrefix(in.head, []byte("\xfe\xff")) {
		return true
	}
	for _, b := range in.head {
		if b < 0x20 && b != '\t' && b != '\r' && b != '\n' {
			return false
		}
	}
	return true
}
