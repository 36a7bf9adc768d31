package annotate

import (
	"bytes"
	"cmp"
	"slices"

	"huibao/internal/sheet"
)

// author is who our comments are by; mark stands between a unit's own comment and
// ours.
const (
	author = "审核"
	mark   = "—— 审核意见 ——"
)

// noted are the cells of a sheet that have a comment.
func (d *document) noted(list *node) map[spot]*node {
	at := map[spot]*node{}
	for _, n := range list.kids {
		if row, col, ok := sheet.ParseRef(d.attr(n, "ref")); ok && n.local == "comment" {
			at[spot{row, col}] = n
		}
	}
	return at
}

// everyNoted are all cells of a comments part, those of a list with its texts.
func (d *document) everyNoted(list []remark) []remark {
	out := slices.Clone(list)
	for at := range d.noted(d.root.kid("commentList")) {
		if !slices.ContainsFunc(list, func(r remark) bool { return r.spot == at }) {
			out = append(out, remark{spot: at})
		}
	}
	slices.SortFunc(out, func(a, b remark) int { return cmp.Or(a.row-b.row, a.col-b.col) })
	return out
}

// comment writes our texts into a comments part; false where it is none.
func comment(e *edits, list []remark) bool {
	authors, box := e.root.kid("authors"), e.root.kid("commentList")
	if authors == nil || box == nil {
		return false
	}
	theirs := e.noted(box)
	text, fresh := "", 0
	for _, r := range list {
		if old := theirs[r.spot]; old != nil {
			e.behind(old, r.text)
			continue
		}
		fresh++
		text += e.root.in(`<~comment ref="` + r.ref() + `" authorId="` + itoa(len(authors.kids)) + `"><~text><~t xml:space="preserve">` + cellText(r.text) + `</~t></~text></~comment>`)
	}
	if fresh > 0 {
		e.last(authors, e.root.in("<~author>"+author+"</~author>"))
		e.last(box, text)
	}
	return true
}

// behind puts our text into a comment of theirs: in its text, or as one more run.
func (e *edits) behind(n *node, text string) {
	said := "\n" + mark + "\n" + text
	box := n.kid("text")
	if box == nil {
		return
	}
	if len(box.kids) == 1 && box.kids[0].local == "t" && !box.kids[0].empty {
		e.last(box.kids[0], cellText(said))
		return
	}
	run := e.root.in(`<~r><~t xml:space="preserve">` + cellText(said) + `</~t></~r>`)
	for _, k := range box.kids { // runs come before what is said of pronunciation
		if k.local != "t" && k.local != "r" {
			e.put(k.start, k.start, run)
			return
		}
	}
	e.last(box, run)
}

// uncomment takes our texts out; it returns the cells whose whole comment was ours,
// and how many are left.
func uncomment(e *edits) (gone []spot, left int) {
	authors, box := e.root.kid("authors"), e.root.kid("commentList")
	if authors == nil || box == nil {
		return nil, 0
	}
	us := -1
	for i, n := range authors.kids {
		if sheet.Unescape(e.text(n)) == author {
			us = i
		}
	}
	used := false
	for _, n := range box.kids {
		if n.local != "comment" {
			continue
		}
		by := e.attr(n, "authorId")
		row, col, _ := sheet.ParseRef(e.attr(n, "ref"))
		if us >= 0 && by == itoa(us) && !bytes.Contains(e.text(n), []byte(mark)) {
			e.remove(n)
			gone = append(gone, spot{row, col})
			continue
		}
		left++
		used = used || by == itoa(us)
		e.unsay(n)
	}
	if len(gone) > 0 && left == 0 {
		e.reshut(box)
	}
	if len(gone) > 0 && !used && us == len(authors.kids)-1 {
		if us == 0 {
			e.reshut(authors)
		} else {
			e.remove(authors.kids[us])
		}
	}
	return gone, left
}

// unsay takes what stands from our mark on out of a comment.
func (e *edits) unsay(n *node) {
	box := n.kid("text")
	if box == nil || !bytes.Contains(e.text(box), []byte(mark)) {
		return
	}
	ours := false
	for _, k := range box.kids {
		t := k
		if k.local == "r" {
			t = k.kid("t")
		}
		if t == nil || t.local != "t" {
			continue
		}
		i := bytes.Index(e.text(t), []byte(mark))
		switch {
		case ours:
			e.remove(k)
		case i < 0:
		case k.local == "r" && len(bytes.TrimSpace(e.text(t)[:i])) == 0:
			e.remove(k)
			ours = true
		default:
			from := t.inner + i
			if from > t.inner && e.b[from-1] == '\n' {
				from--
			}
			e.put(from, t.closed, "")
			ours = true
		}
	}
}

// threaded are the cells of a sheet with a threaded comment: a comment of theirs is
// but its shadow there.
func (p *pack) threaded(of *relations) (map[spot]bool, error) {
	at := map[spot]bool{}
	for _, r := range of.list {
		if r.kind != "threadedComment" || r.outside || !p.has(r.target) {
			continue
		}
		q, err := p.load(r.target)
		if err != nil {
			return nil, err
		}
		d := q.tree()
		for _, n := range d.root.kids {
			if row, col, ok := sheet.ParseRef(d.attr(n, "ref")); ok {
				at[spot{row, col}] = true
			}
		}
	}
	return at, nil
}
