package report

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
)

func hiddenOf(list []int) ([]int, bool) {
	m := map[int]decimal.Decimal{}
	for i, n := range list {
		m[i] = decimal.NewFromInt(int64(n))
	}
	hidden, total := suppressed(m)
	return slices.Sorted(slices.Values(hidden)), total
}

// TestSuppressed hides a county's small figure so that the others and the sum do not tell it.
func TestSuppressed(t *testing.T) {
	for _, c := range []struct {
		figures, hidden []int
		total           bool
	}{
		{[]int{30, 40, 50}, nil, false},
		{[]int{0, 0, 50}, nil, false},
		{[]int{3, 40, 50}, []int{0, 1}, false},
		{[]int{3, 0, 0}, []int{0, 1, 2}, false}, // the noughts beside it
		{[]int{3, 0, 50}, []int{0, 2}, false},
		{[]int{1, 1, 50}, []int{0, 1, 2}, false}, // two persons in two counties
		{[]int{1, 2, 50}, []int{0, 1}, false},
		{[]int{4, 4, 4}, []int{0, 1, 2}, true},
		{[]int{3}, []int{0}, true}, // the only county of which anything counts
	} {
		if hidden, total := hiddenOf(c.figures); !slices.Equal(hidden, c.hidden) || total != c.total {
			t.Errorf("%v: hidden %v, the sum %v", c.figures, hidden, total)
		}
	}
}

// TestSuppressedHolds reads what is shown as one who knows the rule and the sum: of each hidden
// small figure there are two readings at least.
func TestSuppressedHolds(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 4000 {
		list := make([]int, 2+rnd.IntN(3))
		for i := range list {
			list[i] = []int{0, 1 + rnd.IntN(4), 1 + rnd.IntN(4), 5 + rnd.IntN(9)}[rnd.IntN(4)]
		}
		hidden, total := hiddenOf(list)
		if total || len(hidden) == 0 {
			continue
		}
		seen := make([]map[int]bool, len(list))
		for i := range seen {
			seen[i] = map[int]bool{}
		}
		guess(slices.Clone(list), hidden, sumOf(list, hidden), func(read []int) {
			if same, all := hiddenOf(read); !all && slices.Equal(same, hidden) {
				for _, i := range hidden {
					seen[i][read[i]] = true
				}
			}
		})
		for _, i := range hidden {
			if list[i] >= 1 && list[i] <= smallMost && len(seen[i]) < 2 {
				t.Fatalf("%v, hidden %v: the one at %d can only be %d", list, hidden, i, list[i])
			}
		}
	}
}

func sumOf(list, at []int) int {
	sum := 0
	for _, i := range at {
		sum += list[i]
	}
	return sum
}

// guess tries every way in which the cells may come to a sum.
func guess(list, at []int, sum int, try func([]int)) {
	if len(at) == 1 {
		list[at[0]] = sum
		try(list)
		return
	}
	for n := range sum + 1 {
		list[at[0]] = n
		guess(list, at[1:], sum-n, try)
	}
}
