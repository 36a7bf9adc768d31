package batch

import (
	"context"
	"fmt"

	"huibao"
	"huibao/ledger"
)

// Reissue writes a period's outputs again from the ledger alone: with the plan, the
// day and the returns of its last run, they are what that run wrote, byte for byte.
func Reissue(ctx context.Context, w Workspace, opt Options) (*Result, error) {
	led, err := ledger.Read(w.Ledger())
	if err != nil {
		return nil, err
	}
	defer led.Close()
	last, plan, err := lastRun(ctx, led, opt.Period, opt.Limits)
	if err != nil {
		return nil, err
	}
	before, err := readPast(led, plan, opt.Period)
	if err != nil {
		return nil, err
	}
	c, err := consolidate(led, plan, opt.Period, before, before.now)
	if err != nil {
		return nil, err
	}
	opt.Date = last.Date
	info, err := infoOf(w, opt)
	if err != nil {
		return nil, err
	}
	out := &writer{ctx: ctx, w: w, led: led, con: c, plan: plan, info: info, opt: opt, before: last.Made, made: map[string]string{}}
	err = out.all()
	return done(c, out.list), err
}

// keepPlan keeps the plan as it is now, so that the run can be repeated later.
func (n *runner) keepPlan() (string, error) {
	f, err := openRegular(n.w.Dir, PlanFile)
	if err != nil {
		return "", fmt.Errorf("%s 无法打开：%w", PlanFile, err)
	}
	defer f.Close()
	kept, err := n.led.Keep(f)
	return kept.SHA256, err
}

// Compared is an indicator in two periods, for the city.
type Compared struct {
	Code       string          `json:"code"`
	Name       string          `json:"name"`
	Measure    string          `json:"measure"`
	Before     huibao.Quantity `json:"before"`
	After      huibao.Quantity `json:"after"`
	Difference huibao.Quantity `json:"difference"`
	Was        huibao.Light    `json:"was"`
	Light      huibao.Light    `json:"light"`
}

// Compare sets two periods side by side: reached, of rates in percent.
func Compare(ctx context.Context, w Workspace, opt Options, before, after huibao.Period) ([]Compared, error) {
	a, err := Standing(ctx, w, before, opt.Limits)
	if err != nil {
		return nil, err
	}
	b, err := Standing(ctx, w, after, opt.Limits)
	if err != nil {
		return nil, err
	}
	list := []Compared{}
	for i := range b.Plan.Indicators {
		ind := &b.Plan.Indicators[i]
		x, y := a.CityStanding(ind.Code), b.CityStanding(ind.Code)
		if x == nil || y == nil {
			continue
		}
		c := Compared{Code: ind.Code, Name: ind.Name, Measure: ind.Measure, Before: shown(ind, x), After: shown(ind, y), Was: x.Light, Light: y.Light}
		p, okP := c.Before.Decimal()
		q, okQ := c.After.Decimal()
		if okP && okQ {
			c.Difference = huibao.Num(q.Sub(p))
		}
		list = append(list, c)
	}
	return list, nil
}

// shown is the figure that stands for an indicator: the rate in percent, the units
// that have completed, else what was reached.
func shown(ind *huibao.Indicator, s *huibao.Standing) huibao.Quantity {
	switch ind.Kind {
	case huibao.KindRate:
		if r := s.Rate(); r.Valid() {
			return huibao.Num(r.Round(percentPlaces).Shift(2))
		}
		return huibao.Quantity{}
	case huibao.KindMilestone:
		return huibao.NumInt(int64(s.Held))
	}
	return s.Reached
}

// percentPlaces are the places of a share that is shown in percent with two.
const percentPlaces = 4
