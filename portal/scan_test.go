package portal

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"huibao/act"
	"huibao/internal/clamd"
	"huibao/internal/clamdtest"
	"huibao/internal/testdb"
	"huibao/internal/thorough"
	"huibao/portal/desk"
	"huibao/samples"
)

// scanned has a house's uploads scanned.
func (h *house) scanned(required bool) *clamdtest.Server {
	h.t.Helper()
	fake := clamdtest.Serve(h.t, "tcp", "127.0.0.1:0")
	by, err := clamd.At(fake.Address)
	must(h.t, err)
	h.desk.Scan(by, required)
	return fake
}

// overseer is one of the office, signed in.
func (h *house) overseer() *browser {
	h.admit("overseer", act.Held{Role: act.Officer})
	return h.enter("overseer")
}

func takenNo(t *testing.T, r reply) string {
	t.Helper()
	_, after, ok := strings.Cut(r.where, "taken=")
	n, _, _ := strings.Cut(after, "&")
	if r.status != http.StatusSeeOther || !ok {
		t.Fatal(r.status, r.where, r.body)
	}
	return n
}

// TestS9Infected: a virus is kept and recorded, never read, counted or given out; unit and
// office see it, after a restart too; what came with it is taken.
func TestS9Infected(t *testing.T) {
	h := newHouse(t)
	clerk, officer := h.clerk(), h.overseer()
	old := takenNo(t, clerk.handIn(h.mine, upload{"旧.xlsx", append(another(h.example(), 3), clamdtest.EICAR...)})) // before there was a scanner
	fake := h.scanned(false)
	bad := upload{"坏.xlsx", append(another(h.example(), 3), clamdtest.EICAR...)}
	before := len(h.web())
	r := clerk.handIn(h.mine, bad, upload{"好.xlsx", another(h.example(), 4)})
	n := takenNo(t, r)
	if !strings.Contains(r.where, "infected=1") {
		t.Error(r.where)
	}
	if again := clerk.handIn(h.mine, bad, upload{"好.xlsx", another(h.example(), 4)}); takenNo(t, again) != n || !strings.Contains(again.where, "again=1") {
		t.Error(again.where)
	}
	if fake.Seen() != 4 {
		t.Error(fake.Seen())
	}
	h.judge()
	files := h.web()
	if len(files) != before+1 || files[before].Scan != act.Clean || files[before-1].Scan != "" {
		t.Errorf("%+v", files)
	}
	must(t, filepath.Walk(filepath.Join(h.dir, "returns"), func(path string, _ os.FileInfo, err error) error {
		if filepath.Base(path) == bad.name {
			t.Errorf("it lies at %s", path)
		}
		return err
	}))
	h = housed(t, copied(h)) // a restart, without a scanner
	clerk.h, officer.h = h, h
	for _, b := range []*browser{clerk, officer} {
		page := b.get("/r/" + june + "/" + h.mine + "?n=" + n).body
		for _, want := range []string{"有病毒：查出病毒（" + clamdtest.Name + "）。", "用办公室下发的空白表重新填写"} {
			if !strings.Contains(page, want) {
				t.Errorf("%q is missing", want)
			}
		}
		for _, what := range []string{"original/" + n, "annotated/" + n, "original/" + old, "annotated/" + old} {
			if got := b.get("/r/" + june + "/" + h.mine + "/" + what); got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, "查出病毒，不能下载") || strings.Contains(got.body, clamdtest.EICAR) {
				t.Errorf("%s: %d", what, got.status)
			}
		}
		if strings.Contains(page, "/original/"+n) {
			t.Error("it is offered")
		}
		if got := b.get("/r/" + june + "/" + h.mine + "/original/" + strconv.Itoa(files[before].N)); got.status != http.StatusOK {
			t.Error("the clean one:", got.status)
		}
	}
	if board := officer.get("/board/" + june).body; !strings.Contains(board, "■ 查出病毒 1 件") || strings.Contains(board, "未查毒") {
		t.Error("the board does not say so")
	}
}

// copied is a copy of a house's folder as it lies there, as after a power cut; what lies in the tests'
// database is restored into a file of its own.
func copied(h *house) string {
	to := h.t.TempDir()
	must(h.t, os.CopyFS(to, os.DirFS(h.dir)))
	if testdb.DSN() != "" {
		kept := filepath.Join(h.t.TempDir(), "ledger.db")
		led, err := placed(h.dir).ReadLedger()
		must(h.t, err)
		must(h.t, errors.Join(led.Backup(kept), led.Close()))
		restore(h.t, kept, h.dir, to)
	}
	return to
}

// TestS9NotScanned: while the scanner is away, breaks off or takes no more, files are taken
// and marked, or refused where they must be scanned.
func TestS9NotScanned(t *testing.T) {
	h := newHouse(t)
	clerk, officer := h.clerk(), h.overseer()
	fake := h.scanned(false)
	for i, bad := range []struct {
		mood  clamdtest.Mood
		limit int
		says  string
	}{{mood: clamdtest.Cuts}, {limit: 10}, {says: "stream: O"}} {
		fake.Set(bad.mood, bad.limit, bad.says)
		n := takenNo(t, clerk.handIn(h.mine, upload{"6月.xlsx", another(h.example(), i)}))
		if list := h.web(); strconv.Itoa(list[len(list)-1].N) != n || list[len(list)-1].Scan != act.Unscanned {
			t.Errorf("%+v", list)
		}
	}
	if !strings.Contains(h.log.String(), "not scanned") {
		t.Error("the log is silent")
	}
	if board := officer.get("/board/" + june).body; !strings.Contains(board, "▲ 未查毒 3 件") {
		t.Error("the board does not say so")
	}
	if page := clerk.get("/r/" + june + "/" + h.mine).body; strings.Count(page, "▲ 未查毒") != 3 {
		t.Error("the return does not say so")
	}
	before := len(h.web())
	by, err := clamd.At(fake.Address)
	must(t, err)
	h.desk.Scan(by, true)
	if r := clerk.handIn(h.mine, upload{"6月.xlsx", another(h.example(), 9)}); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "现在没有办法查毒") || len(h.web()) != before {
		t.Error(r.status, len(h.web()))
	}
	fake.Set(clamdtest.Well, 0, "")
	takenNo(t, clerk.handIn(h.mine, upload{"6月.xlsx", another(h.example(), 2)})) // the same as the last, known to be clean by now
	if list := h.web(); len(list) != before+1 || list[before].Scan != act.Clean {
		t.Errorf("%+v", list)
	}
}

// TestS9Off: without a scanner no document says anything of one.
func TestS9Off(t *testing.T) {
	h := newHouse(t)
	takenNo(t, h.clerk().handIn(h.mine, upload{"6月.xlsx", append(another(h.example(), 1), clamdtest.EICAR...)}))
	if list := h.web(); len(list) != 1 || list[0].Scan != "" {
		t.Errorf("%+v", list)
	}
	data, err := json.Marshal(act.File{SHA256: "x", How: act.Web, Given: true})
	must(t, err)
	if bytes.Contains(data, []byte("scan")) {
		t.Errorf("%s", data)
	}
}

// TestS9Folder: what lies in the folder is scanned once: a virus is recorded, shown and given to
// nobody, and the file counts as it did; what is clean is not marked.
func TestS9Folder(t *testing.T) {
	thorough.Need(t)
	h := newHouse(t)
	officer := h.overseer()
	fake := h.scanned(false)
	must(t, os.WriteFile(filepath.Join(h.dir, "returns", june, "中宁县补.xlsx"), append(another(h.example(), 5), clamdtest.EICAR...), 0o644))
	for range 2 { // it no longer changes
		must(t, h.desk.Look(t.Context()))
	}
	h.judge()
	seen := fake.Seen()
	if seen < 20 {
		t.Errorf("%d files were scanned", seen)
	}
	board := officer.get("/board/" + june).body
	if strings.Count(board, "■ 查出病毒 1 件") != 1 || strings.Count(board, "查出病毒") != 1 {
		t.Error("the board does not say so of the one unit")
	}
	if len(h.state().Caught) != 1 {
		t.Fatalf("%+v", h.state().Caught)
	}
	page := officer.get("/r/" + june + "/" + h.mine + "?n=" + strconv.Itoa(h.state().Caught[0].N)).body
	if !strings.Contains(page, "文件夹里的这个文件查出病毒（"+clamdtest.Name+"）") {
		t.Error("the return does not say so")
	}
	refused := 0
	for _, link := range linked(page, "/r/"+june+"/"+h.mine+"/original/") {
		if r := officer.get(link); r.status == http.StatusUnprocessableEntity && !strings.Contains(r.body, clamdtest.EICAR) {
			refused++
		}
	}
	for n := range 200 {
		r := officer.get("/r/" + june + "/" + h.mine + "/original/" + strconv.Itoa(n))
		if strings.Contains(r.body, clamdtest.EICAR) {
			t.Errorf("%d is given out", n)
		}
		if r.status == http.StatusUnprocessableEntity {
			refused++
		}
	}
	if refused == 0 {
		t.Error("nothing was refused")
	}
	takenNo(t, h.clerk().handIn(h.mine, upload{"6月.xlsx", another(h.example(), 6)}))
	h.judge()
	if fake.Seen() != seen+1 { // what was handed in
		t.Error("scanned again")
	}
}

// TestS9FolderGoesOn: a file of the folder that can't be scanned keeps no other from it; it is
// marked at its unit until it is scanned, and what holds a virus is told of each unit that has it.
func TestS9FolderGoesOn(t *testing.T) {
	thorough.Need(t)
	h := newHouse(t)
	officer := h.overseer()
	fake := h.scanned(false)
	put := func(name string, data []byte) {
		must(t, os.WriteFile(filepath.Join(h.dir, "returns", june, name), data, 0o644))
	}
	run := func() (failed []string) {
		for range 2 {
			must(t, h.desk.Look(t.Context()))
		}
		h.desk.JudgeDue(t.Context(), func(err error) { failed = append(failed, err.Error()) })
		return failed
	}
	bad := append([]byte("没有表格 "), clamdtest.EICAR...)
	put("中宁县大.xlsx", append(another(h.example(), 5), make([]byte, 2<<20)...))
	put("中宁县说明.txt", bad)
	put("海原县说明.txt", bad)
	put("说明.txt", bad)
	fake.Set(clamdtest.Well, 1<<20, "")
	if failed := run(); len(failed) != 1 || !strings.Contains(failed[0], "1 files of the folder are not scanned") {
		t.Errorf("%q", failed)
	}
	var of []string
	for _, x := range h.state().Caught {
		of = append(of, x.Unit)
	}
	if slices.Sort(of); !slices.Equal(of, []string{"", h.mine, h.other}) {
		t.Errorf("told of %q", of)
	}
	board := officer.get("/board/" + june).body
	page := officer.get("/r/" + june + "/" + h.mine).body
	if strings.Count(board, "■ 查出病毒 1 件") != 3 || strings.Count(board, "不算在下面单位里的文件：■ 查出病毒 1 件") != 1 {
		t.Error("the board does not tell all three")
	}
	if strings.Count(board, "▲ 未查毒 1 件") != 1 || strings.Count(board, "▲ 未查毒") != 1 || strings.Count(page, "▲ 未查毒") != 1 {
		t.Error("what is not scanned is not marked")
	}
	fake.Set(clamdtest.Well, 0, "")
	put("再看.txt", []byte("x"))
	if failed := run(); len(failed) != 0 {
		t.Errorf("%q", failed)
	}
	if body := officer.get("/board/"+june).body + officer.get("/r/"+june+"/"+h.mine).body; strings.Contains(body, "未查毒") {
		t.Error("what was scanned is still marked")
	}
}

// TestS9Issued: an edition's text and its copy with the seal are scanned before they are read
// or kept as sent out.
func TestS9Issued(t *testing.T) {
	thorough.Need(t)
	h := newHouse(t)
	officer := h.overseer()
	h.lock()
	fake := h.scanned(true)
	if r := officer.issues([]byte("PK\x03\x04"+clamdtest.EICAR), "number", "卫政办发〔2024〕1号", "edition", "1"); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "查出病毒（"+clamdtest.Name+"），没有收下") {
		t.Error(r.status)
	}
	if !strings.Contains(officer.get("/audit").body, "查出病毒") {
		t.Error("the record does not say so")
	}
	p, err := h.desk.Who(t.Context(), officer.cookie, "")
	must(t, err)
	sent, err := h.desk.Take(p, desk.Incoming{Name: "通报.docx", Body: strings.NewReader(clamdtest.EICAR)})
	must(t, err)
	_, err = h.desk.Publish(t.Context(), p, samples.Periods()[1].Period, desk.Sending{Number: "卫政办发〔2024〕1号", DOCX: sent})
	if err == nil || !strings.Contains(err.Error(), "查出病毒") || strings.Contains(err.Error(), "读不出") {
		t.Error("it is read:", err)
	}
	fake.Set(clamdtest.Cuts, 0, "")
	if r := officer.issues([]byte("PK\x03\x04"), "number", "卫政办发〔2024〕1号", "edition", "1"); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "没有办法查毒") {
		t.Error(r.status)
	}
	if len(h.state().SentOut) != 0 {
		t.Error("it is sent out")
	}
}

// TestS9Plan: a plan that holds a virus is recorded and not read; one that could not be scanned
// is recorded, and read where it need not be.
func TestS9Plan(t *testing.T) {
	x := newPlanner(t)
	fake := x.scanned(false)
	if r := x.upload([]byte(clamdtest.EICAR)); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "文件“plan.xlsx”查出病毒（"+clamdtest.Name+"），没有收下") {
		t.Error(r.status, r.body)
	}
	seen := x.director.get("/audit").body
	if !strings.Contains(seen, "查出病毒</td>") || !strings.Contains(seen, hashOf([]byte(clamdtest.EICAR))+" plan.xlsx") || strings.Contains(seen, "上传方案") || strings.Contains(seen, "未查毒</td>") {
		t.Error("the record does not say so")
	}
	fake.Set(clamdtest.Cuts, 0, "")
	if r := x.upload(x.now); r.status != http.StatusSeeOther {
		t.Error(r.status, r.body)
	}
	if seen := x.director.get("/audit").body; !strings.Contains(seen, "未查毒</td>") || !strings.Contains(seen, "上传方案") {
		t.Error("the record does not say that it was not scanned")
	}
}

// TestS9PlanByHash: a plan that holds a virus is given to nobody by its hash, before and after
// the same bytes were taken, and so is no other original.
func TestS9PlanByHash(t *testing.T) {
	x := newPlanner(t)
	virus := bytes.Clone(x.now)
	virus[len(virus)-2] = byte(len(clamdtest.EICAR)) // the length of the archive's comment
	virus = append(virus, clamdtest.EICAR...)
	ask := func(data []byte) reply { return x.director.get("/plan/proposed?sha256=" + hashOf(data)) }
	if r := x.upload(virus); r.status != http.StatusSeeOther || ask(virus).status != http.StatusOK {
		t.Fatalf("without a scanner: %d, %d", r.status, ask(virus).status)
	}
	x.scanned(false)
	if r := x.upload(virus); r.status != http.StatusUnprocessableEntity {
		t.Errorf("with a virus: %d", r.status)
	}
	if r := x.upload(x.now); r.status != http.StatusSeeOther || ask(x.now).status != http.StatusOK {
		t.Errorf("the same plan without it: %d, %d", r.status, ask(x.now).status)
	}
	for name, data := range map[string][]byte{"the virus": virus, "a return": x.example(), "the plan in force, which nobody uploaded": x.old} {
		if r := ask(data); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "没有这份上传的方案") || strings.Contains(r.body, "会议纪要第9号") {
			t.Errorf("%s: %d", name, r.status)
		}
		if r := x.director.do("POST", "/plan", url.Values{"sha256": {hashOf(data)}, "base": {hashOf(x.old)}}, nil); r.status != http.StatusUnprocessableEntity {
			t.Errorf("%s is put in force: %d", name, r.status)
		}
	}
}
