package sheet

import (
	"context"
	"errors"
	"strconv"
)

// longPart is the inflated size from which on a worksheet is streamed.
const longPart = 8 << 20

// worksheet is the source of one sheet of the xlsx family.
type worksheet struct {
	x      *xlsx
	part   string
	cells  int // counted for the book in the last reading
	merges int
}

func (w *worksheet) grid(ctx context.Context) (*Grid, error) { return gridOf(ctx, w) }

func (w *worksheet) long() bool { return w.x.z.size(w.part) > longPart }

// rows reads the part once from its beginning.
func (w *worksheet) rows(ctx context.Context, sink rowSink) (Layout, error) {
	w.x.cells -= w.cells
	w.x.merges -= w.merges
	w.cells, w.merges = 0, 0
	r := &sheetReader{w: w, x: w.x, sink: sink}
	err := w.read(ctx, r)
	var e *Error
	if errors.As(err, &e) && e.Part == "" {
		e.Part = w.part
	}
	if err != nil {
		return Layout{}, err
	}
	if err = w.readComments(ctx, &r.layout); err != nil {
		return Layout{}, err
	}
	r.layout.settle()
	return r.layout, nil
}

func (w *worksheet) read(ctx context.Context, r *sheetReader) error {
	p, err := w.x.z.open(ctx, w.part)
	if err != nil {
		return err
	}
	defer p.close()
	r.scanner, err = newScanner(w.part, p, w.x.lim)
	if err != nil {
		return err
	}
	defer r.release()
	for {
		kind, err := r.next()
		if err != nil || kind == tokenEnd {
			return err
		}
		if kind == tokenOpen {
			if err := r.element(); err != nil {
				return err
			}
		}
	}
}

// sheetReader reads the cells of one worksheet part.
type sheetReader struct {
	*scanner
	w      *worksheet
	x      *xlsx
	sink   rowSink
	layout Layout
	last   int       // number of the last row
	cols   []rawCell // of the row being read
	value  []byte
	kept   arena

	masters map[int]*master // of shared formulas, by their number
}

func (r *sheetReader) element() error {
	switch len(r.starts) {
	case 1:
		if !r.is("worksheet") {
			return r.fail("根元素是 " + clip(r.name) + "，应为 worksheet")
		}
	case 2:
		switch string(r.name) {
		case "sheetData":
			return r.sheetData()
		case "sheetProtection":
			r.layout.Protected = r.on("sheet")
		case "autoFilter":
			r.layout.Filtered = true
		}
	case 3:
		switch {
		case r.within("cols", "col"):
			r.column()
		case r.within("mergeCells", "mergeCell"):
			return r.merge()
		case r.under("headerFooter"):
			return r.printed()
		}
	}
	return nil
}

func (r *sheetReader) column() {
	width, _ := r.raw("width")
	if !r.on("hidden") && string(width) != "0" {
		return
	}
	from, ok := r.whole("min", 0)
	to, good := r.whole("max", from)
	if !ok || !good {
		r.layout.odd.note(oddColumn, "")
		return
	}
	r.layout.hideCols(from, to)
}

func (r *sheetReader) merge() error {
	ref := r.attr("ref")
	m, ok := parseRange(ref)
	if !ok {
		// A whole column (A:A) and the like: no person's merge, since Excel writes
		// that as A1:A1048576.
		r.layout.odd.note(oddMerge, clip([]byte(ref)))
		return nil
	}
	r.w.merges++
	if r.x.merges++; r.x.merges > r.x.lim.Merges {
		return boundMerges.over(int64(r.x.merges), int64(r.x.lim.Merges), r.part, 0)
	}
	r.layout.Merges = append(r.layout.Merges, m)
	return nil
}

// printed reads a header or footer.
func (r *sheetReader) printed() error {
	text, err := r.inner(r.x.lim.TextRunes)
	r.layout.print(string(text))
	return err
}

// sheetData reads the rows.
func (r *sheetReader) sheetData() error {
	depth := len(r.starts)
	for {
		kind, err := r.next()
		if err != nil {
			return err
		}
		switch {
		case kind == tokenClose && len(r.starts) < depth:
			r.row = 0
			return nil
		case kind == tokenOpen && r.is("row"):
			err = r.readRow()
		case kind == tokenOpen:
			err = r.skip()
		}
		if err != nil {
			return err
		}
	}
}

func (r *sheetReader) readRow() error {
	number, given, err := r.rowNumber()
	if err != nil && r.empty {
		r.layout.odd.note(oddRow, "")
		return r.skip()
	}
	if err != nil {
		return err
	}
	r.row = number
	height, _ := r.raw("ht")
	hidden := r.on("hidden") || string(height) == "0"
	r.cols = r.cols[:0]
	depth, col := len(r.starts), 0
	for {
		kind, err := r.next()
		if err != nil {
			return err
		}
		switch {
		case kind == tokenClose && len(r.starts) < depth:
			return r.endRow(hidden)
		case kind == tokenOpen && r.is("c"):
			col, err = r.readCell(col+1, given || col > 0)
		case kind == tokenOpen:
			err = r.skip()
		}
		if err != nil {
			return err
		}
	}
}

// rowNumber is the row's own number, or the one after the last row's; given says
// which.
func (r *sheetReader) rowNumber() (number int, given bool, err error) {
	raw, given := r.raw("r")
	if !given {
		return r.last + 1, false, nil
	}
	n, err := strconv.Atoi(string(raw))
	if err != nil || n < 1 || n > maxRow {
		return 0, true, r.fail("行号 " + clip(raw) + " 无法识别")
	}
	return n, true, nil
}

// endRow hands the row over, its cells by column.
func (r *sheetReader) endRow(hidden bool) error {
	r.last = r.row
	if hidden {
		r.layout.hideRow(r.row)
	}
	if len(r.cols) == 0 {
		return nil
	}
	if r.row > r.x.lim.Rows {
		return boundRows.over(int64(r.row), int64(r.x.lim.Rows), r.part, r.row)
	}
	r.cols = byColumn(r.row, r.cols, &r.layout.odd)
	for i := range r.cols {
		c := &r.cols[i]
		c.Row = r.row
		c.Hidden = hidden || r.layout.ColHidden(c.Col)
	}
	if n := r.cols[len(r.cols)-1].Col; n > r.x.lim.Columns {
		return boundColumns.over(int64(n), int64(r.x.lim.Columns), r.part, r.row)
	}
	if r.layout.odd.tooManyBroken() {
		return r.fail(tooManyBroken)
	}
	return r.sink(r.row, r.cols)
}
