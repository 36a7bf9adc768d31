package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"huibao"
)

// withheldCopy is a return that counts, with a version of another unit's that does not.
type withheldCopy struct {
	withheld int // of the submissions
	unit     string
}

// sameAsWithheld is X03 of figures that are those of another unit's version that does not count, such as one that was
// sent back or replaced since: what it was copied from counts no longer, what was copied does. It is told to the one
// alone that came later; told says of which two units it is known already.
func sameAsWithheld(in AcrossInput, told func(a, b string) bool, out map[string][]huibao.Finding) {
	withheld := in.withheld()
	if len(withheld) == 0 {
		return
	}
	equal := map[withheldCopy][]string{}
	for at := range in.Plan.Indicators {
		code := in.Plan.Indicators[at].Code
		var cells map[typedCell]holders
		for _, i := range withheld {
			w := &in.Submissions[i]
			for row := range w.Return.GlanceByCode(code) {
				if cells == nil {
					cells = in.typedCells(at)
				}
				for _, f := range ownFields(row) {
					if q := row.Quantity(f); tells(q) {
						for _, unit := range in.copiers(w, cells[typedOf(f, q)], in.finished(row)) {
							if in.hadBefore(w, unit, withheld, code, f) {
								continue
							}
							equal[withheldCopy{i, unit}] = append(equal[withheldCopy{i, unit}], code)
						}
					}
				}
			}
		}
	}
	said := map[[2]string]bool{}
	for _, i := range withheld {
		w := &in.Submissions[i]
		for _, u := range in.Plan.Units {
			codes := equal[withheldCopy{i, u.Code}]
			if len(codes) < copiedCells || told(w.Unit, u.Code) || said[[2]string{w.Unit, u.Code}] {
				continue
			}
			said[[2]string{w.Unit, u.Code}] = true
			slices.SortFunc(codes, huibao.CompareCodes)
			in.add(out, in.subs[u.Code], x03, hit{found: fmt.Sprintf("%d 个数", len(codes)),
				message: fmt.Sprintf("与%s先报来的一份有 %d 个数逐行相同，涉及编码 %s。", in.Plan.UnitName(w.Unit), len(codes), strings.Join(slices.Compact(codes), "、"))})
		}
	}
}

// withheld are the counties' versions that do not count, in the order of the units and as they came; one of which it is
// in doubt whose it is tells nothing.
func (in AcrossInput) withheld() (list []int) {
	for i := range in.Submissions {
		s := &in.Submissions[i]
		u := in.Plan.UnitByCode(s.Unit)
		if s.Counts() || !s.Stands() || s.Return == nil || u == nil || !u.IsArea() || slices.ContainsFunc(s.Findings, func(f huibao.Finding) bool { return f.Code == "S03" || f.Code == "S04" }) {
			continue
		}
		list = append(list, i)
	}
	slices.SortFunc(list, func(a, b int) int {
		x, y := &in.Submissions[a], &in.Submissions[b]
		return cmp.Or(strings.Compare(x.Unit, y.Unit), x.Version-y.Version)
	})
	return list
}

// copiers are the units that have a figure of a version, that came before theirs.
func (in AcrossInput) copiers(w *huibao.Submission, units holders, done bool) (list []string) {
	if units.count() > commonMost {
		return nil
	}
	for i := range units.count() {
		x := units.at(i)
		if x.unit != w.Unit && !(x.done && done) && w.Receipt.Time.Before(in.subs[x.unit].Receipt.Time) {
			list = append(list, x.unit)
		}
	}
	return list
}

// hadBefore reports whether a unit had a figure of another's version in one of its own that came before that.
func (in AcrossInput) hadBefore(w *huibao.Submission, unit string, withheld []int, code string, f huibao.Field) bool {
	at, _ := slices.BinarySearchFunc(withheld, unit, func(i int, unit string) int { return strings.Compare(in.Submissions[i].Unit, unit) })
	for ; at < len(withheld) && in.Submissions[withheld[at]].Unit == unit; at++ {
		own := &in.Submissions[withheld[at]]
		if !own.Receipt.Time.Before(w.Receipt.Time) {
			continue
		}
		for row := range own.Return.GlanceByCode(code) {
			for old := range w.Return.GlanceByCode(code) {
				if row.Quantity(f).IsNumber() && row.Quantity(f).Equal(old.Quantity(f)) {
					return true
				}
			}
		}
	}
	return false
}
