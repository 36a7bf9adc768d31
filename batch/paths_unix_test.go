//go:build unix

package batch_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"huibao"
	"huibao/batch"
	"huibao/internal/thorough"
)

// TestOddNames runs a period over everything that a folder can hold: each file is
// named in the result, nothing blocks, links are not followed, and what is written
// has names that every system takes.
func TestOddNames(t *testing.T) {
	thorough.Need(t)
	w, month := sampled(t)
	in := w.Returns(month.Period)
	good, err := os.ReadFile(filepath.Join(in, "海原县_2024-05.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(t.TempDir(), "外面.xlsx")
	must(t, os.WriteFile(outside, good, 0o644))
	regular := []string{"-rf.xlsx", "a\nb.xlsx", "x\u202eslx.exe.xlsx", "\xc4\xe3\xba\xc3.xlsx", strings.Repeat("汇", 83) + ".xlsx",
		"quote\"'`$(id).xlsx", "CON.xlsx", "é.xlsx", "e\u0301.xlsx", "A.xlsx", "a.xlsx", "a#b.xlsx", "%41.xlsx", "空 格.xlsx ", "身份证11010519491231002X.xlsx"}
	for i, name := range regular {
		must(t, os.WriteFile(filepath.Join(in, name), append(good[:len(good):len(good)], byte(i), 1), 0o644))
	}
	must(t, os.Symlink(outside, filepath.Join(in, "link.xlsx")))
	must(t, os.Symlink("loop.xlsx", filepath.Join(in, "loop.xlsx")))
	must(t, os.Symlink("/dev/zero", filepath.Join(in, "zero.xlsx")))
	must(t, os.Symlink(filepath.Dir(outside), filepath.Join(in, "folder")))
	must(t, syscall.Mkfifo(filepath.Join(in, "pipe.xlsx"), 0o644))
	for range 2 {
		res, err := batch.Run(context.Background(), w, options(month))
		if err != nil {
			t.Fatal(err)
		}
		doc, err := res.Document()
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]huibao.ReturnState{}
		for _, f := range doc.Files {
			got[strings.TrimPrefix(f.Path, "returns/2024-05/")] = f.State
		}
		for _, name := range []string{"link.xlsx", "loop.xlsx", "zero.xlsx", "folder", "pipe.xlsx"} {
			if got[name] != huibao.StateUnrecognised {
				t.Errorf("%s is %q", name, got[name])
			}
		}
		for _, name := range regular {
			if strings.HasPrefix(name, "\xc4") {
				name = `\xc4\xe3\xba\xc3.xlsx`
			}
			if got[name] == "" {
				t.Errorf("%q is not accounted for", name)
			}
		}
		for _, o := range doc.Outputs {
			if base := filepath.Base(o.Path); len([]rune(base)) > 80 || strings.ContainsAny(base, "\n\"<>|?*:\\\u202e") || strings.Contains(base, "11010519491231002X") {
				t.Errorf("output %q", o.Path)
			}
			if _, err := os.Stat(filepath.Join(w.Dir, filepath.FromSlash(o.Path))); err != nil {
				t.Error(err)
			}
		}
		if data, err := json.Marshal(doc); err != nil || strings.Contains(string(data), "\ufffd") {
			t.Errorf("not a faithful document: %v", err)
		}
	}
}
