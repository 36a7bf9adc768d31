package batch

import (
	"slices"
	"strconv"
	"strings"

	"huibao"
	"huibao/act"
	"huibao/internal/regexp"
	"huibao/ledger"
	"huibao/statement"
)

// PrintedBy is what a run of a period printed; none where it is not kept any more.
func PrintedBy(v *ledger.View, p huibao.Period, r act.Run) ([]statement.Printed, error) {
	var d draft
	ok, err := v.Draft(p, r.Draft, &d)
	if err != nil || !ok {
		return nil, err
	}
	return d.Printed, nil
}

// UsesOf are the lines of what was printed that say an indicator's figure of the city, or of a unit:
// the rows of tables that are of it, and the sentences that are of it or name it or its task.
func UsesOf(list []statement.Printed, c *statement.Consolidation, unit, code string) []statement.Printed {
	ind := c.Plan.IndicatorByCode(code)
	if ind == nil {
		return nil
	}
	name := ""
	if unit != huibao.CityUnit {
		name = c.Plan.UnitName(unit)
	}
	var longer []string // names of others in which its own stands
	for i := range c.Plan.Indicators {
		if other := c.Plan.Indicators[i].Name; other != ind.Name && strings.Contains(other, ind.Name) {
			longer = append(longer, other, "")
		}
	}
	return slices.DeleteFunc(slices.Clone(list), func(p statement.Printed) bool {
		switch {
		case p.Row == code+"|"+unit:
			return false
		case p.Row == code:
			return name != "" && !saysOf(&p, name)
		}
		return p.Row != "" || name != "" || !mentions(p.Whole(), ind, longer)
	})
}

// saysOf reports whether a line says something of a unit: in a column of its own, or in words.
func saysOf(p *statement.Printed, unit string) bool {
	return slices.ContainsFunc(p.Cells, func(c statement.Cell) bool {
		return strings.HasPrefix(c.Column, unit) || strings.Contains(c.Text, unit)
	})
}

// items are the numbers of tasks as a sentence names them: 第1、11、13项.
var items = regexp.MustCompile(`第([0-9]+(?:、[0-9]+)*)项`)

// mentions reports whether a sentence names an indicator, or its task by its number.
func mentions(text string, ind *huibao.Indicator, longer []string) bool {
	if ind.Name != "" && strings.Contains(strings.NewReplacer(longer...).Replace(text), ind.Name) {
		return true
	}
	no := strconv.Itoa(ind.Task)
	return slices.ContainsFunc(items.FindAllStringSubmatch(text, -1), func(m []string) bool {
		return slices.Contains(strings.Split(m[1], "、"), no)
	})
}
