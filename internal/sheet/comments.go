package sheet

import (
	"context"
	"slices"
	"strings"
)

// Comment is what was written on a cell: the text of its note.
type Comment struct {
	Row, Col int
	Text     string
}

// What is more of comments is not looked at.
const (
	maxComments     = 2000
	maxCommentsPart = 1 << 20 // bytes
)

// readComments reads the comments of a worksheet, and what is drawn on it. None of its cells is in doubt for a
// part that can't be read.
func (w *worksheet) readComments(ctx context.Context, l *Layout) error {
	rels, err := w.x.relations(ctx, w.part)
	if isDamage(err) {
		w.x.book.odd.note(oddComments, "")
		return nil
	}
	threads, seen := newThreads(), map[string]bool{}
	for _, r := range rels.list {
		odd := oddComments
		switch r.kind {
		case "comments", "threadedComment":
			l.Comments = true
		case "drawing", "vmlDrawing":
			odd = oddDrawing
		default:
			continue
		}
		part := w.x.z.resolve(w.part, r.target)
		key := partName(part)
		if !w.x.z.has(part) || seen[key] {
			continue
		}
		seen[key] = true
		if !w.x.beside.admits(w.part, part, len(seen)) {
			w.x.book.odd.note(odd, "")
			continue
		}
		w.readBeside(ctx, part, r.kind, l, threads)
		w.x.beside.spent(w.part, part, w.x.z.count[key])
	}
	l.Notes = threaded(l.Notes, threads.list)
	return err
}

// readBeside reads one part that a worksheet refers to.
func (w *worksheet) readBeside(ctx context.Context, part, kind string, l *Layout, threads *threads) {
	if kind == "drawing" || kind == "vmlDrawing" {
		w.readDrawn(ctx, part, kind, l)
		return
	}
	if w.x.z.size(part) > maxCommentsPart {
		return
	}
	err := error(nil)
	if kind == "comments" {
		l.Notes, err = w.x.commentsIn(ctx, part, l.Notes)
	} else {
		err = w.x.threadsIn(ctx, part, threads)
	}
	if err != nil && ctx.Err() == nil {
		w.x.book.odd.note(oddComments, "")
	}
}

// threads are the threaded comments of a sheet, one for each cell.
type threads struct {
	list []Comment
	at   map[[2]int]int // by row and column
}

func newThreads() *threads { return &threads{at: map[[2]int]int{}} }

// add takes what was said on a cell, below what was said there before, in all as long as a cell's text may be.
func (t *threads) add(c Comment, limit int) {
	cell := [2]int{c.Row, c.Col}
	i, known := t.at[cell]
	switch {
	case known && len(t.list[i].Text) < limit:
		t.list[i].Text += "\n" + c.Text
	case !known && len(t.list) < maxComments:
		t.at[cell] = len(t.list)
		t.list = append(t.list, c)
	}
}

// threadsIn reads a part of threaded comments as far as it can be read: what was said on a cell, with the
// answers below it.
func (x *xlsx) threadsIn(ctx context.Context, part string, to *threads) error {
	var at Comment
	return x.walk(ctx, part, "ThreadedComments", func(s *scanner) error {
		switch {
		case s.is("threadedComment"):
			at = Comment{}
			at.Row, at.Col, _ = ParseRef(s.attr("ref"))
		case s.within("threadedComment", "text") && at.Row > 0:
			text, err := s.inner(x.lim.TextRunes)
			if err != nil {
				return err
			}
			at.Text = strings.TrimSpace(string(text))
			to.add(at, x.lim.TextRunes)
		}
		return nil
	})
}

// threaded puts threads in the place of the comments that Excel writes beside them for its older versions,
// which say how to read a thread before they repeat it.
func threaded(notes, threads []Comment) []Comment {
	said := make(map[[2]int]bool, len(threads))
	for _, c := range threads {
		said[[2]int{c.Row, c.Col}] = true
	}
	notes = slices.DeleteFunc(notes, func(n Comment) bool { return said[[2]int{n.Row, n.Col}] })
	return append(notes, threads...)
}

// commentsIn adds a part of comments to a list as far as it can be read.
func (x *xlsx) commentsIn(ctx context.Context, part string, to []Comment) (list []Comment, err error) {
	var at Comment
	list = to
	err = x.walk(ctx, part, "comments", func(s *scanner) error {
		switch {
		case len(list) >= maxComments:
		case s.within("commentList", "comment"):
			at = Comment{}
			at.Row, at.Col, _ = ParseRef(s.attr("ref"))
		case len(s.starts) == 4 && s.is("text") && at.Row > 0:
			text, _, err := s.richText(x.lim.TextRunes)
			if err != nil {
				return err
			}
			at.Text = strings.TrimSpace(string(text))
			list = append(list, at)
		}
		return nil
	})
	return list, err
}

// NotesOf are the comments on the cells of a row.
func (l *Layout) NotesOf(row int) []Comment {
	var list []Comment
	for _, c := range l.Notes {
		if c.Row == row && c.Text != "" {
			list = append(list, c)
		}
	}
	return list
}
