package inforce_test

import (
	"fmt"
	"testing"

	"huibao"
	"huibao/inforce"
)

// TestDark says of which periods a row lacks what counts, and where nothing can have come
// before: by what was collected, what the indicator is asked for, and when the unit began.
func TestDark(t *testing.T) {
	for _, c := range []struct {
		name      string
		change    func(*huibao.Plan)
		collected []int
		counted   []int
		at        int
		want      string
	}{
		{"every month", nil, []int{1, 2, 3}, []int{1, 2, 3}, 4, "[] false"},
		{"a month missing", nil, []int{1, 2, 3}, []int{1, 3}, 4, "[] false"},
		{"the last missing", nil, []int{1, 2, 3}, []int{1, 2}, 4, "[2025-03] false"},
		{"two missing", nil, []int{1, 2, 3}, []int{1}, 4, "[2025-02 2025-03] false"},
		{"nobody collected", nil, []int{1}, []int{1}, 4, "[] false"},
		{"never yet", nil, []int{1, 2}, nil, 3, "[2025-01 2025-02] false"},
		{"January", nil, nil, nil, 1, "[] true"},
		{"begins in mid-year", nil, nil, nil, 6, "[] false"},
		{"begins with its indicator", func(p *huibao.Plan) { p.Indicators[0].Start = day(6, 1) }, nil, nil, 6, "[] true"},
		{"nothing was due", func(p *huibao.Plan) {
			p.Paces = []huibao.PacePoint{{Indicator: "1.1", Period: month(5), Share: num(0)}, {Indicator: "1.1", Period: month(12), Share: num(100)}}
		}, nil, nil, 6, "[] true"},
		{"asked at quarters' ends", func(p *huibao.Plan) { p.Indicators[0].Months = 1<<3 | 1<<6 }, []int{1, 2, 3, 4, 5}, []int{3}, 6, "[] false"},
		{"asked at quarters' ends, the first", func(p *huibao.Plan) { p.Indicators[0].Months = 1<<3 | 1<<6 }, []int{1, 2}, nil, 3, "[] true"},
		{"asked at quarters' ends, the first missing", func(p *huibao.Plan) { p.Indicators[0].Months = 1<<3 | 1<<6 }, []int{1, 2, 3, 4, 5}, nil, 6, "[2025-03] false"},
		{"a unit of later", func(p *huibao.Plan) { p.Units[1].Start = day(3, 1) }, []int{1, 2, 3}, []int{}, 4, "[2025-03] false"},
	} {
		p := plan()
		p.Openings = nil
		if c.change != nil {
			c.change(p)
		}
		var h huibao.History
		for _, m := range c.collected {
			h = append(h, huibao.Record{Period: month(m)})
		}
		for _, m := range c.counted {
			h = append(h, huibao.Record{Period: month(m), Subject: "C1", Code: "1.1", Counted: true, Field: huibao.FieldCumulative, Quantity: huibao.NumInt(int64(m))})
		}
		now := inforce.At(p, month(c.at))
		row := formOf(now, "C1", h).RowByCode("1.1")
		if got := fmt.Sprint(row.Prior.Dark, " ", row.Prior.Fresh); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
