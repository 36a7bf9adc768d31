package batch

import (
	"fmt"
	"slices"
	"testing"

	"huibao"
	"huibao/inforce"
	"huibao/statement"
)

// TestUsesOf: the lines that are of a figure, or name it or its task; not those of another whose
// name or number holds its own.
func TestUsesOf(t *testing.T) {
	plan := &huibao.Plan{Units: []huibao.Unit{{Code: "C01", Name: "中宁县"}}, Indicators: []huibao.Indicator{{Code: "2.1", Task: 2, Name: "改造公路"}, {Code: "2.2", Task: 2, Name: "改造公路里程"}, {Code: "12.1", Task: 12, Name: "建桥"}}}
	c := &statement.Consolidation{Plan: inforce.At(plan, huibao.Period{Year: 2024, Month: 6})}
	line := func(row, text string) statement.Printed {
		return statement.Printed{Row: row, Cells: []statement.Cell{{Text: text}}}
	}
	list := []statement.Printed{
		line("2.1", "a"), line("2.2", "b"), line("2.1|C01", "c"), line("2.1|C02", "d"), line("2", "e"),
		line("", "改造公路3条。"), line("", "改造公路里程3公里。"), line("", "改造公路里程和改造公路。"), line("", "为第1、2、11项。"), line("", "为第12、22项。"), line("", "第2期"),
		{Row: "2.1", Cells: []statement.Cell{{Column: "中宁县 累计", Text: "5"}}}, {Row: "2.1", Cells: []statement.Cell{{Text: "中宁县欠5"}}},
	}
	for _, x := range []struct {
		unit, code string
		want       []int
	}{
		{huibao.CityUnit, "2.1", []int{0, 5, 7, 8, 11, 12}}, {"C01", "2.1", []int{2, 11, 12}}, {huibao.CityUnit, "2.2", []int{1, 6, 7, 8}}, {huibao.CityUnit, "12.1", []int{9}}, {huibao.CityUnit, "9.9", nil},
	} {
		var got []int
		for _, p := range UsesOf(list, c, x.unit, x.code) {
			got = append(got, slices.IndexFunc(list, func(q statement.Printed) bool { return fmt.Sprint(q) == fmt.Sprint(p) }))
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%s of %q: %v, want %v", x.code, x.unit, got, x.want)
		}
	}
}
