package huibao

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// Names by which the stamp of an issued return is found again (returns.md).
const (
	StampSheet  = "_huibao"           // very hidden; A1 holds the hash, A2, A3 … the JSON in pieces
	StampPrefix = "huibao."           // of custom document properties
	PropFormat  = "huibao.format"     // 1
	PropUnit    = "huibao.unit"       // unit code
	PropPeriod  = "huibao.period"     // 2024-06
	PropPlan    = "huibao.plan"       // plan version (hash)
	PropStamp   = "huibao.sha256"     // hash of the stamp's JSON
	ReviewOf    = "本意见针对的文件 SHA-256：" // on that sheet, before the hash of the file that it is about
	ReviewSheet = "审核意见"              // the first sheet of an annotated return: ours, ignored when it comes back
	FrontSheet  = "填报说明"              // what, by when, sign-off
	ZeroLabel   = "零报告"               // on that sheet, before a box
	ZeroText    = "未填的计数行本期均为 0　□是"   // the box, not ticked
	ZeroTicked  = "未填的计数行本期均为 0　☑是"
	SelfSheet   = "填报自检" // the self-check's summary
)

// stampPiece is how much of the stamp stands in one cell, in bytes; Excel allows
// 32,767 UTF-16 units.
const stampPiece = 30000

// EncodeStamp gives the texts of the stamp's cells A1, A2 …: the SHA-256 (hex) of
// the form's JSON, then the JSON in pieces of whole characters.
func EncodeStamp(f *Form) ([]string, error) {
	data, err := json.Marshal(f)
	if err != nil {
		return nil, fmt.Errorf("stamp: %w", err)
	}
	sum := sha256.Sum256(data)
	cells := []string{hex.EncodeToString(sum[:])}
	for runes := []rune(string(data)); len(runes) > 0; {
		n := min(stampPiece, len(runes))
		cells = append(cells, string(runes[:n]))
		runes = runes[n:]
	}
	return cells, nil
}

// DecodeStamp reads what EncodeStamp gives; a stamp that was tampered with, cut or
// is of another format is an error.
func DecodeStamp(cells []string) (*Form, error) {
	if len(cells) < 2 {
		return nil, fmt.Errorf("stamp: no content")
	}
	text := ""
	for _, c := range cells[1:] {
		text += c
	}
	sum := sha256.Sum256([]byte(text))
	if hex.EncodeToString(sum[:]) != cells[0] {
		return nil, fmt.Errorf("stamp: the hash does not fit")
	}
	f := &Form{}
	if err := json.Unmarshal([]byte(text), f); err != nil {
		return nil, fmt.Errorf("stamp: %w", err)
	}
	if f.Format != FormatVersion {
		return nil, fmt.Errorf("stamp: format %d, not %d", f.Format, FormatVersion)
	}
	for _, a := range f.Formulas {
		if e := a.Tolerance.Exponent(); e > maxExponent || e < -maxExponent {
			return nil, fmt.Errorf("stamp: a tolerance out of bounds")
		}
	}
	if len(f.Rows) > maxStampRows {
		return nil, fmt.Errorf("stamp: %d rows", len(f.Rows))
	}
	return f, nil
}

// maxStampRows is more than a plan has indicators.
const maxStampRows = 5000
