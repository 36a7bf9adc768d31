// Package buckettest is an S3 server for tests, in process and in memory, that can be told to
// answer as servers in trouble do.
package buckettest

import (
	"encoding/pem"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"huibao/internal/bucket"
)

// Name is the bucket that there is.
const Name = "huibao"

// Server is one that is running.
type Server struct {
	Backend *s3mem.Backend
	site    *httptest.Server
	inner   http.Handler
	clock   *clock

	mu    sync.Mutex
	fault Fault
	asked []string
}

// Fault answers a request in the place of the server, if it likes: done says that it did. next
// is the server.
type Fault func(w http.ResponseWriter, r *http.Request, next http.Handler) (done bool)

type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.now }

func (c *clock) Since(t time.Time) time.Duration { return c.Now().Sub(t) }

// New starts a server over TLS, sets the environment to it, and stops it when the test ends.
func New(t testing.TB) *Server {
	t.Helper()
	s := Start(t)
	for name, value := range s.Environment(t.TempDir()) {
		t.Setenv(name, value)
	}
	bucket.Hurry(2 * time.Minute) // a machine that is pressed is no server that hangs
	return s
}

// Start starts a server; the environment is as it was.
func Start(t testing.TB) *Server {
	t.Helper()
	s := &Server{clock: &clock{now: time.Date(2024, 7, 5, 9, 0, 0, 0, time.UTC)}}
	s.Backend = s3mem.New(s3mem.WithTimeSource(s.clock))
	if err := s.Backend.CreateBucket(Name); err != nil {
		t.Fatal(err)
	}
	s.inner = gofakes3.New(s.Backend, gofakes3.WithTimeSource(s.clock), gofakes3.WithTimeSkewLimit(0), gofakes3.WithLogger(gofakes3.DiscardLog())).Server()
	s.site = httptest.NewUnstartedServer(s)
	s.site.Config.ErrorLog = log.New(io.Discard, "", 0) // of those who hang up
	s.site.StartTLS()
	t.Cleanup(func() { s.site.CloseClientConnections(); s.site.Close() })
	return s
}

// Environment is what says to a program where the server is; its certificate is put into dir.
func (s *Server) Environment(dir string) map[string]string {
	path := filepath.Join(dir, "s3.pem")
	data := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.site.Certificate().Raw})
	if err := os.WriteFile(path, data, 0o600); err != nil {
		panic("buckettest: " + err.Error()) // a test's own folder
	}
	return map[string]string{bucket.EndpointVariable: s.site.URL, bucket.KeyVariable: "TESTKEY00", bucket.SecretVariable: "hush-hush", bucket.AuthorityFile: path, bucket.RegionVariable: ""}
}

// ServeHTTP answers, or has the fault answer.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	fault := s.fault
	s.asked = append(s.asked, r.Method+" "+strings.TrimPrefix(r.URL.Path, "/"+Name+"/"))
	s.mu.Unlock()
	if fault != nil && fault(w, r, s.inner) {
		return
	}
	s.inner.ServeHTTP(w, r)
}

// Fails sets what answers from now on; nil for the server itself.
func (s *Server) Fails(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault = f
}

// Asked are the requests so far, as METHOD KEY.
func (s *Server) Asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string{}, s.asked...)
}

// Later moves the server's clock on.
func (s *Server) Later(d time.Duration) {
	s.clock.mu.Lock()
	defer s.clock.mu.Unlock()
	s.clock.now = s.clock.now.Add(d)
}

// Keys are the objects that there are.
func (s *Server) Keys(t testing.TB) (list []string) {
	t.Helper()
	page, err := s.Backend.ListBucket(Name, &gofakes3.Prefix{}, gofakes3.ListBucketPage{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range page.Contents {
		list = append(list, c.Key)
	}
	return list
}

// Put makes an object behind the program's back.
func (s *Server) Put(t testing.TB, key, content string) {
	t.Helper()
	if _, err := s.Backend.PutObject(Name, key, map[string]string{"Last-Modified": s.clock.Now().Format(http.TimeFormat)}, strings.NewReader(content), int64(len(content)), nil); err != nil {
		t.Fatal(err)
	}
}

// Get is an object's content.
func (s *Server) Get(t testing.TB, key string) string {
	t.Helper()
	o, err := s.Backend.GetObject(Name, key, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Contents.Close()
	data, err := io.ReadAll(o.Contents)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Delete takes an object away behind the program's back.
func (s *Server) Delete(t testing.TB, key string) {
	t.Helper()
	if _, err := s.Backend.DeleteObject(Name, key); err != nil {
		t.Fatal(err)
	}
}

// Says is a fault that answers as servers do against a request: a status and a code.
func Says(status int, code string) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.Handler) bool {
		w.Header().Set("Content-Type", "application/xml")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, "<Error><Code>"+code+"</Code><Message>"+code+"</Message></Error>") // who asked may be gone
		return true
	}
}
