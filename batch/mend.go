package batch

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"huibao"
	"huibao/act"
	"huibao/ledger"
)

// mend writes the editions of a period that do not lie in their folders as they were issued,
// and says of each file what was wrong with it, and whether it is mended. What cannot be
// written is said, too: whoever only looks is not stopped by it.
func mend(ctx context.Context, w Workspace, led *ledger.Ledger, p huibao.Period) ([]string, error) {
	s, err := stateOf(ctx, led, p)
	if err != nil {
		return nil, err
	}
	notes := []string{}
	odd := oddFiles(w, s)
	if len(odd) == 0 {
		return notes, nil
	}
	failed := restoreLocked(ctx, w, led, s)
	still := map[string]bool{}
	for _, name := range oddFiles(w, s) {
		still[name] = true
	}
	var mended, left []string
	for _, name := range odd {
		if still[name] {
			left = append(left, name)
		} else {
			mended = append(mended, name)
		}
	}
	if len(mended) > 0 {
		notes = append(notes, strings.Join(mended, "、")+" 与锁定时不同或不见了，已照台账恢复")
	}
	if len(left) > 0 {
		text := strings.Join(left, "、") + " 与锁定时不同或不见了，没有能恢复"
		if failed != nil {
			text = fmt.Sprintf("%s：%v", text, failed)
		}
		notes = append(notes, text)
	}
	return notes, ctx.Err()
}

func restoreLocked(ctx context.Context, w Workspace, led *ledger.Ledger, s *act.State) error {
	unlock, err := lockOutputs(ctx, w, s.Period)
	if err != nil {
		return err
	}
	defer unlock()
	return restoreEditions(ctx, w, led, s)
}

// oddFiles are the files of a period's editions, below out/, that do not lie there as they
// were issued.
func oddFiles(w Workspace, s *act.State) []string {
	var list []string
	look := func(dir string, files []act.Output) {
		for _, o := range files {
			if !sameFile(filepath.Join(w.Out(s.Period), dir), o) {
				list = append(list, path.Join("out", s.Period.String(), dir, o.Name))
			}
		}
	}
	for _, e := range s.Editions {
		look(editionDir(e.Edition), e.Outputs)
	}
	for _, sent := range s.SentOut {
		look(sentDir(sent.Edition), sent.Files)
	}
	if s.Locked() {
		look("", s.Last().Outputs)
	}
	return list
}
