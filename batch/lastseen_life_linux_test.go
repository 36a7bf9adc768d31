package batch_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huibao/batch"
	"huibao/internal/thorough"
	"huibao/ledger"
)

// believing skips a test where no file's times are believed.
func believing(t *testing.T, s *small) {
	t.Helper()
	batch.Settled(t, true)
	s.pass(t)
	s.run(t)
	if len(batch.Seen(t, s.w, s.opt)) == 0 {
		t.Skip("this file system's times are not believed")
	}
}

// pass waits until the returns would be believed.
func (s *small) pass(t *testing.T) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(s.w.Returns(s.opt.Period), "*"))
	must(t, err)
	for _, f := range files {
		batch.Pass(t, f)
	}
}

// head is the end of the chain.
func (s *small) head(t *testing.T) (head ledger.Head) {
	t.Helper()
	led, err := s.w.ReadLedger()
	must(t, err)
	defer led.Close()
	must(t, led.View(context.Background(), func(v *ledger.View) (err error) {
		head, err = v.Head()
		return err
	}))
	return head
}

// TestSeenOutside lives the same life twice, once with files that are not hashed again and once
// without: the chain, the drafts and the edition are the same to the byte.
func TestSeenOutside(t *testing.T) {
	thorough.Repeats(t)
	made := map[string][]byte{}
	var heads []ledger.Head
	var outs []map[string]string
	for _, believes := range []bool{true, false} {
		s := newSmall(t, true)
		s.made = made // to the byte
		s.put(t, "甲县", "1", 0)
		s.put(t, "乙县", "1", 5)
		batch.Settled(t, believes)
		run := func(want int) {
			t.Helper()
			if believes {
				s.pass(t)
			}
			s.run(t)
			got := batch.Seen(t, s.w, s.opt)
			if !believes {
				want = 0
			} else if len(got) == 0 {
				t.Skip("this file system's times are not believed")
			}
			if len(got) != want {
				t.Errorf("believes %t: it has seen %v", believes, got)
			}
		}
		run(2)
		run(2)
		s.put(t, "乙县", "1", 1)
		s.put(t, "丙县", "1", 2)
		run(3)
		must(t, os.Remove(filepath.Join(s.w.Returns(s.opt.Period), "甲县_1.xlsx")))
		run(2)
		must(t, s.lock())
		heads, outs = append(heads, s.head(t)), append(outs, tree(t, s.w.Out(s.opt.Period)))
	}
	if heads[0] != heads[1] {
		t.Errorf("the chain ends in %v and in %v", heads[0], heads[1])
	}
	if len(outs[0]) < 10 || !maps.Equal(outs[0], outs[1]) {
		t.Errorf("of %d and %d outputs some differ", len(outs[0]), len(outs[1]))
	}
}

// TestSeenWrong has the ledger say of a file what it is not. What is false of it says nothing that the
// file does not; what hides a change hides it from no run that is told to open all, and from no lock.
func TestSeenWrong(t *testing.T) {
	s := newSmall(t, true)
	s.put(t, "甲县", "1", 0)
	s.put(t, "乙县", "1", 1)
	const path = "returns/2024-01/甲县_1.xlsx"
	file := filepath.Join(s.w.Dir, filepath.FromSlash(path))
	data, err := os.ReadFile(file)
	must(t, err)
	data[len(data)-2] = 1 // a comment at the end of the archive
	must(t, os.WriteFile(file, append(data, 'x'), 0o644))
	believing(t, s)
	if got := batch.Seen(t, s.w, s.opt); !slices.Contains(got, path) {
		t.Fatalf("it has seen %v", got)
	}
	was := s.head(t)
	batch.Deceive(t, s.w, s.opt, path, strings.Repeat("0", 64))
	s.run(t)
	if now := s.head(t); now != was {
		t.Errorf("by a false hash the chain ends in %v, not in %v", now, was)
	}
	s.pass(t)
	s.run(t)
	counts := func() string {
		t.Helper()
		return s.standing(t).Counting("C1").SHA256
	}
	before := counts()
	for i, opens := range []func(){
		func() {
			s.opt.Rehash = true
			s.run(t)
			s.opt.Rehash = false
		},
		func() { must(t, s.lock()) },
	} {
		data, err := os.ReadFile(file)
		must(t, err)
		data[len(data)-1] = byte('0' + i) // of the same size, or the original is looked for in vain
		must(t, os.WriteFile(file, data, 0o644))
		s.pass(t)
		batch.Deceive(t, s.w, s.opt, path, "")
		s.run(t)
		if counts() != before {
			t.Fatal("the run was not deceived: this proves nothing")
		}
		opens()
		if counts() == before {
			t.Error("the change is still hidden")
		}
		before = counts()
	}
}
