package portal

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"huibao/act"
	"huibao/batch"
	"huibao/internal/sheet"
	"huibao/internal/thorough"
	"huibao/portal/desk"
	"huibao/samples"
)

// locks posts to the page on which a period is locked.
func (b *browser) locks(pairs ...string) reply {
	b.h.t.Helper()
	return b.post("/lock/"+june, pairs...)
}

var seenField = regexp.MustCompile(`name="seen" value="(\d+)"`)

// seenNow is what the page says that was seen.
func (b *browser) seenNow() string {
	b.h.t.Helper()
	m := seenField.FindStringSubmatch(b.get("/lock/" + june).body)
	if m == nil {
		return ""
	}
	return m[1]
}

// issues sends the form of an edition that was sent out.
func (b *browser) issues(docx []byte, pairs ...string) reply {
	b.h.t.Helper()
	body := &bytes.Buffer{}
	m := multipart.NewWriter(body)
	for i := 0; i < len(pairs); i += 2 {
		must(b.h.t, m.WriteField(pairs[i], pairs[i+1]))
	}
	w, err := m.CreateFormFile("docx", "通报 改.docx")
	must(b.h.t, err)
	_, err = w.Write(docx)
	must(b.h.t, err)
	must(b.h.t, m.Close())
	return b.send("/issued/"+june, body.String(), m.FormDataContentType())
}

// TestS2Issued: the files of an edition are kept as they come, other fields stay small, and a
// body that ends too early or has too many parts records nothing.
func TestS2Issued(t *testing.T) {
	thorough.Need(t)
	h := newHouse(t)
	off := h.overseer()
	h.lock()
	for name, c := range map[string]struct {
		r      reply
		status int
		says   string
	}{
		"a long field":   {off.issues([]byte("PK"), "why", strings.Repeat("长", maxForm)), http.StatusRequestEntityTooLarge, "没有收下"},
		"many parts":     {off.issues([]byte("PK"), slices.Repeat([]string{"x", "1"}, maxParts)...), http.StatusBadRequest, "没有办理"},
		"an empty file":  {off.issues(nil, "number", "x"), http.StatusUnprocessableEntity, "“通报 改.docx”是空的"},
		"no document":    {off.issues([]byte("PK"), "number", "x"), http.StatusUnprocessableEntity, "读不出，不是能核对的 Word 文件"},
		"broken off":     {off.send("/issued/"+june, "--x\r\nContent-Disposition: form-data; name=\"docx\"; filename=\"a.docx\"\r\n\r\nPK", "multipart/form-data; boundary=x"), http.StatusBadRequest, "没有办理"},
		"without number": {off.issues([]byte("PK"), "edition", "1"), http.StatusUnprocessableEntity, "请写明文号"},
	} {
		if c.r.status != c.status || !strings.Contains(c.r.body, c.says) {
			t.Errorf("%s: %d, want %d %s", name, c.r.status, c.status, c.says)
		}
	}
	if len(h.state().SentOut) != 0 {
		t.Error("something is sent out")
	}
}

// TestNumberNotSent: an edition that was locked with a number is sent out when that is registered, and not before: the pages say the same.
func TestNumberNotSent(t *testing.T) {
	h := newHouse(t)
	off := h.overseer()
	m := samples.Periods()[1]
	opt := batch.Options{Period: m.Period, Date: m.Date, Limits: sheet.DefaultLimits(), MaxFiles: 1000, MaxDepth: 8, Who: "test"}
	_, err := batch.Lock(t.Context(), placed(h.dir), opt, batch.LockOptions{LeaveOutRest: true, Why: "不再等", IssuedOn: m.Date, Number: "卫民办〔2024〕6号"})
	must(t, err)
	waiting, sent := "第 1 版　文号 卫民办〔2024〕6号，未登记印发", "第 1 版　已印发 卫民办〔2024〕6号"
	if page := off.get("/period/" + june).body; !strings.Contains(page, waiting) || strings.Contains(page, "已印发 ") {
		t.Error("it is said to be sent out")
	}
	if page := off.get("/lock/" + june).body; !strings.Contains(page, "没有登记") {
		t.Error("the lock's page says otherwise")
	}
	text, err := os.ReadFile(filepath.Join(h.dir, "out", june, "通报.docx"))
	must(t, err)
	if r := off.issues(text, "number", "卫民办〔2024〕6号"); r.status != http.StatusSeeOther {
		t.Fatalf("not registered: %d %s", r.status, r.body)
	}
	if page := off.get("/period/" + june).body; !strings.Contains(page, sent) || strings.Contains(page, "未登记印发") {
		t.Error("it is not said to be sent out")
	}
}

// edited is a Word document with another figure.
func edited(t *testing.T, data []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	figure := regexp.MustCompile(`>\d\d<`)
	for _, f := range in.File {
		r, err := f.Open()
		must(t, err)
		text, err := io.ReadAll(r)
		must(t, err)
		if f.Name == "word/document.xml" {
			at := figure.FindIndex(text)
			if at == nil {
				t.Fatal("no figure in the text")
			}
			text = append(append(bytes.Clone(text[:at[0]]), ">99<"...), text[at[1]:]...)
		}
		p, err := w.Create(f.Name)
		must(t, err)
		_, err = p.Write(text)
		must(t, err)
	}
	must(t, w.Close())
	return out.Bytes()
}

// TestR6Lock: no lock while an upload has no verdict, or one that was not seen; none by who
// may not; every question is answered or named; of many who lock at once one does. Then the
// edition is sent out under a number, its text read back, and opened again by two.
func TestR6Lock(t *testing.T) {
	h := newTeam(t)
	h.admit("second", act.Held{Role: act.Director})
	second := h.enter("second")
	old := h.director.seenNow()
	refused := func(what string, r reply, status int, says string) {
		t.Helper()
		if r.status != status || !strings.Contains(r.body, says) || h.state().Edition != 0 {
			t.Errorf("%s: %d, edition %d; want %d %q", what, r.status, h.state().Edition, status, says)
		}
	}
	rest := []string{"do", "lock", "rest", "1", "why", "截止已过，不再等"}
	refused("the officer", h.officer.locks(append(rest, "seen", old)...), http.StatusUnprocessableEntity, "锁定和解锁归办公室负责人办")
	if page := h.officer.get("/lock/" + june).body; !strings.Contains(page, "锁定和解锁归办公室负责人办（") || !strings.Contains(page, "某director") || strings.Contains(page, `value="lock"`) {
		t.Error("R7: the officer is not told who locks")
	}
	must(t, h.handInAnother(3))
	refused("R6, an upload without a verdict", h.director.locks(append(rest, "seen", old)...), http.StatusConflict, "又有了新的文件")
	if page := h.director.get("/lock/" + june).body; !strings.Contains(page, "1 份文件正在审核") || strings.Contains(page, `value="lock"`) {
		t.Error("R7: the page does not say why there is no lock")
	}
	h.judge()
	refused("a verdict that was not seen", h.director.locks(append(rest, "seen", old)...), http.StatusConflict, "还没有看过结果")
	seen := h.director.seenNow()
	refused("questions", h.director.locks("do", "lock", "seen", seen), http.StatusConflict, "没有答复")
	refused("without a reason", h.director.locks("do", "lock", "rest", "1", "seen", seen), http.StatusUnprocessableEntity, "请写明理由")
	refused("a day that is none", h.director.locks("do", "lock", "day", "7月", "seen", seen), http.StatusUnprocessableEntity, "日期")
	h.lockAtOnce(seen, h.director, second)
	h.sendOut()
	h.openAgain(second)
	h.waitsAgain(second)
	h.web() // the ledger verifies
}

// waitsAgain opens a unit of which nothing came, and takes back that it is not waited for: a
// reason alone does not lock over it.
func (h *team) waitsAgain(second *browser) {
	h.t.Helper()
	silent, err := h.desk.UnitCode("市总工会")
	must(h.t, err)
	h.director.locks("do", "unlock", "unit", silent, "why", "补报")
	second.locks("do", "unlock", "proposed", strconv.Itoa(h.state().Proposals()[0].Act.N))
	seen := h.director.decider(silent, "do", "撤销", "what", h.numbered(silent), "why", "等它补报")
	if r := h.director.decider(silent, append(fields(seen.body), "step", "take")...); r.status != http.StatusSeeOther || !h.state().IsOpen(silent) {
		h.t.Fatal(r.status)
	}
	h.judge()
	if r := h.director.locks("do", "lock", "why", "按程序定稿", "seen", h.director.seenNow()); r.status != http.StatusConflict || !strings.Contains(r.body, "没有答复") || h.state().Locked() {
		h.t.Error("nobody said that it is not waited for:", r.status)
	}
}

// lockAtOnce has several lock at the same moment: there is one edition.
func (h *team) lockAtOnce(seen string, who ...*browser) {
	h.t.Helper()
	n, err := strconv.Atoi(seen)
	must(h.t, err)
	var wg sync.WaitGroup
	var mu sync.Mutex
	done := 0
	for _, b := range who {
		p, err := h.desk.Who(context.Background(), b.cookie, "10.0.0.9")
		must(h.t, err)
		wg.Go(func() {
			_, err := h.desk.Lock(context.Background(), p, samples.Periods()[1].Period, desk.Closing{Rest: true, Why: "截止已过，不再等", Seen: n})
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				done++
			}
		})
	}
	wg.Wait()
	if s := h.state(); done != 1 || s.Edition != 1 || !s.Locked() {
		h.t.Fatalf("%d locked, edition %d", done, s.Edition)
	}
	if r := h.director.locks("do", "lock", "rest", "1", "why", "再锁", "seen", seen); r.status != http.StatusConflict || !strings.Contains(r.body, "已锁定") || strings.Contains(r.body, "huibao ") {
		h.t.Error("a second lock:", r.status)
	}
	if r := h.clerk.does(act.Submit, ""); r.status != http.StatusConflict || h.stage() != "" {
		h.t.Error("handed on after the lock:", r.status)
	}
}

// sendOut registers the first edition: as it is, and with a figure that is another.
func (h *team) sendOut() {
	h.t.Helper()
	text, err := os.ReadFile(filepath.Join(h.dir, "out", june, "第1版", "通报.docx"))
	must(h.t, err)
	if r := h.officer.issues([]byte("no document"), "number", "卫政办发〔2024〕8号"); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "不是能核对的 Word 文件") {
		h.t.Error(r.status)
	}
	if r := h.officer.issues(text, "number", " "); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "请写明文号") {
		h.t.Error(r.status)
	}
	r := h.officer.issues(edited(h.t, text), "number", "卫政办发〔2024〕8号")
	if r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "底稿为") || len(h.state().SentOut) != 0 || strings.Contains(r.body, "--why") {
		h.t.Errorf("another figure: %d", r.status)
	}
	if r := h.officer.issues(text, "number", "卫政办发〔2024〕8号"); r.status != http.StatusSeeOther || len(h.state().SentOut) != 1 || len(h.state().SentOut[0].Files) != 1 {
		h.t.Error(r.status)
	}
	if _, err := os.Stat(filepath.Join(h.dir, "out", june, "第1版-印发", "通报 改.docx")); err != nil {
		h.t.Error(err)
	}
	if page := h.officer.get("/lock/" + june).body; !strings.Contains(page, "卫政办发〔2024〕8号") {
		h.t.Error("the number is not shown")
	}
}

// openAgain opens a unit again by two persons.
func (h *team) openAgain(second *browser) {
	h.t.Helper()
	if r := h.director.locks("do", "unlock", "unit", h.mine, "why", " "); r.status != http.StatusUnprocessableEntity {
		h.t.Error("without a reason:", r.status)
	}
	if r := h.director.locks("do", "unlock", "unit", "", "why", "重复计入"); r.status != http.StatusUnprocessableEntity || len(h.state().Proposals()) != 0 {
		h.t.Error("no unit is not all of them:", r.status)
	}
	if r := h.director.locks("do", "unlock", "unit", h.mine, "why", "3 人重复计入"); r.status != http.StatusSeeOther || h.state().IsOpen(h.mine) || len(h.state().Proposals()) != 1 {
		h.t.Fatal(r.status)
	}
	n := strconv.Itoa(h.state().Proposals()[0].Act.N)
	for who, b := range map[string]*browser{"who prepared it": h.director, "the officer": h.officer} {
		if r := b.locks("do", "unlock", "proposed", n); r.status < 400 || h.state().IsOpen(h.mine) {
			h.t.Error(who, r.status)
		}
	}
	if r := second.locks("do", "unlock", "proposed", n); r.status != http.StatusSeeOther || !h.state().IsOpen(h.mine) || h.state().IsOpen(h.other) {
		h.t.Error(r.status)
	}
	if r := second.locks("do", "unlock", "proposed", n); r.status != http.StatusConflict {
		h.t.Error("twice:", r.status)
	}
}
