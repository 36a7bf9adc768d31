package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"huibao"
	"huibao/act"
	"huibao/ledger"
)

// Bounds of a search: lines of each list, words that are looked for, and characters of each.
const (
	maxSeen  = 300
	maxWords = 8
	maxWord  = 64
)

// Asked is what is looked for: words, all of them, and days, the last included; empty for no
// bound.
type Asked struct{ Words, From, Until string }

// Audit is what people did of late, the newest first: acts, and who signed in, was refused or
// opened something; and what the last proof of the ledger found, nil before it was proved.
type Audit struct {
	Asked
	Acts  []Acted
	List  []ledger.Seen
	Proof *Proof
	Heads *HeadMailed // to the office, nil for never
	Most  int         // of each list
	Whole bool        // the person sees what was said, too
}

// Acted is an act as the page lists it.
type Acted struct {
	act.Act
	Of, Why string // the unit's name; what was said of it
}

// Seen is the audit, for the 管理员 and the office; the 管理员 sees no more of an act than that
// it was done.
func (d *Desk) Seen(ctx context.Context, p *Person, q Asked) (*Audit, error) {
	if !p.Has(append([]act.Role{act.Keeper}, office...)...) {
		return nil, ErrNotFound
	}
	s, err := d.search(q)
	if err != nil {
		return nil, err
	}
	a := &Audit{Asked: q, Proof: d.Proof(), Most: maxSeen, Whole: p.Has(office...)}
	var acts []act.Act
	err = d.led.View(ctx, func(v *ledger.View) (err error) {
		if a.Heads, err = headMailed(v); err != nil {
			return err
		}
		if a.List, err = v.SeenBy(s); err == nil {
			acts, err = v.ActsBy(s, a.Whole)
		}
		return err
	})
	for i := range a.List {
		a.List[i].At = a.List[i].At.In(huibao.China)
	}
	for _, x := range acts {
		x.At = x.At.In(huibao.China)
		var said struct{ Why, Text, Number, Value string }
		if len(x.Doc) > 0 {
			_ = json.Unmarshal(x.Doc, &said) // what is said in other ways is not shown
		}
		words := slices.DeleteFunc([]string{said.Number, said.Value, said.Why, said.Text}, func(s string) bool { return s == "" })
		shown := Acted{Act: x, Why: clip(strings.Join(words, "　"))}
		if x.Unit != "" {
			shown.Of = d.plan().Plan.UnitName(x.Unit)
		}
		a.Acts = append(a.Acts, shown)
	}
	return a, err
}

// search reads what is asked; a unit may be called by its name.
func (d *Desk) search(q Asked) (ledger.Search, error) {
	s := ledger.Search{Most: maxSeen}
	words := strings.Fields(q.Words)
	if len(words) > maxWords {
		return s, &Problem{Sentence: fmt.Sprintf("一次最多找 %d 个词", maxWords)}
	}
	for _, word := range words {
		if len([]rune(word)) > maxWord {
			return s, &Problem{Sentence: fmt.Sprintf("一个词最多 %d 字", maxWord)}
		}
		spellings := []string{word}
		if code, err := d.UnitCode(word); err == nil {
			spellings = append(spellings, code)
		}
		s.Words = append(s.Words, spellings)
	}
	for _, x := range []struct {
		name, text string
		at         *time.Time
	}{{"从哪天", q.From, &s.From}, {"到哪天", q.Until, &s.Until}} {
		if x.text == "" {
			continue
		}
		day, err := huibao.ParseDate(x.text)
		if err != nil {
			return s, &Problem{Sentence: "日期（" + x.name + "）请写作 2024-07-05 的样子"}
		}
		*x.at = day.Time()
	}
	if !s.Until.IsZero() {
		s.Until = s.Until.AddDate(0, 0, 1)
	}
	return s, nil
}
