package importer

import (
	"slices"
	"strings"

	"huibao"
	"huibao/internal/sheet"
)

// yearly are words in a tab's name that make its months none of reporting.
var yearly = []string{"目标", "任务", "计划", "全年", "分解"}

// earlier are words in a tab's name that say of it, without a month, that it is of before.
var earlier = []string{"上月", "上个月", "上期", "上一期", "上季", "去年", "上年", "同期"}

// ofPeriod leaves out the pages of other months where a workbook holds a tab a month:
// the tabs' names tell several, one of them the period collected, or sheets of ours say that
// they are of it. What is left out is named.
func (r *reader) ofPeriod(pages []page) []page {
	want := r.known.Period
	if want.IsZero() {
		return pages
	}
	var kept []page
	var others []string
	found := false
	for _, p := range pages {
		month := huibao.Period{}
		if !p.isOurs() && p.State != sheet.VeryHidden && !holdsAny(p.Name, yearly) {
			month = periodOf(p.Name, want.Year)
			if month.IsZero() && holdsAny(p.Name, earlier) {
				month = want.Prev()
			}
		}
		says := huibao.Claim{}
		if issued := slices.ContainsFunc(huibao.Kinds(), func(k huibao.Kind) bool { return p.Name == k.Label() }); issued || !month.IsZero() {
			r.readLabels(&says, p)
			found = found || issued && says.Period == want
		}
		switch {
		case month.IsZero(), month != want && says.Period == want:
			kept = append(kept, p)
		case month.Year == want.Year && month.Month == want.Month:
			found = true
			kept = append(kept, p)
		default:
			others = append(others, p.Name)
		}
	}
	if !found || len(others) == 0 {
		kept, others = pages, nil
	}
	kept = slices.Clone(kept)
	for i, p := range kept {
		if p.isOurs() || p.State == sheet.VeryHidden {
			continue
		}
		part, told := r.ofMonth(p)
		kept[i], others = part, append(others, told...)
	}
	if len(others) > 0 {
		r.remark(huibao.RemarkOtherPeriods, strings.Join(others, "、"), huibao.Place{})
	}
	return kept
}
