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
// lettersAtOnce how many lines of the chain are read at once.
const (
	lettersLease  = "letters"
	lettersFor    = 30 * 24 * time.Hour
	lettersAtOnce = 100
	letterMark    = "｜"                // between who changed the addresses, those of before, and those of now; a name may hold it, no address does
	letterGivenUp = "过了 30 天还没有发出，不再发" // lettersFor in words
	letterKeyEnds = "改的）"
)

// letters is what this process knows of them: none is asked for, while none is due here.
type letters struct{ none atomic.Bool }

// letter is one that was asked for.
type letter struct {
	at       time.Time
	who      string
	old, now []string
	nth      int // of those to the same addresses in the same second
	tries    int
	tried    time.Time
	done     bool // sent, or given up
}

// key begins what is recorded of what came of the letter.
func (l *letter) key() string {
	again := ""
	if l.nth > 1 {
		again = fmt.Sprintf("，第 %d 次", l.nth)
	}
	return strings.Join(l.old, " ") + "（" + l.at.In(huibao.China).Format(time.DateTime) + again + letterKeyEnds
}

// letterFor asks for a letter to the addresses of before.
func letterFor(who string, old, now []string) ledger.Access {
	return ledger.Access{Person: runner, What: letterAsked, Object: strings.Join([]string{who, strings.Join(old, " "), strings.Join(now, " ")}, letterMark)}
}

// letterOf is the letter that a line of the chain asks for. It is cut from its end, where the addresses are.
func letterOf(s *ledger.Seen) *letter {
	who, now := cutMark(s.Object)
	who, old := cutMark(who)
	return &letter{at: s.At, who: who, old: strings.Fields(old), now: strings.Fields(now)}
}

func cutMark(s string) (before, after string) {
	i := max(0, strings.LastIndex(s, letterMark))
	return s[:i], strings.TrimPrefix(s[i:], letterMark)
}

// SendLetters sends what letters are due. One that was refused is tried again, three times in all; two of the same do no harm.
// One that never went out in its time is told in the chain.
func (d *Desk) SendLetters(ctx context.Context) error {
	if d.out.Mail == nil || d.letters.none.Load() {
		return nil
	}
	return d.alone(ctx, lettersLease, d.sendDue)
}

func (d *Desk) sendDue(ctx context.Context) error {
	d.letters.none.Store(true) // who asks for one meanwhile says otherwise
	list, err := d.lettersDue(ctx)
	left := err != nil
	for _, l := range list {
		if d.Now().Sub(l.at) > lettersFor {
			err = errors.Join(err, d.saw(context.WithoutCancel(ctx), ledger.Access{Person: runner, What: letterUnsent, Object: l.key() + "：" + letterGivenUp}))
			left = left || err != nil
			continue
		}
		if since := d.Now().Sub(l.tried); l.tries > 0 && since >= 0 && since < retryGap {
			left = true
			continue
		}
		sent, failed := d.sendLetter(ctx, l)
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

// lettersDue are those that were asked for and are neither sent, nor tried often enough, nor given up: the oldest first.
func (d *Desk) lettersDue(ctx context.Context) (due []*letter, err error) {
	var asked, came []ledger.Seen
	err = d.led.View(ctx, func(v *ledger.View) (err error) {
		if asked, err = allSeen(v, letterAsked, letterAsked); err == nil {
			came, err = allSeen(v, letterSent, letterUnsent)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	became := map[string]*letter{} // what is recorded of it, by its key
	for i := range came {          // the newest first
		key, why, _ := strings.Cut(came[i].Object, letterKeyEnds)
		c := became[key]
		if c == nil {
			c = &letter{tried: came[i].At}
			became[key] = c
		}
		c.tries++
		c.done = c.done || came[i].What == letterSent || why == "："+letterGivenUp
	}
	nth := map[string]int{}
	for i := len(asked) - 1; i >= 0; i-- {
		l := letterOf(&asked[i])
		of := l.key()
		nth[of]++
		l.nth = nth[of]
		if c := became[strings.TrimSuffix(l.key(), letterKeyEnds)]; c != nil {
			l.tries, l.tried, l.done = c.tries, c.tried, c.done
		}
		if !l.done && l.tries < maxAttempts {
			due = append(due, l)
		}
	}
	return due, nil
}

// allSeen are all lines of two kinds that the program wrote, the newest first: who floods the chain with newer ones
// hides none of the older.
func allSeen(v *ledger.View, what, or string) (list []ledger.Seen, err error) {
	for s := (ledger.Search{Most: lettersAtOnce}); ; {
		some, err := v.SeenOf(runner, [2]string{what, or}, s)
		if list = append(list, some...); err != nil || len(some) < s.Most {
			return list, err
		}
		s.Below = some[len(some)-1].N
	}
}
