package ledger

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"huibao/internal/buckettest"
	"huibao/internal/durable"
	"huibao/internal/thorough"
)

// moves is a ledger with acts whose originals are copied between the folder and a bucket.
type moves struct {
	t      *testing.T
	server *buckettest.Server
	folder Place
	bucket Place
	head   Head
}

// originalsKept is how many originals it has: more than are copied at once.
const originalsKept = copiedAtOnce + 6

func newMoves(t *testing.T) *moves {
	m := &moves{t: t, server: buckettest.New(t)}
	s := folderShelf(t)
	m.folder, m.bucket = s.place, s.place
	m.bucket.Originals = "s3://" + buckettest.Name + "/" + prefix
	l := s.open(t)
	for i := range originalsKept - 1 {
		keeps(t, l, strconv.Itoa(i))
	}
	appends(t, l, handIn(june, "云.xlsx", keeps(t, l, "named")), handIn(june, "零.xlsx", keeps(t, l, "0")))
	m.head = headNow(t, l)
	must(t, l.Close())
	return m
}

// there moves them into the bucket, and takes those of before away.
func (m *moves) there() {
	m.t.Helper()
	_, err := CopyOriginals(context.Background(), m.folder, m.bucket.Originals, "test")
	must(m.t, errors.Join(err, os.RemoveAll(filepath.Join(m.folder.Dir, originalsDir))))
}

// holds: the ledger is whole, at a place and at no other.
func (m *moves) holds(at, not Place) {
	m.t.Helper()
	l, err := Read(at)
	must(m.t, err)
	defer l.Close()
	v, err := l.Verify(context.Background(), []Head{m.head})
	must(m.t, err)
	if len(v.Problems) > 0 || v.Head != m.head || v.Originals != 2 {
		m.t.Errorf("%+v, want %s", v, m.head)
	}
	for _, text := range []string{"named", "0", "5"} {
		if got := contentOf(m.t, l, digestOf([]byte(text))); got != text {
			m.t.Errorf("%q", got)
		}
	}
	refused(m.t, not, "这个工作区的原件")
}

// TestCopyOriginals copies them there, back, and there again, with the same head.
func TestCopyOriginals(t *testing.T) {
	m := newMoves(t)
	ctx := context.Background()
	for range 2 {
		got, err := CopyOriginals(ctx, m.folder, m.bucket.Originals, "test")
		must(t, err)
		if got.Head != m.head || got.Originals != originalsKept || got.To != m.bucket.Originals {
			t.Errorf("%+v", got)
		}
		m.holds(m.bucket, m.folder)
		if _, err := CopyOriginals(ctx, m.bucket, m.bucket.Originals, "test"); err == nil || !strings.Contains(err.Error(), "原件已在 s3://") {
			t.Errorf("got %v", err)
		}
		got, err = CopyOriginals(ctx, m.bucket, "", "test")
		must(t, err)
		if got.Head != m.head || got.Originals != originalsKept {
			t.Errorf("%+v", got)
		}
		m.holds(m.folder, m.bucket)
	}
}

// TestCopyLeaves: who has the ledger open while its originals are moved does nothing more with it.
func TestCopyLeaves(t *testing.T) {
	m := newMoves(t)
	l, err := Open(context.Background(), m.folder, "test")
	must(t, err)
	defer l.Close()
	o := keeps(t, l, "late")
	_, err = CopyOriginals(context.Background(), m.folder, m.bucket.Originals, "test")
	must(t, err)
	err = l.Act(context.Background(), actor(), func(x *Tx) error { _, err := x.Append(handIn(june, "晚.xlsx", o)); return err })
	if err == nil || !strings.Contains(err.Error(), "这个工作区的原件在 s3://") {
		t.Errorf("got %v", err)
	}
	m.holds(m.bucket, m.folder)
}

// TestCopyDamaged: an original that is damaged, or is not there, is told, and nothing is moved.
func TestCopyDamaged(t *testing.T) {
	for what, want := range map[string]string{"damaged": "已损坏（内容与哈希不符）", "gone": "不见了；请先运行 huibao ledger verify"} {
		m := newMoves(t)
		l, err := Open(context.Background(), m.folder, "test")
		must(t, err)
		sha := digestOf([]byte("named"))
		must(t, errors.Join(chmodWrite(originalPath(m.folder.Dir, sha), "nam", what == "gone"), l.Close()))
		_, err = CopyOriginals(context.Background(), m.folder, m.bucket.Originals, "test")
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "原件没有移动，仍在 ") {
			t.Errorf("got %v", err)
		}
		refused(t, m.bucket, "这个工作区的原件在文件夹")
	}
}

// TestCopyBroken breaks off at every so many requests, as a kill does, and at operations on files: the
// originals are where they were or where they were to be, whole; done again, they are moved.
func TestCopyBroken(t *testing.T) {
	thorough.Need(t)
	for _, back := range []bool{false, true} {
		t.Run(map[bool]string{false: "there", true: "back"}[back], func(t *testing.T) {
			broken, step := 0, map[bool]int32{false: 43, true: 19}[back]
			for n := int32(0); ; n += step {
				m := newMoves(t)
				from, to := m.folder, m.bucket
				if back {
					m.there()
					from, to = to, from
				}
				ctx, kill := context.WithCancel(context.Background())
				var asked atomic.Int32
				m.server.Fails(func(w http.ResponseWriter, r *http.Request, next http.Handler) bool {
					if asked.Add(1) > n {
						kill()
						panic(http.ErrAbortHandler)
					}
					return false
				})
				_, err := CopyOriginals(ctx, from, to.Originals, "test")
				kill()
				m.server.Fails(nil)
				if err == nil {
					m.holds(to, from)
					break
				}
				broken++
				m.holds(from, to)
				_, err = CopyOriginals(context.Background(), from, to.Originals, "test")
				must(t, err)
				m.holds(to, from)
			}
			if broken < 3 {
				t.Errorf("broke off %d times", broken)
			}
		})
	}
}

// TestCopyFaults fails each operation on a file in turn, while originals are copied back.
func TestCopyFaults(t *testing.T) {
	thorough.Need(t)
	defer func() { durable.Fault = nil }()
	for n := int32(0); ; n += 101 {
		m := newMoves(t)
		m.there()
		var done atomic.Int32
		durable.Fault = func(string) error {
			if done.Add(1) > n {
				return errors.New("full")
			}
			return nil
		}
		_, err := CopyOriginals(context.Background(), m.bucket, "", "test")
		durable.Fault = nil
		if err == nil {
			m.holds(m.folder, m.bucket)
			if n < 3*originalsKept {
				t.Errorf("no more than %d operations", n)
			}
			return
		}
		m.holds(m.bucket, m.folder)
	}
}

// chmodWrite damages an original, or takes it away.
func chmodWrite(path, content string, gone bool) error {
	if gone {
		return os.Remove(path)
	}
	return errors.Join(os.Chmod(path, 0o600), os.WriteFile(path, []byte(content), 0o400))
}
