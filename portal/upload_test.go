package portal

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"huibao/act"
	"huibao/batch"
	"huibao/internal/sheet"
	"huibao/internal/thorough"
	"huibao/ledger"
	"huibao/portal/desk"
	"huibao/samples"
)

// number is that of the act by which a unit's return was handed in.
func (h *house) number(unit string) int {
	h.t.Helper()
	r, err := h.desk.Return(context.Background(), &desk.Person{Roles: []act.Held{{Role: act.Officer}}}, samples.Periods()[1].Period, unit, desk.Pick{})
	must(h.t, err)
	return r.Handed.N
}

// example is a return of 中宁县 with findings.
func (h *house) example() []byte {
	h.t.Helper()
	data, err := os.ReadFile(filepath.Join(h.dir, "returns", june, samples.Example))
	must(h.t, err)
	return data
}

// another is the same workbook in other bytes.
func another(data []byte, n int) []byte {
	comment := fmt.Sprintf("%04d", n)
	out := bytes.Clone(data)
	out[len(out)-2] = byte(len(comment)) // the length of the archive's comment
	return append(out, comment...)
}

type upload struct {
	name string
	data []byte
}

// form is a form with files, as a browser sends it.
func form(t *testing.T, files []upload) (body *bytes.Buffer, kind string) {
	t.Helper()
	body = &bytes.Buffer{}
	m := multipart.NewWriter(body)
	for _, f := range files {
		w, err := m.CreateFormFile("file", f.name)
		must(t, err)
		_, err = w.Write(f.data)
		must(t, err)
	}
	must(t, m.Close())
	return body, m.FormDataContentType()
}

// handIn hands files in for a unit.
func (b *browser) handIn(unit string, files ...upload) reply {
	b.h.t.Helper()
	return b.handInOf(june, unit, files...)
}

// handInOf is handIn of a period.
func (b *browser) handInOf(period, unit string, files ...upload) reply {
	b.h.t.Helper()
	body, kind := form(b.h.t, files)
	return b.do("POST", "/r/"+period+"/"+unit+"/files", nil, func(r *http.Request) {
		r.Body, r.ContentLength = io.NopCloser(body), int64(body.Len())
		r.Header.Set("Content-Type", kind)
	})
}

// judge runs what is due.
func (h *house) judge() {
	h.t.Helper()
	h.desk.JudgeDue(context.Background(), func(err error) { h.t.Error(err) })
}

// web are the hand-ins by the portal; the ledger must hold.
func (h *house) web() []act.Event {
	h.t.Helper()
	led, err := placed(h.dir).ReadLedger()
	must(h.t, err)
	defer led.Close()
	if v, err := led.Verify(context.Background(), nil); err != nil || len(v.Problems) > 0 {
		h.t.Errorf("the ledger: %+v, %v", v.Problems, err)
	}
	var list []act.Event
	must(h.t, led.View(context.Background(), func(v *ledger.View) error {
		s, err := v.State(samples.Periods()[1].Period)
		for _, e := range s.Files {
			if e.Unit != "" {
				list = append(list, e)
			}
		}
		return err
	}))
	return list
}

func (h *house) clerk() *browser {
	h.admit("clerk", act.Held{Role: act.Clerk, Unit: h.mine})
	return h.enter("clerk")
}

// TestR1R2HandIn: a hand-in is answered at once with its number and kept; the verdict names
// cells and what to do; a browser gets the copy, the original and the receipt.
func TestR1R2HandIn(t *testing.T) {
	h := newHouse(t)
	b := h.clerk()
	r := b.handIn(h.mine, upload{"6月.xlsx", another(h.example(), 1)})
	if r.status != http.StatusSeeOther || !strings.HasPrefix(r.where, "/r/"+june+"/"+h.mine+"?taken=") {
		t.Fatalf("%d %s %s", r.status, r.where, r.body)
	}
	if p := b.get(r.where).body; !strings.Contains(p, "收到了，已存好") || !strings.Contains(p, "/receipt/"+strings.TrimPrefix(r.where, "/r/"+june+"/"+h.mine+"?taken=")) || !strings.Contains(p, "正在审核") || !strings.Contains(p, `http-equiv="refresh"`) {
		t.Errorf("before the verdict:\n%s", p)
	}
	h.judge()
	p := b.get(r.where).body
	for _, want := range []string{"第 2 版已计入", "必须改", "计数!F17", "约1200", "怎么改", "和第 1 版比，改了 0 处", "/annotated/", `action="/r/2024-06/` + h.mine + `/explain`} {
		if !strings.Contains(p, want) {
			t.Errorf("no %q in the verdict", want)
		}
	}
	if strings.Contains(p, `http-equiv="refresh"`) {
		t.Error("the page goes on renewing itself")
	}
	n := h.web()[0].N
	for what, name := range map[string]string{"original": "6%E6%9C%88.xlsx", "annotated": "-%E5%AE%A1%E6%A0%B8%E6%84%8F%E8%A7%81.xlsx", "receipt.pdf": "2024-06-%E4%B8%AD%E5%AE%81%E5%8E%BF-2.pdf"} {
		got := b.get(fmt.Sprintf("/r/%s/%s/%s/%d", june, h.mine, what, n))
		if d := got.header.Get("Content-Disposition"); got.status != http.StatusOK || !strings.HasPrefix(d, "attachment;") || !strings.Contains(d, name) || len(got.body) < 1000 {
			t.Errorf("%s: %d %s", what, got.status, d)
		}
	}
	page := b.get(fmt.Sprintf("/r/%s/%s/receipt/%d", june, h.mine, n)).body
	for _, want := range []string{"2024-06-中宁县-2", "按时", h.web()[0].SHA256[:16], "2024-07-05 16:00:00", fmt.Sprintf("第 %d 条", n)} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in the receipt", want)
		}
	}
	if data, err := os.ReadFile(filepath.Join(h.dir, filepath.FromSlash(h.web()[0].Path))); err != nil || !bytes.Equal(data, another(h.example(), 1)) {
		t.Errorf("it does not lie in the folder: %v", err)
	}
}

// TestCompared: a file from which nothing is read is held against no version, and what comes after it
// against the last one that was one.
func TestCompared(t *testing.T) {
	thorough.Need(t)
	h := newHouse(t)
	b := h.clerk()
	for i, c := range []struct {
		data []byte
		want string // "" for no comparison
	}{{another(h.example(), 1), "和第 1 版比，改了 0 处"}, {[]byte("no workbook at all"), ""}, {another(h.example(), 2), "和第 2 版比，改了 0 处"}} {
		r := b.handIn(h.mine, upload{fmt.Sprintf("%d.xlsx", i), c.data})
		h.judge()
		page := b.get(r.where).body
		if got := regexp.MustCompile(`和第 \d 版比，改了 \d+ 处`).FindString(page); got != c.want || !strings.Contains(page, fmt.Sprintf("第 %d 版：", i+2)) {
			t.Errorf("%d: %q, want %q", i, got, c.want)
		}
	}
}

// TestR3Explained: an explanation counts as the row's own; what is none is said so, and an
// error can't be explained away.
func TestR3Explained(t *testing.T) {
	h := newHouse(t)
	b := h.clerk()
	ret, err := h.desk.Return(context.Background(), h.officer(), samples.Periods()[1].Period, h.mine, desk.Pick{})
	must(t, err)
	var ask desk.Shown
	for _, f := range ret.Ask {
		if !f.Holds {
			ask = f
		}
	}
	where := "/r/" + june + "/" + h.mine
	for text, want := range map[string]string{"核实无误": "不算说明", strings.Repeat("因", 501): "最多 500 字", "": "不算说明"} {
		if r := b.post(where+"/explain", "finding", ask.ID, "text", text); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, want) {
			t.Errorf("%q: %d", text, r.status)
		}
	}
	if r := b.post(where+"/explain", "finding", ret.Must[0].ID, "text", "六月有三项没有统计完"); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "不能用说明代替") {
		t.Errorf("an error: %d", r.status)
	}
	const why = "6月有 15 人换卡未发，7月10日前<b>补发</b>"
	if r := b.post(where+"/explain", "finding", ask.ID, "text", why); r.status != http.StatusSeeOther {
		t.Fatalf("%d %s", r.status, r.body)
	}
	h.judge()
	after, err := h.desk.Return(context.Background(), h.officer(), samples.Periods()[1].Period, h.mine, desk.Pick{})
	must(t, err)
	if len(after.Ask) != len(ret.Ask)-1 || after.Open != ret.Open-1 {
		t.Errorf("%d to explain, before %d", len(after.Ask), len(ret.Ask))
	}
	if p := b.get(where).body; strings.Contains(p, "<b>补发") || !strings.Contains(p, "&lt;b&gt;补发") {
		t.Error("the explanation is not shown as it was typed")
	}
}

func (h *house) officer() *desk.Person { return &desk.Person{Roles: []act.Held{{Role: act.Officer}}} }

// TestR4Cut: a connection cut in mid-upload hands nothing in; the file sent again is one
// version, and sent once more has the same number.
func TestR4Cut(t *testing.T) {
	h := newHouse(t)
	b := h.clerk()
	file := upload{"表.xlsx", another(h.example(), 1)}
	h.cut(b, file)
	if n := len(h.web()); n != 0 {
		t.Fatalf("%d hand-ins of half a file", n)
	}
	first := b.handIn(h.mine, file)
	again := b.handIn(h.mine, file)
	if len(h.web()) != 1 || again.where != strings.Replace(first.where, "?", "?again=1&", 1) {
		t.Errorf("%d hand-ins, %s and %s", len(h.web()), first.where, again.where)
	}
	b.handIn(h.mine, upload{"表.xlsx", another(h.example(), 2)})
	b.handIn(h.mine, file) // after another one it is a version like any
	if n := len(h.web()); n != 3 {
		t.Errorf("%d hand-ins", n)
	}
}

// cut sends half an upload and closes the connection; it returns when the server is done
// with it.
func (h *house) cut(b *browser, f upload) {
	h.t.Helper()
	body, kind := form(h.t, []upload{f})
	c, err := net.Dial("tcp", strings.TrimPrefix(h.site.URL, "http://"))
	must(h.t, err)
	_, err = fmt.Fprintf(c, "POST /r/%s/%s/files HTTP/1.1\r\nHost: %s\r\nCookie: hb=%s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s",
		june, h.mine, strings.TrimPrefix(h.site.URL, "http://"), b.cookie, kind, body.Len(), body.Bytes()[:body.Len()/2])
	must(h.t, err)
	must(h.t, c.(*net.TCPConn).CloseWrite())
	_, err = io.Copy(io.Discard, c)
	must(h.t, err)
	must(h.t, c.Close())
}

// TestR5Fifty: fifty at once are fifty kept, one counts, and the chain is whole; the
// fifty-first is refused with what to do.
func TestR5Fifty(t *testing.T) {
	thorough.Need(t)
	h := newHouse(t)
	var clerks []*browser
	for i := range 2 {
		id := fmt.Sprintf("clerk%d", i)
		h.admit(id, act.Held{Role: act.Clerk, Unit: h.mine})
		clerks = append(clerks, h.enter(id))
	}
	data := h.example()
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if r := clerks[i%2].handIn(h.mine, upload{"表.xlsx", another(data, i)}); r.status != http.StatusSeeOther {
				t.Errorf("%d: %d %s", i, r.status, r.body)
			}
		}()
	}
	wg.Wait()
	h.judge()
	list := h.web()
	if len(list) != 50 {
		t.Fatalf("%d kept", len(list))
	}
	ret, err := h.desk.Return(context.Background(), h.officer(), samples.Periods()[1].Period, h.mine, desk.Pick{})
	must(t, err)
	counts := 0
	for _, f := range ret.Files {
		if f.Counts {
			counts += f.N
		}
	}
	if counts != list[49].N || len(ret.Waiting) > 0 {
		t.Errorf("%d counts, of the last %d; %d wait", counts, list[49].N, len(ret.Waiting))
	}
	if r := clerks[0].handIn(h.mine, upload{"表.xlsx", another(data, 50)}); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "每期最多 50 个") {
		t.Errorf("the fifty-first: %d", r.status)
	}
}

// TestS6Rate: a person hands in thirty files an hour; then 429 with when to try again.
func TestS6Rate(t *testing.T) {
	h := newHouse(t)
	b := h.clerk()
	for i := range 2 {
		var files []upload
		for k := range 15 {
			files = append(files, upload{"a.txt", []byte(fmt.Sprint("file ", i, " ", k))})
		}
		if r := b.handIn(h.mine, files...); r.status != http.StatusSeeOther {
			t.Fatal(r.status, r.body, h.log)
		}
		h.clock.move(20 * time.Minute)
	}
	r := b.handIn(h.mine, upload{"b.txt", []byte("one more")})
	if r.status != http.StatusTooManyRequests || r.header.Get("Retry-After") != strconv.Itoa(20*60+1) {
		t.Errorf("%d, %s", r.status, r.header.Get("Retry-After"))
	}
	if !strings.Contains(r.body, "（7月5日 17:01 以后）") || !strings.Contains(r.body, `href="/"`) {
		t.Error("the page does not say by the clock when to try again, or leads nowhere")
	}
	h.clock.move(20 * time.Minute)
	if r := b.handIn(h.mine, upload{"b.txt", []byte("one more")}); r.status != http.StatusSeeOther {
		t.Errorf("after an hour: %d", r.status)
	}
	if home := b.get("/").body; strings.Count(home, "<li>收到 ") != 5 || !strings.Contains(home, "更早收到的 27 个文件") {
		t.Error("a long course of events is not shortened")
	}
	many := make([]upload, 21)
	for i := range many {
		many[i] = upload{"c.txt", []byte(fmt.Sprint(i))}
	}
	if r := b.handIn(h.mine, many...); r.status != http.StatusUnprocessableEntity {
		t.Errorf("21 at once: %d", r.status)
	}
}

// TestR7Locked: after the lock a file is taken, not counted, and the page says who can
// change that; an explanation is refused with the same.
func TestR7Locked(t *testing.T) {
	thorough.Need(t)
	h := newHouse(t)
	b := h.clerk()
	m := samples.Periods()[1]
	opt := batch.Options{Period: m.Period, Date: m.Date, Limits: sheet.DefaultLimits(), MaxFiles: 1000, MaxDepth: 8, Who: "test"}
	_, err := batch.Lock(context.Background(), placed(h.dir), opt, batch.LockOptions{Why: "其余不等", LeaveOutRest: true})
	must(t, err)
	if r := b.handIn(h.mine, upload{"表.xlsx", another(h.example(), 1)}); r.status != http.StatusSeeOther {
		t.Fatal(r.status, r.body, h.log)
	}
	h.judge()
	p := b.get("/r/" + june + "/" + h.mine).body
	if !strings.Contains(p, "要改请办公室解锁") || !strings.Contains(p, "未计入") || strings.Contains(p, "正在审核") {
		t.Error("the page does not say that it does not count")
	}
	ret, err := h.desk.Return(context.Background(), h.officer(), m.Period, h.mine, desk.Pick{})
	must(t, err)
	if len(ret.Files) != 2 || ret.Files[0].State != "未计入" || !ret.Locked {
		t.Errorf("%+v", ret.Files)
	}
}

// TestS12HandIn: only a clerk of the unit hands in and explains; for all others it isn't
// there, and nothing is kept.
func TestS12HandIn(t *testing.T) {
	h := newHouse(t)
	for i, role := range act.Roles() {
		held := act.Held{Role: role}
		if role.OfUnit() {
			held.Unit = h.other
		}
		id := fmt.Sprintf("p%d", i)
		h.admit(id, held)
		b := h.enter(id)
		for _, unit := range []string{h.mine, h.other, "none"} {
			want := http.StatusNotFound
			if role == act.Clerk && unit == h.other {
				want = http.StatusSeeOther
			}
			if r := b.handIn(unit, upload{"a.txt", []byte(id)}); r.status != want {
				t.Errorf("%s hands in for %s: %d", role, unit, r.status)
			}
			if r := b.post("/r/"+june+"/"+unit+"/explain", "finding", "x", "text", "这一条写得足够清楚"); r.status != http.StatusNotFound && (want == http.StatusNotFound || r.status != http.StatusUnprocessableEntity) {
				t.Errorf("%s explains for %s: %d", role, unit, r.status)
			}
		}
	}
	if list := h.web(); len(list) != 1 || list[0].Unit != h.other || list[0].Who != "p0" {
		t.Errorf("%+v", list)
	}
	h.admit("mine", act.Held{Role: act.Clerk, Unit: h.mine})
	n := h.web()[0].N
	for _, path := range []string{"/r/%s/%s/original/%d", "/r/%s/%s/receipt/%d", "/r/%s/%s?n=%d"} {
		if r := h.enter("mine").get(fmt.Sprintf(path, june, h.mine, n)); r.status != http.StatusNotFound {
			t.Errorf("another unit's file by one's own path: %d", r.status)
		}
	}
}
