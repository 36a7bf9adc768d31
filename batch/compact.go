package batch

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unique"

	"huibao"
)

// compact makes a return small enough to keep thousands: its texts, of which most
// stand in every other return too, are shared, and let go of the buffers in which
// they were read.
func compact(ret *huibao.Return) {
	ret.Extra = slices.Clip(ret.Extra)
	share(&ret.Unit, &ret.PlanVersion, &ret.Correction, &ret.Review)
	s := &ret.SignOff
	share(&s.FilledBy, &s.Phone, &s.CheckedBy, &s.ApprovedBy, &s.DateText, &s.Place.Sheet, &s.Place.Cell)
	for i := range ret.Claims {
		c := &ret.Claims[i]
		share(&c.By, &c.Unit, &c.UnitText, &c.PlanVersion)
	}
	if !ret.Folded() {
		ret.Rows = clipped(ret.Rows)
		ret.Pack()
		for i := range ret.Rows {
			compactRow(&ret.Rows[i])
		}
	}
	for i := range ret.Extra {
		x := &ret.Extra[i]
		share(&x.Place.Sheet, &x.Place.Cell, &x.Name, &x.Typed)
		shareAll(x.Cells)
		shareAll(x.Near)
	}
	compactRemarks(ret.Remarks)
	for code, note := range ret.OtherNotes {
		share(&note)
		ret.OtherNotes[code] = note
	}
}

func compactRow(row *huibao.ReturnRow) {
	row.Blanks = sharedBlanks(row.Blanks)
	share(&row.Code, &row.Subject, (*string)(&row.Kind), &row.Sheet, &row.Name, &row.Typed)
	compactRemarks(row.Remarks)
	for i := range row.Parts {
		compactRow(&row.Parts[i])
	}
}

// blanks are the lists of blanks that returns have: of those of one plan most are the same, and
// nothing changes them.
var blanks sync.Map // []huibao.Blank by its text

// mostBlanks bounds it in a program that runs for months.
const mostBlanks = 10000

var blankLists atomic.Int64

func sharedBlanks(list []huibao.Blank) []huibao.Blank {
	if len(list) == 0 {
		return list
	}
	var key strings.Builder
	for _, x := range list {
		key.WriteString(string(x.Field) + "\x00" + x.Cell + "\x00")
	}
	if known, ok := blanks.Load(key.String()); ok {
		return known.([]huibao.Blank)
	}
	own := slices.Clip(slices.Clone(list))
	for i := range own {
		share((*string)(&own[i].Field), &own[i].Cell)
	}
	if blankLists.Add(1) > mostBlanks {
		return own
	}
	known, _ := blanks.LoadOrStore(key.String(), own)
	return known.([]huibao.Blank)
}

func compactRemarks(list []huibao.Remark) {
	for i := range list {
		share((*string)(&list[i].Kind), &list[i].Text, &list[i].Place.Sheet, &list[i].Place.Cell)
	}
}

func shareAll(list []string) {
	for i := range list {
		share(&list[i])
	}
}

// share replaces texts by the one copy of each that the program holds.
func share(texts ...*string) {
	for _, s := range texts {
		if *s != "" {
			*s = unique.Make(*s).Value()
		}
	}
}

// clipped is a list without the room that decoding left behind it.
func clipped[T any](list []T) []T {
	if cap(list) == len(list) {
		return list
	}
	return append(make([]T, 0, len(list)), list...)
}
