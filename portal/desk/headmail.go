package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"huibao"
	"huibao/internal/notify"
	"huibao/ledger"
)

// Where the ledger ends is mailed to the office after the proof of every night (S29): who runs
// the machine could write another ledger from the beginning, and only what lies elsewhere
// shows it.

// OfficeBox is in whose place the office's own addresses stand among those of the units.
const OfficeBox = ""

// What the chain of what was seen says of it.
const (
	headSent   = "寄出台账校验"
	headUnsent = "台账校验没有寄成"
)

var headWords = [2]string{headSent, headUnsent}

// headLease is of who mails it, where several serve one ledger.
const headLease = "head"

// headMails is what this process knows of the night's mail, so that the ledger is not asked every minute.
type headMails struct {
	done  time.Time // the night of which it went out
	tried time.Time
}

// MailHead mails to the office where the ledger ended at the night's proof, once a night whoever
// proves it. What did not go out, or may not have, is tried again: two of the same do no harm.
func (d *Desk) MailHead(ctx context.Context) error {
	night := lastNight(d.Now())
	p := d.proof.Load()
	if d.out.Mail == nil || p == nil || p.At.Before(night) || d.heads.done.Equal(night) {
		return nil
	}
	if since := d.Now().Sub(d.heads.tried); since >= 0 && since < retryGap {
		return nil
	}
	return d.alone(ctx, headLease, func(ctx context.Context) error { return d.mailHead(ctx, p, night) })
}

// alone does what one of those that serve a ledger does, unless another is at it.
func (d *Desk) alone(ctx context.Context, name string, do func(context.Context) error) error {
	lease, err := d.led.Lease(ctx, name)
	if err != nil || lease == nil {
		return err
	}
	err = do(lease.Hold(ctx))
	if _, lost := lease.End(context.WithoutCancel(ctx), nil, nil); !errors.Is(lost, ledger.ErrLost) {
		err = errors.Join(err, lost)
	}
	return err
}

// mailHead mails the proof p of a night.
func (d *Desk) mailHead(ctx context.Context, p *Proof, night time.Time) error {
	boxes, done, err := d.headLeft(ctx, night)
	if done {
		d.heads.done = night
	}
	if err != nil || done || len(boxes) == 0 {
		return err
	}
	d.heads.tried = d.Now()
	said := ledger.Access{Person: runner, What: headSent, Object: clip(fmt.Sprintf("%.24s… 给 %s", p.now, strings.Join(boxes, " ")))}
	err = d.out.Mail.Send(ctx, boxes, p.headSubject(), p.headText(d.linkText("\n")), d.now())
	var failed *notify.Failure
	switch {
	case err == nil:
		d.heads.done = night
	case errors.As(err, &failed):
		said.What, said.Object = headUnsent, clip(failed.Why)
		err = fmt.Errorf("台账校验没有寄成：%w", failed)
	}
	return errors.Join(err, d.saw(context.WithoutCancel(ctx), said))
}

// headLeft is to whom it is still to be mailed: done, where it was this night, or was tried often enough.
func (d *Desk) headLeft(ctx context.Context, night time.Time) (boxes []string, done bool, err error) {
	err = d.led.View(ctx, func(v *ledger.View) error {
		all, err := v.Mailboxes()
		if err != nil {
			return err
		}
		boxes = all[OfficeBox]
		lines, err := v.SeenOf(runner, headWords, ledger.Search{From: night, Until: night.AddDate(0, 0, 1), Most: maxAttempts})
		done = len(lines) == maxAttempts || len(lines) > 0 && lines[0].What == headSent
		return err
	})
	return boxes, done, err
}

// headSubject and headText are the mail: counts and digests of what is recorded, and nothing of
// what it says.
func (p *Proof) headSubject() string {
	day := p.At.In(huibao.China).Format(time.DateOnly)
	if n := len(p.Problems); n > 0 {
		return fmt.Sprintf("民生实事台账：%s 核验发现 %d 处不对", day, n)
	}
	return "民生实事台账校验 " + day
}

func (p *Proof) headText(link string) string {
	result, held := "完好", "请把这封信留着：它在服务器以外。以后以前的记录被改动、删去或重写了，照这样一核就看得出来："
	if n := len(p.Problems); n > 0 {
		result = fmt.Sprintf("发现 %d 处不对，请马上登录看“记录”，先不要锁定", n)
		held = "现在的校验不能作准，请用以前完好时的信核。"
		if p.verifyLine() != "" {
			held += "这个服务上次核验完好时是："
		}
	}
	return fmt.Sprintf("%s（北京时间）核验台账：%s。\n\n", p.At.In(huibao.China).Format(time.DateTime), result) + p.headCounts() +
		held + "\n" + p.verifyLine() +
		"\n每天夜里一封；哪天没有收到，请问管服务器的人。\n" + link + "（自动发出，请不要回复这封邮件）\n"
}

// headCounts are how many records there are, with the digests of where they end: of a ledger that does
// not hold they would be kept as what to hold it to.
func (p *Proof) headCounts() string {
	count := func(what string, h ledger.Head) string {
		if len(p.Problems) > 0 {
			return fmt.Sprintf("%s %d 条\n", what, h.Length)
		}
		return fmt.Sprintf("%s %d 条，校验：\n%s\n", what, h.Length, h)
	}
	text := count("台账", p.now)
	if p.nowSeen.Length > 0 {
		text += count("登录和查阅", p.nowSeen)
	}
	return text + fmt.Sprintf("原件 %d 份。\n\n", p.Originals)
}

// verifyLine is the command that holds the ledger to the last heads at which it was whole; "" where
// this server has not seen it whole.
func (p *Proof) verifyLine() string {
	anchors := ""
	if p.whole.Length > 0 {
		anchors = " --anchor " + p.whole.String()
	}
	if p.wholeSeen.Length > 0 {
		anchors += " --seen-anchor " + p.wholeSeen.String()
	}
	if anchors == "" && len(p.Problems) > 0 {
		return ""
	}
	return "huibao ledger verify" + anchors + "\n"
}

// HeadMailed is what the audit says of the last such mail.
type HeadMailed struct {
	At     time.Time
	Sent   bool
	Object string
}

func headMailed(v *ledger.View) (*HeadMailed, error) {
	lines, err := v.SeenOf(runner, headWords, ledger.Search{Most: 1})
	if err != nil || len(lines) == 0 {
		return nil, err
	}
	return &HeadMailed{lines[0].At.In(huibao.China), lines[0].What == headSent, lines[0].Object}, nil
}
