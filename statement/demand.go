package statement

import (
	"slices"
	"strings"

	"huibao"
)

// Ask is what a bulletin asks of a unit by a day.
type Ask string

// What a bulletin asks for.
const (
	AskReturn Ask = "补报"   // a return that did not come
	AskMend   Ask = "改正重报" // one that was sent back
	AskSettle Ask = "核清"   // a row that is being checked; of a return that was left out whole no row
	AskCause  Ask = "说明滞后原因"
)

// OfReturn reports whether it is a return of the bulletin's own period that is asked for.
func (a Ask) OfReturn() bool { return a == AskReturn || a == AskMend }

// Demand is what an edition's bulletin asked of a unit (statement.md §4). Sentence is what asks
// for it, as printed: a text that does not have it asked for nothing.
type Demand struct {
	Period   huibao.Period `json:"period"` // of the bulletin
	Edition  int           `json:"edition"`
	Ask      Ask           `json:"ask"`
	Unit     string        `json:"unit"`
	Name     string        `json:"name"`           // of the unit, as printed
	Code     string        `json:"code,omitempty"` // of the indicator; "" for the return as a whole
	Item     string        `json:"item,omitempty"` // its name and task, as printed
	By       huibao.Date   `json:"by"`
	Sentence string        `json:"sentence"`

	Came    huibao.Date `json:"came,omitzero"`     // when the return came that was asked for
	Counted bool        `json:"counted,omitempty"` // and whether it counts in its period
}

// same reports whether two demands are for one thing.
func (d Demand) same(o Demand) bool { return d.Ask == o.Ask && d.Unit == o.Unit && d.Code == o.Code }

// Demanded is what an edition asks for: of a list what its text does, and of what the edition
// before asked for the returns, which it lacks no more.
func Demanded(list []Demand, text string, before *Consolidation) []Demand {
	list = slices.DeleteFunc(list, func(d Demand) bool { return !strings.Contains(text, d.Sentence) })
	if before == nil {
		return list
	}
	for _, d := range before.Demands {
		if d.Ask.OfReturn() && !slices.ContainsFunc(list, d.same) {
			list = append(list, d)
		}
	}
	return list
}

// answered are the demands, those for returns with what came.
func (c *Consolidation) answered() []Demand {
	list := slices.Clone(c.Demands)
	for i := range list {
		d := &list[i]
		if sub := c.Counting(d.Unit); d.Ask.OfReturn() && sub != nil {
			d.Came, d.Counted = huibao.DateOf(sub.Receipt.Time), true
		}
	}
	return list
}
