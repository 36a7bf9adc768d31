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

// readComments reads the comments of a worksheet. None of its cells is in doubt for a part
// that can't be read.
func (w *worksheet) readComments(ctx context.Context, l *Layout) error {
	rels, err := w.x.relations(ctx, w.part)
	if isDamage(err) {
		w.x.book.odd.note(oddComments, "")
		return nil
	}
	var threads []Comment
	for _, r := range rels.list {
		switch r.kind {
		case "comments":
			l.Comments = true
			part := w.x.z.resolve(w.part, r.target)
			if !w.x.z.has(part) || w.x.z.size(part) > maxCommentsPart {
				continue
			}
			list, bad := w.x.commentsIn(ctx, part)
			if l.Notes = list; bad != nil && ctx.Err() == nil {
				w.x.book.odd.note(oddComments, "")
			}
		case "threadedComment":
			l.Comments = true
			part := w.x.z.resolve(w.part, r.target)
			if !w.x.z.has(part) || w.x.z.size(part) > maxCommentsPart {
				continue
			}
			list, bad := w.x.threadsIn(ctx, part)
			if threads = append(threads, list...); bad != nil && ctx.Err() == nil {
				w.x.book.odd.note(oddComments, "")
			}
		case "drawing", "vmlDrawing":
			w.readDrawn(ctx, w.x.z.resolve(w.part, r.target), r.kind, l)
		}
	}
	l.Notes = threaded(l.Notes, threads)
	return err
}

// threadsIn reads a part of threaded comments as far as it can be read: what was said on a cell, with the
// answers below it.
func (x *xlsx) threadsIn(ctx context.Context, part string) (list []Comment, err error) {
	var at Comment
	err = x.walk(ctx, part, "ThreadedComments", func(s *scanner) error {
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
			for i := range list {
				if list[i].Row == at.Row && list[i].Col == at.Col {
					list[i].Text += "\n" + at.Text
					return nil
				}
			}
			if len(list) < maxComments {
				list = append(list, at)
			}
		}
		return nil
	})
	return list, err
}

// threaded puts threads in the place of the comments that Excel writes beside them for its older versions,
// which say how to read a thread before they repeat it.
func threaded(notes, threads []Comment) []Comment {
	for _, c := range threads {
		notes = slices.DeleteFunc(notes, func(n Comment) bool { return n.Row == c.Row && n.Col == c.Col })
	}
	return append(notes, threads...)
}

// commentsIn reads a part of comments as far as it can be read.
func (x *xlsx) commentsIn(ctx context.Context, part string) (list []Comment, err error) {
	var at Comment
	err = x.walk(ctx, part, "comments", func(s *scanner) error {
		switch {
		case len(list) == maxComments:
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
