package ledger

import (
	"path/filepath"
	"testing"
)

// TestDrafts keeps what the last five runs of a period printed, and the one to be compared
// with, and believes none that was altered.
func TestDrafts(t *testing.T) {
	l := opened(t, filepath.Join(t.TempDir(), "ledger"))
	digests := []string{}
	for n := range 8 {
		d, err := NewDraft([]int{n})
		must(t, err)
		digests = append(digests, d.Digest())
		does(t, l, func(x *Tx) error { return x.PutDraft(june, n+1, d, digests[min(1, n)]) })
	}
	again, err := NewDraft([]int{3}) // printed once more
	must(t, err)
	does(t, l, func(x *Tx) error { return x.PutDraft(june, 9, again, digests[1]) })
	kept := map[int]bool{1: true, 3: true, 4: true, 5: true, 6: true, 7: true}
	sees(t, l, func(v *View) error {
		for n, digest := range digests {
			var got []int
			ok, err := v.Draft(june, digest, &got)
			if err != nil || ok != kept[n] || ok && got[0] != n {
				t.Errorf("draft %d: %v, %v, %v", n, ok, got, err)
			}
			if ok, err := v.Draft(july, digest, &got); ok || err != nil {
				t.Errorf("of another period: %v, %v", ok, err)
			}
		}
		return nil
	})
	_, err = l.db.Exec("UPDATE draft SET doc=(SELECT doc FROM draft WHERE digest=?) WHERE digest=?", digests[6], digests[7])
	must(t, err)
	sees(t, l, func(v *View) error {
		var got []int
		if ok, err := v.Draft(june, digests[7], &got); ok || err != nil {
			t.Errorf("an altered draft: %v, %v", ok, err)
		}
		return nil
	})
}
