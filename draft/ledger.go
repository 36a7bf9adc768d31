package draft

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
)

// account is the ledger of numbers: every number of the document ends in it, taken,
// set aside or to be looked at. Numbers are first written in by those who read them
// (sentences, columns of tables); whatever nobody read is then found in the text
// itself, and told by where it stands.
type account struct {
	o       *original
	flat    string // o.read without the ends of its lines
	parts   []flatPart
	cursor  int // where in flat the last text was found: they are read in order
	entries []entry
}

// flatPart is where a run of flat stands in o.read, in bytes.
type flatPart struct{ flat, read int }

// entry is a number, in bytes of o.read.
type entry struct {
	from, to, task int
	target         *target
	fate           huibao.Fate
	why, propose   string
	looks          bool // like a target, and was set aside
}

func newAccount(o *original) *account {
	a := &account{o: o}
	var flat strings.Builder
	for from := 0; from < len(o.read); {
		end := strings.IndexAny(o.read[from:], "\n\t")
		if end < 0 {
			end = len(o.read) - from
		}
		a.parts = append(a.parts, flatPart{flat.Len(), from})
		flat.WriteString(o.read[from : from+end])
		from += end + 1
	}
	a.flat = flat.String()
	return a
}

// searched bounds how far a text is looked for, in bytes.
const searched = 1 << 20

// find is where a text stands in flat: behind the last one that was found, else
// anywhere near the beginning; −1 where it was put together.
func (a *account) find(text string) int {
	if at := strings.Index(a.flat[a.cursor:min(len(a.flat), a.cursor+searched)], text); at >= 0 {
		return a.cursor + at
	}
	return strings.Index(a.flat[:min(len(a.flat), searched)], text)
}

// readAt is the byte of o.read at which byte i of flat stands.
func (a *account) readAt(i int) int {
	n, _ := slices.BinarySearchFunc(a.parts, i+1, func(p flatPart, i int) int { return p.flat - i })
	p := a.parts[max(n-1, 0)]
	return p.read + i - p.flat
}

// sentence writes the numbers of a sentence in.
func (a *account) sentence(task int, text string, numbers []reckoned) {
	at := a.find(text)
	if at < 0 {
		return
	}
	a.cursor = at
	for _, r := range numbers {
		a.entries = append(a.entries, entry{a.readAt(at + r.from), a.readAt(at+r.to-1) + 1, task, r.target, r.fate, r.why, r.propose, r.looks})
	}
	a.cursor = at + len(text)
}

// cell writes a table's cell in: all of it is one number.
func (a *account) cell(task int, at cellAt, t *target, fate huibao.Fate, why string) {
	from, to := a.bounds(a.o.first[at.block] + at.cell)
	a.entries = append(a.entries, entry{from: from, to: to, task: task, target: t, fate: fate, why: why})
}

// bounds are where a line of the original begins and ends.
func (a *account) bounds(line int) (from, to int) {
	from, to = a.o.lines[line].read, len(a.o.read)
	if line+1 < len(a.o.lines) {
		to = a.o.lines[line+1].read
	}
	return from, max(to-1, from)
}

// rest writes in what nobody read, and returns all, in order.
func (a *account) rest(d *document) []entry {
	read := slices.Clone(a.entries)
	slices.SortStableFunc(read, func(x, y entry) int { return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(y.to, x.to)) })
	list := read[:0]
	end := 0
	for _, e := range read {
		if e.from >= end {
			list, end = append(list, e), e.to
		}
	}
	next := 0
	all := slices.Clip(list)
	for i := range a.o.lines {
		from, to := a.bounds(i)
		line := a.o.read[from:to]
		for at := 0; at < len(line); {
			for next < len(list) && list[next].to <= from+at {
				next++
			}
			if next < len(list) && list[next].from <= from+at {
				at = list[next].to - from
				continue
			}
			m := numberAt(line, at)
			if m == nil {
				_, n := utf8.DecodeRuneInString(line[at:])
				at += n
				continue
			}
			m.settle(line)
			if next < len(list) {
				m.to = min(m.to, list[next].from-from)
			}
			e := entry{from: from + at, to: from + m.to}
			if e.fate, e.why = d.standing(i, line, m); e.fate == huibao.FateReview {
				e.propose = m.propose()
			}
			all = append(all, e)
			at = m.to
		}
	}
	slices.SortStableFunc(all, func(x, y entry) int { return cmp.Compare(x.from, y.from) })
	return all
}

// standing tells a number that was in no sentence of a task by where it stands.
func (d *document) standing(line int, text string, m *mention) (huibao.Fate, string) {
	block, cell := d.original.blockOf(line)
	switch col := d.columnAt(block, cell); col {
	case "":
	case colNo:
		return huibao.FateAside, "序号"
	case colHead:
		return huibao.FateAside, "表头"
	case colDeadline:
		return huibao.FateAside, "完成时限"
	case colLead, colSupport, colLeader:
		return huibao.FateAside, "责任单位、责任人栏"
	case colIgnored:
		return huibao.FateAside, "“" + d.headingAt(block, cell) + "”栏，不是任务目标"
	}
	switch {
	case m.from == 0 && (itemMark(text).level > 0 || loneNumber(text) > 0 || categoryMark.MatchString(text)):
		return huibao.FateAside, "条目编号"
	case m.from == 0 && m.measure == "" && m.numberTo <= 3 && m.numberTo < len(text):
		return huibao.FateAside, "条目编号" // 1 医疗卫生, without its blank
	case strings.HasPrefix(text, "(") && m.from == 1 && itemMark(text).level > 0:
		return huibao.FateAside, "条目编号"
	case d.title != "" && strings.Contains(d.title, text):
		return huibao.FateAside, "标题"
	case m.why != "" && m.fate == huibao.FateAside:
		return huibao.FateAside, m.why
	case m.why != "" && m.numeral:
		return huibao.FateAside, m.why
	case m.why != "":
		return huibao.FateReview, m.why + "，不在任何任务之内"
	}
	return huibao.FateReview, "不在任何任务之内"
}

// settle hands the ledger to the draft: codes for targets, and what is to be looked
// at to the list that people go through.
func (b *builder) settle() {
	o := b.doc.original
	entries := b.account.rest(b.doc)
	b.draft.Text = strings.TrimRight(o.written, "\n")
	limit := utf8.RuneCountInString(b.draft.Text)
	at, runes := 0, 0
	runeAt := func(i int) int {
		if i < at {
			return runes - utf8.RuneCountInString(o.read[i:at])
		}
		runes += utf8.RuneCountInString(o.read[at:i])
		at = i
		return runes
	}
	for _, e := range entries {
		n := huibao.DraftNumber{From: runeAt(e.from), To: min(runeAt(e.to), limit), Task: e.task, Fate: e.fate, Why: e.why}
		if e.target != nil {
			n.Code = b.codes[b.kept(e.target)]
		}
		if e.target != nil && n.Code == "" {
			n.Fate, n.Why = huibao.FateReview, "是进度节点，不是全年目标"
			if code := b.paced[e.target]; code != "" {
				n.Why += "；按它给 " + code + " 拟了“序时”"
			}
		}
		b.draft.Numbers = append(b.draft.Numbers, n)
		if n.Fate == huibao.FateReview || e.looks {
			line := lineAround(o.read, e.from, e.to)
			p := huibao.Passage{Task: e.task, Quote: quote(line.text, e.from-line.from, e.to-line.from), Why: n.Why, Propose: e.propose,
				Line: 1 + strings.Count(o.read[:e.from], "\n")}
			if e.looks {
				b.draft.Aside = append(b.draft.Aside, p)
			} else {
				b.draft.Review = append(b.draft.Review, p)
			}
		}
	}
}

type textLine struct {
	text string
	from int
}

// lineAround is the line of a text in which from…to stands.
func lineAround(text string, from, to int) textLine {
	start := strings.LastIndexAny(text[:from], "\n\t") + 1
	end := len(text)
	if i := strings.IndexAny(text[to:], "\n\t"); i >= 0 {
		end = to + i
	}
	return textLine{strings.ReplaceAll(text[start:end], "\n", " "), start}
}

// kept is the target that stands for one: itself, or the one that said the same
// before it.
func (b *builder) kept(t *target) *target {
	if first := b.sameAs[t]; first != nil {
		return first
	}
	return t
}
