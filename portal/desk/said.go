package desk

import (
	"context"

	"huibao"
	"huibao/statement"
)

// SaidPage is what the units wrote beside their figures in a period, for the office to read.
type SaidPage struct {
	Period huibao.Period
	List   []Said
	More   int // beyond those of the list
	Others []huibao.Period
}

// Said is one such text, with the unit's and the indicator's name.
type Said struct {
	statement.Said
	Code, Name, Unit string // Code and Name are "" of a whole return
}

// mostSaid bounds how many a page lists; 汇总表 has all of them.
const mostSaid = 1000

// Said shows them.
func (d *Desk) Said(ctx context.Context, p *Person, period huibao.Period) (*SaidPage, error) {
	if !p.Has(office...) || !d.collects(period) {
		return nil, ErrNotFound
	}
	b, err := d.board(ctx, period)
	if err != nil {
		return nil, err
	}
	x := &SaidPage{Period: period}
	if x.Others, err = d.Collected(ctx, p, period); err != nil {
		return nil, err
	}
	list := statement.SaidOf(b.con.Submissions())
	if n := len(list) - mostSaid; n > 0 {
		list, x.More = list[:mostSaid], n
	}
	for _, s := range list {
		y := Said{Said: s, Unit: b.con.Plan.UnitName(s.Sub.Unit)}
		if s.Row != nil {
			y.Code, y.Name = s.Row.Code, s.Row.Name
			if ind := b.con.Plan.IndicatorByCode(s.Row.Code); ind != nil {
				y.Name = ind.Name
			}
		}
		x.List = append(x.List, y)
	}
	return x, nil
}
