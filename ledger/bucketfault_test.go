package ledger

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"huibao"
	"huibao/internal/bucket"
	"huibao/internal/buckettest"
	"huibao/internal/fault"
)

// only has a fault happen to some requests of originals, and so many times; -1 for ever.
func only(method string, times int32, f buckettest.Fault) buckettest.Fault {
	var n atomic.Int32
	return func(w http.ResponseWriter, r *http.Request, next http.Handler) bool {
		_, ok := hashIn(strings.TrimPrefix(r.URL.Path, "/"+buckettest.Name+"/"+prefix+"/"))
		if !ok || r.Method != method || times >= 0 && n.Add(1) > times {
			return false
		}
		return f(w, r, next)
	}
}

// hangs answers nothing until who asked gives up.
func hangs(_ http.ResponseWriter, r *http.Request, _ http.Handler) bool {
	_, _ = io.Copy(io.Discard, r.Body) // the server sees that he did once the body is read
	<-r.Context().Done()
	return true
}

// lost does what was asked, and the answer does not come.
func lost(_ http.ResponseWriter, r *http.Request, next http.Handler) bool {
	next.ServeHTTP(httptest.NewRecorder(), r)
	panic(http.ErrAbortHandler)
}

// didYet does what was asked, and says that it failed.
func didYet(w http.ResponseWriter, r *http.Request, next http.Handler) bool {
	next.ServeHTTP(httptest.NewRecorder(), r)
	return buckettest.Says(http.StatusInternalServerError, "InternalError")(w, r, next)
}

// half answers the first half of an object, and breaks off.
func half(w http.ResponseWriter, r *http.Request, next http.Handler) bool {
	rec := httptest.NewRecorder()
	next.ServeHTTP(rec, r)
	w.Header().Set("Content-Length", strconv.Itoa(rec.Body.Len()))
	w.Header().Set("Last-Modified", "Fri, 05 Jul 2024 09:00:00 GMT")
	_, _ = w.Write(rec.Body.Bytes()[:rec.Body.Len()/2]) // who asked may be gone
	panic(http.ErrAbortHandler)
}

// other answers other bytes of the same length.
func other(w http.ResponseWriter, r *http.Request, next http.Handler) bool {
	rec := httptest.NewRecorder()
	next.ServeHTTP(rec, r)
	w.Header().Set("Last-Modified", "Fri, 05 Jul 2024 09:00:00 GMT")
	_, _ = w.Write([]byte(strings.Repeat("x", rec.Body.Len()))) // who asked may be gone
	return true
}

// inTrouble are the ways in which a server fails, and what is said if it goes on; "" for what
// does not show.
var inTrouble = []struct {
	name, method string
	fault        buckettest.Fault
	want         string
	refuses      bool // at once: another try would not help
}{
	{"503", "PUT", buckettest.Says(503, "SlowDown"), "现在忙或出了故障，试了几次都不行；请稍后再试", false},
	{"500", "PUT", buckettest.Says(500, "InternalError"), "现在忙或出了故障", false},
	{"429", "PUT", buckettest.Says(429, "TooManyRequests"), "现在忙或出了故障", false},
	{"a gateway", "PUT", func(w http.ResponseWriter, _ *http.Request, _ http.Handler) bool { w.WriteHeader(502); return true }, "现在忙或出了故障", false},
	{"the answer is lost", "PUT", lost, "连不上存放原件的", false},
	{"done, and said to have failed", "PUT", didYet, "现在忙或出了故障", false},
	{"bad digest", "PUT", buckettest.Says(400, "BadDigest"), "没有照办", false},
	{"no bucket", "PUT", buckettest.Says(404, "NoSuchBucket"), "没有 huibao 这个桶；请检查 --originals", true},
	{"no right", "PUT", buckettest.Says(403, "AccessDenied"), "不让这个密钥（TES***00）读写", true},
	{"no such key", "PUT", buckettest.Says(403, "InvalidAccessKeyId"), "不认这个密钥（TES***00）；请检查 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY", true},
	{"wrong secret", "PUT", buckettest.Says(403, "SignatureDoesNotMatch"), "不认这个密钥", true},
	{"another time", "PUT", buckettest.Says(403, "RequestTimeTooSkewed"), "请把两边的时间对准", true},
	{"another region", "PUT", buckettest.Says(400, "AuthorizationHeaderMalformed"), "不在区域 us-east-1；请检查 AWS_REGION", true},
	{"full", "PUT", buckettest.Says(507, "XMinioStorageFull"), "空间满了", true},
	{"unknown", "PUT", buckettest.Says(418, "Teapot"), "没有照办；请检查 --originals", true},
	{"503 at reading", "GET", buckettest.Says(503, "SlowDown"), "现在忙或出了故障", false},
	{"half", "GET", half, "或答复没有传完", false},
	{"other bytes", "GET", other, "已损坏（内容与哈希不符）", false},
	{"no right to read", "GET", buckettest.Says(403, "AccessDenied"), "不让这个密钥", true},
}

// TestTrouble: what passes does not show; what lasts is told in Chinese with what to do, costs no
// act, and is over when it is over, in the same process.
func TestTrouble(t *testing.T) {
	for _, c := range inTrouble {
		t.Run(c.name, func(t *testing.T) {
			server := buckettest.New(t)
			s := inServer(t, server)
			l := s.open(t)
			use := func(text string) error {
				o := keeps(t, l, text)
				if err := l.Act(context.Background(), actor(), func(x *Tx) error { _, err := x.Append(handIn(june, text, o)); return err }); err != nil {
					return err
				}
				f, err := l.Original(o.SHA256)
				if err != nil {
					return err
				}
				data, err := io.ReadAll(f)
				if string(data) != text {
					t.Errorf("read %q", data)
				}
				return errors.Join(err, f.Close())
			}
			if !c.refuses {
				server.Fails(only(c.method, 2, c.fault))
				must(t, use("passing"))
			}
			before := headNow(t, l)
			server.Fails(only(c.method, -1, c.fault))
			err := use("lasting")
			if err == nil || !strings.Contains(err.Error(), c.want) || !fault.Known(err) || strings.Contains(err.Error(), "hush") {
				t.Errorf("got %v", err)
			}
			if n := tries(server, c.method, digestOf([]byte("lasting"))); (n == 1) != c.refuses {
				t.Errorf("tried %d times", n)
			}
			if c.method == "PUT" && headNow(t, l) != before {
				t.Error("an act without its original")
			}
			server.Fails(nil)
			must(t, use("after"))
			if v := s.verified(t); len(v.Problems) > 0 || v.Head.Length < before.Length+1 {
				t.Errorf("%+v", v)
			}
		})
	}
}

// tries is how often an original was asked for, or put.
func tries(s *buckettest.Server, method, sha string) (n int) {
	for _, x := range s.Asked() {
		if x == method+" "+prefix+"/"+objectOf(sha) {
			n++
		}
	}
	return n
}

// TestHangs: a server that does not answer is given up by itself, and at once when the command
// is stopped.
func TestHangs(t *testing.T) {
	for _, method := range []string{"PUT", "GET"} {
		t.Run(method, func(t *testing.T) {
			server := buckettest.New(t)
			l := inServer(t, server).open(t)
			one := keeps(t, l, "one")
			appends(t, l, handIn(june, "云.xlsx", one))
			l.store.close() // nothing of ours is asking any more
			server.Fails(only(method, -1, hangs))
			bucket.Hurry(500 * time.Millisecond)
			o := keeps(t, l, "two")
			err := l.Act(context.Background(), actor(), func(x *Tx) error { _, err := x.Append(handIn(june, "石.xlsx", o)); return err })
			if method == "GET" {
				_, err = l.Original(one.SHA256)
			}
			if err == nil || !strings.Contains(err.Error(), "太久没有答复；请检查网络和服务器") || !fault.Known(err) {
				t.Errorf("got %v", err)
			}
			bucket.Hurry(time.Hour)
			ctx, cancel := context.WithCancel(context.Background())
			server.Fails(only(method, -1, func(w http.ResponseWriter, r *http.Request, next http.Handler) bool {
				cancel()
				return hangs(w, r, next)
			}))
			keeps(t, l, "three")
			if method == "PUT" {
				err = l.Act(ctx, actor(), func(*Tx) error { t.Error("it acts"); return nil })
			} else {
				_, err = l.store.open(ctx, one.SHA256)
			}
			if !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// TestGone: the server goes in the middle of many, and comes back.
func TestGone(t *testing.T) {
	server := buckettest.New(t)
	s := inServer(t, server)
	l := s.open(t)
	var put atomic.Int32
	server.Fails(func(w http.ResponseWriter, r *http.Request, next http.Handler) bool {
		if r.Method == "PUT" && put.Add(1) > 20 {
			panic(http.ErrAbortHandler)
		}
		return false
	})
	var acts []Original
	keep := func() {
		acts = nil
		for i := range 40 {
			acts = append(acts, keeps(t, l, strings.Repeat("x", i)))
		}
	}
	keep()
	must(t, l.PreparePortal(context.Background()))
	does(t, l, func(x *Tx) error { return x.Saw(Access{Person: "a", What: "登录"}) }) // what names none of them
	err := l.Act(context.Background(), actor(), func(x *Tx) error { _, err := x.Append(handIn(june, "39", acts[39])); return err })
	if rows, e := NewRows(june, []huibao.Submission{{N: 1, SHA256: acts[38].SHA256}}); e != nil || l.Act(context.Background(), actor(), func(x *Tx) error { return x.Put(rows) }) == nil {
		t.Errorf("rows of a file that is not kept: %v", e)
	}
	if err == nil || !strings.Contains(err.Error(), "无法保存原件 ") || strings.Count(err.Error(), "连不上") != 1 {
		t.Errorf("got %v", err)
	}
	if n := s.count(t); n == 0 || n == 40 || headNow(t, l).Length != 0 {
		t.Errorf("%d of 40 lie there", n)
	}
	server.Fails(nil)
	keep()
	does(t, l, func(x *Tx) error {
		for i, o := range acts {
			if _, err := x.Append(handIn(june, strconv.Itoa(i), o)); err != nil {
				return err
			}
		}
		return nil
	})
	if v := s.verified(t); len(v.Problems) > 0 || v.Originals != 40 {
		t.Errorf("%+v", v)
	}
}

// TestVerifyUnreachable: a server that is not there is no damage of forty originals, but one
// sentence.
func TestVerifyUnreachable(t *testing.T) {
	server := buckettest.New(t)
	s := inServer(t, server)
	l := s.open(t)
	appends(t, l, handIn(june, "云.xlsx", keeps(t, l, "one")), handIn(june, "石.xlsx", keeps(t, l, "two")))
	server.Fails(only("GET", -1, buckettest.Says(503, "SlowDown")))
	if v, err := l.Verify(context.Background(), nil); err == nil || !strings.Contains(err.Error(), "现在忙") || len(v.Problems) > 0 {
		t.Errorf("%+v, %v", v, err)
	}
}

// TestBounded: an original is held in memory neither on its way there nor back.
func TestBounded(t *testing.T) {
	const size = 48 << 20
	s := buckettest.New(t)
	shelf := inServer(t, s)
	l := shelf.open(t)
	dir := t.TempDir()
	s.Fails(only("PUT", -1, func(_ http.ResponseWriter, r *http.Request, _ http.Handler) bool { // the tests' server would hold it
		f, err := os.Create(filepath.Join(dir, "kept"))
		if err == nil {
			_, err = io.Copy(f, r.Body)
			err = errors.Join(err, f.Close())
		}
		if err != nil {
			t.Error(err)
		}
		return true
	}))
	spent := func(what string, do func()) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		do()
		runtime.ReadMemStats(&after)
		if n := after.TotalAlloc - before.TotalAlloc; n > size/4 { // the race detector allocates, too
			t.Errorf("%s: %d bytes were allocated for %d", what, n, size)
		}
	}
	var o Original
	spent("put", func() {
		var err error
		o, err = l.Keep(io.LimitReader(zeros{}, size))
		must(t, err)
		must(t, l.Settle())
	})
	s.Fails(only("GET", -1, func(w http.ResponseWriter, r *http.Request, _ http.Handler) bool {
		w.Header().Set("Last-Modified", "Fri, 05 Jul 2024 09:00:00 GMT")
		http.ServeFile(w, r, filepath.Join(dir, "kept"))
		return true
	}))
	spent("get", func() {
		f, err := l.Original(o.SHA256)
		must(t, err)
		info, err := f.Stat()
		must(t, errors.Join(err, f.Close()))
		if info.Size() != size {
			t.Errorf("%d bytes", info.Size())
		}
	})
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }
