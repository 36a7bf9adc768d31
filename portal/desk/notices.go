package desk

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"huibao"
	"huibao/act"
	"huibao/internal/notify"
	"huibao/ledger"
)

// Notices is how reminders go out, and the calendar that they follow. The calendar is
// the plan's; the servers are of who runs the machine.
type Notices struct {
	Calendar  []huibao.CalendarDay
	Occasions []string
	Mail      string // the mail server in words, without secrets; "" for none
	Hook      string // the group robot's host; "" for none
	Office    string // the office's own addresses
	Boxes     []Box
	Programs  []Program
	Changes   bool // the person may change them
}

// Box is where a unit's reminders go by mail.
type Box struct{ Code, Name, Addresses string }

// maxBoxes bounds the addresses of a unit.
const maxBoxes = 5

// Notices shows them to the 管理员 and the office.
func (d *Desk) Notices(ctx context.Context, p *Person) (*Notices, error) {
	if !p.Has(append([]act.Role{act.Keeper}, office...)...) {
		return nil, ErrNotFound
	}
	s := &Notices{Changes: p.Has(act.Keeper), Calendar: slices.Clone(d.inForce.Load().days())}
	for _, o := range occasions {
		s.Occasions = append(s.Occasions, o.name)
	}
	if d.out.Mail != nil {
		s.Mail = d.out.Mail.Where()
	}
	if d.out.Hook != nil {
		s.Hook = d.out.Hook.Where()
	}
	var boxes map[string][]string
	err := d.led.View(ctx, func(v *ledger.View) (err error) { boxes, err = v.Mailboxes(); return err })
	s.Office = strings.Join(boxes[OfficeBox], " ")
	for _, u := range d.plan().Plan.Units {
		s.Boxes = append(s.Boxes, Box{u.Code, u.Name, strings.Join(boxes[u.Code], " ")})
	}
	if err == nil {
		s.Programs, err = d.Programs(ctx, p)
	}
	return s, err
}

// SetMailboxes replaces the addresses of the units that are named; all or none. The office's addresses of before get a
// letter: who has the mails about the ledger go elsewhere is seen by who had them.
func (d *Desk) SetMailboxes(ctx context.Context, p *Person, texts map[string]string) error {
	if err := d.keeps(p, ""); err != nil {
		return err
	}
	owners, lists := d.boxOwners(), map[string][]string{}
	for code, text := range texts {
		u, named := owners[code]
		if !named {
			return ErrNotFound
		}
		list := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\r\n,;，；、\u3000", r) })
		if len(list) > maxBoxes {
			return &Problem{Sentence: fmt.Sprintf("%s有 %d 个邮箱，最多 %d 个；一个也没有改", u, len(list), maxBoxes)}
		}
		for _, a := range list {
			if !notify.IsAddress(a) {
				return &Problem{Sentence: fmt.Sprintf("%s的邮箱“%s”不对；一个也没有改", u, clip(a))}
			}
		}
		lists[code] = list
	}
	tells := false
	err := d.led.Act(ctx, d.as(p.ID), func(t *ledger.Tx) error {
		old, err := t.Mailboxes()
		if err != nil {
			return err
		}
		for _, code := range slices.Sorted(maps.Keys(lists)) {
			if slices.Equal(lists[code], old[code]) {
				continue
			}
			what := "改催报邮箱"
			if code == OfficeBox {
				what = "改收台账校验的邮箱"
				if tells = d.out.Mail != nil && len(old[code]) > 0; tells {
					if err := t.Saw(letterFor(p.ID, old[code], lists[code])); err != nil {
						return err
					}
				}
			}
			if err := errors.Join(t.SetMailbox(code, lists[code]), t.Saw(ledger.Access{Person: p.ID, What: what, Object: boxChange(owners[code], old[code], lists[code]), Address: p.Address})); err != nil {
				return err
			}
		}
		return nil
	})
	if tells {
		d.letters.none.Store(false)
	}
	return err
}

// boxChange is a change of addresses in words: whose, and from what to what. Of maxBoxes it is short.
func boxChange(whose string, old, now []string) string {
	words := func(list []string) string {
		if len(list) == 0 {
			return "（空）"
		}
		return strings.Join(list, " ")
	}
	return fmt.Sprintf("%s：%s 改为 %s", whose, words(old), words(now))
}

// boxOwners are whose addresses there can be, by the codes of units.
func (d *Desk) boxOwners() map[string]string {
	owners := map[string]string{OfficeBox: "办公室"}
	for _, u := range d.plan().Plan.Units {
		owners[u.Code] = u.Name
	}
	return owners
}

// TryOut sends a trial to the sender's own address, or into the group: nobody can have
// it sent elsewhere.
func (d *Desk) TryOut(ctx context.Context, p *Person, by act.Channel) error {
	if err := d.keeps(p, ""); err != nil {
		return err
	}
	text := "这是民生实事报送试发的一条消息，收到就说明设置对了，不用理会。"
	var err error
	switch {
	case by == act.ByMail && d.out.Mail != nil:
		err = d.out.Mail.Send(ctx, []string{d.out.Mail.From}, "民生实事报送试发", text, d.now())
	case by == act.ByHook && d.out.Hook != nil:
		err = d.out.Hook.Send(ctx, text, d.now())
	default:
		return &Problem{Sentence: "没有接通，不能试发；请管服务器的人在启动时写上 --notify"}
	}
	var failed *notify.Failure
	word := "试发" + string(by)
	if errors.As(err, &failed) {
		word, err = word+"未成", &Problem{Sentence: "没有发成：" + failed.Why}
	}
	return errors.Join(err, d.saw(ctx, ledger.Access{Person: p.ID, What: word, Address: p.Address}))
}
