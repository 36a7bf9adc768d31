package huibao

import (
	"bytes"
	"encoding/json"
	"iter"

	"github.com/shopspring/decimal"
)

// Method says how a figure was made of its parts.
type Method string

// The methods.
const (
	MethodSum   Method = "sum"   // Σ of the units
	MethodRatio Method = "ratio" // Σ numerators ÷ Σ denominators
	MethodOne   Method = "one"   // one unit's value as reported
	MethodWorst Method = "worst" // the worst (or lowest) of the units
	MethodCount Method = "count" // how many units
)

// Part is one value that a figure rests on, or one that it leaves out and why.
type Part struct {
	Unit     string // code
	Field    Field
	Row      *ReturnRow // in which it stands; nil where nothing was reported
	Starred  bool       // of a return that is pending
	Excluded string     // why it is not counted, in Chinese
}

// Cell is the part's value as reported, and whether there is one.
func (p Part) Cell() (Value, bool) {
	if p.Row == nil {
		return Value{}, false
	}
	return p.Row.Values.Lookup(p.Field)
}

// Reported is the part's value as reported; the zero Value where nothing was.
func (p Part) Reported() Value {
	v, _ := p.Cell()
	return v
}

// storedPart is a part as JSON.
type storedPart struct {
	Unit     string
	Field    Field
	Cell     *Value
	Starred  bool
	Excluded string
}

// MarshalJSON implements json.Marshaler.
func (p Part) MarshalJSON() ([]byte, error) {
	s := storedPart{p.Unit, p.Field, nil, p.Starred, p.Excluded}
	if v, ok := p.Cell(); ok {
		s.Cell = &v
	}
	return json.Marshal(s)
}

// UnmarshalJSON implements json.Unmarshaler.
func (p *Part) UnmarshalJSON(data []byte) error {
	var s storedPart
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	*p = Part{s.Unit, s.Field, nil, s.Starred, s.Excluded}
	if s.Cell != nil {
		p.Row = &ReturnRow{Values: ValuesOf(*s.Cell)}
	}
	return nil
}

// Figure is a published number and the values it rests on (数字与来源).
type Figure struct {
	Code    string
	Unit    string // code, CityUnit for the city
	Period  Period
	Item    Field
	Value   Quantity
	Measure string
	Method  Method
	Parts   []Part // of a period's city figures AllParts alone has them

	later  func() []Part
	counts iter.Seq[Count]
}

// Count says of a part of a figure whether it counts in it.
type Count struct {
	Unit     string
	Field    Field
	Excluded string // why it does not
}

// AllParts are the figure's parts.
func (f *Figure) AllParts() []Part {
	if f.later != nil {
		return f.later()
	}
	return f.Parts
}

// Counts says of every part whether it counts, in the order of AllParts, without making the parts.
func (f *Figure) Counts() iter.Seq[Count] {
	if f.counts != nil {
		return f.counts
	}
	return func(yield func(Count) bool) {
		for _, p := range f.AllParts() {
			if !yield(Count{p.Unit, p.Field, p.Excluded}) {
				return
			}
		}
	}
}

// Later lets go of the parts: they are made again whenever they are asked for. What Counts says of
// them is kept by the caller.
func (f *Figure) Later(parts func() []Part, counts iter.Seq[Count]) {
	f.Parts, f.later, f.counts = nil, parts, counts
}

// MarshalJSON implements json.Marshaler.
func (f Figure) MarshalJSON() ([]byte, error) {
	type plain Figure
	whole := plain(f)
	whole.Parts = f.AllParts()
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false) // as whoever writes the whole wishes
	err := out.Encode(whole)
	return b.Bytes(), err
}

// Hole is a unit whose part a sum lacks, and why (未报, 退回, 该行未计入).
type Hole struct {
	Unit string `json:"unit"`
	Why  string `json:"why"`
}

// Standing is where one indicator stands at a period's end, for the city or one
// unit: the figure, what it is held to, and the verdict. Quantities are in the
// indicator's measure; rates are kept as Numer and Denom and never as a quotient.
type Standing struct {
	Code string `json:"code"`
	Unit string `json:"unit"` // code, CityUnit for the city

	This         Quantity `json:"this"`    // counts: this period's
	Reached      Quantity `json:"reached"` // counts: cumulative or present stock; standards: lowest in force; relations: worst own value
	Numer, Denom Quantity // rates: sums; relations: own value and reference of the worst
	Held, Of     int      // standards, relations, milestones: units that hold, of how many reported
	People       Quantity // standards: people at period's end
	Months       Quantity // standards: person-months or times
	Paid         Quantity // standards: amount paid, 元
	BackPay      Quantity // standards: of it back pay, 元

	Target     Quantity // what the figure is held to: allocation, or target (percent for rates)
	Allocated  bool     // Target is an allocation
	Baseline   Quantity
	Share      Ratio // p
	Due        Ratio // due by now, in the measure (rates: as a share); invalid where nothing is
	Completion Ratio // share of the target reached; invalid where there is none
	Points     Ratio // ahead (+) or behind (−), as a share; invalid where there are none

	Light      Light  `json:"light"`
	Word       string `json:"word"`   // 达序时, 略慢, 滞后, 无任务, 未报 …
	Reason     string `json:"reason"` // a sentence where the word is not enough
	Met        bool   // the whole target is reached
	AtDeadline bool
	Shortfall  Ratio // due − reached where positive; invalid otherwise
	Holes      []Hole
	Starred    bool  // rests on a pending return's value
	Was        Light // last period's light; "" where there was none
	Behind     int   // periods of the year running with yellow or red, this one included

	State      string    // milestones of one unit: the word it reported
	Forecast   *Forecast // the city's counts with a pace, after three periods; nil otherwise
	Figures    []Figure  // of every item, the main one first; of a unit only where it is asked for (rollup.Explain)
	Other      *Figure   // 双报核对: the bureau's own figure
	Difference Quantity  // Other − Reached
}

// Judged reports whether there is a verdict.
func (s *Standing) Judged() bool { return s.Light.Judged() }

// Rate is Σ numerators ÷ Σ denominators; invalid for 0 ÷ 0 and without figures.
func (s *Standing) Rate() Ratio {
	n, okN := s.Numer.Decimal()
	d, okD := s.Denom.Decimal()
	if !okN || !okD {
		return Ratio{}
	}
	return NewRatio(n, d)
}

// Forecast is where the present pace ends at the deadline (预计年末): the middle, and
// the range in which four of five such figures end. MetBy is the period in which the
// target would be reached; zero where it has been, or would not be.
type Forecast struct {
	At, Low, High decimal.Decimal
	MetBy         Period
	Periods       int // that it rests on
}

// TaskStanding is where a task stands: the worst light of its judged indicators.
type TaskStanding struct {
	No       int      `json:"no"`
	Light    Light    `json:"light"`
	Was      Light    `json:"was"`
	Judged   int      `json:"judged"`    // n 项中应评 k 项，已评 m 项: m
	Due      int      `json:"due"`       // k
	Of       int      `json:"of"`        // n
	Done     bool     `json:"done"`      // 完成: every indicator that has a task here is judged and met
	OnTarget bool     `json:"on_target"` // 达标: met, though not all can be called done before the deadline
	Behind   []string `json:"behind"`    // codes of yellow and red indicators
}

// CategoryStanding summarises a category by the share of judged indicators that
// are on pace.
type CategoryStanding struct {
	Name           string
	OnPace, Judged int
	Of             int
}
