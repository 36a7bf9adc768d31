package bound

import "testing"

// TestHold holds a bound to what it lets through, and what not.
func TestHold(t *testing.T) {
	for _, x := range []struct {
		measured float64
		broken   bool
	}{{1.19, false}, {1.20, false}, {1.21, true}} {
		if err := Hold("x", x.measured, 1.20); (err != nil) != x.broken {
			t.Errorf("%v of 1.20: %v", x.measured, err)
		}
	}
}

// TestLeast takes the least of what was measured, of one kind.
func TestLeast(t *testing.T) {
	list := [][2]float64{{3, 5}, {2, 9}}
	if got := Least(list, func(x [2]float64) float64 { return x[0] }); got != 2 {
		t.Errorf("the first %v, want 2", got)
	}
	if got := Least(list, func(x [2]float64) float64 { return x[1] }); got != 5 {
		t.Errorf("the second %v, want 5", got)
	}
}
