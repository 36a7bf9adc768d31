package ledger

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huibao/internal/buckettest"
)

// shelf is a store of the tests, behind whose back they can act.
type shelf struct {
	place  Place
	write  func(t *testing.T, sha, content string)
	remove func(t *testing.T, sha string)
	count  func(t *testing.T) int // originals that lie there
}

// prefix is where the tests' originals lie in the bucket.
const prefix = "固原-2024"

func folderShelf(t *testing.T) shelf {
	dir := filepath.Join(t.TempDir(), "ledger")
	return shelf{lies(dir), func(t *testing.T, sha, content string) {
		must(t, os.Chmod(originalPath(dir, sha), 0o600))
		must(t, os.WriteFile(originalPath(dir, sha), []byte(content), 0o400))
	}, func(t *testing.T, sha string) { must(t, os.Remove(originalPath(dir, sha))) },
		func(t *testing.T) int {
			list, err := filepath.Glob(filepath.Join(dir, originalsDir, "??", "*"))
			must(t, err)
			return len(list)
		}}
}

func inServer(t *testing.T, s *buckettest.Server) shelf {
	p := lies(filepath.Join(t.TempDir(), "ledger"))
	p.Originals = "s3://" + buckettest.Name + "/" + prefix
	return shelf{p, func(t *testing.T, sha, content string) { s.Put(t, prefix+"/"+objectOf(sha), content) },
		func(t *testing.T, sha string) { s.Delete(t, prefix+"/"+objectOf(sha)) },
		func(t *testing.T) (n int) {
			for _, key := range s.Keys(t) {
				if _, ok := hashIn(strings.TrimPrefix(key, prefix+"/")); ok {
					n++
				}
			}
			return n
		}}
}

// onShelves runs a test on both stores.
func onShelves(t *testing.T, test func(*testing.T, shelf)) {
	t.Run("folder", func(t *testing.T) { test(t, folderShelf(t)) })
	t.Run("bucket", func(t *testing.T) { test(t, inServer(t, buckettest.New(t))) })
}

func (s shelf) open(t *testing.T) *Ledger {
	t.Helper()
	l, err := Open(context.Background(), s.place, "test")
	must(t, err)
	t.Cleanup(func() { _ = l.Close() }) // a second time does no harm
	return l
}

func (s shelf) verified(t *testing.T) *Verified {
	t.Helper()
	l, err := Read(s.place)
	must(t, err)
	defer l.Close()
	v, err := l.Verify(context.Background(), nil)
	must(t, err)
	return v
}

func contentOf(t *testing.T, l *Ledger, sha string) string {
	t.Helper()
	f, err := l.Original(sha)
	must(t, err)
	defer f.Close()
	data, err := io.ReadAll(f)
	must(t, err)
	return string(data)
}

// contract is what both stores promise.
var contract = map[string]func(*testing.T, shelf){
	"kept before it is settled, there after the act": func(t *testing.T, s shelf) {
		l := s.open(t)
		o := keeps(t, l, "one")
		if o.Size != 3 || has(t, l, o.SHA256, 3) || s.count(t) != 0 || contentOf(t, l, o.SHA256) != "one" {
			t.Error("not as before it is settled")
		}
		appends(t, l, handIn(june, "云.xlsx", o))
		if !has(t, l, o.SHA256, 3) || has(t, l, o.SHA256, 4) || has(t, l, digestOf(nil), 0) || s.count(t) != 1 || contentOf(t, l, o.SHA256) != "one" {
			t.Error("not as kept")
		}
		if has(t, s.open(t), o.SHA256, 3) != true {
			t.Error("another process does not see it")
		}
	},
	"twice is once": func(t *testing.T, s shelf) {
		l := s.open(t)
		a, b := keeps(t, l, "one"), keeps(t, l, "one")
		appends(t, l, handIn(june, "云.xlsx", a))
		c := keeps(t, l, "one")
		appends(t, l, handIn(june, "石.xlsx", c))
		if a != b || a != c || s.count(t) != 1 {
			t.Errorf("%v %v %v, %d", a, b, c, s.count(t))
		}
	},
	"empty and large": func(t *testing.T, s shelf) {
		l := s.open(t)
		large := strings.Repeat("0123456789abcdef", 3<<16) // beyond any buffer
		a, b := keeps(t, l, ""), keeps(t, l, large)
		appends(t, l, handIn(june, "空.xlsx", a), handIn(june, "大.xlsx", b))
		if contentOf(t, l, a.SHA256) != "" || contentOf(t, l, b.SHA256) != large {
			t.Error("not as kept")
		}
	},
	"many at once": func(t *testing.T, s shelf) {
		l := s.open(t)
		for i := range 40 {
			keeps(t, l, strings.Repeat("x", i))
		}
		must(t, l.Settle())
		if s.count(t) != 40 {
			t.Errorf("%d", s.count(t))
		}
	},
	"damage is mended by keeping again, and is never used": func(t *testing.T, s shelf) {
		l := s.open(t)
		o := keeps(t, l, "one")
		appends(t, l, handIn(june, "云.xlsx", o))
		for _, content := range []string{"on", "onf", "one more", ""} {
			s.write(t, o.SHA256, content)
			if f, err := l.Original(o.SHA256); err == nil || !strings.Contains(err.Error(), "已损坏（内容与哈希不符）；请用备份恢复这个文件") || !strings.Contains(err.Error(), o.SHA256) {
				t.Errorf("%q: %v, %v", content, f, err)
			}
			if v := s.verified(t); len(v.Problems) != 1 || !strings.Contains(v.Problems[0], "原件 "+o.SHA256+"：内容被改动过") {
				t.Errorf("%q: %v", content, v.Problems)
			}
			keeps(t, l, "one")
			must(t, l.Settle())
			if contentOf(t, l, o.SHA256) != "one" {
				t.Errorf("%q was not mended", content)
			}
		}
	},
	"what went is found": func(t *testing.T, s shelf) {
		l := s.open(t)
		o := keeps(t, l, "one")
		appends(t, l, handIn(june, "云.xlsx", o))
		if v := s.verified(t); len(v.Problems) != 0 || v.Originals != 1 {
			t.Errorf("%+v", v)
		}
		s.remove(t, o.SHA256)
		if v := s.verified(t); len(v.Problems) != 1 || !strings.Contains(v.Problems[0], "原件 "+o.SHA256+" 不见了") {
			t.Errorf("%v", v.Problems)
		}
		if _, err := l.Original(o.SHA256); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "不在台账中") {
			t.Error(err)
		}
	},
	"no name leads elsewhere": func(t *testing.T, s shelf) {
		l := s.open(t)
		for _, sha := range []string{"", "ab", "../" + digestOf(nil)[3:], digestOf([]byte("none")), strings.ToUpper(digestOf([]byte("none")))} {
			if f, err := l.Original(sha); err == nil {
				t.Errorf("%q: %v", sha, f.Name())
			}
		}
	},
	"an act that is refused leaves no act, and its original can be kept again": func(t *testing.T, s shelf) {
		l := s.open(t)
		o := keeps(t, l, "one")
		stop := errors.New("stop")
		if err := l.Act(context.Background(), actor(), func(x *Tx) error { return stop }); !errors.Is(err, stop) {
			t.Fatal(err)
		}
		if headNow(t, l).Length != 0 || s.count(t) != 1 {
			t.Errorf("%v, %d", headNow(t, l), s.count(t))
		}
		keeps(t, l, "one")
		appends(t, l, handIn(june, "云.xlsx", o))
		if v := s.verified(t); len(v.Problems) != 0 || s.count(t) != 1 {
			t.Errorf("%v", v.Problems)
		}
	},
	"a reader of a ledger for reading has them": func(t *testing.T, s shelf) {
		l := s.open(t)
		o := keeps(t, l, "one")
		appends(t, l, handIn(june, "云.xlsx", o))
		r, err := Read(s.place)
		must(t, err)
		defer r.Close()
		if contentOf(t, r, o.SHA256) != "one" {
			t.Error("not as kept")
		}
		if _, err := r.Keep(strings.NewReader("x")); err == nil {
			t.Error("kept by who may only read")
		}
	},
	"what the process had not settled is gone with it": func(t *testing.T, s shelf) {
		l := s.open(t)
		keeps(t, l, "one")
		must(t, l.Close())
		if s.count(t) != 0 {
			t.Error("left over")
		}
	},
}

// TestStores holds both stores to the contract.
func TestStores(t *testing.T) {
	for name, test := range contract {
		t.Run(name, func(t *testing.T) { onShelves(t, test) })
	}
}
