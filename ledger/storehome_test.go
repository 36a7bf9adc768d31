package ledger

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"huibao"
	"huibao/internal/bucket"
	"huibao/internal/buckettest"
)

// refusedAtUse holds that a place is refused, for acts and for reading, or at the first use.
func refusedAtUse(t *testing.T, p Place, words string) {
	t.Helper()
	l, err := Open(context.Background(), p, "test")
	if err == nil {
		_, err = l.Keep(strings.NewReader("one"))
		err = errors.Join(err, l.Settle(), l.Close())
	}
	if err == nil || !strings.Contains(err.Error(), words) {
		t.Errorf("got %v, want %q", err, words)
	}
}

// TestStoreHere: where a folder's originals are is known in the folder; a command that is told
// something else, or nothing, is refused, and changes nothing.
func TestStoreHere(t *testing.T) {
	server := buckettest.New(t)
	s := inServer(t, server)
	l := s.open(t)
	appends(t, l, handIn(june, "云.xlsx", keeps(t, l, "one")))
	must(t, l.Close())
	before := server.Keys(t)
	in := func(change func(*Place)) Place { p := s.place; change(&p); return p }
	refused(t, in(func(p *Place) { p.Originals = "" }), "这个工作区的原件在 s3://huibao/固原-2024（https://127.0.0.1:")
	refused(t, in(func(p *Place) { p.Originals = "" }), "请写 --originals，或把它放在环境变量 HUIBAO_ORIGINALS 中")
	refused(t, in(func(p *Place) { p.Originals = "s3://huibao/固原-2025" }), "不在 s3://huibao/固原-2025；请检查 --originals")
	refused(t, in(func(p *Place) { p.Originals += "/x" }), "不在 s3://huibao/固原-2024/x")
	if after := server.Keys(t); !slices.Equal(before, after) {
		t.Errorf("%v, were %v", after, before)
	}

	f := folderShelf(t)
	l = f.open(t)
	appends(t, l, handIn(june, "云.xlsx", keeps(t, l, "one")))
	must(t, l.Close())
	own := f.place
	own.Originals = s.place.Originals + "/own"
	refused(t, own, "这个工作区的原件在文件夹 ledger/originals；要移到 s3://huibao/固原-2024/own，请先运行 huibao ledger copy --originals-to")
	must(t, os.RemoveAll(filepath.Join(own.Dir, originalsDir))) // as in a restore of the database alone
	refused(t, own, "这个工作区的原件在文件夹 ledger/originals")
	if len(f.verified(t).Problems) != 1 {
		t.Error("what is missing is not told")
	}
}

// TestWhose: a prefix is a ledger's by its mark, wherever the server is.
func TestWhose(t *testing.T) {
	server := buckettest.New(t)
	s := inServer(t, server)
	l := s.open(t)
	appends(t, l, handIn(june, "云.xlsx", keeps(t, l, "one")))
	must(t, l.Close())

	stranger := lies(filepath.Join(t.TempDir(), "ledger"))
	stranger.Originals = s.place.Originals
	refusedAtUse(t, stranger, "已有另一个工作区的原件；请换一个前缀")

	mark := server.Get(t, prefix+"/"+markName)
	server.Put(t, prefix+"/"+markName, "another\n")
	refusedAtUse(t, s.place, "里的原件不是这个工作区的")
	server.Delete(t, prefix+"/"+markName)
	refusedAtUse(t, s.place, "里没有这个工作区的原件：没有标记 huibao-originals")

	server.Put(t, prefix+"/"+markName, mark)
	keys := server.Keys(t)
	contents := map[string]string{}
	for _, key := range keys {
		contents[key] = server.Get(t, key)
	}
	empty := buckettest.New(t) // the environment names another server
	refusedAtUse(t, s.place, "里没有这个工作区的原件")
	for key, content := range contents {
		empty.Put(t, key, content) // the bucket was moved there
	}
	if v := s.verified(t); len(v.Problems) > 0 || v.Originals != 1 {
		t.Errorf("%+v", v)
	}
}

// TestStoreCopied: a folder that was copied beside the one in use is refused.
func TestStoreCopied(t *testing.T) {
	s := inServer(t, buckettest.New(t))
	must(t, s.open(t).Close())
	again := s.place
	again.Dir = filepath.Join(t.TempDir(), "ledger")
	must(t, os.CopyFS(again.Dir, os.DirFS(s.place.Dir)))
	must(t, os.RemoveAll(filepath.Join(again.Dir, whereFile)))
	if s.place.Database == "" {
		refused(t, again, "这个文件夹是从 "+s.place.Dir+" 复制来的，那里还在用 s3://huibao/固原-2024 里的原件")
	}
	must(t, os.WriteFile(filepath.Join(s.place.Dir, storeFile), []byte("s3://huibao/x"), 0o600))
	refused(t, s.place, "store 已损坏；请用备份恢复这个文件")
}

// TestStoreTaken: who died while it took a prefix has it the next time; nobody else does.
func TestStoreTaken(t *testing.T) {
	for _, known := range []bool{false, true} {
		server := buckettest.New(t)
		s := inServer(t, server)
		l := s.open(t)
		id := l.store.(*inBucket).id
		must(t, l.Close())
		must(t, setStore(s.place.Dir, folder{s.place.Dir}, id))
		if !known {
			server.Delete(t, prefix+"/"+markName)
		}
		l = s.open(t)
		appends(t, l, handIn(june, "云.xlsx", keeps(t, l, "one")))
		if h, err := storeOf(s.place.Dir); err != nil || h.id != id || h.address != s.place.Originals {
			t.Errorf("%+v, %v", h, err)
		}
	}
}

// TestSpaces: two ledgers in one bucket do not meet, though one's prefix lies within the other's.
func TestSpaces(t *testing.T) {
	server := buckettest.New(t)
	outer := inServer(t, server)
	inner := lies(filepath.Join(t.TempDir(), "ledger"))
	inner.Originals = outer.place.Originals + "/ab"
	beside := lies(filepath.Join(t.TempDir(), "ledger"))
	beside.Originals = outer.place.Originals + "-2"
	for i, p := range []Place{outer.place, inner, beside} {
		l, err := Open(context.Background(), p, "test")
		must(t, err)
		appends(t, l, handIn(june, "云.xlsx", keeps(t, l, "same")), handIn(june, "石.xlsx", keeps(t, l, string(rune('a'+i)))))
		n := 0
		must(t, l.store.list(context.Background(), func(string, int64) error { n++; return nil }))
		if n != 2 {
			t.Errorf("%s has %d", p.Originals, n)
		}
		for other := range 3 {
			if sha := digestOf([]byte(string(rune('a' + other)))); has(t, l, sha, 1) != (other == i) {
				t.Errorf("%s, %d", p.Originals, other)
			}
		}
		must(t, l.Close())
	}
}

// notes are the notes and stones that lie there.
func notes(t *testing.T, s *buckettest.Server, sign string) (n int) {
	t.Helper()
	for _, key := range s.Keys(t) {
		if strings.HasPrefix(key, prefix+"/"+unactedPrefix+sign) {
			n++
		}
	}
	return n
}

// dies leaves what a process leaves that dies between a put and its act.
func dies(t *testing.T, s shelf, texts ...string) {
	t.Helper()
	l := s.open(t)
	for _, text := range texts {
		keeps(t, l, text)
	}
	must(t, errors.Join(l.Settle(), l.Close()))
}

// TestSweep: what has no act is swept seven days later, and nothing else is:
// neither what an act names, nor a member of an archive, which a row names, nor what another is
// about to name.
func TestSweep(t *testing.T) {
	server := buckettest.New(t)
	s := inServer(t, server)
	dies(t, s, "orphan", "member", "named later")
	l := s.open(t)
	acts := func(text string) {
		t.Helper()
		appends(t, l, handIn(june, text, keeps(t, l, text)))
		l.store.close()
		must(t, l.SweepOriginals(context.Background()))
	}
	acts("named later")
	rows, err := NewRows(june, []huibao.Submission{{N: 1, Path: "a.zip!b.xlsx", SHA256: digestOf([]byte("member"))}})
	must(t, err)
	does(t, l, func(x *Tx) error { return x.Put(rows) })
	lies := func(want ...string) {
		t.Helper()
		for _, text := range []string{"orphan", "member", "named later", "again"} {
			_, ok, err := l.store.(*inBucket).b.Stat(context.Background(), objectOf(digestOf([]byte(text))))
			must(t, err)
			if ok != slices.Contains(want, text) {
				t.Errorf("%s: %v", text, ok)
			}
		}
	}
	if n := notes(t, server, noteSign); n != 1 {
		t.Errorf("%d notes: that of an act goes with it", n)
	}
	server.Later(unactedAge)
	acts("within the time")
	lies("orphan", "member", "named later")
	dies(t, s, "again")
	server.Later(time.Hour)
	acts("beyond it")
	lies("member", "named later", "again")
	if n, m := notes(t, server, noteSign), notes(t, server, stoneSign); n != 1 || m != 1 {
		t.Errorf("%d notes, %d stones", n, m)
	}
	acts("orphan") // as if it had never been there
	lies("orphan", "member", "named later", "again")
	server.Later(unactedAge + time.Hour)
	dies(t, s, "again") // put again, shortly before the sweep
	acts("much later")
	lies("orphan", "member", "named later", "again")
	if n, m := notes(t, server, noteSign), notes(t, server, stoneSign); n != 1 || m != 0 {
		t.Errorf("%d notes, %d stones", n, m)
	}
	if v := s.verified(t); len(v.Problems) > 1 { // of the row, which no run made
		t.Errorf("%+v", v)
	}
}

// TestSweepDenied: who may not take objects away is told, and goes on without.
func TestSweepDenied(t *testing.T) {
	server := buckettest.New(t)
	s := inServer(t, server)
	dies(t, s, "orphan")
	server.Later(unactedAge + time.Hour)
	denied := 0
	server.Fails(func(w http.ResponseWriter, r *http.Request, next http.Handler) bool {
		if r.Method != http.MethodDelete {
			return false
		}
		if strings.HasSuffix(r.URL.Path, digestOf([]byte("orphan"))) {
			denied++
		}
		return buckettest.Says(http.StatusForbidden, "AccessDenied")(w, r, next)
	})
	l := s.open(t)
	if err := l.SweepOriginals(context.Background()); err == nil || !strings.Contains(err.Error(), "不让这个密钥") {
		t.Errorf("got %v", err)
	}
	for _, text := range []string{"one", "two", "three"} {
		appends(t, l, handIn(june, text, keeps(t, l, text)))
	}
	if v := s.verified(t); denied != 1 || len(v.Problems) > 0 || v.Originals != 3 {
		t.Errorf("denied %d times, %+v", denied, v)
	}
}

// TestSweptMeanwhile: what was put while another swept it away is no act without an original.
func TestSweptMeanwhile(t *testing.T) {
	server := buckettest.New(t)
	s := inServer(t, server)
	dies(t, s, "orphan")
	server.Later(unactedAge + time.Hour)
	l, other := s.open(t), s.open(t)
	o := keeps(t, l, "orphan")
	must(t, l.Settle())
	must(t, other.store.(*inBucket).drop(context.Background(), o.SHA256)) // it had seen the notes before
	hand := func(x *Tx) error { _, err := x.Append(handIn(june, "云.xlsx", o)); return err }
	if err := l.Act(context.Background(), actor(), hand); err == nil || !strings.Contains(err.Error(), "刚被清理（它很早以前存过一次，没有记录）；请再做一次") {
		t.Errorf("got %v", err)
	}
	keeps(t, l, "orphan")
	does(t, l, hand)
	if v := s.verified(t); len(v.Problems) > 0 || v.Originals != 1 {
		t.Errorf("%+v", v)
	}
}

// TestOriginalsWords reads what people write behind --originals, and what the environment says.
func TestOriginalsWords(t *testing.T) {
	for address, want := range map[string]string{
		"s3://huibao/guyuan-2024": "", "s3://huibao/宁夏/固原-2024/": "", "s3://huibao": "没有写前缀", "s3://huibao/": "没有写前缀", "s3://huibao/a//b": "前缀里有空的一段", "s3://huibao/../b": "前缀里有空的一段",
		"s3://HB/a": "桶名不合规定", "s3:///a": "桶名不合规定", "s3://huibao/a b": "有空格", "s3://huibao/a\tb": "有空格", "s3://huibao/" + strings.Repeat("固", 101): "太长",
		"https://s3/huibao/a": "不是 S3 的地址", "huibao/a": "不是 S3 的地址", "s3://key:hush@huibao/a": "里只写桶和前缀", "s3://huibao/a?key=hush": "里只写桶和前缀",
	} {
		_, _, err := bucket.Parse(address)
		if (err == nil) != (want == "") || err != nil && (!strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hush")) {
			t.Errorf("%s: %v", address, err)
		}
	}
}
