package sheet

import "huibao/internal/regexp"

// master is a formula that other cells share: they hold it as if it had been copied to
// them (ECMA-376 part 1, 18.3.1.40).
type master struct {
	row, col int
	text     string
}

// at is the formula as it reads in another cell.
func (m *master) at(row, col int) string {
	down, right := row-m.row, col-m.col
	return formulaWord.ReplaceAllStringFunc(m.text, func(word string) string {
		g := formulaRef.FindStringSubmatch(word)
		if g == nil {
			return word
		}
		r, c, ok := ParseRef(g[2] + g[4])
		if g[1] == "" {
			c += right
		}
		if g[3] == "" {
			r += down
		}
		if !ok || r < 1 || r > maxRow || c < 1 || c > maxCol {
			return "#REF!"
		}
		return g[1] + ColName(c) + g[3] + Ref(r, 1)[1:]
	})
}

var (
	// formulaWord is a text, a quoted name, or a name with what makes it one of a
	// function or a sheet.
	formulaWord = regexp.MustCompile(`"[^"]*"|'[^']*'|[\pL_$\\][\pL\pN_.$\\]*[(!]?`)
	formulaRef  = regexp.MustCompile(`^(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})$`)
)

// Formula is the formula of a cell without its equals sign, also of one that shares
// another's; "" where there is none, or the file does not give it.
func (g *Grid) Formula(row, col int) string {
	if text := g.formulas[cellKey(row, col)]; text != "" {
		return text
	}
	if m := g.shared[cellKey(row, col)]; m != nil {
		return m.at(row, col)
	}
	return ""
}
