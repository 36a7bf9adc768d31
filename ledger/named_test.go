package ledger

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huibao"
)

// TestNamed: what acts, rows and what was seen name is known, and what was read is not read again: a
// sweep holds the chain's lock for what was added since.
func TestNamed(t *testing.T) {
	l := opened(t, filepath.Join(t.TempDir(), "ledger"))
	must(t, l.PreparePortal(context.Background()))
	var all []string
	for i := range 6 {
		all = append(all, strings.Repeat(string(rune('a'+i)), 64))
	}
	puts := func(list ...huibao.Submission) {
		rows, err := NewRows(june, list)
		must(t, err)
		does(t, l, func(x *Tx) error { x.here = nil; return x.Put(rows) })
	}
	k := newNamed(all[:5])
	holds := func(want ...string) {
		t.Helper()
		must(t, l.View(context.Background(), k.read))
		var got []string
		for sha := range k.names {
			got = append(got, sha[:1])
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	does(t, l, func(x *Tx) error {
		x.here = nil
		_, err := x.Append(handIn(june, "云.xlsx", Original{SHA256: all[0], Size: 1}))
		return err
	})
	puts(huibao.Submission{N: 1, SHA256: all[1]})
	holds("a", "b")
	_, err := l.db.Exec("UPDATE submission SET doc=?", []byte("what can't be read"))
	must(t, err)
	holds("a", "b")
	does(t, l, func(x *Tx) error {
		x.here = nil
		_, err := x.Append(handIn(june, "石.xlsx", Original{SHA256: all[2], Size: 1}))
		return err
	})
	puts(huibao.Submission{N: 1, SHA256: all[1]}, huibao.Submission{N: 2, SHA256: all[3]}, huibao.Submission{N: 3, SHA256: all[5]})
	does(t, l, func(x *Tx) error { return x.Saw(Access{Person: "a", What: "上传方案", Object: all[4]}) })
	holds("a", "b", "c", "d", "e")
}
