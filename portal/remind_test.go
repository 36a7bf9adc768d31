package portal

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/quotedprintable"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"huibao"
	"huibao/act"
	"huibao/internal/mailtest"
	"huibao/internal/notify"
	"huibao/internal/thorough"
	"huibao/ledger"
	"huibao/portal/desk"
	"huibao/samples"
)

// office2024 is a house with a mail server and a group's robot, and people who may use
// them.
type office2024 struct {
	*house
	post         *mailtest.Server
	out          *notify.Config
	said         []string // in the group
	officer, key *browser
}

const secret = "mail-Secret-7"

func newOffice(t *testing.T) *office2024 {
	t.Helper()
	o := &office2024{house: newHouse(t), post: &mailtest.Server{}}
	var mu sync.Mutex
	robot := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		mu.Lock()
		o.said = append(o.said, string(body))
		mu.Unlock()
		_, _ = io.WriteString(w, `{"errcode":0}`)
	}))
	t.Cleanup(robot.Close)
	o.out = &notify.Config{Mail: &notify.Mail{Server: o.post.Serve(t), Security: notify.Plain, From: "office@example.gov.cn"}, Hook: &notify.Hook{URL: robot.URL + "/send?key=" + secret}}
	o.desk.Notify(o.out, "https://huibao.example")
	o.admit("officer", act.Held{Role: act.Director})
	o.admit("keeper", act.Held{Role: act.Keeper})
	o.officer, o.key = o.enter("officer"), o.enter("keeper")
	if r := o.key.post("/notices/boxes", "box."+o.mine, "a@example.gov.cn；b@example.gov.cn", "box.B10", "c@example.gov.cn"); r.status != http.StatusSeeOther {
		t.Fatal(r.status, r.body)
	}
	return o
}

// at sets the clock to a moment of the calendar, at UTC+8.
func (o *office2024) at(month, day, hour int) {
	o.clock.mu.Lock()
	defer o.clock.mu.Unlock()
	o.clock.at = time.Date(2024, time.Month(month), day, hour, 0, 0, 0, huibao.China)
}

func (o *office2024) remind() {
	o.t.Helper()
	o.desk.RemindDue(context.Background(), func(err error) { o.t.Error(err) })
}

// acts are the 催报 and 催送 of June in words.
func (o *office2024) acts() []string {
	o.t.Helper()
	led, err := placed(o.dir).ReadLedger()
	must(o.t, err)
	defer led.Close()
	var list []string
	must(o.t, led.View(context.Background(), func(v *ledger.View) error {
		acts, err := v.Reminders(samples.Periods()[1].Period)
		for _, a := range acts {
			var r act.Reminder
			var d act.Delivery
			if a.Kind == act.Reminded {
				must(o.t, a.Into(&r))
				list = append(list, fmt.Sprintf("%s %d", a.Object, len(r.Units)))
				continue
			}
			must(o.t, a.Into(&d))
			list = append(list, strings.TrimSpace(fmt.Sprintf("%s %s %d %s", a.Object, a.Unit, d.Attempt, d.Outcome)))
		}
		return err
	}))
	found, err := led.Verify(context.Background(), nil)
	must(o.t, err)
	if len(found.Problems) > 0 {
		o.t.Error(found.Problems)
	}
	return list
}

func (o *office2024) holds(what string, got []string, want ...string) {
	o.t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		o.t.Errorf("%s:\n%s\nwant:\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestR11Calendar: at each occasion those that owe something are reminded once, though
// two servers look again and again; what goes out holds no figure and opens nothing.
func TestR11Calendar(t *testing.T) {
	o := newOffice(t)
	other, err := desk.Open(context.Background(), placed(o.dir), "", o.clock.now, cheap)
	must(t, err)
	defer other.Close()
	other.Notify(o.out, "https://huibao.example")
	o.at(7, 2, 8) // before T−3, 09:00
	o.remind()
	o.holds("too early", o.acts())
	o.clock.move(time.Hour)
	var both sync.WaitGroup
	for _, d := range []*desk.Desk{o.desk, other} {
		both.Go(func() {
			for range 3 {
				d.RemindDue(context.Background(), func(err error) { t.Error(err) })
			}
		})
	}
	both.Wait()
	if n := len(o.post.Letters()); n != 2 || len(o.said) != 1 {
		t.Errorf("%d mails, %d messages: %v", n, len(o.said), o.acts())
	}
	if got := o.acts(); len(got) != 7 || got[0] != "截止前3天 8" {
		t.Error(got)
	}
	for _, text := range o.post.Letters() {
		letter, err := mail.ReadMessage(strings.NewReader(text))
		must(t, err)
		body, err := io.ReadAll(letter.Body)
		must(t, err)
		plain := unquoted(t, body)
		if !strings.Contains(plain, "还有3天") || !strings.Contains(plain, "https://huibao.example/ ") || strings.Contains(plain, "key=") {
			t.Error(plain)
		}
		if left := regexp.MustCompile(`2024年6月|2024年7月5日|3天|联系人：[^\n]*`).ReplaceAllString(plain, ""); strings.ContainsAny(left, "0123456789") {
			t.Error("a figure:", left)
		}
	}
	o.at(7, 5, 16)
	o.remind()
	if got := o.acts(); got[7] != "截止当天 8" {
		t.Error(got)
	}
	page := o.officer.get("/board/" + june + "/remind")
	for _, want := range []string{"催了 8 个单位", "没有催：那时服务没有运行", "到时自动催"} {
		if !strings.Contains(page.body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	o.admit("fill", act.Held{Role: act.Clerk, Unit: o.mine})
	o.admit("fine", act.Held{Role: act.Clerk, Unit: o.other})
	if !strings.Contains(o.enter("fill").get("/").body, "7月5日 16:00 催报") || strings.Contains(o.enter("fine").get("/").body, "催报：") {
		t.Error("on the page of who owes something, and of no other")
	}
}

// TestR11Sending: what certainly did not go out is tried again, three times; what may have
// gone out never is; what a killed server began is said to be unknown; and what is not
// owed any more is not asked for.
func TestR11Sending(t *testing.T) {
	thorough.Need(t)
	o := newOffice(t)
	o.out.Hook = nil
	o.desk.Notify(o.out, "")
	o.post.Say("RCPT", "450 later")
	for range 5 {
		o.remind()
		o.clock.move(10 * time.Minute)
	}
	o.holds("tried again", o.acts(), "截止当天 8",
		"截止当天 邮件 B10 1 开始发", "截止当天 邮件 B10 1 未送", "截止当天 邮件 C02 1 开始发", "截止当天 邮件 C02 1 未送",
		"截止当天 邮件 B10 2 开始发", "截止当天 邮件 B10 2 未送", "截止当天 邮件 C02 2 开始发", "截止当天 邮件 C02 2 未送",
		"截止当天 邮件 B10 3 开始发", "截止当天 邮件 B10 3 未送", "截止当天 邮件 C02 3 开始发", "截止当天 邮件 C02 3 未送")
	before := len(o.acts())
	o.at(7, 6, 9)
	o.post.Say(".", mailtest.Cut)
	for range 3 {
		o.remind()
		o.clock.move(10 * time.Minute)
	}
	o.holds("may have gone out", o.acts()[before:], "截止后1天 8",
		"截止后1天 邮件 B10 1 开始发", "截止后1天 邮件 B10 1 不明", "截止后1天 邮件 C02 1 开始发", "截止后1天 邮件 C02 1 不明")
	o.officer = o.enter("officer")
	board := o.officer.get("/board/" + june)
	if !strings.Contains(board.body, "有 2 处没有送到或不知道") {
		t.Error(board.body)
	}
	before = len(o.acts())
	o.post.Say("RCPT", "450 later")
	o.byHand("手工第1次", "B10", "C02")
	o.killed()
	o.remind()
	o.lock()
	o.clock.move(10 * time.Minute)
	o.remind()
	o.remind()
	o.holds("killed; locked meanwhile", o.acts()[before:], "手工第1次 2", "手工第1次 邮件 B10 1 开始发", "手工第1次 邮件 C02 1 开始发", "手工第1次 邮件 C02 1 未送",
		"手工第1次 邮件 B10 1 不明", "手工第1次 邮件 C02 2 不用催了")
	page := o.officer.get("/board/" + june + "/remind")
	if !strings.Contains(page.body, "发送时服务中断，不知道送到没有") || !strings.Contains(page.body, "不用催了") {
		t.Error(page.body)
	}
}

// TestR11Locked: what came after a lock and is not to be judged keeps no occasion from being
// looked at.
func TestR11Locked(t *testing.T) {
	thorough.Need(t)
	o := newOffice(t)
	o.lock()
	if r := o.clerk().handIn(o.mine, upload{"晚.xlsx", another(o.example(), 9)}); r.status != http.StatusSeeOther {
		t.Fatal(r.status, r.body)
	}
	o.judge()
	o.remind()
	o.holds("locked", o.acts(), "截止当天 0")
}

// TestR11Unjudged: while what the folder brought is not judged nobody is reminded, and the
// occasion is not used up; where runs go on failing, people are reminded by what is known,
// and who handed in is left in peace.
func TestR11Unjudged(t *testing.T) {
	thorough.Need(t)
	o := newOffice(t)
	block := filepath.Join(o.dir, "ledger", "out-"+june+".lock") // a run comes to nothing once it has taken in
	must(t, os.RemoveAll(block))
	must(t, os.Mkdir(block, 0o700))
	must(t, os.WriteFile(filepath.Join(o.dir, "returns", june, "总工会补.xlsx"), another(o.example(), 9), 0o600))
	fails := func() {
		t.Helper()
		for range 2 {
			must(t, o.desk.Look(t.Context()))
		}
		failed := false
		o.desk.JudgeDue(t.Context(), func(error) { failed = true })
		if !failed {
			t.Fatal("the run did not fail")
		}
	}
	fails()
	o.remind()
	o.holds("held back", o.acts())
	if r := o.byHand("手工第1次", "B10"); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "有刚报来的还没有审核") || strings.Contains(r.body, "没有欠的") {
		t.Error("by hand:", r.status)
	}
	takenNo(t, o.clerk().handIn(o.mine, upload{"6月.xlsx", another(o.example(), 8)}))
	o.clock.move(11 * time.Minute)
	if r := o.byHand("手工第1次", o.mine); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "有刚报来的还没有审核") || strings.Contains(r.body, "没有欠的") {
		t.Error("who handed in:", r.status)
	}
	o.remind()
	if got := o.acts(); len(got) < 2 || got[0] != "截止当天 7" || !strings.Contains(strings.Join(got, "\n"), "邮件 B10 1 已送") || strings.Contains(strings.Join(got, "\n"), "邮件 "+o.mine) {
		t.Error("runs fail for long:", got)
	}
	must(t, os.Remove(block))
	must(t, os.WriteFile(filepath.Join(o.dir, "returns", june, "再补.xlsx"), another(o.example(), 7), 0o600))
	for range 2 {
		must(t, o.desk.Look(t.Context()))
	}
	o.judge()
	if r := o.byHand("手工第1次", "B10"); r.status != http.StatusSeeOther {
		t.Error("judged again:", r.status)
	}
}

// killed leaves in the ledger what a server leaves that is killed while it sends.
func (o *office2024) killed() {
	o.t.Helper()
	led, err := placed(o.dir).OpenLedger(context.Background(), "")
	must(o.t, err)
	defer led.Close()
	must(o.t, led.Act(context.Background(), ledger.Actor{Who: "test", When: o.clock.now()}, func(tx *ledger.Tx) error {
		acts, err := tx.Reminders(samples.Periods()[1].Period)
		must(o.t, err)
		doc := act.Delivery{Where: act.Where{Period: samples.Periods()[1].Period, Unit: "B10"}, Of: acts[len(acts)-1].N, Channel: act.ByMail, Attempt: 1, Outcome: act.Begun}
		_, err = tx.Append(act.New(act.Delivered, "手工第1次 邮件", doc))
		return err
	}))
}

func (o *office2024) byHand(occasion string, units ...string) reply {
	o.t.Helper()
	r := o.officer.do("POST", "/board/"+june+"/remind", map[string][]string{"occasion": {occasion}, "unit": units}, nil)
	return r
}

// TestRemindByHand: sent twice it is one; another choice under the same number is
// refused, aloud; nobody is reminded who owes nothing.
func TestRemindByHand(t *testing.T) {
	o := newOffice(t)
	if r := o.byHand("手工第1次", o.mine); r.status != http.StatusSeeOther {
		t.Fatal(r.status, r.body)
	}
	if r := o.byHand("手工第1次", o.mine); r.status != http.StatusSeeOther {
		t.Error("the same again:", r.status)
	}
	if r := o.byHand("手工第1次", o.mine, "B10"); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "刚才已经催过一次") {
		t.Error(r.status)
	}
	if r := o.byHand("手工第2次", o.other); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "没有欠的") {
		t.Error(r.status)
	}
	if r := o.byHand("手工第2次"); r.status != http.StatusUnprocessableEntity {
		t.Error(r.status)
	}
	for _, name := range []string{"手工第3次", "手工第02次", "截止当天", "手工第2次 ", "", "手工第0次", "手工第-1次"} {
		if r := o.byHand(name, "B10"); r.status != http.StatusNotFound {
			t.Errorf("%q: %d", name, r.status)
		}
	}
	o.holds("made", o.acts(), "手工第1次 1")
}

// TestS33Notices: addresses are plain ones, all taken or none; a trial goes to the sender
// alone; secrets are on no page and in no ledger.
func TestS33Notices(t *testing.T) {
	o := newOffice(t)
	for _, bad := range []string{"a", "a@b", "a@e.cn\r\nBcc: x@y.cn z", strings.Repeat("a@example.cn ", 6)} {
		r := o.key.post("/notices/boxes", "box."+o.mine, bad, "box."+o.other, "new@example.cn")
		if r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "一个也没有改") {
			t.Errorf("%q: %d", bad, r.status)
		}
	}
	page := o.key.get("/notices").body
	if !strings.Contains(page, "a@example.gov.cn b@example.gov.cn") || strings.Contains(page, "new@example.cn") || strings.Contains(page, secret) || !strings.Contains(page, "127.0.0.1") {
		t.Error(page)
	}
	if r := o.key.post("/notices/try", "by", "邮件", "to", "x@y.cn"); r.status != http.StatusSeeOther || len(o.post.Letters()) != 1 || strings.Contains(o.post.Letters()[0], "x@y.cn") {
		t.Error(r.status, o.post.Letters())
	}
	if r := o.key.post("/notices/try", "by", "群消息"); r.status != http.StatusSeeOther || len(o.said) != 1 {
		t.Error(r.status, o.said)
	}
	o.clock.move(desk.ProofLimit)
	if r := o.key.post("/notices/try", "by", "邮件"); r.status != http.StatusUnprocessableEntity || len(o.post.Letters()) != 1 {
		t.Error("without a new proof:", r.status)
	}
	files, err := filepath.Glob(filepath.Join(placed(o.dir).Ledger(), "ledger.db*"))
	must(t, err)
	for _, f := range files {
		data, err := os.ReadFile(f)
		must(t, err)
		if bytes.Contains(data, []byte(secret)) {
			t.Error("a secret in", f)
		}
	}
	if len(files) == 0 {
		t.Error("no ledger to look at")
	}
}

func unquoted(t *testing.T, body []byte) string {
	t.Helper()
	plain, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(body)))
	must(t, err)
	return string(plain)
}
