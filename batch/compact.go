package batch

import (
	"slices"
	"unique"

	"huibao"
)

// compact makes a return small enough to keep thousands: its texts, of which most
// stand in every other return too, are shared, and let go of the buffers in which
// they were read.
func compact(ret *huibao.Return) {
	ret.Rows, ret.Extra = slices.Clip(slices.Clone(ret.Rows)), slices.Clip(ret.Extra)
	share(&ret.Unit, &ret.PlanVersion, &ret.Correction, &ret.Review)
	s := &ret.SignOff
	share(&s.FilledBy, &s.Phone, &s.CheckedBy, &s.ApprovedBy, &s.DateText, &s.Place.Sheet, &s.Place.Cell)
	for i := range ret.Claims {
		c := &ret.Claims[i]
		share(&c.By, &c.Unit, &c.UnitText, &c.PlanVersion)
	}
	ret.Pack()
	for i := range ret.Rows {
		compactRow(&ret.Rows[i])
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
	row.Blanks = slices.Clip(slices.Clone(row.Blanks))
	for i := range row.Blanks {
		share((*string)(&row.Blanks[i].Field), &row.Blanks[i].Cell)
	}
	share(&row.Code, &row.Subject, &row.Sheet, &row.Name, &row.Typed)
	compactRemarks(row.Remarks)
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
