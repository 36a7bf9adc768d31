package check

import (
	"fmt"
	"slices"

	"huibao"
)

// Supersede orders the versions of each unit's return and decides which counts: the
// newest that is not rejected. The order is: the office's preference; the same path
// overwritten; the time of receipt; the mark of a correction in the file's name; the
// later 填报日期. Where nothing decides, X04: both are pending and neither counts.
// It numbers the versions and changes the states; the order of subs stays.
func Supersede(subs []huibao.Submission, decided []huibao.Decision) []huibao.Submission {
	units := map[string][]int{}
	for i, s := range subs {
		if s.Unit != "" && isReturn(&subs[i]) && (s.State.Counts() || s.State == huibao.StateRejected) {
			units[s.Unit] = append(units[s.Unit], i)
		}
	}
	for _, list := range units {
		slices.SortStableFunc(list, func(a, b int) int { return order(&subs[a], &subs[b], decided) })
		for n, i := range list {
			subs[i].Version = n + 1
		}
		settle(subs, list, decided)
	}
	return subs
}

// isReturn reports whether a file was read as a workbook at all.
func isReturn(s *huibao.Submission) bool {
	if s.Return == nil {
		return false
	}
	_, no := s.Return.Has(huibao.RemarkNotSpreadsheet)
	return !no
}

// settle lets the newest version that is not rejected count; it takes the place of
// those that were rejected before it, too.
func settle(subs []huibao.Submission, all []int, decided []huibao.Decision) {
	list := slices.DeleteFunc(slices.Clone(all), func(i int) bool { return !subs[i].State.Counts() })
	if len(list) == 0 {
		return
	}
	for _, i := range all {
		if s, by := &subs[i], &subs[list[len(list)-1]]; s.State == huibao.StateRejected && s.Version < by.Version {
			s.State, s.Why = huibao.StateSuperseded, "已由 "+by.Path+" 替代（原为退回）"
		}
	}
	if len(list) < 2 {
		return
	}
	newest := list[len(list)-1]
	undecided := false
	for _, i := range list[:len(list)-1] {
		if order(&subs[i], &subs[newest], decided) == 0 {
			undecided = true
			undecide(&subs[i], &subs[newest])
			continue
		}
		subs[i].State, subs[i].Why = huibao.StateSuperseded, "已由 "+subs[newest].Path+" 替代"
	}
	if undecided {
		undecide(&subs[newest], &subs[list[len(list)-2]])
	}
}

// undecide makes a file one of two of which nothing says which is later.
func undecide(s, other *huibao.Submission) {
	s.State, s.Undecided = huibao.StatePending, true
	s.Why = "与 " + other.Path + " 不知以哪份为准"
	c := x04
	h := hit{found: other.Path, message: fmt.Sprintf("本单位报了两份不同的文件（%s、%s），看不出哪份在后，都暂不计入。", s.Path, other.Path)}
	f := finding(c, h, Input{Return: s.Return, SHA256: s.SHA256})
	if !slices.ContainsFunc(s.Findings, func(x huibao.Finding) bool { return x.Code == c.Code }) {
		s.Findings = append(s.Findings, f)
	}
}

// order is negative when a is the earlier version, 0 when nothing tells.
func order(a, b *huibao.Submission, decided []huibao.Decision) int {
	switch {
	case preferred(a, decided) != preferred(b, decided):
		return boolOrder(preferred(a, decided))
	case a.Path == b.Path && a.Gone != b.Gone:
		return boolOrder(!a.Gone)
	case !a.Receipt.Time.Equal(b.Receipt.Time):
		return a.Receipt.Time.Compare(b.Receipt.Time)
	case a.Return.Revision != b.Return.Revision:
		return a.Return.Revision - b.Return.Revision
	}
	return a.Return.SignOff.Date.Cmp(b.Return.SignOff.Date)
}

func boolOrder(later bool) int {
	if later {
		return 1
	}
	return -1
}

func preferred(s *huibao.Submission, decided []huibao.Decision) bool {
	return slices.ContainsFunc(decided, func(d huibao.Decision) bool { return d.Kind == huibao.DecisionPrefer && d.Ref == s.SHA256 })
}
