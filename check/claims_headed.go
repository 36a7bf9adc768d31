package check

import (
	"fmt"
	"slices"
	"strings"

	"huibao"
)

// headedOther is S22 of a sheet of our own form whose title or whose line of 填报单位 and 报告期 names
// another unit or period, while every other place names the return's: whose figures, or of when, those of
// the sheet are is asked. Where the form was issued to that unit, or for that period, the line is only
// left over from it (readings.md, 4).
func headedOther(s *scope) []hit {
	if s.Form == nil || s.wrongPeriod() || s.isOwn() {
		return nil
	}
	var list []hit
	if st := s.unitPlaces(); st.leftover() && !st.named() {
		list = s.askHeaded(list, s.headed(st, s.ofOtherUnit), "单位", s.unitName())
	}
	if st := s.periodPlaces(); st.leftover() {
		list = s.askHeaded(list, s.headed(st, nil), "报告期", s.Return.Period.Chinese())
	}
	return list
}

// ofOtherUnit reports whether a place names a unit whose figures might stand in a return of this one: of
// a county's, another county.
func (s *scope) ofOtherUnit(p place) bool {
	return s.Form != nil && (!huibao.IsAreaName(s.Form.Unit.Name) || huibao.IsAreaName(p.says))
}

// headed is the one sheet from which rows were read, or the cover, that names another unit or period than
// all other places and than the stamp; nil without one.
func (s *scope) headed(st witness, meant func(place) bool) *place {
	var found *place
	for i := range st.other {
		switch p := &st.other[i]; {
		case p.by == "stamp" || p.by == "props":
			return nil
		case p.by == "text" && p.sheet != "" && (p.sheet == huibao.FrontSheet || s.reads(p.sheet)) && (meant == nil || meant(*p)):
			found = p
		}
	}
	if s.isOwn() {
		return nil
	}
	return found
}

// reads reports whether rows were read from a sheet.
func (s *scope) reads(sheet string) bool {
	return slices.ContainsFunc(s.Return.Rows, func(row huibao.ReturnRow) bool { return row.Sheet == sheet })
}

// askHeaded adds the question about a sheet that names another unit or period, unless it was asked.
func (s *scope) askHeaded(list []hit, p *place, what, own string) []hit {
	if p == nil || s.askedUntil(p.sheet) {
		return list
	}
	for _, h := range foreignSheets(s) {
		if h.place.Sheet == p.sheet {
			return list
		}
	}
	heading, whose := "标题或表头", "不知这张表的数是哪一个的"
	if p.sheet == huibao.FrontSheet { // there are no figures on it
		heading, whose = "表头", "不知整份报表的数是哪一个的"
	}
	h := hit{place: huibao.Place{Sheet: p.sheet}, found: p.says, expected: own, rows: s.rowsOn(p.sheet), remedy: "请核对：填的是本单位本期的数，请改正这张表的标题或表头；不是的，请换成本单位本期的数，再报",
		message: fmt.Sprintf("“%s”表的%s写的%s是“%s”，别处都是“%s”，%s。", p.sheet, heading, what, p.says, own, whose)}
	if what == "报告期" && s.issuedForNow() && s.movedOn(p.sheet, p.says) {
		h.message = strings.TrimSuffix(h.message, "，"+whose+"。") + "。"
		h = leftHead(h, "下发的就是"+own+"的报表")
	}
	return append(list, h)
}

// leftHead is the question about a line over a table that was only left at an earlier period, as all else tells
// (readings.md, 4): it holds no row.
func leftHead(h hit, all string) hit {
	h.severity, h.remedy = huibao.Warning, "请核对：是本期的数，请改正这一处；不是的，请填本期的数，再报"
	h.message = strings.TrimSuffix(h.message, "。") + "；" + all + "，数也不同于上期的，照本期读取。"
	return h
}

// issuedForNow reports whether the form that came back is the one that was issued for the period collected.
func (s *scope) issuedForNow() bool {
	return s.Return.Stamp != nil && s.Form != nil && s.Return.Stamp.Period == s.Form.Period
}

// movedOn reports whether most rows of a sheet, or of all of them for the cover, have another figure than in the period
// that it names, the one before: what came in is not that period's table again. Of any other period nobody can tell.
func (s *scope) movedOn(sheet, named string) bool {
	moved, same := 0, 0
	for _, p := range s.rows("") {
		if sheet != huibao.FrontSheet && p.r.Sheet != sheet {
			continue
		}
		switch now, known := p.figuresAgain(named); {
		case !known:
		case now:
			same++
		default:
			moved++
		}
	}
	return moved > same
}

// figuresAgain reports whether a row has the figures of the period before again, where it is the one named; of a count,
// that period's own. Nothing is known of rows that have none but zeros, or had none.
func (p pair) figuresAgain(named string) (again, known bool) {
	before, last := p.Prior.Values, p.Prior.Period
	if p.Kind == huibao.KindCount {
		if len(p.Series) == 0 {
			return false, false
		}
		before, last = map[huibao.Field]huibao.Quantity{huibao.FieldThis: p.Series[len(p.Series)-1].This}, p.Series[len(p.Series)-1].Period
	}
	if last.Chinese() != named {
		return false, false
	}
	again = true
	for f, was := range before {
		now, is := p.r.Quantity(f).Decimal()
		then, had := was.Decimal()
		if !is || !had || now.IsZero() && then.IsZero() {
			continue
		}
		known, again = true, again && now.Equal(then)
	}
	return again, known
}

// askedUntil reports whether a line of a sheet that says up to when its figures go is asked about.
func (s *scope) askedUntil(sheet string) bool {
	return slices.ContainsFunc(otherDays(s), func(h hit) bool { return h.place.Sheet == sheet })
}
