package importer

import (
	"bytes"
	"compress/zlib"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"huibao"
	"huibao/internal/regexp"
)

// What is read of a sealed PDF, at most: the file, its streams unpacked, their count.
const (
	maxSealed   = 32 << 20
	maxUnpacked = 64 << 20
	maxStreams  = 4096
	maxRuns     = 1 << 20 // bytes of text kept
)

// receiptNumber is the number of a receipt as report.ReceiptNumber writes it.
var receiptNumber = regexp.MustCompile(`(\d{4}-(?:\d{2}|Q[1-4]))-([^\s\-/]{2,40})-(\d{1,3})`)

// seal ties a PDF to the return whose receipt it is, sealed: by the receipt's number in
// its text, else in its file's name. A scan has no text.
func (r *reader) seal() {
	if strings.ToLower(path.Ext(r.file.Path)) != ".pdf" {
		return
	}
	found := r.receiptNumbers(pdfText(r.file.Data, r.file.Size))
	if len(found) == 0 {
		found = r.receiptNumbers(path.Base(strings.ReplaceAll(r.file.Path, "!", "/")))
	}
	if len(found) == 0 {
		r.remark(huibao.RemarkUnsealed, "", huibao.Place{})
		return
	}
	r.ret.Seals = found
	r.claim(huibao.Claim{By: "receipt", UnitText: found[0].Number, Unit: found[0].Unit, Period: found[0].Period})
}

// receiptNumbers finds numbers of receipts of units of the plan, each once.
func (r *reader) receiptNumbers(text string) []huibao.Seal {
	if r.known.Plan == nil {
		return nil
	}
	var list []huibao.Seal
	for _, m := range receiptNumber.FindAllStringSubmatch(text, -1) {
		period, err := huibao.ParsePeriod(m[1])
		unit := r.known.Plan.UnitByName(m[2])
		version, bad := strconv.Atoi(m[3])
		if err != nil || unit == nil || bad != nil {
			continue
		}
		s := huibao.Seal{Number: m[0], Period: period, Unit: unit.Code, Version: version}
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// pdfText is what a number of ours can be found in: the runs of UTF-16 in a PDF and in its
// packed streams, by which both its page and its document information write text (ISO
// 32000-1, 7.3.8, 7.9.2.2). A seal that is put on electronically leaves them as they are.
func pdfText(data io.ReaderAt, size int64) string {
	if size > maxSealed {
		return ""
	}
	raw, err := io.ReadAll(io.NewSectionReader(data, 0, size))
	if err != nil || !bytes.HasPrefix(raw, []byte("%PDF-")) {
		return ""
	}
	var out strings.Builder
	utf16Runs(&out, raw)
	left := int64(maxUnpacked)
	for n, rest := 0, raw; n < maxStreams && left > 0; n++ {
		_, after, ok := bytes.Cut(rest, []byte("stream"))
		if !ok {
			break
		}
		rest = after
		body := bytes.TrimPrefix(bytes.TrimPrefix(after, []byte("\r")), []byte("\n"))
		z, err := zlib.NewReader(bytes.NewReader(body))
		if err != nil {
			continue
		}
		plain, _ := io.ReadAll(io.LimitReader(z, min(left, 4<<20))) // a stream cut short tells what it can
		left -= int64(len(plain))
		utf16Runs(&out, plain)
	}
	return out.String()
}

// utf16Runs writes a line of every run of big-endian UTF-16 that begins as a number of a
// receipt does, by a digit.
func utf16Runs(out *strings.Builder, b []byte) {
	for {
		i := bytes.Index(b, []byte("\x002\x000"))
		if i < 0 || out.Len() > maxRuns {
			return
		}
		window := unescape(b[i:min(len(b), i+160)])
		units := make([]uint16, 0, len(window)/2)
		for k := 0; k+1 < len(window); k += 2 {
			units = append(units, uint16(window[k])<<8|uint16(window[k+1]))
		}
		out.WriteString(string(utf16.Decode(units)))
		out.WriteByte('\n')
		b = b[i+4:]
	}
}

// unescape takes away the backslashes of a literal string of a PDF (7.3.4.2).
func unescape(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] == '\\' && i+1 < len(b) {
			i++
		}
		out = append(out, b[i])
	}
	return out
}
