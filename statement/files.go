package statement

import (
	"iter"
	"slices"

	"huibao"
)

// Files are the files that were handed in for a period, with what is looked up in them by unit.
// They are made whole, by FilesFor, and are read only; the zero value has none.
type Files struct {
	period   huibao.Period
	list     []huibao.Submission
	counting map[string]*huibao.Submission // by unit
	places   map[string][]int              // in list, by unit
}

// FilesFor are the files of a period, in an order that stays (by path). They must not be changed afterwards
// but for what is said of them.
func FilesFor(period huibao.Period, list []huibao.Submission) Files {
	f := Files{period, list, map[string]*huibao.Submission{}, map[string][]int{}}
	for i := range list {
		s := &list[i]
		f.places[s.Unit] = append(f.places[s.Unit], i)
		if s.Period == period && s.Counts() && f.counting[s.Unit] == nil {
			f.counting[s.Unit] = s
		}
	}
	return f
}

// Submissions are all of them, in their order.
func (f *Files) Submissions() []huibao.Submission { return f.list }

// Counting finds the submission of a unit that counts, or nil.
func (f *Files) Counting(unit string) *huibao.Submission { return f.counting[unit] }

// FilesOf are the files of a unit, in their order.
func (f *Files) FilesOf(unit string) iter.Seq[*huibao.Submission] {
	return func(yield func(*huibao.Submission) bool) {
		for _, i := range f.places[unit] {
			if !yield(&f.list[i]) {
				return
			}
		}
	}
}

// Unsigned is the newest version of a unit, where it does not count because it is not
// signed, or nil.
func (f *Files) Unsigned(unit string) *huibao.Submission {
	for s := range f.FilesOf(unit) {
		if s.Period == f.period && s.State == huibao.StateUnsigned {
			return s
		}
	}
	return nil
}

// Shown is the submission that a unit is told of: the one that counts, else the one that is
// not signed, else its rejected one, or nil.
func (f *Files) Shown(unit string) *huibao.Submission {
	if sub := f.Counting(unit); sub != nil {
		return sub
	}
	if sub := f.Unsigned(unit); sub != nil {
		return sub
	}
	for s := range f.FilesOf(unit) {
		if s.State == huibao.StateRejected {
			return s
		}
	}
	return nil
}

// Absence says what became of a unit of which nothing counts.
func (f *Files) Absence(unit string) string {
	word := WordMissing
	rank := func(word string) int {
		return slices.Index([]string{WordMissing, WordLeftOut, WordRejected, WordUnsure}, word)
	}
	for s := range f.FilesOf(unit) {
		if s.Period != f.period {
			continue
		}
		now := WordMissing
		switch {
		case s.State == huibao.StateLeftOut:
			now = WordLeftOut
		case s.State == huibao.StateRejected:
			now = WordRejected
		case s.State.Counts(), s.State == huibao.StateUnsigned:
			now = WordUnsure
		}
		if rank(now) > rank(word) {
			word = now
		}
	}
	return word
}
