package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"huibao"
)

// Supersede decides which version of each unit's return counts: of those that Order
// put in order the newest that is not rejected. Where nothing says which of two is
// later, X04: both are pending and neither counts. It numbers the versions and changes
// the states; the order of subs stays.
//
// With signed, only those versions may count of which it holds, or that the office prefers;
// the newest of the others waits.
func Supersede(subs []huibao.Submission, decided []huibao.Decision, signed func(*huibao.Submission) bool) []huibao.Submission {
	number(subs)
	for _, list := range Order(subs, decided) {
		list = slices.DeleteFunc(list, func(i int) bool {
			return !subs[i].State.Counts() && subs[i].State != huibao.StateRejected
		})
		for n, i := range list {
			if !preferred(&subs[i], decided) {
				sendBackFragment(subs, list[:n], i)
			}
		}
		keys := newKeys(subs, list, decided)
		settle(subs, list, keys, func(i int) bool { return signed == nil || keys[i].preferred || signed(&subs[i]) })
		doubtRewritten(subs, list, decided)
	}
	return subs
}

// number numbers the versions of each unit as they came: a receipt bears the number, so that neither what the office
// decides nor a further part changes it. A bureau's table that was joined to a unit's own return is no version of it.
func number(subs []huibao.Submission) {
	for _, list := range Order(subs, nil) {
		n := 0
		for _, i := range list {
			s := &subs[i]
			part := s.State == huibao.StateSuperseded && s.PartOf != "" && s.Return.SentBy == ""
			if part || s.State.Counts() || s.State == huibao.StateRejected || s.State == huibao.StateLeftOut {
				n++
				s.Version = n
			}
		}
	}
}

// Order lists the returns of each unit (indices of subs), the earlier before the later:
// the office's preference; the same path overwritten, or our annotated copy of it sent
// back mended; the order in which the portal took them; the time of receipt, where both
// are known to more than a day, else the day; the mark of a correction in the file's
// name; the later 填报日期; else as they were handed in.
func Order(subs []huibao.Submission, decided []huibao.Decision) map[string][]int {
	units := map[string][]int{}
	for i := range subs {
		if subs[i].Unit != "" && IsReturn(&subs[i]) {
			units[subs[i].Unit] = append(units[subs[i].Unit], i)
		}
	}
	for _, list := range units {
		InOrder(subs, list, decided)
	}
	return units
}

// InOrder puts a unit's returns in that order, and tells of two whether the second is surely later.
func InOrder(subs []huibao.Submission, list []int, decided []huibao.Decision) (later func(a, b int) bool) {
	slices.SortStableFunc(list, func(a, b int) int { return subs[a].N - subs[b].N })
	keys := newKeys(subs, list, decided)
	slices.SortStableFunc(list, func(a, b int) int { return keys[a].cmp(keys[b]) })
	return func(a, b int) bool { return keys[a].cmp(keys[b]) < 0 }
}

// IsReturn reports whether a file was read as a workbook at all.
func IsReturn(s *huibao.Submission) bool {
	if s.Return == nil {
		return false
	}
	_, no := s.Return.Has(huibao.RemarkNotSpreadsheet)
	return !no
}

// A version may leave away a few of the rows that the one before it filled in, which are then asked for one by one. One
// that leaves away more than a third is a fragment, and so is one that leaves away more than fragmentFew, and more than it
// fills in anew or otherwise. fragmentNamed is how many of them are named.
const (
	fragmentShare = 3
	fragmentFew   = 3
	fragmentNamed = 12
)

// sendBackFragment sends a version back that lacks or leaves blank too many of the rows that the version
// before it filled in: it mends the others, and must not take these away.
func sendBackFragment(subs []huibao.Submission, earlier []int, i int) {
	s := &subs[i]
	for _, k := range slices.Backward(earlier) {
		before := &subs[k]
		if !s.Counts() || !before.State.Counts() {
			continue
		}
		had, lacks := 0, []string(nil)
		for _, row := range before.Return.All() {
			if before.Holds(row.Code) || !row.FilledIn() && (before.Return.ZeroReport == nil || row.Kind != huibao.KindCount) {
				continue
			}
			had++
			if now := s.Return.RowByCode(row.Code); now == nil || !now.FilledIn() && s.Return.ZeroReport == nil {
				lacks = append(lacks, row.Code)
			}
		}
		if n := len(lacks); fragmentShare*n > had || n > fragmentFew && n > brings(before.Return, s.Return) {
			named, tail := lacks[:min(n, fragmentNamed)], ""
			if n > fragmentNamed {
				tail = "等"
			}
			s.State = huibao.StateRejected
			s.Why = fmt.Sprintf("只有一部分行，缺少 %s 报过的 %d 行（%s%s）；只更正几行的，请在整份报表上改好再报", before.Path, n, strings.Join(named, "、"), tail)
		}
		return
	}
}

// brings is in how many rows a version says something that the one before it did not.
func brings(before, now *huibao.Return) int {
	rows := map[string]bool{}
	for _, c := range huibao.Changes(before, now) {
		if c.After != "" {
			rows[c.Code] = true
		}
	}
	return len(rows)
}

// wasSentBack ends what is said of a version that was sent back, once a later one took its place.
const wasSentBack = "（原为退回）"

// sentBack reports whether a version is or was sent back.
func sentBack(s *huibao.Submission) bool {
	return s.State == huibao.StateRejected || s.State == huibao.StateSuperseded && strings.HasSuffix(s.Why, wasSentBack)
}

// settle lets the newest version that is not rejected count; it takes the place of
// those that were rejected before it, too.
func settle(subs []huibao.Submission, all []int, keys map[int]versionKey, may func(int) bool) {
	list := slices.DeleteFunc(slices.Clone(all), func(i int) bool { return !subs[i].State.Counts() })
	if len(list) == 0 {
		return
	}
	newest := list[len(list)-1]
	for _, i := range all[:slices.Index(all, newest)] {
		s, by := &subs[i], &subs[newest]
		switch {
		case s.State != huibao.StateRejected:
		case s.WasPart: // by itself it lacks the other parts' rows, but it came with them
			s.State, s.Why = huibao.StateSuperseded, "已由 "+cmp.Or(s.ReplacedBy, by.Path)+" 替代"
		default:
			s.State, s.Why = huibao.StateSuperseded, "已由 "+by.Path+" 替代"+wasSentBack
		}
	}
	if list = setAside(subs, list, may); len(list) == 0 {
		return
	}
	newest = list[len(list)-1]
	tied := unsure(list, keys)
	stays := newest
	if len(tied) > 0 {
		stays = -1
		undecide(&subs[newest], &subs[tied[len(tied)-1]])
		for _, i := range tied {
			undecide(&subs[i], &subs[newest])
		}
	}
	for _, i := range slices.Backward(list) {
		switch {
		case subs[i].Undecided || i == stays:
		case stays < 0:
			stays = i // an earlier one stays until it is decided which is the later
		default:
			subs[i].State, subs[i].Why = huibao.StateSuperseded, "已由 "+cmp.Or(subs[i].ReplacedBy, subs[stays].Path)+" 替代"
		}
	}
}

// setAside takes the versions out that may not count: the newest of all waits, one that has
// a later version is superseded by it.
func setAside(subs []huibao.Submission, list []int, may func(int) bool) []int {
	newest := list[len(list)-1]
	var kept []int
	for _, i := range list {
		switch s := &subs[i]; {
		case may(i):
			kept = append(kept, i)
		case i == newest:
			s.State, s.Why = huibao.StateUnsigned, "已报，未签发；签发以后才计入"
		default:
			s.State, s.Why = huibao.StateSuperseded, "已由 "+subs[newest].Path+" 替代（没有签发过）"
		}
	}
	if len(kept) > 0 && subs[newest].State == huibao.StateUnsigned {
		subs[newest].Why = fmt.Sprintf("已报，未签发；签发以前仍以第 %d 版计入", subs[kept[len(kept)-1]].Version)
	}
	return kept
}

// unsure are the versions beside the last of which it is not sure that they are earlier:
// than the last, or than another one of these. The order of three need not be one where an
// instant is known of two and a day of the third.
func unsure(list []int, keys map[int]versionKey) []int {
	newest := list[len(list)-1]
	set := []int{newest}
	for n := 0; n < len(set); n++ {
		for _, i := range list {
			if !slices.Contains(set, i) && keys[i].cmp(keys[set[n]]) >= 0 {
				set = append(set, i)
			}
		}
	}
	tied := slices.DeleteFunc(slices.Clone(list), func(i int) bool { return i == newest || !slices.Contains(set, i) })
	return tied
}

// undecide makes a file one of two of which nothing says which is later.
func undecide(s, other *huibao.Submission) {
	s.State, s.Undecided = huibao.StatePending, true
	s.Why = "与 " + other.Path + " 不知以哪份为准"
	c := x04
	h := hit{found: other.Path, message: fmt.Sprintf("本单位报了两份不同的文件（%s、%s），看不出哪份在后，都暂不计入。", s.Path, other.Path)}
	f := (&scope{Input: Input{Return: s.Return, SHA256: s.SHA256}}).single(c, h)
	if !slices.ContainsFunc(s.Findings, func(x huibao.Finding) bool { return x.Code == c.Code }) {
		s.Findings = append(s.Findings, f)
	}
}

// versionKey is what the order of versions goes by. Along a line – a path, the paths to
// which what lay there was moved, and its mended copies – the keys only grow: what
// overwrites or mends a file is not earlier than it.
type versionKey struct {
	preferred bool
	time      time.Time
	given     bool // time is an instant, not a day
	web       bool // it came by the portal, whose acts stand in the order of receipt
	n         int  // of the act
	revision  int
	filled    huibao.Date
	line      string
	place     int // along the line
}

// newKeys makes the keys of a unit's returns.
func newKeys(subs []huibao.Submission, list []int, decided []huibao.Decision) map[int]versionKey {
	keys := map[int]versionKey{}
	last := map[string]versionKey{}
	for _, i := range inLine(subs, list) {
		s := &subs[i.at]
		k := versionKey{preferred: preferred(s, decided), time: s.Receipt.Time, given: s.Receipt.Given, web: s.From != "", n: s.N, revision: s.Return.Revision,
			filled: s.Return.SignOff.Date, line: i.line}
		if old, ok := last[i.line]; ok {
			if k.time.Before(old.time) {
				k.time, k.given = old.time, old.given
			}
			k.revision = max(k.revision, old.revision)
			if k.filled.Before(old.filled) {
				k.filled = old.filled
			}
			k.place = old.place + 1
		}
		last[i.line] = k
		keys[i.at] = k
	}
	return keys
}

// standing is a return (an index) and its line.
type standing struct {
	at   int
	line string
}

// inLine orders returns by their acts, a mended copy behind what it mends, and says of
// each in which line it stands.
func inLine(subs []huibao.Submission, list []int) []standing {
	var out []standing
	order := slices.Clone(list)
	slices.SortStableFunc(order, func(a, b int) int { return subs[a].N - subs[b].N })
	lines, done := map[string]string{}, map[int]bool{} // by path
	var put func(i int, depth int)
	put = func(i, depth int) {
		if done[i] {
			return
		}
		done[i] = true
		line := lines[subs[i].Path]
		if subs[i].Moved > 0 && depth < len(list) {
			for _, k := range order {
				if subs[k].N == subs[i].Moved {
					put(k, depth+1)
					line = lines[subs[k].Path]
				}
			}
		}
		if sha := subs[i].Return.Follows; sha != "" && line == "" && depth < len(list) {
			for _, k := range order {
				if subs[k].SHA256 == sha {
					put(k, depth+1)
					line = lines[subs[k].Path]
				}
			}
		}
		if line == "" {
			line = subs[i].Path
		}
		lines[subs[i].Path] = line
		out = append(out, standing{i, line})
	}
	for _, i := range order {
		put(i, 0)
	}
	return out
}

// cmp is negative when a is the earlier version, 0 when nothing tells.
func (a versionKey) cmp(b versionKey) int {
	switch {
	case a.preferred != b.preferred:
		return boolOrder(a.preferred)
	case a.line == b.line:
		return a.place - b.place
	}
	if c := a.cmpTime(b); c != 0 {
		return c
	}
	if a.revision != b.revision {
		return a.revision - b.revision
	}
	return a.filled.Cmp(b.filled)
}

// cmpTime goes by when they were received. Of two on one day, of which the portal took one:
// what the ledger knew already when the portal took it is the earlier.
func (a versionKey) cmpTime(b versionKey) int {
	switch {
	case a.web && b.web:
		return a.n - b.n
	case a.given && b.given:
		return a.time.Compare(b.time)
	}
	c := huibao.DateOf(a.time).Cmp(huibao.DateOf(b.time))
	if c == 0 && (a.web && b.n < a.n || b.web && a.n < b.n) {
		return a.n - b.n
	}
	return c
}

func boolOrder(later bool) int {
	if later {
		return 1
	}
	return -1
}

func preferred(s *huibao.Submission, decided []huibao.Decision) bool {
	return slices.ContainsFunc(decided, func(d huibao.Decision) bool {
		return d.Kind == huibao.DecisionPrefer && d.Ref == s.SHA256 && d.Unit == s.Unit
	})
}
