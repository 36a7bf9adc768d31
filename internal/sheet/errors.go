package sheet

import "fmt"

// Reason says why a file was not read.
type Reason string

// The reasons.
const (
	NotSpreadsheet Reason = "not-spreadsheet" // Kind says what it is
	Encrypted      Reason = "encrypted"
	Damaged        Reason = "damaged" // Part and Row say where
	OverLimit      Reason = "over-limit"
	Unsupported    Reason = "unsupported" // a spreadsheet of a format that is not read
	Archive        Reason = "archive"     // a zip of files
	LockFile       Reason = "lock-file"
)

// Error says, in Chinese, why a file was not read, where, and what to do.
type Error struct {
	Reason     Reason
	Kind       string // what it is, or what is wrong: "Word 文档", "校验码不符"
	Part       string // of a zip: "xl/worksheets/sheet1.xml"
	Row        int    // of the sheet, 0 where it is not known
	Limit      string // which limit
	Value, Max int64
	Remedy     string
	Err        error
}

func (e *Error) Unwrap() error { return e.Err }

func (e *Error) Error() string {
	s := ""
	switch e.Reason {
	case NotSpreadsheet:
		s = "不是表格文件，实际是" + e.Kind
	case Encrypted:
		s = "文件有打开密码"
	case Damaged:
		s = "文件已损坏：" + e.Kind
	case OverLimit:
		s = fmt.Sprintf("%s为 %d，超过上限 %d", e.Limit, e.Value, e.Max)
	case Unsupported:
		s = "暂不读取" + e.Kind
	case Archive:
		s = "是压缩包（" + e.Kind + "）"
	case LockFile:
		s = "是 Excel 打开文件时留下的临时文件"
	}
	if e.Part != "" {
		s += "，部件 " + e.Part
	}
	if e.Row > 0 {
		s += fmt.Sprintf("，第 %d 行", e.Row)
	}
	if e.Remedy != "" {
		s += "；" + e.Remedy
	}
	return s
}

func overLimit(what string, value, limit int64, flag string) *Error {
	return &Error{Reason: OverLimit, Limit: what, Value: value, Max: limit,
		Remedy: "请删去多余内容后再报；确需读取可由汇总单位用 " + flag + " 调高"}
}

func damaged(part string, row int, what string) *Error {
	return &Error{Reason: Damaged, Kind: what, Part: part, Row: row, Remedy: "请用 Excel 或 WPS 打开并另存为新的 .xlsx 文件后再报"}
}
