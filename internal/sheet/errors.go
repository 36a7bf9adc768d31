package sheet

import (
	"fmt"
	"strings"
)

// Reason says why a file was not read.
type Reason string

// The reasons.
const (
	NotSpreadsheet Reason = "not-spreadsheet" // Kind says what it is
	Empty          Reason = "empty"           // 0 bytes
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
	Row        int    // of the sheet (of a text file: its line), 0 where it is not known
	Limit      string // which limit
	Value, Max int64  // Value is 0 where it was not counted to its end
	Remedy     string
	Err        error
}

func (e *Error) Unwrap() error { return e.Err }

func (e *Error) Error() string {
	s := e.what()
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

func (e *Error) what() string {
	switch e.Reason {
	case NotSpreadsheet:
		return "不是表格文件，实际是" + e.Kind
	case Empty:
		return "是空文件（0 字节）"
	case Encrypted:
		return "文件有打开密码（" + e.Kind + "）"
	case Damaged:
		return "文件已损坏：" + e.Kind
	case OverLimit:
		if e.Value == 0 {
			return fmt.Sprintf("%s超过上限 %d", e.Limit, e.Max)
		}
		return fmt.Sprintf("%s为 %d，超过上限 %d", e.Limit, e.Value, e.Max)
	case Unsupported:
		return "暂不读取" + e.Kind
	case Archive:
		return "是压缩包（" + e.Kind + "）"
	case LockFile:
		return "是表格软件打开文件时留下的临时文件（" + e.Kind + "）"
	}
	return string(e.Reason)
}

// Ours is such an error of a file that nobody handed in, but that whoever reads the message has at hand (a plan, a draft's workbook):
// it says what to do with that, and not to send it again. Another error stays as it is.
func Ours(err error) error {
	e, is := err.(*Error)
	if !is {
		return err
	}
	ours := *e
	switch e.Reason {
	case NotSpreadsheet:
		ours.Remedy = "请换成 .xlsx 文件再试"
	case Empty:
		ours.Remedy = "请换成有内容的文件再试"
	case Damaged, Unsupported:
		ours.Remedy = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再试；打不开的，请换成以前存的"
	case Archive:
		ours.Remedy = "请解压，用其中的表格再试"
	case LockFile:
		ours.Remedy = "请用原来的表格再试"
	default: // a password, a limit
		ours.Remedy = strings.NewReplacer("后再报", "后再试", "汇总单位知道密码的，可用 --password 打开", "知道密码的，可用 --password 打开", "可由汇总单位用 ", "可用 ").Replace(e.Remedy)
	}
	return &ours
}

const (
	resave   = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再报"
	resend   = "请重新发送，或用 Excel、WPS 打开并另存为 .xlsx 后再报"
	sendXLSX = "请报送 .xlsx 格式的报表"
)

func damaged(part string, row int, what string) *Error {
	return &Error{Reason: Damaged, Kind: what, Part: part, Row: row, Remedy: resend}
}

func notSpreadsheet(kind string) *Error {
	return &Error{Reason: NotSpreadsheet, Kind: kind, Remedy: sendXLSX}
}

func unsupported(kind string) *Error {
	return &Error{Reason: Unsupported, Kind: kind, Remedy: resave}
}
