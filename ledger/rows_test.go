package ledger

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"huibao"
)

func sub(n, part int, path string) huibao.Submission {
	return huibao.Submission{N: n, Part: part, Path: path, SHA256: digestOf([]byte(path)), Period: june, Unit: "C01", State: huibao.StateAccepted}
}

// TestPut replaces the rows of a period, and leaves those of others alone.
func TestPut(t *testing.T) {
	for _, c := range []struct {
		name string
		subs []huibao.Submission
		want []string // by path
	}{
		{"none", nil, nil},
		{"in the order of paths", []huibao.Submission{sub(2, 0, "a"), sub(1, 1, "c"), sub(1, 0, "b")}, []string{"2/0 a", "1/0 b", "1/1 c"}},
		{"two acts on one path", []huibao.Submission{sub(3, 0, "a"), sub(1, 0, "a")}, []string{"1/0 a", "3/0 a"}},
		{"one removed, one changed, one more", []huibao.Submission{sub(3, 0, "x"), sub(4, 0, "y")}, []string{"3/0 x", "4/0 y"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := opened(t, filepath.Join(t.TempDir(), "ledger"))
			first, err := NewRows(june, []huibao.Submission{sub(1, 0, "a"), sub(3, 0, "b")})
			must(t, err)
			other, err := NewRows(july, []huibao.Submission{sub(9, 0, "z")})
			must(t, err)
			rows, err := NewRows(june, c.subs)
			must(t, err)
			does(t, l, func(x *Tx) error { must(t, x.Put(first)); must(t, x.Put(other)); return x.Put(rows) })
			must(t, l.View(context.Background(), func(v *View) error {
				subs, err := v.Submissions(june)
				must(t, err)
				var got []string
				for _, s := range subs {
					got = append(got, fmt.Sprintf("%d/%d %s", s.N, s.Part, s.Path))
				}
				if !slices.Equal(got, c.want) {
					t.Errorf("got %q", got)
				}
				for p, r := range map[huibao.Period]*Rows{june: rows, july: other} {
					if digest, err := v.RowsDigest(p); err != nil || digest != r.Digest() {
						t.Errorf("digest %s, %v; want %s", digest, err, r.Digest())
					}
				}
				return nil
			}))
		})
	}
	if _, err := NewRows(june, []huibao.Submission{sub(1, 0, "a"), sub(1, 0, "b")}); err == nil {
		t.Error("two rows of one act and part were taken")
	}
}

// TestKnownRows makes no document of a row that is as it was, and has it all the same: in the
// digest, and where somebody put another one in its place meanwhile.
func TestKnownRows(t *testing.T) {
	ctx := context.Background()
	l := opened(t, filepath.Join(t.TempDir(), "ledger"))
	was, err := NewRows(june, []huibao.Submission{sub(1, 0, "a"), sub(2, 0, "b")})
	must(t, err)
	does(t, l, func(x *Tx) error { return x.Put(was) })
	var known KnownRows
	must(t, l.View(ctx, func(v *View) (err error) { known, err = v.KnownRows(june); return err }))
	subs := []huibao.Submission{sub(1, 0, "a"), sub(2, 0, "c")}
	rows, err := NewRowsBut(june, subs, known, func(*huibao.Submission) string { return "" })
	must(t, err)
	whole, err := NewRows(june, subs)
	must(t, err)
	if rows.list[0].doc != nil || rows.list[1].doc == nil || rows.Digest() != whole.Digest() {
		t.Errorf("%d and %d bytes, %s, not %s", len(rows.list[0].doc), len(rows.list[1].doc), rows.Digest(), whole.Digest())
	}
	for said, encoded := range map[string]bool{known[[2]int{2, 0}]: false, "of another": true, "": true} { // of what is sure nothing is encoded, though it is other
		sure, err := NewRowsBut(june, subs, known, func(s *huibao.Submission) string {
			if s.N == 2 {
				return said
			}
			return ""
		})
		must(t, err)
		if (sure.list[1].doc != nil) != encoded || encoded && sure.Digest() != whole.Digest() || !encoded && sure.Digest() != was.Digest() {
			t.Errorf("%q: %d bytes, %s", said, len(sure.list[1].doc), sure.Digest())
		}
	}
	meanwhile, err := NewRows(june, []huibao.Submission{sub(1, 0, "z")})
	must(t, err)
	for _, put := range []*Rows{rows, meanwhile, rows} {
		does(t, l, func(x *Tx) error { return x.Put(put) })
	}
	must(t, l.View(ctx, func(v *View) error {
		got, err := v.Submissions(june)
		if err != nil || len(got) != 2 || got[0].Path != "a" || got[1].Path != "c" {
			t.Errorf("%v, %v", got, err)
		}
		return nil
	}))
}

// TestRowsDigest tells rows apart by what they hold, not by the order they come in.
func TestRowsDigest(t *testing.T) {
	digest := func(subs ...huibao.Submission) string {
		r, err := NewRows(june, subs)
		must(t, err)
		return r.Digest()
	}
	a, b := sub(1, 0, "a"), sub(2, 0, "b")
	if digest(a, b) != digest(b, a) {
		t.Error("the order counts")
	}
	other := a
	other.State = huibao.StatePending
	seen := map[string]bool{digest(): true, digest(a): true, digest(a, b): true, digest(other, b): true, digest(sub(2, 0, "a"), sub(1, 0, "b")): true}
	if len(seen) != 5 {
		t.Errorf("%d digests of 5", len(seen))
	}
}

// TestMade replaces what is known of a period's outputs.
func TestMade(t *testing.T) {
	l := opened(t, filepath.Join(t.TempDir(), "ledger"))
	does(t, l, func(x *Tx) error {
		must(t, x.PutMade(june, []Made{{"a", "k1", "s1"}, {"b", "k2", "s2"}}))
		must(t, x.PutMade(july, []Made{{"a", "k3", "s3"}}))
		return x.PutMade(june, []Made{{"b", "k4", "s4"}, {"c", "k5", "s5"}})
	})
	must(t, l.View(context.Background(), func(v *View) error {
		got, err := v.Made(june)
		if want := map[string]Made{"b": {"b", "k4", "s4"}, "c": {"c", "k5", "s5"}}; !maps.Equal(got, want) {
			t.Errorf("got %v", got)
		}
		return err
	}))
}

// TestReadings keeps readings by period and key, and forgets those that a run did not
// use.
func TestReadings(t *testing.T) {
	l := opened(t, filepath.Join(t.TempDir(), "ledger"))
	ctx := context.Background()
	must(t, l.KeepReadings(ctx, june, encoded(t, map[string]any{"a": "甲", "b": "乙", "c": "丙"})))
	must(t, l.KeepReadings(ctx, july, encoded(t, map[string]any{"a": "丁"})))
	must(t, l.KeepReadings(ctx, june, encoded(t, map[string]any{"b": "新"})))
	must(t, l.KeepReadings(ctx, june, nil))
	read := func(when string, want map[string]string) {
		t.Helper()
		got := map[string]string{}
		for _, p := range []huibao.Period{june, july} {
			for _, key := range []string{"a", "b", "c", "d"} {
				var v string
				ok, err := l.Reading(p, key, &v)
				must(t, err)
				if ok {
					got[p.String()+key] = v
				}
			}
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", when, got, want)
		}
	}
	read("kept", map[string]string{"2024-06a": "甲", "2024-06b": "新", "2024-06c": "丙", "2024-07a": "丁"})
	var first, second string
	does(t, l, func(x *Tx) (err error) {
		first, err = x.ForgetReadings(june, []string{"b", "c", "not kept"})
		return err
	})
	read("forgotten", map[string]string{"2024-06b": "新", "2024-06c": "丙", "2024-07a": "丁"})
	must(t, l.KeepReadings(ctx, june, encoded(t, map[string]any{"d": "戊"}))) // of a run that did not end
	must(t, l.View(ctx, func(v *View) error {
		keys, err := readingKeys(v.q, june)
		if readingsDigest(keys) != first {
			t.Error("a fresh reading counts")
		}
		return err
	}))
	does(t, l, func(x *Tx) (err error) {
		second, err = x.ForgetReadings(june, []string{"b", "c"})
		return err
	})
	if first != second {
		t.Error("the same readings have another digest")
	}
	failed := errors.New("the run failed")
	if err := l.Act(ctx, actor(), func(x *Tx) error {
		return errors.Join(x.KeepReadings(june, encoded(t, map[string]any{"b": "of a run that failed"})), failed)
	}); !errors.Is(err, failed) {
		t.Error(err)
	}
	must(t, l.View(ctx, func(v *View) error {
		if now, err := v.ReadingsDigest(june); err != nil || now != second {
			t.Errorf("what takes the place of a reading is kept without its run: %v", err)
		}
		return nil
	}))
	does(t, l, func(x *Tx) error { return x.KeepReadings(june, encoded(t, map[string]any{"b": "新新"})) })
	read("replaced", map[string]string{"2024-06b": "新新", "2024-06c": "丙", "2024-07a": "丁"})
	change(t, l.dir, "UPDATE reading SET doc=(SELECT doc FROM reading WHERE key='c') WHERE key='b'")
	read("one falsified", map[string]string{"2024-06c": "丙", "2024-07a": "丁"})
}

// TestPutLaidAside puts rows of which none was held in memory: the same, and as often as is asked, also where what was laid aside is lost.
func TestPutLaidAside(t *testing.T) {
	defer func(was int) { holdAtMost = was }(holdAtMost)
	var subs []huibao.Submission
	for n := range 300 {
		subs = append(subs, sub(n+1, 0, fmt.Sprint("a", n)))
	}
	held, err := NewRows(june, subs)
	must(t, err)
	holdAtMost = 0
	rows, err := NewRows(june, subs)
	must(t, err)
	if rows.aside.size == 0 || held.aside.size != 0 || rows.Digest() != held.Digest() {
		t.Fatalf("%d and %d bytes laid aside", rows.aside.size, held.aside.size)
	}
	for _, name := range []string{"once", "again", "spoiled", "gone"} {
		switch name {
		case "spoiled":
			_, err := rows.aside.file.WriteAt(make([]byte, rows.aside.size/2), 0)
			must(t, err)
		case "gone":
			must(t, rows.aside.file.Close())
		}
		l := opened(t, filepath.Join(t.TempDir(), name))
		does(t, l, func(x *Tx) error { return x.Put(rows) })
		must(t, l.View(context.Background(), func(v *View) error {
			got, err := v.Submissions(june)
			must(t, err)
			if digest, err := v.RowsDigest(june); err != nil || digest != held.Digest() || len(got) != len(subs) {
				t.Errorf("%s: %d rows, digest %s, %v", name, len(got), digest, err)
			}
			return nil
		}))
	}
}
