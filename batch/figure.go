package batch

import (
	"slices"
	"strings"

	"huibao"
	"huibao/report"
	"huibao/rollup"
	"huibao/statement"
)

// What an opened figure says.
type (
	Opened      = report.Opened
	OpenedPart  = report.OpenedPart
	OpenedMonth = report.OpenedMonth
	TracePart   = report.TracePart
)

// Figure is an indicator's figure of the city or a unit, opened down to the cells.
type Figure struct {
	*Opened
	Items []FigureItem
}

// FigureItem is one item of a figure (本年累计, 本期完成) with its parts; Units are the
// codes of whose each part is.
type FigureItem struct {
	Unit, Item, Value, Formula string
	Parts                      []TracePart
	Units                      []string
	Check                      bool // a bureau's own sum beside the units' (双报核对)
}

// FigureOf opens the figure of an indicator, beside those of the periods before; nil where the city ("") or the unit has none.
func FigureOf(c *statement.Consolidation, before *statement.Past, unit, code string) *Figure {
	s := rollup.Explain(c, unit, code)
	if s == nil {
		return nil
	}
	f := &Figure{Opened: report.NewOpened(c, s)}
	f.OpenYear(c, before, unit, s)
	if unit == huibao.CityUnit {
		f.OpenUnits(c)
	}
	figures := s.Figures
	if s.Other != nil {
		figures = append(slices.Clone(figures), *s.Other)
	}
	for i, t := range report.NewTrace(c, s).Figures {
		item := FigureItem{Unit: t.Unit, Item: t.Item, Value: strings.TrimSpace(t.Value + " " + t.Measure), Parts: t.Parts, Check: i >= len(s.Figures)}
		if unit == huibao.CityUnit || len(t.Parts) > 1 {
			item.Formula = report.FormulaText(&figures[i])
		}
		for _, p := range figures[i].AllParts() {
			item.Units = append(item.Units, p.Unit)
		}
		f.Items = append(f.Items, item)
	}
	return f
}

// CityFigures are the city's figures, in the plan's order.
func CityFigures(c *statement.Consolidation) []*Opened {
	var list []*Opened
	for i := range c.City {
		if ind := c.Plan.IndicatorByCode(c.City[i].Code); ind.Scope != huibao.ScopeOutside {
			list = append(list, report.NewOpened(c, &c.City[i]))
		}
	}
	return list
}

// UnitFigures are a unit's own figures, in the plan's order.
func UnitFigures(c *statement.Consolidation, unit string) []*Opened {
	var list []*Opened
	for _, f := range c.City {
		if s := c.UnitStanding(unit, f.Code); s != nil {
			list = append(list, report.NewOpened(c, s))
		}
	}
	return list
}
