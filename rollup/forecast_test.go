package rollup

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
)

var quality = flag.Bool("quality", false, "write docs/forecast.md anew")

// TestDrift works one forecast out by hand: 10, 20 and 60 reached at a quarter, a half
// and three quarters give 80; the increments 10, 10 and 40 are off the pace of 20 by
// −10, −10 and 20, so that σ² = (100 + 100 + 400) ÷ 0.25 ÷ 2 = 1200, the standard error
// √(1200 × 0.25 ÷ 0.75) = 20, and the range ± 1.886 × 20.
func TestDrift(t *testing.T) {
	at := func(n int64, y int64) point { return point{huibao.RatioOf(n, 4), decimal.NewFromInt(y)} }
	middle, spread, ok := drift([]point{at(1, 10), at(2, 20), at(3, 60)})
	if !ok || middle.String() != "80" || spread.Round(2).String() != "37.72" {
		t.Errorf("%s ± %s, %v", middle, spread, ok)
	}
	if _, _, ok := drift([]point{at(1, 0), at(2, 0), at(3, 0)}); ok {
		t.Error("a forecast of nothing")
	}
}

// TestBacktest forecasts the ends of generated years from each month on, and compares
// with what came: how far off, and how often within the range.
func TestBacktest(t *testing.T) {
	seasons := [][]float64{{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, {0, 0, 0.3, 1, 1.5, 1.6, 1.6, 1.5, 1.2, 0.8, 0.2, 0}}
	var b strings.Builder
	b.WriteString("# 预计年末的效果\n\n由 `go test ./rollup -run TestBacktest -quality` 生成：随机生成 600 个年度（各月数上下相差一倍，县数和全年快慢不同），逐月预计年末，与实际比较。\n" +
		"方法见 rollup/forecast.go：按序时份额推进的漂移法；范围是五次中四次落入的区间。\n\n| 预计所在月 | 平均误差 | 落入范围 |\n|---|---|---|\n")
	for _, month := range []int{4, 6, 8, 10} {
		off, within, n := 0.0, 0, 0
		for year := range 600 {
			rnd := rand.New(rand.NewPCG(uint64(year), uint64(month)))
			weights := seasons[year%2]
			total := 0.0
			for _, w := range weights {
				total += w
			}
			var points []point
			sum, share, actual := 0.0, 0.0, 0.0
			target := 500 + 4000*rnd.Float64()
			for m, w := range weights {
				share += w / total
				sum += math.Round(target * w / total * math.Exp(rnd.NormFloat64()*0.4))
				if m < month && w > 0 {
					points = append(points, point{huibao.NewRatio(decimal.NewFromFloat(share).Round(6), decimal.NewFromInt(1)), decimal.NewFromFloat(sum)})
				}
				actual = sum
			}
			if len(points) < forecastLeast {
				continue
			}
			middle, spread, ok := drift(points)
			if !ok {
				continue
			}
			n++
			m, s := middle.InexactFloat64(), spread.InexactFloat64()
			off += math.Abs(m-actual) / actual
			if actual >= m-s && actual <= m+s {
				within++
			}
		}
		mean, share := 100*off/float64(n), 100*float64(within)/float64(n)
		fmt.Fprintf(&b, "| %d 月 | %.1f%% | %.0f%% |\n", month, mean, share)
		if share < 70 || share > 92 || mean > 25 {
			t.Errorf("month %d: off by %.1f %%, %.0f %% within the range", month, mean, share)
		}
	}
	if *quality {
		if err := os.WriteFile("../docs/forecast.md", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
