package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"huibao/act"
	"huibao/internal/fault"
	"huibao/internal/mask"
	"huibao/internal/quote"
	"huibao/report"
)

// wrong is an error as it is told: in Chinese on the standard error, under --json also as
// the one document of the standard output.
type wrong struct {
	err         error
	json        bool
	exit        int
	differences []string // of a signed text from its edition's
}

// wrongCodes are the kinds of an error beside those of a refusal (act.Codes).
var wrongCodes = []string{"usage", "stopped", "not-found", "disk-full", "denied", "disk-fault", "failed"}

// wrongDocument is what --json prints of a command that could not do its work. Code is one
// of wrongCodes, or that of the refusal.
type wrongDocument struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
		Remedy  string `json:"remedy,omitempty"`
	} `json:"error"`
	Differences []string `json:"differences,omitempty"`
	Exit        int      `json:"exit"`
}

// toldError is one of which the command has printed a document of its own.
type toldError struct{ error }

func (e toldError) Unwrap() error { return e.error }

func tell(w wrong) {
	code, remedy := kindOf(w.err)
	message := quote.Visible(mask.Text(fault.Text(w.err)))
	if w.json {
		d := wrongDocument{Differences: w.differences, Exit: w.exit}
		d.Error.Code, d.Error.Message, d.Error.Remedy = code, message, remedy
		if data, err := report.JSON(d); err == nil {
			os.Stdout.Write(data)
		}
	}
	fmt.Fprintln(os.Stderr, "错误："+message)
	if remedy != "" {
		fmt.Fprintln(os.Stderr, remedy)
	}
	if !fault.Known(w.err) {
		fmt.Fprintln(os.Stderr, mask.Text("报告这个问题时请附上："+w.err.Error()))
	}
}

// kindOf names the kind of an error, and says what to do about one of the system.
func kindOf(err error) (code, remedy string) {
	var u usageError
	var refused *act.Refusal
	switch {
	case errors.As(err, &u):
		return "usage", ""
	case errors.Is(err, errStopped):
		return "stopped", ""
	case errors.As(err, &refused):
		return string(refused.Code), ""
	case errors.Is(err, fs.ErrNotExist):
		return "not-found", ""
	case errors.Is(err, syscall.ENOSPC), strings.Contains(err.Error(), "disk is full"):
		return "disk-full", "磁盘已满：请腾出空间后再运行一次。收到的文件和上次的结果都还在，没有写坏。"
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return "denied", "没有写入或读取的权限：请检查文件夹是否只读、是否属于别的用户，或换一个文件夹。"
	case errors.Is(err, syscall.EIO):
		return "disk-fault", "磁盘读写出错：请检查磁盘（或网络盘的连接）后再运行一次。"
	}
	return "failed", ""
}
