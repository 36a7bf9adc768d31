package annotate

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"huibao/internal/sheet"
)

// author is who our comments are by; it does not tell that they are, since LibreOffice does
// not keep it and a unit's own reviewer may be called so. begin stands between a unit's own
// comment and ours, finish behind ours: what a unit types below it is its own.
const (
	author = "审核"
	begin  = "—— 审核意见 ——"
	finish = "—— 以上为审核意见 ——"
)

// Theirs is what of a comment's text is not ours.
func Theirs(text string) string {
	i := strings.LastIndex(text, finish)
	if i < 0 {
		return text
	}
	own, _, both := strings.Cut(text[:i], begin)
	if !both {
		own = ""
	}
	return strings.TrimSpace(own + text[i+len(finish):])
}

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
		text += e.root.in(`<~comment ref="` + r.ref() + `" authorId="` + itoa(len(authors.kids)) + `"><~text><~t xml:space="preserve">` + cellText(r.text+"\n"+finish) + `</~t></~text></~comment>`)
	}
	if fresh > 0 {
		e.last(authors, e.root.in("<~author>"+author+"</~author>"))
		e.last(box, text)
	}
	return true
}

// behind puts our text into a comment of theirs: in its text, or as one more run.
func (e *edits) behind(n *node, text string) {
	said := "\n" + begin + "\n" + text + "\n" + finish
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
		if e.unsay(n) {
			row, col, _ := sheet.ParseRef(e.attr(n, "ref"))
			e.removeWhole(n)
			gone = append(gone, spot{row, col})
			continue
		}
		left++
		used = used || by == itoa(us)
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

// said is the text of a comment as it is written: that of its runs one behind the other,
// and where each begins in it. A program may part a text wherever its font changes.
func (d *document) said(n *node) (text []byte, runs []*node, starts []int) {
	box := n.kid("text")
	if box == nil {
		return nil, nil, nil
	}
	for _, k := range box.kids {
		t := k
		if k.local == "r" {
			t = k.kid("t")
		}
		if t != nil && t.local == "t" {
			runs, starts = append(runs, k), append(starts, len(text))
			text = append(text, d.text(t)...)
		}
	}
	return text, runs, starts
}

// unsay takes what is ours out of a comment: from the mark where it begins, else from
// the beginning, to the mark where it ends. It reports whether that was all.
func (e *edits) unsay(n *node) (all bool) {
	text, runs, starts := e.said(n)
	from, to := bytes.Index(text, []byte(begin)), bytes.LastIndex(text, []byte(finish))
	theirs := from >= 0
	switch {
	case from < 0 && to < 0:
		return false
	case to < from:
		to = len(text)
	default:
		to += len(finish)
	}
	if from = max(from, 0); from > 0 && text[from-1] == '\n' {
		from--
	}
	left := len(runs)
	for i, k := range runs {
		t := k
		if k.local == "r" {
			t = k.kid("t")
		}
		a, b := max(from-starts[i], 0), min(to-starts[i], t.closed-t.inner)
		switch {
		case a >= b:
		case a == 0 && b == t.closed-t.inner:
			e.remove(k)
			left--
		default:
			e.put(t.inner+a, t.inner+b, "")
		}
	}
	if box := n.kid("text"); left == 0 && len(box.kids) == len(runs) && e.opened(box) {
		e.reshut(box)
	}
	return !theirs && len(bytes.TrimSpace(text[to:])) == 0
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
