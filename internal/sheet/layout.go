package sheet

import (
	"slices"
	"sort"
	"strings"

	"huibao/internal/regexp"
)

// Layout is what a sheet says beside its cells.
type Layout struct {
	Merges    []Range   // in the order of the file
	Protected bool      // sheet protection is on
	Filtered  bool      // an AutoFilter is set
	Comments  bool      // the sheet has comments or notes
	Notes     []Comment // of an .xlsx or .xls, what they say
	Drawn     []Comment // of the same, what its text boxes and shapes say
	Printed   []string  // of the same, what its pages say above and below when they are printed

	hiddenRows []span
	hiddenCols *[maxCol/64 + 1]uint64
	tree       []mergeNode
	odd        oddities
}

// span is a run of rows, both ends included.
type span struct{ from, to int }

func (l *Layout) hideRow(n int) {
	if k := len(l.hiddenRows); k > 0 && l.hiddenRows[k-1].to+1 == n {
		l.hiddenRows[k-1].to = n
		return
	}
	l.hiddenRows = append(l.hiddenRows, span{n, n})
}

func (l *Layout) hideRows(from, to int) {
	if from == to {
		l.hideRow(from)
		return
	}
	l.hiddenRows = append(l.hiddenRows, span{from, to})
}

func (l *Layout) hideCols(from, to int) {
	if l.hiddenCols == nil {
		l.hiddenCols = new([maxCol/64 + 1]uint64)
	}
	for c, end := max(from, 1), min(to, maxCol); c <= end; c++ {
		if c%64 == 0 && c+63 <= end {
			l.hiddenCols[c/64] = 1<<64 - 1
			c += 63
			continue
		}
		l.hiddenCols[c/64] |= 1 << (c % 64)
	}
}

// settle makes the layout ready for questions.
func (l *Layout) settle() {
	slices.SortFunc(l.hiddenRows, func(a, b span) int { return a.from - b.from })
	joined := l.hiddenRows[:0]
	for _, s := range l.hiddenRows {
		if n := len(joined); n > 0 && s.from <= joined[n-1].to+1 {
			joined[n-1].to = max(joined[n-1].to, s.to)
			continue
		}
		joined = append(joined, s)
	}
	l.hiddenRows = joined
	l.tree = newMergeTree(l.Merges)
}

// RowHidden reports whether a row is hidden or filtered out.
func (l *Layout) RowHidden(row int) bool {
	i := sort.Search(len(l.hiddenRows), func(i int) bool { return l.hiddenRows[i].to >= row })
	return i < len(l.hiddenRows) && l.hiddenRows[i].from <= row
}

// ColHidden reports whether a column is hidden.
func (l *Layout) ColHidden(col int) bool {
	return l.hiddenCols != nil && col >= 1 && col <= maxCol && l.hiddenCols[col/64]&(1<<(col%64)) != 0
}

// Merge returns the merged range that covers a cell, if one does.
func (l *Layout) Merge(row, col int) (Range, bool) {
	if len(l.tree) == 0 {
		return Range{}, false
	}
	return findMerge(l.tree, row, col)
}

// mostPrinted is how many headers and footers a sheet may have: left, middle and right stand in one.
const mostPrinted = 6

// printCodes are what in a header or footer is no text: the place, the font, the page's number.
var printCodes = regexp.MustCompile(`&(?:"[^"]*"|K[0-9A-Fa-f+-]{6}|\d{1,3}|[A-Za-z&])`)

// print takes a header or footer.
func (l *Layout) print(text string) {
	if said := strings.TrimSpace(printCodes.ReplaceAllString(text, " ")); said != "" && len(l.Printed) < mostPrinted {
		l.Printed = append(l.Printed, said)
	}
}
