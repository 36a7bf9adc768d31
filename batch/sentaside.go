package batch

import (
	"slices"
	"strings"

	"huibao"
	"huibao/check"
)

// bySender parts a unit's own files from those that bureaus sent for it.
func bySender(subs []huibao.Submission, list []int) (own, sent []int) {
	for _, i := range list {
		if subs[i].Return.SentBy != "" {
			sent = append(sent, i)
		} else {
			own = append(own, i)
		}
	}
	return own, sent
}

// sentAside leaves out what bureaus' tables say of a unit that handed in its own returns, which are joined already: it adds
// the rows that are not filled in there, and asks where both are and differ. What adds and asks nothing leaves a
// return, and a signature on it, as it was. Where only what was signed counts, what came after the signature and does change the
// return stands by itself, with all of it, as the next version, until that is signed, too.
// The error is the program's own.
func (j *judge) sentAside(subs []huibao.Submission, own, sent []int) error {
	for _, i := range sent {
		part := *subs[i].Return
		for _, k := range own {
			if subs[k].PartOf != "" {
				continue
			}
			form, err := j.form(part.Unit)
			if err != nil {
				return err
			}
			more, asked := j.addedBy(form, subs[k].Return, &part, subs[i].Path)
			signed := j.signedAt(&subs[k])
			if changes := len(more.Rows)+len(asked)+len(more.OtherNotes)+len(more.Extra) > 0; changes && signed > 0 && subs[i].N > signed {
				*subs[i].Return = *ownCopy(subs[k].Return)
				extend(subs[i].Return, more, asked)
				subs[i].PartOf = ""
				if j.signedAt(&subs[i]) > signed {
					subs[k].PartOf = subs[i].Path
				}
				continue
			} else if changes {
				extend(subs[k].Return, more, asked)
			}
			subs[i].PartOf = subs[k].Path
		}
	}
	return nil
}

// extend adds rows to a return, or only what is noted beside its figures, and what is asked.
func extend(whole, more *huibao.Return, asked []huibao.Remark) {
	if len(more.Rows) > 0 {
		absorb(whole, more)
	} else {
		handOn(whole, more)
	}
	whole.Remarks = append(whole.Remarks, asked...)
}

// addedBy is what a bureau's table adds to a return, and asks of it. A row that is blank under the tick of 零报告 is the
// unit's own 0; a cumulative that the unit left to the form is what it will be (check.Derived).
func (j *judge) addedBy(form *huibao.Form, whole, part *huibao.Return, path string) (more *huibao.Return, asked []huibao.Remark) {
	filled := filledRows(whole)
	added := *part
	added.Rows, added.Remarks, added.ZeroReport = nil, nil, whole.ZeroReport
	added.OtherNotes, added.Extra = otherNotes(whole, part), otherRows(part)
	has := filledRows(part)
	for _, row := range part.Rows {
		old := whole.RowByCode(row.Code)
		other := ""
		switch {
		case slices.Contains(filled, row.Code) && ofBoth(&row): // they are held against each other in sum (X01)
		case slices.Contains(filled, row.Code):
			other = otherFigure(check.Derived(form, whole.ZeroReport, old), &row)
		case !slices.Contains(has, row.Code):
		case old == nil || whole.ZeroReport == nil || old.Kind != huibao.KindCount:
			added.Rows = append(added.Rows, row)
		default:
			other = notZero(&row)
		}
		if other != "" {
			text := row.Code + "\n" + other + "\n" + j.plan.UnitName(part.SentBy) + "的表（" + path + "）"
			asked = append(asked, huibao.Remark{Kind: huibao.RemarkSentOther, Text: text})
		}
	}
	return &added, asked
}

// ofBoth reports whether the county must report a row itself, beside the bureau.
func ofBoth(row *huibao.ReturnRow) bool {
	_, both := row.Has(huibao.RemarkNotItsOwn)
	return both
}

// otherNotes are a table's notes that a return does not have: what is said of a figure may be why it does not count.
func otherNotes(whole, part *huibao.Return) map[string]string {
	list := map[string]string{}
	add := func(code, note, has string) {
		if note != "" && !strings.Contains("；"+has+"；"+whole.OtherNotes[code]+"；"+list[code]+"；", "；"+note+"；") {
			list[code] = strings.TrimPrefix(list[code]+"；"+note, "；")
		}
	}
	filled := filledRows(whole)
	for i := range part.Rows {
		if row := &part.Rows[i]; slices.Contains(filled, row.Code) {
			add(row.Code, row.Note(), whole.RowByCode(row.Code).Note())
		}
	}
	for code, note := range part.OtherNotes {
		add(code, note, "")
	}
	return list
}

// otherRows are the rows of a table that are none of the unit's, but for sums.
func otherRows(part *huibao.Return) []huibao.ExtraRow {
	return slices.DeleteFunc(slices.Clone(part.Extra), func(x huibao.ExtraRow) bool { return x.Total })
}

// otherFigure is what a row says that another says otherwise; "" where it says nothing else.
func otherFigure(old, now *huibao.ReturnRow) string {
	for v := range now.Values.All() {
		if q := old.Quantity(v.Field); v.Quantity.IsNumber() && q.IsNumber() && !q.Equal(v.Quantity) {
			return v.Quantity.String()
		}
	}
	return ""
}

// notZero is what a row says was done, where that is not 0; "" where it is, or nothing.
func notZero(row *huibao.ReturnRow) string {
	for _, f := range []huibao.Field{huibao.FieldThis, huibao.FieldCumulative} {
		if d, ok := row.Quantity(f).Decimal(); ok {
			if f == huibao.FieldThis && d.IsZero() {
				return ""
			}
			return d.String()
		}
	}
	return ""
}
