package portal

import (
	"context"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/mail"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"huibao/internal/notify"
	"huibao/ledger"
	"huibao/portal/desk"
)

// heads are the mails that told where the ledger ended: to whom, of what, and what they say.
func (o *office2024) heads() (list [][3]string) {
	o.t.Helper()
	for _, text := range o.post.Letters() {
		letter, err := mail.ReadMessage(strings.NewReader(text))
		must(o.t, err)
		body, err := io.ReadAll(letter.Body)
		must(o.t, err)
		list = append(list, [3]string{letter.Header.Get("To"), unencoded(o.t, letter.Header.Get("Subject")), strings.ReplaceAll(unquoted(o.t, body), "\r\n", "\n")})
	}
	return list
}

// night proves the ledger at an hour of a day of July, and mails where it ends.
func (o *office2024) night(day, hour int) (proved, mailed error) {
	o.t.Helper()
	o.at(7, day, hour)
	proved = o.desk.ProveLedger(context.Background())
	return proved, o.desk.MailHead(context.Background())
}

var anchorLine = regexp.MustCompile(`huibao ledger verify --anchor (\S+) --seen-anchor (\S+)\n`)

// TestS29HeadMailed: after the proof of a night the office gets where the ledger ended, once
// whoever serves and however often it begins anew; by what it got, a ledger is held that was
// written anew from the beginning, proved though it is by itself.
func TestS29HeadMailed(t *testing.T) {
	o := newOffice(t)
	set := o.key.post("/notices/boxes", "box.", "head@example.gov.cn, second@example.gov.cn")
	if page := o.key.get("/notices").body; set.status != http.StatusSeeOther || !strings.Contains(page, "寄给 head@example.gov.cn second@example.gov.cn") {
		t.Error(set.status, page)
	}
	if page := o.officer.get("/audit").body; !strings.Contains(page, "改收台账校验的邮箱") || !strings.Contains(page, "还没有寄过办公室") {
		t.Error("the addresses are not in the record")
	}
	_, err := o.night(6, 4)
	must(t, err)
	again, err := desk.Open(t.Context(), placed(o.dir), "", o.clock.now) // another server, or the same after a restart
	must(t, err)
	defer again.Close()
	again.Notify(o.out, "")
	must(t, again.ProveLedger(t.Context()))
	must(t, again.MailHead(t.Context()))
	o.clock.move(20 * time.Hour)
	must(t, o.desk.MailHead(t.Context()))
	list := o.heads()
	if len(list) != 1 {
		t.Fatalf("%d mails of a night: %q", len(list), list)
	}
	head := anchorLine.FindStringSubmatch(list[0][2])
	if !strings.Contains(list[0][0], "head@example.gov.cn") || !strings.Contains(list[0][0], "second@example.gov.cn") || list[0][1] != "民生实事台账校验 2024-07-06" || head == nil ||
		!strings.Contains(list[0][2], "2024-07-06 04:00:00（北京时间）核验台账：完好") || !strings.Contains(list[0][2], "https://huibao.example/ ") {
		t.Fatalf("%q", list[0])
	}
	if said := regexp.MustCompile("中宁|officer|某|token|key=").FindString(list[0][2]); said != "" {
		t.Error("it tells", said)
	}
	_, err = o.night(7, 3)
	must(t, err)
	if list := o.heads(); len(list) != 2 || list[1][1] != "民生实事台账校验 2024-07-07" {
		t.Errorf("the next night: %q", list)
	}
	o.officer = o.enter("officer")
	if page := o.officer.get("/audit").body; !strings.Contains(page, "2024-07-07 03:00:00 把台账校验寄给了办公室") {
		t.Error("it is not told that it was mailed")
	}
	o.anchored(o.dir, head, 0)
	other := newHouse(t) // with a ledger that is whole by itself
	other.admit("somebody")
	o.anchored(other.dir, head, 2)
}

// anchored holds a ledger to what was mailed.
func (o *office2024) anchored(dir string, head []string, want int) {
	o.t.Helper()
	led, err := placed(dir).ReadLedger()
	must(o.t, err)
	defer led.Close()
	acts, err := ledger.ParseHead(head[1])
	must(o.t, err)
	seen, err := ledger.ParseHead(head[2])
	must(o.t, err)
	found, err := led.Verify(o.t.Context(), []ledger.Head{acts})
	must(o.t, err)
	must(o.t, led.HoldSeen(o.t.Context(), found, []ledger.Head{seen}))
	if len(found.Problems) != want {
		o.t.Errorf("%d problems: %q", want, found.Problems)
	}
}

// TestS29HeadUnsent: where no mail is set, or no address of the office, nothing is mailed and the
// pages say so; what does not go out is tried three times a night and told.
func TestS29HeadUnsent(t *testing.T) {
	o := newOffice(t)
	o.desk.Notify(&notify.Config{}, "")
	_, err := o.night(6, 4)
	must(t, err)
	if page := o.enter("keeper").get("/notices").body; !strings.Contains(page, "没有接通邮件，不寄") || !strings.Contains(page, "现在没有接通邮件，填了也不寄") {
		t.Error("it is not told that there is no mail")
	}
	o.desk.Notify(o.out, "")
	_, err = o.night(7, 4)
	must(t, err)
	key := o.enter("keeper")
	if page := key.get("/notices").body; !strings.Contains(page, "没有填办公室的邮箱，不寄") || len(o.heads()) != 0 {
		t.Error("nobody is told, and the page does not say so", o.heads())
	}
	if r := key.post("/notices/boxes", "box.", "no address"); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "办公室的邮箱“no”不对") || !strings.Contains(r.body, `value="no address"`) {
		t.Error(r.status)
	}
	key.post("/notices/boxes", "box.", "head@example.gov.cn")
	o.post.Say("RCPT", "450 later")
	failed := 0
	for range 50 { // minutes
		if o.desk.MailHead(t.Context()) != nil {
			failed++
		}
		o.clock.move(time.Minute)
	}
	if failed != 3 {
		t.Errorf("tried %d times in a night", failed)
	}
	if page := o.enter("officer").get("/audit").body; !strings.Contains(page, "台账校验没有寄成：邮件服务器不收这个收件人（450）") {
		t.Error("it is not told that it did not go out")
	}
	o.post.Say("RCPT", "")
	_, err = o.night(8, 4)
	must(t, err)
	if n := len(o.heads()); n != 1 {
		t.Errorf("%d mails the night after", n)
	}
}

// TestS29HeadWrong: a ledger that does not hold is told by mail, and nothing of it is given to hold it to:
// what is given is where it ended when it last held, or the mails of before where this server
// never saw that.
func TestS29HeadWrong(t *testing.T) {
	o := newOffice(t)
	o.key.post("/notices/boxes", "box.", "head@example.gov.cn")
	_, err := o.night(5, 4)
	must(t, err)
	originals, err := filepath.Glob(filepath.Join(o.dir, "ledger", "originals", "??", "*"))
	must(t, err)
	must(t, os.Remove(originals[0]))
	for day := 6; day <= 7; day++ { // of a second night what held is not the first
		proved, err := o.night(day, 4)
		must(t, err)
		if proved == nil {
			t.Error("it holds")
		}
	}
	again, err := desk.Open(t.Context(), placed(o.dir), "", o.clock.now)
	must(t, err)
	defer again.Close()
	again.Notify(o.out, "")
	o.at(7, 8, 4)
	if again.ProveLedger(t.Context()) == nil {
		t.Error("it holds")
	}
	must(t, again.MailHead(t.Context()))
	list := o.heads()
	if len(list) != 4 {
		t.Fatalf("%q", list)
	}
	held := anchorLine.FindString(list[0][2])
	for i, m := range list[1:3] {
		if m[1] != fmt.Sprintf("民生实事台账：2024-07-0%d 核验发现 1 处不对", 6+i) || held == "" || strings.Contains(m[2], "校验：") ||
			!strings.Contains(m[2], "发现 1 处不对，请马上登录看“记录”，先不要锁定") || !strings.Contains(m[2], "请用以前完好时的信核。这个服务上次核验完好时是：\n"+held) ||
			strings.Contains(m[2], "一核就看得出来") || strings.Contains(m[2], filepath.Base(originals[0])) {
			t.Errorf("%q", m)
		}
	}
	if m := list[3][2]; !strings.Contains(m, "请用以前完好时的信核。\n\n") || strings.Contains(m, "anchor") || strings.Contains(m, "校验：") {
		t.Errorf("%q", m)
	}
}

// TestS29HeadMoved: who changes where the office's mail goes is in the record with the addresses of before
// and after, and the addresses of before get one letter; one that does not go out is told.
func TestS29HeadMoved(t *testing.T) {
	o := newOffice(t)
	for _, list := range []string{"old@example.gov.cn", "old@example.gov.cn", "new@example.gov.cn other@example.gov.cn"} {
		if r := o.key.post("/notices/boxes", "box.", list); r.status != http.StatusSeeOther {
			t.Fatal(r.status)
		}
	}
	if n := len(o.heads()); n != 0 {
		t.Errorf("%d letters went out before the pages were answered", n)
	}
	o.desk.Notify(o.out, "")
	for range 2 {
		must(t, o.desk.SendLetters(t.Context()))
	}
	const change = "办公室：old@example.gov.cn 改为 new@example.gov.cn other@example.gov.cn"
	list := o.heads()
	if len(list) != 1 || !strings.Contains(list[0][0], "old@") || strings.Contains(list[0][0], "new@") || !strings.Contains(list[0][1], "邮箱改了") || !strings.Contains(list[0][2], change) {
		t.Fatalf("%q", list)
	}
	o.post.Say("RCPT", "450 later")
	if r := o.key.post("/notices/boxes", "box.", ""); r.status != http.StatusSeeOther {
		t.Error(r.status)
	}
	for range 60 { // minutes
		must(t, o.desk.SendLetters(t.Context()))
		o.clock.move(time.Minute)
	}
	led, err := placed(o.dir).ReadLedger()
	must(t, err)
	defer led.Close()
	must(t, led.View(t.Context(), func(v *ledger.View) error {
		lines, err := v.SeenBy(ledger.Search{Words: [][]string{{"原邮箱没有告知成"}}, Most: 9})
		if len(lines) != 3 {
			t.Errorf("tried %d times", len(lines))
		}
		return err
	}))
	page := o.enter("officer").get("/audit").body
	for _, want := range []string{"办公室：（空） 改为 old@example.gov.cn", change, "告知原邮箱", "other@example.gov.cn 改为 （空）", "原邮箱没有告知成", "450"} {
		if !strings.Contains(page, want) {
			t.Errorf("the record lacks %q", want)
		}
	}
}

func unencoded(t *testing.T, subject string) string {
	t.Helper()
	plain, err := new(mime.WordDecoder).DecodeHeader(subject)
	must(t, err)
	return plain
}
