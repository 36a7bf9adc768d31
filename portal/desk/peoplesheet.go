package desk

import (
	"bytes"
	"context"
	"slices"

	"huibao/act"
	"huibao/internal/book"
	"huibao/internal/sheet"
)

// peopleSheet is the sheet of the table of people that is offered, and PeopleTable its file.
const (
	peopleSheet = "人员"
	PeopleTable = "人员表.xlsx"
)

// PeopleTable is a table of people to fill in and import: who has an account by now, and a line of
// nobody for each role that is vacant. Whom an import would not take, or would bring back, is not
// in it: the person's own account, those of programs, and those that are disabled.
func (d *Desk) PeopleTable(ctx context.Context, p *Person) (*Download, error) {
	if !p.Has(act.Keeper) {
		return nil, ErrNotFound
	}
	list, err := d.People(ctx, p)
	if err != nil {
		return nil, err
	}
	b := book.New(peopleSheet)
	row := 1
	line := func(cells ...string) {
		for i, text := range cells {
			b.Text(peopleSheet, sheet.Ref(row, i+1), text)
		}
		row++
	}
	line(peopleColumns...)
	for _, want := range d.wanted() {
		held, unit := false, ""
		if want.Unit != "" {
			unit = d.plan().Plan.UnitName(want.Unit)
		}
		for _, a := range list {
			if slices.Contains(a.Roles, want) && !a.Disabled && !machine(a.Person) {
				held = true
				if a.Person != p.ID {
					line(a.Person, a.Name, string(want.Role), unit)
				}
			}
		}
		if !held {
			line(vacant, "", string(want.Role), unit)
		}
	}
	b.Check(b.SetColWidth(peopleSheet, "A", "D", 18))
	var out bytes.Buffer
	if err := b.Finish(&out, book.Meta{Title: "人员表", Creator: "huibao", Time: d.Now()}); err != nil {
		return nil, err
	}
	return &Download{PeopleTable, made{bytes.NewReader(out.Bytes())}}, nil
}

// wanted are the roles that somebody should have: of each unit, in the plan's order, then those of none.
func (d *Desk) wanted() []act.Held {
	var list []act.Held
	for _, u := range d.UnitNames() {
		for _, role := range act.Roles() {
			if role.OfUnit() {
				list = append(list, act.Held{Role: role, Unit: u.Code})
			}
		}
	}
	for _, role := range act.Roles() {
		if !role.OfUnit() {
			list = append(list, act.Held{Role: role})
		}
	}
	return list
}
