package importer

import (
	"cmp"
	"context"
	"path"
	"strings"

	"huibao"
	"huibao/internal/sheet"
)

// ReadAll reads a file as Read does; a workbook that holds the sheets of several
// units gives a return for each, in the order of their first sheets.
func ReadAll(ctx context.Context, f File, k Known) ([]*huibao.Return, error) {
	r := newReader(ctx, f, k)
	if err := r.read(ctx); err != nil {
		return nil, err
	}
	if len(r.others) > 0 {
		return r.others, nil
	}
	return []*huibao.Return{r.ret}, nil
}

// unitPages are the pages of one unit.
type unitPages struct {
	unit  *huibao.Unit
	pages []page
}

// byUnit parts the pages of a workbook without a stamp among the units that they
// name: by the sheet's name, or by a label on it (填报单位). A page that names none
// goes with the one before it. One unit alone is no parting; nor are sheets that are
// only named after bureaus, as counties sort their own figures.
func (r *reader) byUnit(pages []page) []unitPages {
	if r.known.Plan == nil || r.ret.Stamp != nil {
		return nil
	}
	var list []unitPages
	for _, p := range pages {
		if p.isOurs() || p.State == sheet.VeryHidden || p.grid.MaxRow == 0 {
			continue
		}
		u, labelled := r.unitOfPage(p)
		if u != nil && !u.IsArea() && !labelled {
			return nil
		}
		at := -1
		for i := range list {
			if u != nil && list[i].unit.Code == u.Code {
				at = i
			}
		}
		switch {
		case at >= 0:
			list[at].pages = append(list[at].pages, p)
		case u != nil:
			list = append(list, unitPages{u, []page{p}})
		case len(list) > 0 && !(r.senderOf(list) != "" && r.areasIn([]page{p}) != nil): // else of all of them
			list[len(list)-1].pages = append(list[len(list)-1].pages, p)
		}
	}
	if len(list) < 2 {
		return nil
	}
	return list
}

// unitOfPage is the unit that a page names; labelled says that a label does.
func (r *reader) unitOfPage(p page) (u *huibao.Unit, labelled bool) {
	var c huibao.Claim
	r.readLabels(&c, p)
	if c.Unit != "" {
		return r.known.Plan.UnitByCode(c.Unit), true
	}
	if u := r.known.Plan.UnitNamed(fold(p.Name)); u != nil {
		return u, false
	}
	return r.known.Plan.UnitByCode(r.known.Plan.Mentioned(fold(p.Name))), false
}

// readEach reads the pages of each unit as a return of its own.
func (r *reader) readEach(groups []unitPages) {
	sender := r.senderOf(groups)
	for _, g := range groups {
		own := newReader(r.stop, r.file, r.known)
		own.ret.SentBy = sender
		own.book, own.work = r.book, r.work
		own.ret.Remarks = append(own.ret.Remarks, r.ret.Remarks...)
		own.claim(huibao.Claim{By: "text", Unit: g.unit.Code, UnitText: g.unit.Name})
		own.finish(g.pages)
		r.others = append(r.others, own.ret)
	}
}

// senderOf is the bureau that a file's name, or its folder where that names none, names as that whose it is,
// where its tabs are of counties; "" for none.
func (r *reader) senderOf(groups []unitPages) string {
	for _, g := range groups {
		if !g.unit.IsArea() {
			return ""
		}
	}
	name := fold(strings.TrimSuffix(path.Base(r.file.Path), path.Ext(r.file.Path)))
	if u := r.known.Plan.UnitByCode(cmp.Or(r.known.Plan.Mentioned(name), r.known.Plan.Mentioned(path.Dir(r.file.Path)))); u != nil && !u.IsArea() {
		return u.Code
	}
	return ""
}
