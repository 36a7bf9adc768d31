package docx

import (
	"fmt"
	"testing"
)

// TestWidths: a column is as wide as its longest number, at the cost of those that have room, and all
// together are as wide as the table.
func TestWidths(t *testing.T) {
	cells := func(texts ...string) Row {
		var r Row
		for _, text := range texts {
			r.Cells = append(r.Cells, Cell{Text: text})
		}
		return r
	}
	wide := []Column{{Title: "指标", Width: 30}, {Title: "累计", Width: 3}, {Title: "备注", Width: 17}}
	for _, c := range []struct {
		name    string
		columns []Column
		rows    []Row
		total   int
		want    []int
	}{
		{"all fit", wide, []Row{cells("甲", "12", "乙"), {Category: "123,456,789"}}, 10000, []int{6000, 600, 3400}},
		{"12,000", wide, []Row{cells("甲", "12,000", "乙")}, 10000, []int{5882, 784, 3334}},
		{"the sign, the point and the per cent", wide, []Row{cells("甲", "−1,234.5%", "乙")}, 10000, nil},
		{"words may be broken", wide, []Row{cells("甲", "不含某某县（待核）3", "乙")}, 10000, []int{6000, 600, 3400}},
		{"the heading's", []Column{{Title: "指标", Width: 9}, {Title: "2024", Width: 1}}, nil, 4000, []int{3406, 594}},
		{"no room for all", []Column{{Title: "12345678", Width: 1}, {Title: "1", Width: 1}}, nil, 1000, []int{500, 500}},
		{"no columns", nil, nil, 1000, nil},
	} {
		got := widthsOf(c.columns, c.rows, c.total)
		sum := 0
		for _, n := range got {
			sum += n
		}
		if c.want != nil && fmt.Sprint(got) != fmt.Sprint(c.want) || len(got) > 0 && sum != c.total {
			t.Errorf("%s: %v, together %d, want %v of %d", c.name, got, sum, c.want, c.total)
		}
	}
	if narrow := widthsOf(wide, []Row{cells("甲", "−1,234.5%", "乙")}, 10000); narrow[1] != cellRoom+(5*65+85+2*35+100)*cellType/100 {
		t.Errorf("%v", narrow)
	}
}
