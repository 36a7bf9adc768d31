package portal

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/internal/sheet"
	"huibao/internal/thorough"
	"huibao/planfile"
	"huibao/portal/desk"
	"huibao/samples"
)

// TestR9Expired: what was sent after the session had ended is kept a day for its person,
// and counts as of when it came; of nobody else anything is kept.
func TestR9Expired(t *testing.T) {
	h := newHouse(t)
	b := h.clerk()
	h.clock.move(desk.IdleLimit + time.Minute)
	file := upload{"表.xlsx", another(h.example(), 1)}
	if r := b.handIn(h.mine, file); r.status != http.StatusUnauthorized || !strings.Contains(r.body, "暂存一天") {
		t.Fatalf("%d %s", r.status, r.body)
	}
	if r := b.handIn(h.other, file); !strings.Contains(r.body, "没有收下") {
		t.Error("staged for another unit")
	}
	if r := (&browser{h: h, cookie: "stranger"}).handIn(h.mine, file); r.status != http.StatusUnauthorized || !strings.Contains(r.body, "没有收下") {
		t.Errorf("a stranger's: %d", r.status)
	}
	if len(h.web()) != 0 {
		t.Fatal("handed in without a person")
	}
	came := h.clock.now()
	h.clock.move(3 * time.Hour)
	must(t, h.desk.DropStaged())
	b = h.enter("clerk")
	if p := b.get("/").body; !strings.Contains(p, "继续报送") || !strings.Contains(p, "表.xlsx") {
		t.Error("the page does not offer what was staged")
	}
	if r := b.post("/staged"); r.status != http.StatusSeeOther {
		t.Fatalf("%d %s", r.status, r.body)
	}
	if list := h.web(); len(list) != 1 || !list[0].Time.Equal(came) {
		t.Errorf("%+v, came %s", list, came)
	}
	if r := b.post("/staged"); r.status != http.StatusUnprocessableEntity {
		t.Errorf("twice: %d", r.status)
	}
	h.clock.move(desk.SessionLimit + 13*time.Hour)
	if r := b.handIn(h.mine, upload{"x", []byte("late")}); !strings.Contains(r.body, "没有收下") {
		t.Error("staged by a session that ended long ago")
	}
}

// TestStagedGoes: what was staged is gone a day later, though its person never came back.
func TestStagedGoes(t *testing.T) {
	h := newHouse(t)
	b := h.clerk()
	h.clock.move(desk.IdleLimit + time.Minute)
	must(t, h.desk.DropStaged())
	if r := b.handIn(h.mine, upload{"表.xlsx", another(h.example(), 1)}); !strings.Contains(r.body, "暂存一天") {
		t.Fatal(r.status)
	}
	left := func() int {
		list, err := filepath.Glob(filepath.Join(h.dir, "ledger", "staged", "*", "*"))
		must(t, err)
		return len(list)
	}
	h.clock.move(24 * time.Hour)
	must(t, h.desk.DropStaged())
	if n := left(); n != 2 {
		t.Errorf("%d files within the day", n)
	}
	h.clock.move(time.Second)
	must(t, h.desk.DropStaged())
	if n := left(); n != 0 {
		t.Errorf("%d files after a day", n)
	}
}

// TestR10Midnight: the deadline is the day's last instant in Beijing, by the server.
func TestR10Midnight(t *testing.T) {
	thorough.Need(t)
	deadline := time.Date(2024, 7, 6, 0, 0, 0, 0, huibao.China) // the end of 7-05
	for _, c := range []struct {
		at   time.Time
		late int
	}{{deadline.Add(-time.Millisecond), 0}, {deadline, 1}, {deadline.In(time.UTC).Add(24*time.Hour - time.Millisecond), 1}} {
		dir := t.TempDir()
		must(t, samples.Unpack(dir))
		data, err := os.ReadFile(filepath.Join(dir, "returns", june, samples.Example))
		must(t, err)
		must(t, os.RemoveAll(filepath.Join(dir, "returns", june)))
		h := housed(t, dir)
		h.clock.move(c.at.Add(-time.Minute).Sub(h.clock.now()))
		b := h.clerk()
		h.clock.move(time.Minute)
		if r := b.handIn(h.mine, upload{"表.xlsx", data}); r.status != http.StatusSeeOther {
			t.Fatal(r.status, r.body, h.log)
		}
		h.judge()
		ret, err := h.desk.Return(context.Background(), h.officer(), samples.Periods()[1].Period, h.mine, desk.Pick{})
		must(t, err)
		if ret.Version != 1 || ret.LateDays != c.late {
			t.Errorf("%s: version %d, %d days late", c.at, ret.Version, ret.LateDays)
		}
	}
}

// TestR12Limits: the limits stand on the page, a file over them is refused with its name
// and the limit, and nothing of it is handed in.
func TestR12Limits(t *testing.T) {
	h := newHouse(t)
	b := h.clerk()
	if p := b.get("/").body; !strings.Contains(p, "每个最大 32 MB") || !strings.Contains(p, "一次最多 20 个") {
		t.Error("the page does not say the limits")
	}
	big := make([]byte, 32<<20+1)
	if r := b.handIn(h.mine, upload{"大.xlsx", big}); r.status != http.StatusRequestEntityTooLarge || !strings.Contains(r.body, "“大.xlsx”超过 32 MB") {
		t.Errorf("%d", r.status)
	}
	for name, files := range map[string][]upload{"没有选文件": nil, "是空的": {{"空.xlsx", nil}}} {
		if r := b.handIn(h.mine, files...); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, name) {
			t.Errorf("%s: %d", name, r.status)
		}
	}
	if r := b.do("POST", "/r/"+june+"/"+h.mine+"/files", nil, func(r *http.Request) {
		r.Body = io.NopCloser(strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"))
		r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	}); r.status != http.StatusBadRequest {
		t.Errorf("a broken form: %d", r.status)
	}
	if len(h.web()) != 0 {
		t.Error("something was handed in")
	}
}

// TestS6Forms: where files are taken, what is no files is bounded as a form is and read no
// further; a form of the most addresses is not; and an address is asked for as it is typed.
func TestS6Forms(t *testing.T) {
	h := newHouse(t)
	h.admit("keeper", act.Held{Role: act.Keeper})
	h.admit("director", act.Held{Role: act.Director})
	clerk, keeper, director := h.clerk(), h.enter("keeper"), h.enter("director")
	const form = "application/x-www-form-urlencoded"
	for _, c := range []struct {
		who  *browser
		path string
	}{{clerk, "/r/" + june + "/" + h.mine + "/files"}, {director, "/plan/proposed"}, {director, "/issued/" + june}, {keeper, "/people/import"}, {keeper, "/notices/boxes"}} {
		sent := &drawn{r: io.LimitReader(endless{}, 16<<20)}
		r := c.who.do("POST", c.path, nil, func(r *http.Request) {
			r.Body, r.ContentLength = io.NopCloser(sent), -1
			r.Header.Set("Content-Type", form)
		})
		if r.status != http.StatusRequestEntityTooLarge || !strings.Contains(r.body, "最大 1 MB") || sent.n > 8<<20 {
			t.Errorf("%s: %d after %d bytes", c.path, r.status, sent.n)
		}
	}
	if r := keeper.send("/notices/boxes", "box."+h.mine+"="+strings.Repeat("a", 900<<10), form); r.status == http.StatusRequestEntityTooLarge {
		t.Error("a large form of addresses:", r.status)
	}
	for _, query := range []string{"?a;b", "?q=100%", "?q=%zz"} {
		for _, page := range []string{"/plan", "/board/" + june, "/f/" + june} {
			if r := director.get(page + query); r.status != http.StatusOK {
				t.Errorf("%s%s: %d", page, query, r.status)
			}
		}
	}
	if r := keeper.send("/notices/boxes", "a=%zz", form); r.status != http.StatusBadRequest {
		t.Error("a form that is none:", r.status)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

// drawn counts what is read of it.
type drawn struct {
	r io.Reader
	n int
}

func (c *drawn) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += n
	return n, err
}

// TestS2S7Names: names never lead out of the folder and are shown as text; a form of ten
// thousand parts ends.
func TestS2S7Names(t *testing.T) {
	h := newHouse(t)
	b := h.clerk()
	names := []string{"../../plan.xlsx", `C:\表\plan.xlsx`, "/etc/passwd", "CON.xlsx", strings.Repeat("😀", 300) + ".xlsx", "\u202excod.xlsx", "<img src=x onerror=alert(1)>.xlsx", "-", "..", "640522199001011234.xlsx"}
	var files []upload
	for i, n := range names {
		files = append(files, upload{n, []byte(fmt.Sprint("no table ", i))})
	}
	if r := b.handIn(h.mine, files...); r.status != http.StatusSeeOther {
		t.Fatal(r.status, r.body, h.log)
	}
	h.judge()
	list := h.web()
	if len(list) != len(names) {
		t.Errorf("%d of %d taken", len(list), len(names))
	}
	for _, e := range list {
		if !filepath.IsLocal(e.Path) || !strings.HasPrefix(e.Path, "returns/2024-06/网报/中宁县/第1次/") || strings.Count(e.Path, "/") != 5 || strings.Contains(e.Path, "1990") {
			t.Errorf("%q", e.Path)
		}
		if _, err := os.Lstat(filepath.Join(h.dir, filepath.FromSlash(e.Path))); err != nil {
			t.Error(err)
		}
	}
	if p := b.get("/r/" + june + "/" + h.mine).body; strings.Contains(p, "<img") || strings.Contains(p, "\u202e") {
		t.Error("a name is not shown as text")
	}
	if r := b.handIn(h.mine, upload{"a\x00b.xlsx", []byte("x")}); r.status != http.StatusBadRequest {
		t.Errorf("NUL: %d", r.status)
	}
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for range 10000 {
		must(t, m.WriteField("x", "y"))
	}
	must(t, m.Close())
	if r := b.do("POST", "/r/"+june+"/"+h.mine+"/files", nil, func(r *http.Request) {
		r.Body = io.NopCloser(&body)
		r.Header.Set("Content-Type", m.FormDataContentType())
	}); r.status != http.StatusBadRequest {
		t.Errorf("10,000 parts: %d", r.status)
	}
}

// TestFolderBeside: a file that is put into the folder appears, a run beside the server is
// seen, and a plan that was put in force is read.
func TestFolderBeside(t *testing.T) {
	thorough.Need(t)
	h := newHouse(t)
	ctx := context.Background()
	look := func() {
		for range 2 {
			must(t, h.desk.Look(ctx))
		}
		h.judge()
	}
	look()
	p := samples.Periods()[1].Period
	before, err := h.desk.Return(ctx, h.officer(), p, h.mine, desk.Pick{})
	must(t, err)
	must(t, os.WriteFile(filepath.Join(h.dir, "returns", june, "中宁县更正.xlsx"), another(h.example(), 1), 0o600))
	look()
	after, err := h.desk.Return(ctx, h.officer(), p, h.mine, desk.Pick{})
	must(t, err)
	if len(after.Files) != len(before.Files)+1 {
		t.Errorf("%d files, before %d", len(after.Files), len(before.Files))
	}
	must(t, os.WriteFile(filepath.Join(h.dir, "returns", june, "中宁县更正2.xlsx"), another(h.example(), 2), 0o600))
	_, err = batch.Run(ctx, placed(h.dir), batch.Options{Period: p, Date: samples.Periods()[1].Date, Limits: sheet.DefaultLimits(), MaxFiles: 1000, MaxDepth: 8, Who: "test"})
	must(t, err)
	if after, err = h.desk.Return(ctx, h.officer(), p, h.mine, desk.Pick{}); err != nil || len(after.Files) != len(before.Files)+2 {
		t.Errorf("a run beside is not seen: %d files, %v", len(after.Files), err)
	}
}

// TestPlanInForce: a plan that is put in force is what pages go by, without a new start;
// one that can't be read leaves the one before in force.
func TestPlanInForce(t *testing.T) {
	h := newHouse(t)
	ctx := context.Background()
	plan := filepath.Join(h.dir, batch.PlanFile)
	good, err := os.ReadFile(plan)
	must(t, err)
	mine, _, err := planfile.Read(ctx, bytes.NewReader(good), int64(len(good)), batch.PlanFile, sheet.DefaultLimits())
	must(t, err)
	for i := range mine.Units {
		if u := &mine.Units[i]; u.Code == h.mine {
			u.Name = "新中宁县"
		}
	}
	var renamed bytes.Buffer
	must(t, planfile.Write(&renamed, mine))
	for _, c := range []struct {
		plan  []byte
		name  string
		fails bool
	}{{good, "中宁县", false}, {renamed.Bytes(), "新中宁县", false}, {[]byte("no plan"), "新中宁县", true}} {
		must(t, os.WriteFile(plan, c.plan, 0o600))
		var failed error
		for range 2 {
			if err := h.desk.Look(ctx); err != nil {
				failed = err
			}
		}
		if got := h.desk.RolesOf([]act.Held{{Role: act.Clerk, Unit: h.mine}}); got != c.name+" 填报人" || (failed != nil) != c.fails {
			t.Errorf("%s, want %s; %v", got, c.name, failed)
		}
	}
}
