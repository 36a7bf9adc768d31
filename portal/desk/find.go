package desk

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/batch"
	"huibao/internal/numtext"
	"huibao/internal/regexp"
	"huibao/statement"
)

// Found is a figure that a search came to: of the city (UnitCode is "") or a unit. Edition is
// the one that shows it, 0 for what stands now.
type Found struct {
	*batch.Opened
	UnitCode string
	Edition  int
	period   huibao.Period
	exactly  bool // by its code
}

// Path is where the figure is opened.
func (f Found) Path() string {
	path := "/f/" + f.period.String() + "/" + f.Code
	if f.UnitCode != huibao.CityUnit {
		path += "/" + f.UnitCode
	}
	return path
}

// Search is what a person asked for among the figures of a period that he may open, and what was found.
type Search struct {
	Period huibao.Period
	Asked  string
	All    bool // the person sees all units
	List   []Found
	More   int // found beyond those of the list
	Others []huibao.Period
}

// mostFound bounds how many figures a page lists, mostAsked how long a question is, in
// characters.
const (
	mostFound = 200
	mostAsked = 100
)

// Only is the figure that was meant, if there is no doubt: the one found, or the one of the
// city whose code was asked for where nothing else of the city answers.
func (s *Search) Only() (Found, bool) {
	if s.Asked == "" || len(s.List) == 0 {
		return Found{}, false
	}
	alone := func(f Found) bool {
		return f.UnitCode == s.List[0].UnitCode || !f.exactly
	}
	if len(s.List) == 1 || s.List[0].exactly && !slices.ContainsFunc(s.List[1:], alone) && s.More == 0 {
		return s.List[0], true
	}
	return Found{}, false
}

// Find looks for figures by terms that all must hold of it: a figure as it is printed or
// as digits, a code, 任务12, or part of the name of the indicator, the task or a unit.
// Without terms it lists all of the city, or of the person's own units.
func (d *Desk) Find(ctx context.Context, p *Person, period huibao.Period, asked string) (*Search, error) {
	if !d.collects(period) {
		return nil, ErrNotFound
	}
	if r := []rune(asked); len(r) > mostAsked {
		asked = string(r[:mostAsked])
	}
	s := &Search{Period: period, Asked: strings.TrimSpace(asked), All: p.Has(overseers...)}
	b, err := d.board(ctx, period)
	if err != nil {
		return nil, err
	}
	plain, _ := numtext.Plain(s.Asked)
	terms := strings.Fields(plain)
	var list []Found
	if s.All {
		list = cityFound(b.con, b.Figures, 0)
		if len(terms) > 0 {
			for _, u := range b.con.Asked() {
				list = append(list, unitFound(b.con, u.Code)...)
			}
		}
		if s.Others, err = d.Collected(ctx, p, period); err != nil {
			return nil, err
		}
	} else if list, err = d.ownFound(ctx, p, b); err != nil {
		return nil, err
	}
	for _, f := range list {
		if !f.holds(terms) {
			continue
		}
		f.exactly = slices.Contains(terms, f.Code)
		s.List = append(s.List, f)
	}
	s.bound()
	return s, nil
}

// bound lists what was asked for by its code first, and no more than a page shows.
func (s *Search) bound() {
	slices.SortStableFunc(s.List, func(a, b Found) int { return rankOf(a) - rankOf(b) })
	if n := len(s.List) - mostFound; n > 0 {
		s.List, s.More = s.List[:mostFound], n
	}
}

// rankOf puts what was asked for by its code first.
func rankOf(f Found) int {
	if f.exactly {
		return 0
	}
	return 1
}

// ownFound are the figures of the person's units, and those of the city as the edition that was
// sent out last shows them.
func (d *Desk) ownFound(ctx context.Context, p *Person, b *Board) (list []Found, err error) {
	sent, err := d.sentOut(ctx, b.Period)
	if err != nil {
		return nil, err
	}
	if sent > 0 {
		con, err := d.standing(ctx, b.Period, sent)
		if err != nil {
			return nil, err
		}
		list = cityFound(con, batch.CityFigures(con), sent)
	}
	for _, u := range p.Units() {
		list = append(list, unitFound(b.con, u)...)
	}
	return list, nil
}

func cityFound(con *statement.Consolidation, figures []*batch.Opened, edition int) (list []Found) {
	for _, f := range figures {
		list = append(list, Found{Opened: f, Edition: edition, period: con.Period})
	}
	return list
}

func unitFound(con *statement.Consolidation, unit string) (list []Found) {
	for _, f := range batch.UnitFigures(con, unit) {
		list = append(list, Found{Opened: f, UnitCode: unit, period: con.Period})
	}
	return list
}

// holds reports whether every term is true of the figure.
func (f Found) holds(terms []string) bool {
	names := []string{numtext.Name(f.Name), numtext.Name(f.Task), numtext.Name(f.Unit)}
	if f.UnitCode == huibao.CityUnit {
		names = append(names, numtext.Name(f.Lead)) // a unit is meant by its own name alone
	}
	for _, t := range terms {
		named := slices.ContainsFunc(names, func(name string) bool { return strings.Contains(name, t) })
		if !named && t != f.Code && t != "任务"+strconv.Itoa(f.TaskNo) && !sameFigure(t, f.Reached) && !sameFigure(t, f.Target) {
			return false
		}
	}
	return true
}

var figurePattern = regexp.MustCompile(`^([+\-−]?[0-9][0-9,]*(?:\.[0-9]+)?)(.*)$`)

// sameFigure reports whether a term is a figure as it is shown, with or without its measure.
func sameFigure(term, shown string) bool {
	t, s := figurePattern.FindStringSubmatch(term), figurePattern.FindStringSubmatch(numtext.Name(shown))
	if t == nil || s == nil || t[2] != "" && t[2] != s[2] {
		return false
	}
	x, err := decimalOf(t[1])
	y, bad := decimalOf(s[1])
	return err == nil && bad == nil && x.Equal(y)
}

func decimalOf(s string) (decimal.Decimal, error) {
	return decimal.NewFromString(strings.NewReplacer(",", "", "−", "-").Replace(s))
}
