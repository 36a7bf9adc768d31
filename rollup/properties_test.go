package rollup

import (
	"fmt"
	"math/rand"
	"testing"

	"huibao"
	"huibao/inforce"
	"huibao/statement"
)

// county is what one county was given and has done.
type county struct{ allotted, done, numer, denom int64 }

// city rolls counties up in the plan of the tests, with a target of their sum.
func city(counties []county, period huibao.Period, previous *statement.Consolidation, change ...func(*huibao.Plan)) *statement.Consolidation {
	p := plan()
	for _, c := range change {
		c(p)
	}
	p.Units, p.Allocations = p.Units[:1], nil
	var subs []huibao.Submission
	total := int64(0)
	for i, c := range counties {
		code := fmt.Sprintf("C%d", i+1)
		p.Units = append(p.Units, huibao.Unit{Code: code, Name: code + "县", Level: huibao.LevelCounty})
		p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: "1.1", Unit: code, Value: num(c.allotted)})
		s := sub(code, c.done, c.numer, c.denom)
		s.Period = period
		subs = append(subs, s)
		total += c.allotted
	}
	p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: "1.1", Value: num(total)})
	return Consolidate(Input{Plan: inforce.At(p, period), Period: period, Submissions: subs, Previous: previous.Past()})
}

func published(c *statement.Consolidation) string {
	count, rate := c.CityStanding("1.1"), c.CityStanding("1.2")
	return said(count) + " | " + said(rate) + " | " + fmt.Sprint(c.Tasks[0].Light, c.Tasks[0].Done, c.Categories[0].OnPace)
}

// TestGrouping: a city's figures do not depend on how it is cut into counties. One county may be
// cut in two, one that has nothing to do and did nothing may be added, and two may be one.
func TestGrouping(t *testing.T) {
	rng := rand.New(rand.NewSource(2))
	for range 200 {
		var counties []county
		for range 1 + rng.Intn(5) {
			denom := 1 + rng.Int63n(1000)
			counties = append(counties, county{1 + rng.Int63n(300), rng.Int63n(300), rng.Int63n(denom + 1), denom})
		}
		want := published(city(counties, june, nil))
		i := rng.Intn(len(counties))
		c := counties[i]
		part := county{rng.Int63n(c.allotted + 1), rng.Int63n(c.done + 1), rng.Int63n(c.numer + 1), rng.Int63n(c.denom + 1)}
		cut := append([]county{}, counties...)
		cut[i] = county{c.allotted - part.allotted, c.done - part.done, c.numer - part.numer, c.denom - part.denom}
		cut = append(cut, part)
		if got := published(city(cut, june, nil)); got != want {
			t.Fatalf("%v cut into %v:\n%s, want\n%s", counties, cut, got, want)
		}
		if got := published(city(append(counties[:len(counties):len(counties)], county{}), june, nil)); got != want {
			t.Fatalf("%v with a county of nothing:\n%s, want\n%s", counties, got, want)
		}
	}
}

// TestDoubling: where every target, number and denominator is twice what it was, every share, point
// and light is what it was, and every sum twice.
func TestDoubling(t *testing.T) {
	rng := rand.New(rand.NewSource(3))
	for range 200 {
		var once, twice []county
		for range 2 + rng.Intn(4) {
			denom := 1 + rng.Int63n(1000)
			c := county{2 * (1 + rng.Int63n(150)), rng.Int63n(300), rng.Int63n(denom + 1), denom}
			once, twice = append(once, c), append(twice, county{2 * c.allotted, 2 * c.done, 2 * c.numer, 2 * c.denom})
		}
		a, b := city(once, june, nil), city(twice, june, nil)
		for _, code := range []string{"1.1", "1.2"} {
			x, y := a.CityStanding(code), b.CityStanding(code)
			if x.Light != y.Light || x.Word != y.Word || x.Met != y.Met || x.Points.PointsText(9) != y.Points.PointsText(9) {
				t.Fatalf("%v, %s:\n%s, twice\n%s", once, code, said(x), said(y))
			}
		}
		x, y := a.CityStanding("1.1"), b.CityStanding("1.1")
		d, _ := x.Reached.Decimal()
		if e, _ := y.Reached.Decimal(); !d.Add(d).Equal(e) || x.Completion.Cmp(y.Completion) != 0 {
			t.Fatalf("%v: %s, twice %s", once, x.Reached, y.Reached)
		}
		if x, y := a.CityStanding("1.2"), b.CityStanding("1.2"); x.Rate().Cmp(y.Rate()) != 0 {
			t.Fatalf("%v: %s, twice %s", once, x.Rate().PercentText(4), y.Rate().PercentText(4))
		}
	}
}

// year rolls the months up to June up, of one county with a target of 400 or two; a month below 0 was
// not handed in.
func year(done ...int64) *statement.Consolidation {
	var c *statement.Consolidation
	for i, n := range done {
		period := huibao.Period{Year: 2024, Month: 6 - len(done) + 1 + i}
		counties := []county{{allotted: 400, done: n, numer: 1, denom: 1}}
		if n < 0 {
			p := plan()
			p.Units, p.Allocations = append(p.Units[:1:1], huibao.Unit{Code: "C1", Level: huibao.LevelCounty}), []huibao.Allocation{{Indicator: "1.1", Value: num(400)}, {Indicator: "1.1", Unit: "C1", Value: num(400)}}
			c = Consolidate(Input{Plan: inforce.At(p, period), Period: period, Previous: c.Past()})
			continue
		}
		c = city(counties, period, c)
	}
	return c
}

// TestForecast works years out by hand, June being half of each: of "done", the months' 100, 100, 100,
// 100, 0 and 0 are off the pace of 66⅔ by 33⅓ and −66⅔, so that σ² = 13333⅓ × 12 ÷ 5 = 32000, and the
// range ± 1.476 × √32000 = 264.
func TestForecast(t *testing.T) {
	for _, c := range []struct {
		name string
		done []int64
		want string
	}{
		{"even, too slow", []int64{25, 50, 75, 100, 125, 150}, "300 300 300 6 -"},
		{"even, done in August", []int64{50, 100, 150, 200, 250, 300}, "600 600 600 6 2024-08"},
		{"even, done in December", []int64{34, 68, 102, 136, 170, 204}, "408 408 408 6 2024-12"},
		{"done", []int64{100, 200, 300, 400, 400, 400}, "800 536 1064 6 -"},
		{"of the last three", []int64{25, 50, -1, 100, 125, 150}, "300 300 300 3 -"},
		{"of the last two", []int64{25, 50, 75, -1, 125, 150}, "none"},
		{"of three", []int64{100, 125, 150}, "300 300 300 3 -"},
		{"of two", []int64{125, 150}, "none"},
		{"of nothing", []int64{0, 0, 0, 0, 0, 0}, "none"},
	} {
		got := "none"
		if f := year(c.done...).CityStanding("1.1").Forecast; f != nil {
			met := "-"
			if !f.MetBy.IsZero() {
				met = f.MetBy.String()
			}
			got = fmt.Sprintf("%s %s %s %d %s", f.At, f.Low, f.High, f.Periods, met)
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestForecastOfLevel counts the way from the baseline: 100, 125 and 150 of it by a third, five twelfths and
// a half of the year are 300 at its end.
func TestForecastOfLevel(t *testing.T) {
	stock := func(p *huibao.Plan) {
		p.Indicators[0].Mode, p.Indicators[0].Baseline = huibao.ModeStock, huibao.NumInt(100)
	}
	var c *statement.Consolidation
	for i, done := range []int64{200, 225, 250} {
		c = city([]county{{400, done, 1, 1}}, huibao.Period{Year: 2024, Month: 4 + i}, c, stock)
	}
	f := c.CityStanding("1.1").Forecast
	if f == nil {
		t.Fatal("none")
	}
	if got := fmt.Sprint(f.At, f.Low, f.High, f.Periods, f.MetBy); got != "400 400 400 3 2024-12" {
		t.Error(got)
	}
}
