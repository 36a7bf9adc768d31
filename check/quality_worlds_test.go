package check_test

import (
	"flag"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/inforce"
)

var quality = flag.Bool("quality", false, "write docs/checks-quality.md anew")

// world is how a generated year differs from others. The first one is held to the aims; the
// others show where the checks see less, or ask more.
type world struct {
	name     string
	counties int
	seasons  int
	scale    float64 // of all figures
	equal    bool    // the same allocation to all
	blind    bool    // no earlier period is known
	change   func(y *year, rnd *rand.Rand)
}

var worlds = []world{
	{name: "40 个县", counties: 40, seasons: 3, scale: 1},
	{name: "3 个县", counties: 3, seasons: 6, scale: 1},
	{name: "大单位", counties: 12, seasons: 1, scale: 20},
	{name: "小单位", counties: 12, seasons: 1, scale: 0.05},
	{name: "没有上期", counties: 12, seasons: 1, scale: 1, blind: true},
	{name: "平均分解", counties: 12, seasons: 1, scale: 1, equal: true},
	{name: "年底集中", counties: 12, seasons: 1, scale: 1, change: func(y *year, _ *rand.Rand) { allAtOnce(y) }},
	{name: "按季发放", counties: 12, seasons: 1, scale: 1, change: func(y *year, _ *rand.Rand) { quarterly(y) }},
	{name: "忽多忽少", counties: 12, seasons: 1, scale: 1, change: unsettled},
	{name: "成批突击", counties: 12, seasons: 2, scale: 1, change: campaigns},
}

func (x world) workOf(n int) kindOfWork {
	w := workOf(n)
	w.size *= x.scale
	return w
}

// part is a unit's part of a year's target.
func (x world) part(unit int) float64 {
	if x.equal {
		return 1
	}
	return 0.4 + float64(unit%7)*0.3
}

// quarterly lets every third month pay for three.
func quarterly(y *year) {
	for m := range y {
		for _, row := range y[m] {
			if _, pays := row[huibao.FieldPaid]; !pays || m%3 == 2 {
				continue
			}
			row[huibao.FieldPaid], row[huibao.FieldMonths] = decimal.Zero, decimal.Zero
		}
	}
	for m := range y {
		if m < 3 || m%3 == 2 {
			continue
		}
		for code, row := range y[m] {
			if _, pays := row[huibao.FieldPaid]; pays {
				row[huibao.FieldPaid], row[huibao.FieldMonths] = y[m-m%3-1][code][huibao.FieldPaid], y[m-m%3-1][code][huibao.FieldMonths]
			}
		}
	}
}

// unsettled lets a flow nearly double for good from some month on (what is twice to the last digit, column by column, is H14's), leaves months out, and makes up
// for others in the month after.
func unsettled(y *year, rnd *rand.Rand) {
	for _, code := range slices.Sorted(keysOf(y[0])) {
		if _, flows := y[0][code][huibao.FieldThis]; !flows {
			continue
		}
		step, reached, owed := rnd.IntN(12), decimal.Zero, decimal.Zero
		for m := range y {
			row := y[m][code]
			this := row[huibao.FieldThis]
			if m >= step {
				this = this.Mul(decimal.New(19, -1)).Round(max(0, -this.Exponent()))
			}
			switch rnd.IntN(6) {
			case 0:
				this = decimal.Zero
			case 1:
				owed, this = owed.Add(this), decimal.Zero
			default:
				this, owed = this.Add(owed), decimal.Zero
			}
			reached = reached.Add(this)
			row[huibao.FieldThis], row[huibao.FieldCumulative] = this, reached
		}
	}
}

func keysOf[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// outcome is what was found in a world.
type outcome struct {
	hits, tries []int // by slip
	returns     int   // that were truthful
	warnings    map[string]int
	between     between
}

func (o outcome) rate() float64 {
	total := 0
	for _, counts := range []map[string]int{o.warnings, o.between.asked} {
		for _, n := range counts {
			total += n
		}
	}
	return float64(total) / float64(o.returns)
}

func (o outcome) byCode() string {
	all := maps.Clone(o.warnings)
	maps.Copy(all, o.between.asked)
	return byCode(all)
}

func byCode(counts map[string]int) string {
	var list []string
	for _, code := range slices.Sorted(keysOf(counts)) {
		list = append(list, fmt.Sprintf("%s %d", code, counts[code]))
	}
	if list == nil {
		return "无"
	}
	return strings.Join(list, "，")
}

// measure judges a world's truthful returns, and each again with each of the slips.
func measure(t *testing.T, x world, list []slipOf, seasons int) outcome {
	t.Helper()
	plan := planOf(x, x.counties, len(works))
	o := outcome{hits: make([]int, len(list)), tries: make([]int, len(list)), warnings: map[string]int{}}
	var months [12]*inforce.Plan
	for m := range months {
		months[m] = inforce.At(plan, huibao.Period{Year: 2024, Month: m + 1})
	}
	for season := range seasons {
		for u := range x.counties {
			rnd := rand.New(rand.NewPCG(uint64(season), uint64(u)))
			y := yearOf(x, plan, u, rnd)
			if x.change != nil {
				x.change(&y, rnd)
			}
			var history huibao.History
			for m, p := range months {
				known, err := p.HistoryOf(p.Units[u+1].Code, history.BySubject().Of)
				if err != nil {
					t.Fatal(err)
				}
				form := p.Form(p.Units[u+1].Code, known)
				o.month(rnd, judged{form, y[m]}, list)
				if !x.blind {
					history = append(history, recordsOf(form, y[m])...)
				}
			}
		}
	}
	o.between = measureAcross(x, seasons)
	return o
}

func (o *outcome) month(rnd *rand.Rand, clean judged, list []slipOf) {
	before := alarms(clean.run())
	o.returns++
	for key, n := range before {
		o.warnings[strings.Fields(key)[0]] += n
	}
	for k, x := range list {
		bad := judged{clean.form, copied(clean.rows)}
		row := x.plant(rnd, bad)
		if row == "" {
			continue
		}
		o.tries[k]++
		for key := range alarms(bad.run()) {
			if before[key] == 0 && (strings.HasSuffix(key, " "+row) || strings.HasSuffix(key, " ")) {
				o.hits[k]++
				break
			}
		}
	}
}

// TestQuality, with -quality, holds what is found of planted slips to the aims and writes
// docs/checks-quality.md.
func TestQuality(t *testing.T) {
	if !*quality {
		t.Skip("takes a minute: run it with -quality")
	}
	list := plantings()
	first := worlds[0]
	found := measure(t, first, list, first.seasons)
	for k, x := range list {
		if recall := float64(found.hits[k]) / float64(max(found.tries[k], 1)); recall < x.aim {
			t.Errorf("%s: %.1f%% of %d found, want %.0f%%", x.name, 100*recall, found.tries[k], 100*x.aim)
		}
	}
	if found.rate() >= mostAsked {
		t.Errorf("%.2f warnings a clean return: %s", found.rate(), found.byCode())
	}
	for _, x := range found.between.slips {
		if recall := float64(x.hits) / float64(max(x.tries, 1)); recall < x.aim {
			t.Errorf("%s: %.1f%% of %d found, want %.0f%%", x.name, 100*recall, x.tries, 100*x.aim)
		}
	}
	all := []outcome{found}
	for _, x := range worlds[1:] {
		all = append(all, measure(t, x, list, x.seasons))
	}
	if err := os.WriteFile("../docs/checks-quality.md", []byte(qualityPage(list, all)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// mostAsked is how many questions a truthful return may raise.
const mostAsked = 0.5

// wilson is the 95 % interval of a share (Wilson 1927, without correction).
func wilson(hits, tries int) (low, high float64) {
	const z = 1.96
	n := float64(max(tries, 1))
	p := float64(hits) / n
	middle, width := p+z*z/(2*n), z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(0, (middle-width)/(1+z*z/n)), min(1, (middle+width)/(1+z*z/n))
}
