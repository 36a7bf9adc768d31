package desk

import (
	"context"
	"slices"
	"sync"
	"time"
	"unicode/utf8"

	"huibao"
	"huibao/internal/sheet"
)

// Excerpt is a piece of a sheet around a cell, as it stands in the file.
type Excerpt struct {
	Sheet   string
	Letters []ExcerptCell
	Rows    []ExcerptRow
}

// ExcerptRow is one row of an excerpt.
type ExcerptRow struct {
	Number int
	Head   bool
	Cells  []ExcerptCell
}

// ExcerptCell is one cell: Hit is what the finding is about; Aside may be left out where
// there is no room, and Name is a long text.
type ExcerptCell struct {
	Text              string
	Number, Hit, Name bool
	Aside             bool
}

// drawn remembers excerpts.
type drawn struct {
	mu sync.Mutex
	by map[string][]*Excerpt
}

// Bounds of drawing excerpts: time for a file, files at once, findings of a page, and how
// many files' excerpts are remembered.
const (
	excerptTime  = 5 * time.Second
	excerptMost  = 60
	excerptKept  = 64
	excerptText  = 40
	aroundColumn = 2
	headingRows  = 12
)

// excerpts draws a piece of the sheet for each finding of a submission; nil where a
// finding has no cell, or the file can't be read. What was drawn is remembered by the
// file and the findings.
func (d *Desk) excerpts(ctx context.Context, b *Board, s *huibao.Submission) []*Excerpt {
	list := make([]*Excerpt, len(s.Findings))
	key := s.SHA256
	for _, f := range s.Findings {
		key += "|" + f.ID
	}
	d.drawn.mu.Lock()
	defer d.drawn.mu.Unlock() // one at a time: reading a workbook takes memory
	if kept, ok := d.drawn.by[key]; ok {
		return kept
	}
	ctx, cancel := context.WithTimeout(ctx, excerptTime)
	defer cancel()
	books := map[string]*opened{}
	defer func() {
		for _, o := range books {
			o.close()
		}
	}()
	for i, f := range s.Findings {
		if f.Cell == "" || i >= excerptMost {
			continue
		}
		file := s.FileOf(f)
		o, ok := books[file]
		if !ok {
			o = d.open(ctx, hashOf(b, s, file), file)
			books[file] = o
		}
		list[i] = o.around(ctx, f.Sheet, f.Cell, f.Places())
	}
	if ctx.Err() == nil {
		if len(d.drawn.by) >= excerptKept {
			clear(d.drawn.by)
		}
		d.drawn.by[key] = list
	}
	return list
}

// opened is a workbook that excerpts are drawn from; book is nil where it can't be read.
type opened struct {
	book  *sheet.Book
	close func()
}

// hashOf is the hash of a file that a finding of a submission is about.
func hashOf(b *Board, s *huibao.Submission, file string) string {
	sha := s.SHA256
	if file != s.Path {
		for i := range b.con.Submissions() {
			if x := &b.con.Submissions()[i]; x.Path == file && !x.Gone {
				sha = x.SHA256
			}
		}
	}
	return sha
}

// open opens an original for excerpts; file is its name.
func (d *Desk) open(ctx context.Context, sha, file string) *opened {
	o := &opened{close: func() {}}
	f, err := d.led.Original(sha)
	if err != nil {
		return o
	}
	o.close = func() { _ = f.Close() } // it was only read
	info, err := f.Stat()
	if err != nil {
		return o
	}
	if book, err := sheet.Open(ctx, f, info.Size(), file, d.limits); err == nil {
		o.book = book
	}
	return o
}

// around draws the rows and columns around a cell, under the heading; the places of its
// sheet are marked.
func (o *opened) around(ctx context.Context, name, cell string, places []huibao.Place) *Excerpt {
	row, col, ok := sheet.ParseRef(cell)
	if o.book == nil || !ok {
		return nil
	}
	sh := o.book.SheetByName(name)
	if sh == nil {
		return nil
	}
	g, err := sh.Grid(ctx)
	if err != nil {
		return nil
	}
	hit := map[[2]int]bool{}
	for _, p := range places {
		if r, c, ok := sheet.ParseRef(p.Cell); ok && p.Sheet == name {
			hit[[2]int{r, c}] = true
		}
	}
	head := headingOf(g, row)
	rows := []int{row}
	if row-1 > head {
		rows = []int{row - 1, row}
	}
	if row+1 <= g.MaxRow {
		rows = append(rows, row+1)
	}
	if head > 0 {
		rows = append([]int{head}, rows...)
	}
	cols := columnsAround(g, rows, head, col)
	x := &Excerpt{Sheet: name}
	aside := func(i int) bool { // a whole column stays or goes: cells stand under their letter
		return i > 1 && cols[i] != col && !slices.ContainsFunc(rows, func(r int) bool { return hit[[2]int{r, cols[i]}] })
	}
	for i, c := range cols {
		x.Letters = append(x.Letters, ExcerptCell{Text: sheet.ColName(c), Aside: aside(i)})
	}
	for _, r := range rows {
		line := ExcerptRow{Number: r, Head: r == head}
		for i, c := range cols {
			cell := o.cell(g, r, c)
			cell.Hit = hit[[2]int{r, c}]
			cell.Aside = aside(i)
			line.Cells = append(line.Cells, cell)
		}
		x.Rows = append(x.Rows, line)
	}
	return x
}

func (o *opened) cell(g *sheet.Grid, row, col int) ExcerptCell {
	c := g.At(row, col)
	x := ExcerptCell{Text: c.Raw, Number: c.Type == sheet.Number}
	if v, ok := sheet.Display(c, o.book.Date1904); ok {
		x.Text = v.Text
	}
	if utf8.RuneCountInString(x.Text) > excerptText {
		x.Text = string([]rune(x.Text)[:excerptText]) + "…"
	}
	x.Name = utf8.RuneCountInString(x.Text) > 8
	return x
}

// headingOf is the row of headings above a row: of the first rows the one with most
// texts, the lower of two; 0 for none.
func headingOf(g *sheet.Grid, row int) int {
	best, most := 0, 2
	for r := 1; r < row && r <= headingRows; r++ {
		n := 0
		for _, c := range g.Row(r) {
			if c.Type == sheet.Text {
				n++
			}
		}
		if n > most {
			best, most = r, n
		}
	}
	return best
}

// columnsAround are the columns of code and name, and those around one that hold
// something.
func columnsAround(g *sheet.Grid, rows []int, head, col int) []int {
	full := func(c int) bool {
		return slices.ContainsFunc(rows, func(r int) bool { return g.At(r, c).Type != sheet.Blank })
	}
	var list []int
	add := func(c int) {
		if !slices.Contains(list, c) && (c == col || full(c)) {
			list = append(list, c)
		}
	}
	if head > 0 {
		for c := 1; c <= g.MaxCol && len(list) < 2; c++ {
			if text := g.At(head, c).Raw; text == "编码" || text == "指标" || text == "指标名称" {
				add(c)
			}
		}
	}
	for c := max(1, col-aroundColumn); c <= min(g.MaxCol, col+aroundColumn); c++ {
		add(c)
	}
	add(col)
	slices.Sort(list)
	return list
}
