package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"huibao"
	"huibao/act"
	"huibao/ledger"
	"huibao/statement"
)

// Sending is what the office says of an edition that it sent out (印发): number and
// day, and the files as they were signed and sealed. Edition 0 is the newest.
type Sending struct {
	Edition   int
	Number    string
	Date      huibao.Date
	DOCX, PDF string // paths, or ""
	Why       string
}

// Sent is what was recorded of an edition that was sent out.
type Sent struct {
	Edition     int
	Dir         string   // of the files
	Differences []string // of the DOCX from the edition's text, which were accepted
	Struck      []string // sentences that ask for something and that the DOCX does not have: nobody is held to them
	Compared    bool     // there was a DOCX, and a text of the edition to compare it with
}

// SendOut records under which number and as which files an edition was sent out, keeps
// the files, and lays them beside the edition. A DOCX whose figures are not the edition's
// is refused without a reason.
func SendOut(ctx context.Context, w Workspace, opt Options, s Sending) (sent Sent, err error) {
	if strings.TrimSpace(s.Number) == "" {
		return Sent{}, act.Refused(act.CodeWhy, "请写明文号").Typed("请用 --number 写明文号")
	}
	led, err := openLedger(ctx, w, opt)
	if err != nil {
		return Sent{}, err
	}
	defer func() { err = errors.Join(err, led.Close()) }()
	state, err := mended(ctx, w, led, opt.Period)
	if err != nil {
		return Sent{}, err
	}
	doc := act.SentOut{Where: act.Where{Period: opt.Period}, Edition: s.Edition, Number: s.Number, Date: s.Date, Why: s.Why}
	if doc.Edition == 0 {
		doc.Edition = state.Edition
	}
	if doc.Edition == 0 {
		return Sent{}, act.Refused(act.CodeNoEdition, "%s还没有锁定，没有可以印发的版次；请先锁定", opt.Period.Chinese()).
			Typed("%s还没有锁定，没有可以印发的版次；请先运行 huibao lock %s", opt.Period.Chinese(), opt.Period)
	}
	for _, x := range [][2]string{{s.DOCX, ".docx"}, {s.PDF, ".pdf"}} {
		file := x[0]
		if file == "" {
			continue
		}
		kept, err := keepFile(led, file, x[1], opt.Limits.FileBytes)
		if err != nil {
			return Sent{}, err
		}
		if x[1] == ".docx" {
			if doc.Differences, doc.Struck, sent.Compared, err = readBack(ctx, led, state.Numbered(doc.Edition), kept.SHA256, doc.Number, opt.Limits); err != nil {
				return Sent{}, err
			}
			if len(doc.Differences) > 0 && strings.TrimSpace(s.Why) == "" {
				return Sent{}, unlike(doc.Edition, doc.Differences)
			}
		}
		doc.Files = append(doc.Files, act.Output{Name: FileName(strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))) + x[1], SHA256: kept.SHA256, Size: kept.Size})
	}
	err = led.Act(ctx, opt.actor(), func(t *ledger.Tx) error {
		if state, err = t.State(opt.Period); err != nil {
			return err
		}
		if name := otherBytes(w, state, doc); name != "" {
			return act.Refused(act.CodeLocked, "第 %d 版已经登记过另一份 %s；印发的文件不会被替换，请换一个文件名登记", doc.Edition, name)
		}
		if _, err := t.Append(act.New(act.Publish, strconv.Itoa(doc.Edition), doc)); err != nil {
			return err
		}
		state, err = t.State(opt.Period)
		return err
	})
	if err != nil {
		return Sent{}, err
	}
	sent.Edition, sent.Dir, sent.Differences = doc.Edition, filepath.Join(w.Out(opt.Period), sentDir(doc.Edition)), doc.Differences
	sent.Struck = doc.Struck
	return sent, restoreEditions(ctx, w, led, state)
}

// sentAs is how an edition was sent out, or nil: the last number, and the edits of the last
// document that was registered.
func sentAs(s *act.State, edition int) *statement.Sent {
	var sent *statement.Sent
	for _, d := range s.SentOut {
		if d.Edition != edition {
			continue
		}
		if sent == nil {
			sent = &statement.Sent{}
		}
		sent.Number, sent.Date = d.Number, d.Date
		if slices.ContainsFunc(d.Files, func(f act.Output) bool { return path.Ext(f.Name) == ".docx" }) {
			sent.Edits, sent.Why = d.Differences, ""
			if len(d.Differences) > 0 {
				sent.Why = d.Why
			}
		}
	}
	return sent
}

// otherBytes names a file that was registered for the edition already, or lies in its
// folder and is not known, with other content.
func otherBytes(w Workspace, s *act.State, doc act.SentOut) string {
	for _, old := range s.SentOut {
		for _, a := range old.Files {
			for _, b := range doc.Files {
				if old.Edition == doc.Edition && a.Name == b.Name && a.SHA256 != b.SHA256 {
					return a.Name
				}
			}
		}
	}
	dir := filepath.Join(w.Out(s.Period), sentDir(doc.Edition))
	for _, b := range doc.Files {
		if _, err := os.Lstat(filepath.Join(dir, b.Name)); err == nil && !sameFile(dir, b) {
			return b.Name
		}
	}
	return ""
}

// signatures begin the files that an office sends out.
var signatures = map[string]struct{ begins, what string }{".pdf": {"%PDF-", "PDF"}, ".docx": {"PK\x03\x04", "Word（.docx）"}}

// looksRight refuses a file that is not what its flag says.
func looksRight(f *os.File, ext string) error {
	sign := signatures[ext]
	head := make([]byte, len(sign.begins))
	if _, err := io.ReadFull(f, head); err != nil || string(head) != sign.begins {
		return fmt.Errorf("%s 不是 %s 文件", f.Name(), sign.what)
	}
	_, err := f.Seek(0, io.SeekStart)
	return err
}

// keepFile keeps a file of the office's own among the originals.
func keepFile(led *ledger.Ledger, path, ext string, limit int64) (ledger.Original, error) {
	f, err := os.Open(path)
	if err != nil {
		return ledger.Original{}, fmt.Errorf("%s 无法打开：%w", path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return ledger.Original{}, fmt.Errorf("%s 无法打开：%w", path, err)
	}
	if !info.Mode().IsRegular() || info.Size() > limit {
		return ledger.Original{}, fmt.Errorf("%s 不是普通文件，或大于 %d 字节", path, limit)
	}
	if err := looksRight(f, ext); err != nil {
		return ledger.Original{}, err
	}
	return led.Keep(f)
}
