package huibao

import "slices"

// Record is one counted or uncounted value of an earlier period: a number, a word or
// a day. Opening balances (期初) are records, too. One without a subject says that the
// period was collected.
type Record struct {
	Period   Period
	Subject  string
	Code     string
	Counted  bool
	Field    Field
	Quantity Quantity
	Word     string
	Date     Date
}

// History is what the ledger knows of earlier periods, newest last.
type History []Record

// Prior collects what was last reported for a row before a period: the values of
// the latest period that has any counted one.
func (h History) Prior(subject, code string, before Period) Prior {
	var p Prior
	for _, r := range h {
		if r.Subject == subject && r.Code == code && r.Counted && r.Period.Before(before) && p.Period.Before(r.Period) {
			p.Period = r.Period
		}
	}
	if p.Period.IsZero() {
		return p
	}
	p.Counted = p.Period == before.Prev()
	p.Values = map[Field]Quantity{}
	p.Words = map[Field]string{}
	for _, r := range h {
		if r.Subject != subject || r.Code != code || r.Period != p.Period || !r.Counted {
			continue
		}
		switch {
		case r.Field == FieldNote:
			p.Note = r.Word
		case r.Word != "":
			p.Words[r.Field] = r.Word
		case !r.Date.IsZero():
			p.Words[r.Field] = r.Date.String()
		default:
			p.put(r.Field, r.Quantity)
		}
	}
	return p
}

// Dark lists the periods between two, both left out, that were collected: those of
// which nothing counts, where the first is the last that does.
func (h History) Dark(after, before Period) []Period {
	var list []Period
	for _, r := range h {
		if r.Subject == "" && after.Before(r.Period) && r.Period.Before(before) && !slices.Contains(list, r.Period) {
			list = append(list, r.Period)
		}
	}
	slices.SortFunc(list, Period.Cmp)
	return list
}

// summed are the fields of which an heir's earlier figure is the sum of those of the
// units that were merged into it.
var summed = []Field{FieldThis, FieldCumulative, FieldPrevious, FieldNumer, FieldDenom, FieldPeople, FieldMonths, FieldPaid, FieldBackPay}

// put takes over a figure; of units that were merged the sum.
func (p *Prior) put(f Field, q Quantity) {
	if old, twice := p.Values[f]; twice && old.IsNumber() && slices.Contains(summed, f) {
		if !q.IsNumber() {
			return
		}
		q = old.Add(q)
	}
	p.Values[f] = q
}

// Until is the part of the history before a period.
func (h History) Until(before Period) History {
	var list History
	for _, r := range h {
		if r.Period.Before(before) {
			list = append(list, r)
		}
	}
	return list
}

// Histories is a history parted by subject, so that a unit's return is held to its
// own alone.
type Histories map[string]History

// Of is what is known of one subject (inforce.Plan.HistoryOf).
func (x Histories) Of(subject string) (History, error) { return x[subject], nil }

// ByRow parts the history by subject and code.
func (h History) ByRow() map[[2]string]History {
	count := map[[2]string]int{}
	for i := range h {
		count[[2]string{h[i].Subject, h[i].Code}]++
	}
	x, room := make(map[[2]string]History, len(count)), make(History, len(h))
	for i := range h {
		key := [2]string{h[i].Subject, h[i].Code}
		if x[key] == nil {
			x[key], room = room[:0:count[key]], room[count[key]:]
		}
		x[key] = append(x[key], h[i])
	}
	return x
}

// BySubject parts the history.
func (h History) BySubject() Histories {
	x := Histories{}
	for _, r := range h {
		x[r.Subject] = append(x[r.Subject], r)
	}
	return x
}
