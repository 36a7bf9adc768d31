package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"huibao"
	"huibao/internal/notify"
	"huibao/ledger"
)

// Letters to the office's addresses of before, when they are changed: the change asks for one in the chain of what was seen,
// and whoever serves sends it, so that no page waits for a mail server. What was not yet sent is found there.
const (
	letterAsked  = "要告知原邮箱"
	letterSent   = "告知原邮箱"
	letterUnsent = "原邮箱没有告知成"
)

// lettersLease is of who sends them, where several serve one ledger; lettersFor is how long one is tried at most, and
// lettersMost how many are looked for.
const (
	lettersLease = "letters"
	lettersFor   = 72 * time.Hour
	lettersMost  = 100
	letterMark   = "｜" // between who changed the addresses, those of before, and those of now
)

// letters is what this process knows of them: none is asked for, while none is due here.
type letters struct{ none atomic.Bool }

// letter is one that was asked for.
type letter struct {
	at       time.Time
	who      string
	old, now []string
	tries    int
	tried    time.Time
}

// key ends what is recorded of what came of the letter.
func (l *letter) key() string {
	return strings.Join(l.old, " ") + "（" + l.at.In(huibao.China).Format(time.DateTime) + "改的）"
}

// letterFor asks for a letter to the addresses of before.
func letterFor(who string, old, now []string) ledger.Access {
	return ledger.Access{Person: runner, What: letterAsked, Object: strings.Join([]string{who, strings.Join(old, " "), strings.Join(now, " ")}, letterMark)}
}

// SendLetters sends what letters are due. One that was refused is tried again, three times in all; two of the same do no harm.
func (d *Desk) SendLetters(ctx context.Context) (err error) {
	if d.out.Mail == nil || d.letters.none.Load() {
		return nil
	}
	lease, err := d.led.Lease(ctx, lettersLease)
	if err != nil || lease == nil {
		return err
	}
	ctx = lease.Hold(ctx)
	defer func() {
		if _, lost := lease.End(context.WithoutCancel(ctx), nil, nil); !errors.Is(lost, ledger.ErrLost) {
			err = errors.Join(err, lost)
		}
	}()
	d.letters.none.Store(true) // who asks for one meanwhile says otherwise
	list, err := d.lettersDue(ctx)
	left := err != nil
	for _, l := range list {
		if since := d.Now().Sub(l.tried); l.tries > 0 && since >= 0 && since < retryGap {
			left = true
			continue
		}
		sent, failed := d.sendLetter(ctx, &l)
		left, err = left || !sent && l.tries+1 < maxAttempts, errors.Join(err, failed)
	}
	if left {
		d.letters.none.Store(false)
	}
	return err
}

// sendLetter sends one, and records what came of it.
func (d *Desk) sendLetter(ctx context.Context, l *letter) (sent bool, err error) {
	text := fmt.Sprintf("%s（北京时间）管理员 %s 改了收台账校验的邮箱。\n%s\n\n不是办公室要改的，请马上问管理员，并登录看“记录”。\n%s（自动发出，请不要回复这封邮件）\n",
		l.at.In(huibao.China).Format(time.DateTime), l.who, boxChange("办公室", l.old, l.now), d.linkText("\n"))
	said := ledger.Access{Person: runner, What: letterSent, Object: l.key()}
	err = d.out.Mail.Send(ctx, l.old, "民生实事台账：收台账校验的邮箱改了", text, d.now())
	var failed *notify.Failure
	if errors.As(err, &failed) {
		said.What, said.Object, err = letterUnsent, said.Object+"："+clip(failed.Why), nil
	}
	if err != nil {
		return false, err
	}
	return said.What == letterSent, d.saw(context.WithoutCancel(ctx), said)
}

// lettersDue are those that were asked for and are neither sent nor tried often enough, the oldest first.
func (d *Desk) lettersDue(ctx context.Context) (due []letter, err error) {
	from := ledger.Search{From: d.Now().Add(-lettersFor), Most: lettersMost}
	var asked, came []ledger.Seen
	err = d.led.View(ctx, func(v *ledger.View) (err error) {
		if asked, err = v.SeenOf(runner, [2]string{letterAsked, letterAsked}, from); err == nil {
			came, err = v.SeenOf(runner, [2]string{letterSent, letterUnsent}, from)
		}
		return err
	})
	for i := len(asked) - 1; i >= 0; i-- {
		parts := strings.Split(asked[i].Object, letterMark)
		if len(parts) != 3 {
			continue
		}
		l, done := letter{at: asked[i].At, who: parts[0], old: strings.Fields(parts[1]), now: strings.Fields(parts[2])}, false
		for _, c := range came { // the newest first
			if !strings.HasPrefix(c.Object, l.key()) {
				continue
			}
			done = done || c.What == letterSent
			if l.tries++; l.tries == 1 {
				l.tried = c.At
			}
		}
		if !done && l.tries < maxAttempts {
			due = append(due, l)
		}
	}
	return due, err
}
