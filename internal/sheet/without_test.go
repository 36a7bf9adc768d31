package sheet

import (
	"context"
	"slices"
	"strings"
	"testing"
)

func TestWithout(t *testing.T) {
	text := "a,b\n1,2\nc,d\n3,4\n"
	book, err := Open(context.Background(), strings.NewReader(text), int64(len(text)), "x.csv", DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	whole, err := book.Sheets[0].Grid(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	part := whole.Without(func(row int) bool { return row == 2 || row == 4 })
	if !slices.Equal(part.Rows(), []int{1, 3}) || part.MaxRow != 3 || part.At(2, 1).Type != Blank || part.At(3, 2).Raw != "d" {
		t.Error(part.Rows(), part.MaxRow, part.At(2, 1), part.At(3, 2))
	}
	if !slices.Equal(whole.Rows(), []int{1, 2, 3, 4}) || whole.At(4, 1).Raw != "3" {
		t.Error("the whole has changed", whole.Rows())
	}
}
