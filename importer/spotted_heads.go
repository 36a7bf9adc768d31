package importer

import (
	"slices"

	"huibao/internal/sheet"
)

// Where a row's headings stand.

// headOver is the nearest row over another one that holds headings; 0 without one.
func (s *spotter) headOver(n int) int {
	for row := n - 1; row >= max(1, n-spotRows); row-- {
		is, known := s.headed[row]
		if !known {
			is = holdsHeadings(s.page, row)
			s.headed[row] = is
		}
		if is {
			return row
		}
	}
	return 0
}

// headOver is the same, asked once.
func headOver(p page, n int) int { return (&spotter{page: p, headed: map[int]bool{}}).headOver(n) }

// holdsHeadings reports whether a row holds several words and no figure.
func holdsHeadings(p page, row int) bool {
	texts := textsOf(p, row)
	return wordsOnly(p, row) && len(texts) > 1 && !slices.ContainsFunc(texts, func(c sheet.Cell) bool { return ofFigure.MatchString(fold(c.Raw)) })
}
