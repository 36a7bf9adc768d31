package batch

import (
	"cmp"
	"slices"
	"strings"

	"huibao"
	"huibao/check"
)

// join puts the files together over which a unit spread one return: each fills in
// rows of its own, and few that another fills in (pieces.fit). The latest stands for all; the
// others are said to be parts of it. A file of which a later one fills in every row
// again is an earlier version of that one; others that share most rows are versions, too,
// and are left to the order of versions. What is sent back by itself takes no part. The error
// is the program's own.
func (j *judge) join(subs []huibao.Submission) error {
	units := map[string][]int{}
	for i := range subs {
		if s := &subs[i]; !s.Gone && s.Return != nil && j.recalled(s) == nil && s.Return.Unit != "" && s.Return.Period == j.opt.Period && len(filledRows(s.Return)) > 0 &&
			check.LeftOut(j.decided, s.SHA256, s.Return.Unit) == nil {
			units[s.Return.Unit] = append(units[s.Return.Unit], i)
		}
	}
	for _, list := range units {
		list = withoutCopies(subs, list)
		if len(list) > 1 {
			for _, i := range list {
				subs[i].Return.Unfold() // what is joined is changed
			}
		}
		if !mayJoin(subs, list) {
			continue
		}
		list, err := j.withoutRejected(subs, list)
		if err != nil {
			return err
		}
		own, sent := bySender(subs, list)
		if len(own) == 0 {
			own, sent = sent, nil
		}
		if len(own) > 1 {
			j.joinUnit(subs, own)
		}
		if err := j.sentAside(subs, own, sent); err != nil {
			return err
		}
	}
	return nil
}

// putTogether joins the files of one unit that are parts of one return. So it does with those in whose place one later file came:
// they were one return, of which that file is a version.
func (j *judge) putTogether(subs []huibao.Submission, list []int) {
	list, p, again := j.lastOfEach(subs, list)
	groups, parts := p.groups(list), map[int]bool{}
	for _, group := range groups {
		last := len(group) - 1
		whole := &subs[group[last]]
		asked := p.onlyInOne(group)
		for _, i := range group[:last] {
			parts[i], parts[group[last]] = true, true
			absorb(whole.Return, subs[i].Return)
			subs[i].PartOf = whole.Path
		}
		whole.Return.Remarks = append(whole.Return.Remarks, asked...)
	}
	for by, replaced := range again {
		for _, i := range replaced {
			subs[i].ReplacedBy, subs[i].WasPart = cmp.Or(subs[i].ReplacedBy, subs[by].Path), subs[i].WasPart || parts[by]
		}
		j.putTogether(subs, replaced)
	}
}

// withoutCopies leaves the files out whose content another has.
func withoutCopies(subs []huibao.Submission, list []int) []int {
	var kept []int
	for _, i := range list {
		if !slices.ContainsFunc(kept, func(k int) bool { return subs[k].SHA256 == subs[i].SHA256 }) {
			kept = append(kept, i)
		}
	}
	return kept
}

// filledRows lists the codes of the rows in which something is filled in; a row of which it is still to be
// told whose it is (a short name) is none of them.
func filledRows(ret *huibao.Return) []string {
	var list []string
	for _, row := range ret.Glance() {
		if !isShort(row) && row.FilledIn() {
			list = append(list, row.Code)
		}
	}
	return list
}

func isShort(row *huibao.ReturnRow) bool {
	_, is := row.Has(huibao.RemarkShortName)
	return is && len(row.Parts) > 0
}

// lastOfEach puts a unit's files in order, leaves those out of whose rows a surely later one, or several such,
// fill in each again, and tells of which files the last one does so.
func (j *judge) lastOfEach(subs []huibao.Submission, list []int) (kept []int, p pieces, replaced map[int][]int) {
	replaced = map[int][]int{}
	p = pieces{subs: subs, rows: map[int][]string{}, later: check.InOrder(subs, list, j.decided), mended: map[int]bool{}}
	for _, i := range list {
		p.rows[i] = filledRows(subs[i].Return)
	}
	again := func(i, by int) bool {
		return p.later(i, by) && !slices.ContainsFunc(p.rows[i], func(code string) bool { return !slices.Contains(p.rows[by], code) })
	}
	for _, i := range list {
		switch by := slices.IndexFunc(list, func(k int) bool { return again(i, k) }); {
		case by >= 0:
			p.mended[list[by]] = true
			for _, k := range slices.Backward(list) {
				if again(i, k) {
					replaced[k] = append(replaced[k], i)
					break
				}
			}
		case !p.againInParts(list, i):
			kept = append(kept, i)
		}
	}
	return kept, p, replaced
}

// absorb adds to a return what another part of it fills in.
func absorb(whole, part *huibao.Return) {
	filled, had := filledRows(part), filledRows(whole)
	for _, row := range part.Rows {
		at := slices.IndexFunc(whole.Rows, func(r huibao.ReturnRow) bool { return r.Code == row.Code })
		switch {
		case at < 0:
			whole.Rows = append(whole.Rows, row)
		case slices.Contains(filled, row.Code) && slices.Contains(had, row.Code):
			saidTwice(whole, at, &row)
		case slices.Contains(filled, row.Code):
			whole.Rows[at] = row
		}
	}
	handOn(whole, part)
	if whole.SignOff == (huibao.SignOff{}) {
		whole.SignOff = part.SignOff
	}
	if part.ZeroReport == nil {
		whole.ZeroReport = nil // each speaks of its own rows
	}
	if whole.Review == "" {
		whole.Review = part.Review
	}
	whole.Remarks = append(whole.Remarks, part.Remarks...)
	missing := map[string]bool{} // in both parts it is missing once
	whole.Remarks = slices.DeleteFunc(whole.Remarks, func(r huibao.Remark) bool {
		if r.Kind != huibao.RemarkRowMissing {
			return false
		}
		row, again := whole.RowByCode(r.Text), missing[r.Text]
		missing[r.Text] = true
		return again || row != nil && !isShort(row)
	})
}

// handOn adds to a return what another part of it notes, and the rows there that are no indicator's.
func handOn(whole, part *huibao.Return) {
	for code, note := range part.OtherNotes {
		if whole.OtherNotes == nil {
			whole.OtherNotes = map[string]string{}
		}
		whole.OtherNotes[code] = strings.TrimPrefix(whole.OtherNotes[code]+"；"+note, "；")
	}
	whole.Extra = append(whole.Extra, part.Extra...)
}

// attributeJoined says of what the order of versions asked of joined returns which file it is about.
func attributeJoined(subs []huibao.Submission) {
	joined := map[string]bool{}
	for i := range subs {
		if subs[i].PartOf != "" {
			joined[subs[i].PartOf] = true
		}
	}
	for i := range subs {
		if s := &subs[i]; joined[s.Path] && s.Counts() {
			s.Findings = attributed(s)
		}
	}
}

// attributed are the findings of a joined return, each with the file that it is about where
// that is not the first.
func attributed(s *huibao.Submission) []huibao.Finding {
	list := slices.Clone(s.Findings)
	for i, f := range list {
		rows := f.Indicators()
		if len(rows) == 0 {
			continue
		}
		row := s.Return.RowByCode(rows[0]) // all of one file
		if row == nil {
			continue
		}
		for _, field := range row.Fields() {
			if file := row.Values.Of(field).Source.File; file != "" && file != s.Path && !strings.HasPrefix(s.Path, file+sheetSign) {
				list[i].File = file
			}
		}
	}
	return list
}
