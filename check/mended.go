package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"huibao"
)

var x08 = Check{"X08", huibao.Error, "退回的一份里是另一个数", "本单位又报了另一个数，那一份退回了没有计入；照旧公布，可能正是本单位要改的数",
	"请在整份报表上改好这一行再报；原来的数没有错的，请书面告诉办公室，由办公室认可", nil}

// doubtRewritten asks of the rows of the return that counts of which a later file of the unit has other figures, where
// that file was sent back for what it lacks, or for the form that it is on, and so counts for nothing (X08). Of several such
// files the last that says something else of a row is held to it; one that came after and says the same again as what counts takes
// nothing back: the unit has said both.
func doubtRewritten(subs []huibao.Submission, list []int, decided []huibao.Decision) {
	at := slices.IndexFunc(list, func(i int) bool { return subs[i].Counts() })
	if at < 0 {
		return
	}
	now, later := &subs[list[at]], list[at+1:]
	of := &scope{Input: Input{Return: now.Return, SHA256: now.SHA256, Decisions: decided}, leftOut: now.LeftOut}
	said, repeated := map[string]bool{}, map[string]string{}
	var found []huibao.Finding
	for _, i := range slices.Backward(later) {
		if s := &subs[i]; rewrites(s) {
			again := of.rewritten(s, said, repeated)
			found = append(found, again...)
			if held := heldOut(again, nil); len(held) > 0 {
				s.Why = strings.TrimSuffix(s.Why, "。") + "；其中 " + few(held) + " 与计入的一份不同，改好以前不计入"
			}
		}
	}
	if len(found) > 0 {
		slices.SortStableFunc(found, func(a, b huibao.Finding) int { return huibao.CompareCodes(a.Indicator, b.Indicator) })
		*now = Beside(*now, found)
	}
}

// rewrites reports whether a file that was sent back is all the same the unit's, of the period: a part of a return, or
// one on another plan's form.
func rewrites(s *huibao.Submission) bool {
	return s.State == huibao.StateRejected && s.Return != nil && !slices.ContainsFunc(s.Findings, func(f huibao.Finding) bool {
		return sendsBack(f) && f.Code != "S02"
	})
}

// rewritten are the questions of one such file, of the rows of which nothing else is said yet; repeated tells of the files after
// it where they say the same as what counts.
func (s *scope) rewritten(later *huibao.Submission, said map[string]bool, repeated map[string]string) (list []huibao.Finding) {
	for _, again := range later.Return.All() {
		row := s.Return.RowByCode(again.Code)
		if row == nil || !again.FilledIn() || said[again.Code] || !sameIndicator(later, row, again) {
			continue
		}
		differ := huibao.Conflicts(row, again)
		if len(differ) == 0 {
			repeated[again.Code] = cmp.Or(repeated[again.Code], "其后报来的 "+later.Path+" 又与这一份相同，也退回了，")
			continue
		}
		said[again.Code] = true
		c := differ[0]
		at := row.At(c.Before.Field)
		list = append(list, s.single(x08, hit{place: at, code: row.Code, found: shownFigure(c.Before), expected: shownFigure(c.After), mark: later.SHA256[:min(8, len(later.SHA256))],
			message: fmt.Sprintf("%s：指标 %s 的%s，这一份里是 %s，%s（%s）里是 %s；那一份退回了，没有计入，%s这一行改好以前也不计入。",
				at, s.nameOf(row.Code), c.Label, shownFigure(c.Before), later.Path, again.At(c.After.Field), shownFigure(c.After), repeated[row.Code])}))
	}
	return list
}

// sameIndicator reports whether a row of a file that was sent back is the one that counts: the code on another plan's form may be
// another indicator's, where the name is another or S02 found another kind or measure.
func sameIndicator(later *huibao.Submission, row, again *huibao.ReturnRow) bool {
	return !slices.ContainsFunc(later.Findings, func(f huibao.Finding) bool {
		return f.Code == "S02" && sendsBack(f) &&
			(again.Name != row.Name || slices.Contains(strings.Split(f.Found, "、"), again.Code+rowChanged))
	})
}

// shownFigure is a value as it was typed, or what it came to.
func shownFigure(v huibao.Value) string {
	if v.Quantity.IsNumber() {
		return v.Quantity.String()
	}
	return strings.Join(strings.Fields(v.Text), " ")
}

// Rewritten says of a row of a return, in Chinese, that its unit has since written another figure in a file that does not count;
// "" where it has not, or where the office has answered.
func Rewritten(s *huibao.Submission, row string) string {
	for _, f := range s.Findings {
		if f.Code == x08.Code && f.Indicator == row && f.Stands() {
			return "（本单位又报过 " + f.Expected + "，那一份退回了）"
		}
	}
	return ""
}
