package sheet

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// sheetReader reads the cells of one worksheet part.
type sheetReader struct {
	*scanner
	x    *xlsx
	ctx  context.Context
	grid *Grid
	last int // number of the last row
	any  bool
}

func (x *xlsx) readSheet(ctx context.Context, part string) (*Grid, error) {
	data, err := x.z.read(ctx, part)
	if err != nil {
		return nil, err
	}
	s, err := newScanner(part, data, x.lim)
	if err != nil {
		return nil, err
	}
	r := &sheetReader{scanner: s, x: x, ctx: ctx, grid: &Grid{hiddenCols: map[int]bool{}}}
	for {
		kind, err := r.next()
		if err != nil {
			return nil, err
		}
		if kind == tokenEnd {
			return r.finish()
		}
		if kind != tokenOpen {
			continue
		}
		if err := r.element(); err != nil {
			return nil, err
		}
	}
}

func (r *sheetReader) element() error {
	switch string(r.name) {
	case "worksheet":
		r.any = true
	case "col":
		return r.column()
	case "row":
		return r.readRow()
	case "mergeCell":
		return r.merge()
	case "sheetProtection":
		r.grid.Protected = true
	}
	return nil
}

func (r *sheetReader) column() error {
	if !r.attrIs("hidden") {
		return nil
	}
	from, to := r.number("min"), r.number("max")
	for c := max(from, 1); c <= min(to, r.x.lim.Columns); c++ {
		r.grid.hiddenCols[c] = true
	}
	return nil
}

func (r *sheetReader) number(attr string) int {
	v, _ := r.attr(attr)
	n, _ := strconv.Atoi(v)
	return n
}

func (r *sheetReader) merge() error {
	ref, _ := r.attr("ref")
	m, ok := parseRange(ref)
	if !ok {
		return r.fail("合并单元格的范围 " + ref + " 无法识别")
	}
	if r.x.merges++; r.x.merges > r.x.lim.Merges {
		return overLimit("合并单元格数", int64(r.x.merges), int64(r.x.lim.Merges), "--limit-merges")
	}
	r.grid.Merges = append(r.grid.Merges, m)
	return nil
}

func (r *sheetReader) readRow() error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	n := r.last + 1
	if v, ok := r.attr("r"); ok {
		parsed, err := strconv.Atoi(v)
		if err != nil || parsed < 1 || parsed > maxRow {
			return r.fail("行号 " + v + " 无法识别")
		}
		n = parsed
	}
	if n > r.x.lim.Rows {
		return overLimit("行数", int64(n), int64(r.x.lim.Rows), "--limit-rows")
	}
	r.last, r.scanner.row = n, n
	row := gridRow{number: n, hidden: r.attrIs("hidden")}
	depth := len(r.stack)
	for {
		kind, err := r.next()
		if err != nil {
			return err
		}
		switch {
		case kind == tokenClose && len(r.stack) < depth:
			return r.keep(row)
		case kind == tokenOpen && r.is("c"):
			cell, err := r.readCell(n, len(row.cells), row)
			if err != nil {
				return err
			}
			cell.Hidden = row.hidden || r.grid.hiddenCols[cell.Col]
			row.cells = append(row.cells, cell)
		}
	}
}

// keep adds a row to the grid; cells out of order are sorted, a cell or row that
// stands twice is damage.
func (r *sheetReader) keep(row gridRow) error {
	byCol := func(a, b Cell) int { return a.Col - b.Col }
	if !slices.IsSortedFunc(row.cells, byCol) {
		slices.SortStableFunc(row.cells, byCol)
	}
	for i := 1; i < len(row.cells); i++ {
		if row.cells[i].Col == row.cells[i-1].Col {
			return r.fail("单元格 " + row.cells[i].Ref() + " 出现两次")
		}
	}
	r.grid.rows = append(r.grid.rows, row)
	return nil
}

func (r *sheetReader) readCell(row, index int, so gridRow) (Cell, error) {
	c := Cell{Row: row, Col: 1}
	if index > 0 {
		c.Col = so.cells[index-1].Col + 1
	}
	if ref, ok := r.attr("r"); ok {
		rr, cc, ok := ParseRef(ref)
		if !ok || rr != row {
			return c, r.fail("单元格位置 " + ref + " 不对")
		}
		c.Col = cc
	}
	if c.Col > r.x.lim.Columns {
		return c, overLimit("列数", int64(c.Col), int64(r.x.lim.Columns), "--limit-columns")
	}
	if style, ok := r.attr("s"); ok {
		if n, err := strconv.Atoi(style); err == nil && n >= 0 && n < len(r.x.styles) {
			c.Format = r.x.styles[n]
		}
	} else if len(r.x.styles) > 0 {
		c.Format = r.x.styles[0]
	}
	kind, _ := r.attr("t")
	return r.readContent(c, kind)
}

// readContent reads what stands inside <c>: formula, value, inline string.
func (r *sheetReader) readContent(c Cell, kind string) (Cell, error) {
	depth := len(r.stack)
	value, has := "", false
	for {
		tok, err := r.next()
		if err != nil {
			return c, err
		}
		switch {
		case tok == tokenClose && len(r.stack) < depth:
			return r.settle(c, kind, value, has)
		case tok != tokenOpen:
		case r.is("v"):
			value, err = r.content(r.x.lim.TextRunes)
			has = true
		case r.is("f"):
			c.HasFormula = true
			c.Formula, err = r.content(r.x.lim.TextRunes)
		case r.is("is"):
			value, err = r.x.richText(r.scanner)
			has, kind = true, "inlineStr"
		default:
			err = r.skip()
		}
		if err != nil {
			return c, err
		}
	}
}

// settle gives the cell its type and stored text.
func (r *sheetReader) settle(c Cell, kind, value string, has bool) (Cell, error) {
	if !has || value == "" && kind != "str" && kind != "inlineStr" {
		return c, nil
	}
	c.Cached = c.HasFormula
	switch kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < 0 || n >= len(r.x.strings) {
			return c, r.fail("单元格 " + c.Ref() + " 引用的共享字符串 " + value + " 不存在")
		}
		c.Type, c.Raw = Text, r.x.strings[n]
	case "str":
		c.Type, c.Raw = Text, unescapeX(value)
	case "inlineStr":
		c.Type, c.Raw = Text, value
	case "b":
		c.Type, c.Raw = Bool, strings.TrimSpace(value)
	case "e":
		c.Type, c.Raw = ErrorValue, strings.TrimSpace(value)
	case "d":
		c.Type, c.Raw = Text, strings.TrimSpace(value)
	default:
		c.Type, c.Raw = Number, strings.TrimSpace(value)
		if !isNumber(c.Raw) {
			return c, r.fail("单元格 " + c.Ref() + " 存的数 " + strconv.Quote(value) + " 不是数")
		}
	}
	if c.Type == Text && c.Raw == "" {
		c.Type = Blank
		return c, nil
	}
	if len([]rune(c.Raw)) > r.x.lim.TextRunes {
		return c, overLimit("一个单元格的字数", int64(len([]rune(c.Raw))), int64(r.x.lim.TextRunes), "--limit-text")
	}
	if r.x.cells++; r.x.cells > r.x.lim.Cells {
		return c, overLimit("有内容的单元格数", int64(r.x.cells), int64(r.x.lim.Cells), "--limit-cells")
	}
	return c, nil
}

// isNumber reports whether a text is a number as a file may store it: decimal
// notation with an exponent of at most three digits.
func isNumber(s string) bool {
	s = strings.TrimLeft(s, "+-")
	mantissa, exp, hasExp := strings.Cut(strings.ToLower(s), "e")
	if hasExp {
		exp = strings.TrimLeft(exp, "+-")
		if exp == "" || len(exp) > 3 || strings.Trim(exp, "0123456789") != "" {
			return false
		}
	}
	whole, frac, _ := strings.Cut(mantissa, ".")
	return len(whole)+len(frac) > 0 && len(whole)+len(frac) <= 400 && strings.Trim(whole+frac, "0123456789") == ""
}

func (r *sheetReader) finish() (*Grid, error) {
	if !r.any {
		return nil, r.fail("没有工作表内容")
	}
	g := r.grid
	byNumber := func(a, b gridRow) int { return a.number - b.number }
	if !slices.IsSortedFunc(g.rows, byNumber) {
		slices.SortStableFunc(g.rows, byNumber)
	}
	for i, row := range g.rows {
		if i > 0 && row.number == g.rows[i-1].number {
			r.scanner.row = row.number
			return nil, r.fail("同一行出现两次")
		}
		if n := len(row.cells); n > 0 {
			g.MaxRow, g.MaxCol = row.number, max(g.MaxCol, row.cells[n-1].Col)
		}
	}
	return g, nil
}
