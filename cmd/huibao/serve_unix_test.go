//go:build unix

package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/portal/desk"
	"huibao/samples"
)

// served2024 is a workspace with a clerk who has signed in.
type served2024 struct {
	t                *testing.T
	dir, unit, token string
	said             string // by the program, up to its address
	data             []byte
	originals        string // where they lie; "" for the folder
}

func newServed(t *testing.T) *served2024 {
	t.Helper()
	s := &served2024{t: t, dir: t.TempDir()}
	s.must(samples.Unpack(s.dir))
	var err error
	s.data, err = os.ReadFile(filepath.Join(s.dir, "returns", "2024-06", samples.Example))
	s.must(err)
	s.must(os.RemoveAll(filepath.Join(s.dir, "returns")))
	ctx := context.Background()
	now := time.Date(2024, 7, 5, 0, 0, 0, 0, huibao.China)
	d, err := desk.Open(ctx, batch.Workspace{Dir: s.dir}, "", func() time.Time { return now })
	s.must(err)
	s.unit, err = d.UnitCode("中宁县")
	s.must(err)
	slips, err := d.Admit(ctx, "test", []act.Grant{{Person: "clerk", Name: "某", Roles: []act.Held{{Role: act.Clerk, Unit: s.unit}}}}, false)
	s.must(err)
	_, err = d.SignIn(ctx, "clerk", slips[0].Password, "test")
	s.must(err)
	s.token, err = d.SetPassword(ctx, &desk.Person{ID: "clerk", Name: "某"}, slips[0].Password, "plum-Riverbank9", "plum-Riverbank9")
	s.must(err)
	s.must(d.Close())
	return s
}

func (s *served2024) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// serve starts the program, on this machine alone if nothing else is said, and returns it
// with its address.
func (s *served2024) serve(how ...string) (*exec.Cmd, string) {
	s.t.Helper()
	if len(how) == 0 {
		how = []string{"--listen", "127.0.0.1:0"}
	}
	cmd := exec.Command("huibao", append([]string{"-C", s.dir, "--date", "2024-07-05", "serve"}, how...)...)
	out, err := cmd.StdoutPipe()
	s.must(err)
	s.must(cmd.Start())
	s.t.Cleanup(func() { _ = cmd.Process.Kill() }) // where the test failed before
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		s.said += lines.Text() + "\n"
		if _, after, ok := strings.Cut(lines.Text(), "http://"); ok && strings.Contains(after, "提供服务") {
			address, _, _ := strings.Cut(after, " ")
			return cmd, address
		}
	}
	s.t.Fatal("it does not serve")
	return nil, ""
}

// request is a hand-in as bytes, by the file's name.
func (s *served2024) request(address, name string) []byte {
	s.t.Helper()
	var body, all bytes.Buffer
	m := multipart.NewWriter(&body)
	w, err := m.CreateFormFile("file", name)
	s.must(err)
	_, err = w.Write(append(bytes.Clone(s.data), name...))
	s.must(err)
	s.must(m.Close())
	_, err = fmt.Fprintf(&all, "POST /r/2024-06/%s/files HTTP/1.1\r\nHost: %s\r\nCookie: hb=%s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s",
		s.unit, address, s.token, m.FormDataContentType(), body.Len(), body.Bytes())
	s.must(err)
	return all.Bytes()
}

// send writes some of a request on a new connection.
func (s *served2024) send(address string, some []byte) net.Conn {
	s.t.Helper()
	c, err := net.Dial("tcp", address)
	s.must(err)
	_, err = c.Write(some)
	s.must(err)
	return c
}

func (s *served2024) taken(c net.Conn) {
	s.t.Helper()
	if status, text := s.answered(c); status != http.StatusSeeOther {
		s.t.Fatalf("%d %s", status, text)
	}
}

// refused is what the page says of a file that was not taken.
func (s *served2024) refused(c net.Conn) string {
	s.t.Helper()
	status, text := s.answered(c)
	if status < 400 {
		s.t.Errorf("%d", status)
	}
	return text
}

func (s *served2024) answered(c net.Conn) (int, string) {
	s.t.Helper()
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	s.must(err)
	text, err := io.ReadAll(res.Body)
	s.must(err)
	s.must(res.Body.Close())
	return res.StatusCode, string(text)
}

// files are what the ledger says was handed in; it must hold.
func (s *served2024) files() []act.Event {
	s.t.Helper()
	led, err := batch.Workspace{Dir: s.dir, Originals: s.originals}.ReadLedger()
	s.must(err)
	defer led.Close()
	ctx := context.Background()
	if v, err := led.Verify(ctx, nil); err != nil || len(v.Problems) > 0 {
		s.t.Errorf("the ledger: %+v, %v", v.Problems, err)
	}
	var files []act.Event
	s.must(led.View(ctx, func(v *ledger.View) error {
		state, err := v.State(samples.Periods()[1].Period)
		files = state.Files
		return err
	}))
	return files
}

// TestR2Killed kills the server after it acknowledged one file and while it takes another:
// the first is there and is judged by the next run, of the second there is nothing, and
// sent again it is taken.
func TestR2Killed(t *testing.T) {
	s := newServed(t)
	cmd, address := s.serve()
	c := s.send(address, s.request(address, "一.xlsx"))
	s.taken(c)
	half := s.request(address, "二.xlsx")
	cut := s.send(address, half[:len(half)/2])
	s.must(cmd.Process.Kill())
	_ = cmd.Wait() // it was killed
	_, _ = c.Close(), cut.Close()
	files := s.files()
	if len(files) != 1 || filepath.Base(files[0].Path) != "一.xlsx" || files[0].Unit != s.unit {
		t.Fatalf("%+v", files)
	}
	m := samples.Periods()[1]
	res, err := batch.Run(context.Background(), batch.Workspace{Dir: s.dir}, batch.Options{Period: m.Period, Date: m.Date, Limits: sheet.DefaultLimits(), MaxFiles: 100, MaxDepth: 8})
	s.must(err)
	if got := res.Counting(s.unit); got == nil || got.N != files[0].N {
		t.Errorf("what was acknowledged does not count: %+v", got)
	}
	cmd, address = s.serve()
	s.taken(s.send(address, s.request(address, "二.xlsx")))
	s.must(cmd.Process.Signal(os.Interrupt))
	s.must(cmd.Wait())
	if n := len(s.files()); n != 2 {
		t.Errorf("%d files", n)
	}
}

// TestStopsAfterUpload asks the server to stop in the middle of a hand-in: that is taken,
// then it ends.
func TestStopsAfterUpload(t *testing.T) {
	s := newServed(t)
	cmd, address := s.serve()
	all := bytes.Replace(s.request(address, "一.xlsx"), []byte("\r\n"), []byte("\r\nExpect: 100-continue\r\n"), 1)
	c := s.send(address, all[:len(all)/2])
	s.begun(c)
	s.must(cmd.Process.Signal(syscall.SIGINT))
	s.refuses(address)
	_, err := c.Write(all[len(all)/2:])
	s.must(err)
	s.taken(c)
	s.must(c.Close())
	s.must(cmd.Wait())
	if n := len(s.files()); n != 1 {
		t.Errorf("%d files", n)
	}
}

// begun waits until the server asks for the body of a request that expects to be asked: it has
// taken the request up, where one whose head it has not read yet may be dropped by its stop.
func (s *served2024) begun(c net.Conn) {
	s.t.Helper()
	said := make([]byte, len("HTTP/1.1 100 Continue\r\n\r\n"))
	_, err := io.ReadFull(c, said)
	s.must(err)
	if string(said) != "HTTP/1.1 100 Continue\r\n\r\n" {
		s.t.Fatalf("%q", said)
	}
}

// refuses waits until nobody new is let in.
func (s *served2024) refuses(address string) {
	s.t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); {
		c, err := net.Dial("tcp", address)
		if err != nil {
			return
		}
		s.must(c.Close())
	}
	s.t.Fatal("it still lets people in")
}

// TestS21InClear: where it is asked for, other machines are served without encryption; that is
// said, and recorded. On this machine alone there is nothing to say.
func TestS21InClear(t *testing.T) {
	s := newServed(t)
	for _, c := range []struct {
		how  []string
		told bool
	}{{[]string{"--listen", "127.0.0.1:0", "--insecure-http"}, false}, {[]string{"--listen", "0.0.0.0:0", "--insecure-http"}, true}} {
		s.said = ""
		cmd, _ := s.serve(c.how...)
		s.must(cmd.Process.Signal(syscall.SIGINT))
		s.must(cmd.Wait())
		led, err := batch.Workspace{Dir: s.dir}.ReadLedger()
		s.must(err)
		recorded := false
		s.must(led.View(context.Background(), func(v *ledger.View) error {
			list, err := v.SeenBy(ledger.Search{Most: 10})
			for _, x := range list {
				recorded = recorded || x.What == "不加密提供服务"
			}
			return err
		}))
		s.must(led.Close())
		if told := strings.Contains(s.said, "没有加密"); told != c.told || recorded != c.told {
			t.Errorf("%v: told %v, recorded %v", c.how, told, recorded)
		}
	}
}
