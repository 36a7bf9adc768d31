package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"huibao"
	"huibao/act"
	"huibao/internal/durable"
	"huibao/ledger"
	"huibao/report"
)

// editionDir is the folder of an edition below out/P; sentDir that of what the office
// sent out.
func editionDir(n int) string { return "第" + strconv.Itoa(n) + "版" }

func sentDir(n int) string { return editionDir(n) + "-印发" }

// lockOutputs keeps others from writing a period's outputs meanwhile.
func lockOutputs(ctx context.Context, w Workspace, p huibao.Period) (unlock func(), err error) {
	lock := flock.New(filepath.Join(w.Ledger(), "out-"+p.String()+".lock"))
	waiting, cancel := context.WithTimeout(ctx, 10*time.Minute)
	defer cancel()
	if ok, err := lock.TryLockContext(waiting, 50*time.Millisecond); err != nil || !ok {
		if err := ctx.Err(); err != nil { // the person at the machine stops, and nobody else writes
			return nil, err
		}
		return nil, fmt.Errorf("另一个 huibao 正在写 %s 的结果，请等它结束后再试", p.Chinese())
	}
	return func() { _ = lock.Unlock() }, nil
}

// restore removes what a run or a lock that died has left unfinished, completes its
// edition, and mends what is not as it was issued, whatever is open now.
func (n *runner) restore(ctx context.Context) error {
	if n.opt.DryRun {
		return nil
	}
	unlock, err := lockOutputs(ctx, n.w, n.opt.Period)
	if err != nil {
		return err
	}
	defer unlock()
	if err := sweepOutputs(n.w.Out(n.opt.Period), ""); err != nil {
		return err
	}
	return restoreEditions(ctx, n.w, n.led, n.in.state)
}

// mended is the state of a period whose editions lie in their folders as they were issued:
// every command that acts on a period sees to that first.
func mended(ctx context.Context, w Workspace, led *ledger.Ledger, p huibao.Period) (*act.State, error) {
	s, err := stateOf(ctx, led, p)
	if err != nil {
		return nil, err
	}
	return s, restoreEditions(ctx, w, led, s)
}

// restoreEditions writes every edition of a period that does not lie in its folder as it
// was issued, and, of a locked one, the newest to where the last outputs stand. Nothing
// is rendered: every file is among the originals.
func restoreEditions(ctx context.Context, w Workspace, led *ledger.Ledger, s *act.State) error {
	for _, e := range s.Editions {
		if err := restoreFiles(ctx, led, filepath.Join(w.Out(s.Period), editionDir(e.Edition)), e.Outputs, 0o444); err != nil {
			return err
		}
	}
	for _, sent := range s.SentOut {
		if err := restoreFiles(ctx, led, filepath.Join(w.Out(s.Period), sentDir(sent.Edition)), sent.Files, 0o444); err != nil {
			return err
		}
	}
	if s.Locked() {
		if !slices.ContainsFunc(s.Last().Outputs, func(o act.Output) bool { return o.Name == correctionFile }) {
			for _, name := range []string{correctionFile, wordName(correctionFile)} {
				if err := os.Remove(filepath.Join(w.Out(s.Period), name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
					return err // a draft's, of a correction that came to nothing
				}
			}
		}
		return restoreFiles(ctx, led, w.Out(s.Period), s.Last().Outputs, 0o644)
	}
	return nil
}

func restoreFiles(ctx context.Context, led *ledger.Ledger, dir string, files []act.Output, mode fs.FileMode) error {
	if len(files) == 0 {
		return nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, o := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !filepath.IsLocal(o.Name) || strings.ContainsAny(o.Name, `/\`) || sameFile(dir, o) {
			continue
		}
		if err := restoreFile(led, dir, o, mode); err != nil {
			return err
		}
	}
	return nil
}

// unknownEdition names a folder of an edition that the ledger does not know, if one lies
// there: the ledger is an older copy of itself, and a lock would replace what was issued.
func unknownEdition(w Workspace, s *act.State) string {
	list, err := os.ReadDir(w.Out(s.Period))
	if err != nil {
		return "" // there is nothing yet
	}
	for _, d := range list {
		number, is := strings.CutPrefix(d.Name(), "第")
		number, whole := strings.CutSuffix(number, "版")
		if n, err := strconv.Atoi(number); is && whole && err == nil && n > s.Edition && d.IsDir() {
			return path.Join("out", s.Period.String(), d.Name())
		}
	}
	return ""
}

// unknownWords say what to do about it.
func unknownWords(dir string) string {
	return fmt.Sprintf("%s 已有定稿，而台账不知道这一版：台账可能是旧的备份；请换回最新的 ledger 文件夹，或先把 %s 移走", dir, dir)
}

// sameFile reports whether a file of an edition lies there as it was issued.
func sameFile(dir string, o act.Output) bool {
	return sameContent(Workspace{Dir: dir}, o.Name, o.SHA256)
}

func restoreFile(led *ledger.Ledger, dir string, o act.Output, mode fs.FileMode) error {
	f, err := led.Original(o.SHA256)
	if err != nil {
		return err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	target := filepath.Join(dir, o.Name)
	err = durable.WriteFile(target, data, mode)
	var held *durable.HeldError
	if errors.As(err, &held) {
		return nil // open in another program; the next command writes it
	}
	return err
}

// outputsOf are the files of an edition as a run reports them.
func outputsOf(p huibao.Period, e act.Edition) []report.Output {
	var list []report.Output
	for _, o := range e.Outputs {
		list = append(list, report.Output{Path: path.Join("out", p.String(), o.Name), SHA256: o.SHA256})
	}
	return list
}

// ReportEdition writes an edition out again as it was issued, and says where it lies.
func ReportEdition(ctx context.Context, w Workspace, opt Options) (list []report.Output, err error) {
	led, err := openForReading(ctx, w, opt)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, led.Close()) }()
	s, err := mended(ctx, w, led, opt.Period)
	if err != nil {
		return nil, err
	}
	e := s.Last()
	if opt.Edition > 0 {
		e = s.Numbered(opt.Edition)
	}
	if e.Edition == 0 {
		return nil, act.Refused(act.CodeNoEdition, "%s没有第 %d 版：锁定过 %d 次", opt.Period.Chinese(), opt.Edition, s.Edition)
	}
	for _, o := range e.Outputs {
		list = append(list, report.Output{Path: path.Join("out", opt.Period.String(), editionDir(e.Edition), o.Name), SHA256: o.SHA256})
	}
	return list, nil
}
