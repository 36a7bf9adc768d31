package importer

import (
	"slices"
	"strings"

	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// One cell of a column may say more than its figure, or say it in another scale: what it leaves in doubt is its own, and
// not what the column is.

// numbers reports whether a figure stands in a column, and no other words than behind a figure, in less cells
// than there are figures alone (1716（含体检中心自费体检人数）).
func (e evidence) numbers(col int) bool {
	figures, told := 0, 0
	for _, n := range e.rows {
		c := e.grid.At(n, col)
		text := strings.TrimSpace(fold(c.Raw))
		switch _, ok := e.figureAt(n, col); {
		case ok:
			figures++
		case c.Type == sheet.Number:
			return false
		case c.Type != sheet.Text || len(c.Raw) > maxHeading || isMark(text) || text == "" || e.grid.At(n, e.nameColumn()).Type == sheet.Blank:
		case figureThen.MatchString(text):
			told++
		default:
			return false
		}
	}
	return figures > told
}

// figureThen is a figure with what is said of it.
var figureThen = regexp.MustCompile(`^\d[\d,]*(?:\.\d+)?\p{Han}{0,3}[(,;。、]`)

// scaled reports whether a cell says another scale than those of its column that are numbers (52万元): its doubt is
// its own.
func (e evidence) scaled(n, col int) bool {
	c := e.grid.At(n, col)
	return c.Type == sheet.Text && strings.ContainsAny(c.Raw, "万亿") && slices.ContainsFunc(e.rows, func(m int) bool { return e.grid.At(m, col).Type == sheet.Number })
}
