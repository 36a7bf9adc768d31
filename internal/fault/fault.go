// Package fault gives errors of the system and of libraries Chinese words: what a user
// reads holds no other language.
package fault

import (
	"archive/zip"
	"compress/flate"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"unicode"
)

// Unknown is what is said of an error for which there are no words.
const Unknown = "程序内部的错误"

// Text is an error's text in which every part that is not Chinese is put into words.
func Text(err error) string {
	text := err.Error()
	switch e := err.(type) { // this very error, not one that it wraps
	case *fs.PathError:
		return e.Path + "：" + Text(e.Err)
	case *os.LinkError:
		return e.New + "：" + Text(e.Err)
	case *os.SyscallError:
		return Text(e.Err)
	}
	inner := unwrap(err)
	shell := text // what the error itself says
	var parts []string
	for _, e := range inner {
		shell = strings.ReplaceAll(shell, e.Error(), "")
		text = strings.ReplaceAll(text, e.Error(), within(text, e))
		parts = append(parts, Text(e))
	}
	switch {
	case len(inner) > 0 && !chinese(shell):
		return strings.Join(parts, "；")
	case chinese(text):
		return prefix.ReplaceAllString(text, "")
	}
	return word(err, text)
}

// Known reports whether there are words for all of an error.
func Known(err error) bool { return !strings.Contains(Text(err), Unknown) }

// prefix is a package's name before what it wraps.
var prefix = regexp.MustCompile(`^(?:[a-z][a-z/]*: )+`)

// within is the text of an error inside another one's, which may name the file already.
func within(text string, inner error) string {
	e, ok := inner.(*fs.PathError)
	if ok && strings.Contains(strings.ReplaceAll(text, inner.Error(), ""), filepath.Base(e.Path)) {
		return Text(e.Err)
	}
	return Text(inner)
}

func unwrap(err error) []error {
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		if inner := e.Unwrap(); inner != nil && inner.Error() != "" {
			return []error{inner}
		}
	case interface{ Unwrap() []error }:
		return e.Unwrap()
	}
	return nil
}

// chinese reports whether a text holds Chinese words or signs (a.xlsx：).
func chinese(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) || strings.ContainsRune("：（；，。", r) }) >= 0
}

// words are those of errors by what they are.
var words = []struct {
	err  error
	text string
}{
	{syscall.ENOSPC, "磁盘已满"}, {syscall.EROFS, "磁盘是只读的"}, {syscall.EIO, "磁盘读写出错"}, {syscall.EISDIR, "是文件夹，不是文件"},
	{syscall.ENOTDIR, "路径中有一段不是文件夹"}, {syscall.EMFILE, "打开的文件太多"}, {syscall.ENFILE, "打开的文件太多"}, {syscall.ENAMETOOLONG, "文件名太长"},
	{syscall.EBUSY, "正被别的程序占用"}, {syscall.ELOOP, "符号链接绕成了圈"}, {syscall.EXDEV, "不在同一磁盘上"}, {syscall.ENOTEMPTY, "文件夹不是空的"},
	{syscall.EINVAL, "名称或参数不合要求"}, {fs.ErrNotExist, "找不到这个文件或文件夹"}, {fs.ErrPermission, "没有权限"}, {fs.ErrExist, "已经存在"}, {fs.ErrClosed, "文件已经关闭"},
	{context.Canceled, "已停止"}, {context.DeadlineExceeded, "用时太长"}, {zip.ErrFormat, "不是压缩包或已损坏"}, {zip.ErrChecksum, "校验码不符"},
	{zip.ErrAlgorithm, "压缩方法不受支持"}, {io.ErrUnexpectedEOF, "内容不完整"}, {io.EOF, "内容不完整"}, {io.ErrNoProgress, "读不出内容"},
	{strconv.ErrSyntax, "不是数"}, {strconv.ErrRange, "数太大"},
}

// phrases are those of libraries that give no values for their errors.
var phrases = []struct{ part, text string }{
	{"database is locked", "台账正被另一次运行占用"}, {"disk is full", "磁盘已满"}, {"malformed", "台账文件已损坏"}, {"not a database", "不是台账文件"},
	{"readonly database", "台账是只读的"}, {"disk I/O error", "磁盘读写出错"}, {"unexpected EOF", "内容不完整"}, {"invalid UTF-8", "文字编码有误"}, {"checksum", "校验码不符"},
	{"corrupt", "内容已损坏"}, {"unable to open database", "台账文件打不开"},
}

func word(err error, text string) string {
	for _, w := range words {
		if errors.Is(err, w.err) {
			return w.text
		}
	}
	switch e := err.(type) {
	case *json.SyntaxError:
		return "第 " + strconv.FormatInt(e.Offset, 10) + " 个字节处写法有误"
	case *json.UnmarshalTypeError:
		return "“" + e.Field + "”的内容不合要求"
	case *xml.SyntaxError:
		return "第 " + strconv.Itoa(e.Line) + " 行标记写法有误"
	case flate.CorruptInputError:
		return "压缩的数据已损坏"
	}
	for _, p := range phrases {
		if strings.Contains(text, p.part) {
			return p.text
		}
	}
	return Unknown
}
