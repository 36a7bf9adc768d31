// Package bound is what the measurements are held to, and heard by: apart from them, since its tests need nothing of what they measure.
package bound

import (
	"fmt"
	"slices"
)

// Hold says what was measured, and is an error where it is more than it may be.
func Hold(what string, measured, most float64) error {
	fmt.Printf("%s: %.2f (at most %.2f)\n", what, measured, most)
	if measured <= most {
		return nil
	}
	return fmt.Errorf("%s: %.2f, more than %.2f", what, measured, most)
}

// Least is the least of what was measured, of one kind.
func Least[T any](list []T, of func(T) float64) float64 {
	var values []float64
	for _, x := range list {
		values = append(values, of(x))
	}
	return slices.Min(values)
}
