package huibao

import (
	"testing"
	"time"
)

// TestLastDay holds the last day of every month of 401 years to the calendar's.
func TestLastDay(t *testing.T) {
	for year := 1900; year <= 2300; year++ {
		for month := 1; month <= 12; month++ {
			want := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
			if got := lastDay(year, month); got != want {
				t.Fatalf("%d-%02d: %d, want %d", year, month, got, want)
			}
		}
	}
}
