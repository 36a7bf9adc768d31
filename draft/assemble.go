package draft

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"huibao"
	"huibao/internal/regexp"
)

// builder puts the plan together.
type builder struct {
	doc   *document
	draft *huibao.Draft
	scope huibao.Scope
	codes map[*target]string
	names map[taskName]bool // those that are taken

	account *account
	sameAs  map[*target]*target // what was said before
	nodes   []node
	paced   map[*target]string // steps that became 序时 of an indicator

	restarts bool // the text numbers its tasks anew in each category
}

// taskName is an indicator's name within its task.
type taskName struct {
	task int
	name string
}

func assemble(ctx context.Context, doc *document) (*huibao.Draft, error) {
	b := &builder{doc: doc, draft: &huibao.Draft{Plan: newPlan(doc)}, codes: map[*target]string{}, names: map[taskName]bool{}, account: newAccount(doc.original), sameAs: map[*target]*target{}, paced: map[*target]string{}, restarts: restarts(doc.tasks)}
	b.scope = scopeOf(doc.title)
	if doc.year == 0 {
		b.draft.Doubts = append(b.draft.Doubts, huibao.Doubt{Sheet: huibao.SheetAbout, Key: "年度", Heading: "内容", Why: "文中没有写年度，请补上"})
	}
	if doc.traditional {
		b.review(0, doc.title, "原文是繁体，已按简体读取；名称请核对")
	}
	b.unitTable()
	used := map[int]bool{}
	for i, t := range doc.tasks {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		b.task(t, i, used)
	}
	for _, text := range doc.loose {
		if joined(text) != doc.title {
			b.looseText(text)
		}
	}
	b.references()
	b.paces()
	b.settle()
	b.asWritten()
	return b.draft, nil
}

// asWritten gives the names and quotations of the draft as they were written.
func (b *builder) asWritten() {
	o, p := b.doc.original, b.draft.Plan
	p.Title = o.words(p.Title)
	of := map[int][]*huibao.Indicator{}
	for i := range p.Indicators {
		of[p.Indicators[i].Task] = append(of[p.Indicators[i].Task], &p.Indicators[i])
	}
	for i := range p.Tasks {
		t := &p.Tasks[i]
		t.Category, t.Title = o.words(t.Category), o.words(t.Title)
		for _, ind := range of[t.No] {
			ind.Quote, ind.Name = o.words(ind.Quote), o.words(ind.Name)
		}
		t.Leader = o.words(t.Leader)
		for _, list := range [][]string{t.LeadAs, t.SupportAs} {
			for j := range list {
				list[j] = o.words(list[j])
			}
		}
	}
	for i := range p.Units {
		p.Units[i].Name = o.words(p.Units[i].Name)
	}
	for _, list := range [][]huibao.Passage{b.draft.Review, b.draft.Aside} {
		for i := range list {
			list[i].Quote = o.words(list[i].Quote)
		}
	}
}

// task adds a task and its indicators. Its number is the text's, unless it stands
// twice or is none.
func (b *builder) task(t *task, i int, used map[int]bool) {
	p := b.draft.Plan
	no := t.no
	if no == 0 || used[no] || b.restarts {
		no = i + 1
		for used[no] {
			no++
		}
	}
	if t.no != 0 && t.no != no && !b.restarts {
		b.doubtTask(no, "序号", "原文序号 "+strconv.Itoa(t.no)+" 重复，改用 "+strconv.Itoa(no))
	}
	used[no] = true
	b.whoSaid(no, t)
	task := huibao.Task{No: no, Category: t.category, Title: t.title, Leader: t.leader, LeadAs: t.lead, SupportAs: t.support,
		Deadline: b.deadline(no, t), Lead: b.codesOf(t.lead), Support: b.codesOf(t.support), At: huibao.Row{Sheet: huibao.SheetTasks, Row: len(p.Tasks) + 2}}
	p.Tasks = append(p.Tasks, task)
	if len(t.lead) == 0 {
		b.doubtTask(no, "牵头单位", "原文没有写明牵头单位")
	}
	if b.doc.plain {
		b.doubtTask(no, "任务", "原文没有编号，按段落或句子分的任务")
	}
	targets := b.targets(no, t)
	for n, x := range targets {
		b.indicator(&p.Tasks[len(p.Tasks)-1], n+1, x)
	}
	if len(targets) == 0 {
		b.review(no, t.title, "本任务没有读出量化目标；要跟踪的请在“指标”表中加一行（可用“事项”）")
	}
}

// whoSaid finds who answers for a task in its words, with doubt, where nothing names them.
func (b *builder) whoSaid(no int, t *task) {
	w, said := whoIn(joined(strings.Join(t.body, "\n")))
	if len(t.lead) > 0 || said == "" {
		return
	}
	t.lead, t.support = w.lead, addNames(t.support, w.support)
	for _, n := range append(slices.Clone(w.lead), w.support...) {
		if !groupName(n) {
			b.unit(n)
		}
	}
	b.doubtTask(no, "牵头单位", "由“"+said+"”读出")
}

// restarts reports whether a text numbers its tasks anew in each category, so that
// its numbers stand more than once.
func restarts(tasks []*task) bool {
	seen := map[int]int{}
	twice := 0
	for _, t := range tasks {
		if seen[t.no]++; t.no > 0 && seen[t.no] == 2 {
			twice++
		}
	}
	return twice > 1 || seen[0] > 0
}

func (b *builder) doubtTask(no int, heading, why string) {
	b.draft.Doubts = append(b.draft.Doubts, huibao.Doubt{Sheet: huibao.SheetTasks, Key: strconv.Itoa(no), Heading: heading, Why: why})
}

func (b *builder) review(no int, quote, why string) {
	b.draft.Review = append(b.draft.Review, huibao.Passage{Task: no, Quote: quote, Why: why})
}

// deadline reads a task's deadline; without one it is the year's end, with doubt.
func (b *builder) deadline(no int, t *task) huibao.Date {
	if d, ok := deadlineIn(t.deadline, b.doc.year); ok {
		return d
	}
	for _, text := range t.body {
		text = joined(text)
		if !strings.ContainsAny(text, "年月") {
			continue
		}
		if g := yearEnd.FindString(text); g != "" {
			text = g
		}
		if d, ok := deadlineIn(text, b.doc.year); ok {
			return d
		}
	}
	if b.doc.year == 0 {
		return huibao.Date{}
	}
	b.doubtTask(no, "完成时限", "原文没有写明完成时限，按年底计")
	return huibao.Date{Year: b.doc.year, Month: 12, Day: 31}
}

// targets reads all targets of a task: of its title and text, and of its own target
// columns; the same one said twice counts once.
func (b *builder) targets(no int, t *task) []*target {
	var list []*target
	keep := func(found []*target) {
		for _, x := range found {
			if i := slices.IndexFunc(list, func(y *target) bool { return same(x, y) }); i >= 0 {
				b.sameAs[x] = list[i]
			} else if y := x.nodeOf(append(slices.Clone(list), found...)); y != nil {
				b.nodes = append(b.nodes, node{x, y})
			} else {
				list = append(list, x)
			}
		}
	}
	for _, r := range t.rows {
		found := r.read(b.doc.year)
		if len(found) == 1 {
			r.told(found[0], b.doc.year)
		}
		keep(found)
		b.rowAccount(no, r, found)
	}
	for _, para := range t.body {
		var last *target
		for _, text := range sentences(para) {
			found, numbers := readAfter(text, b.doc.year, last)
			if len(found) > 0 {
				last = found[len(found)-1]
			}
			if t.held {
				numbers = b.notHeld(list, found, numbers)
				found = nil
			}
			keep(found)
			b.account.sentence(no, text, numbers)
		}
	}
	return list
}

// notHeld puts the numbers of a row's words off where its target column has one, but
// for those that say the same.
func (b *builder) notHeld(held, found []*target, numbers []reckoned) []reckoned {
	for _, x := range found {
		if i := slices.IndexFunc(held, func(y *target) bool { return y.measure == x.measure && y.value.Equal(x.value) }); i >= 0 {
			b.sameAs[x] = held[i]
		}
	}
	for i, r := range numbers {
		if r.fate == huibao.FateTaken && b.sameAs[r.target] == nil {
			numbers[i] = reckoned{from: r.from, to: r.to, fate: huibao.FateReview, why: "目标以目标栏的数为准，文字里的数没有取"}
		}
	}
	return numbers
}

// rowAccount writes a target column's cell into the ledger.
func (b *builder) rowAccount(no int, r targetRow, found []*target) {
	if len(found) == 0 {
		b.account.cell(no, r.at, nil, huibao.FateReview, "目标栏的数没有读懂")
		return
	}
	b.account.cell(no, r.at, found[0], huibao.FateTaken, "目标值")
}

// read makes a target of a row's own columns, by the same rules: the name, the
// number and the measure as a sentence.
func (r targetRow) read(year int) []*target {
	text := strings.Trim(r.target, " ≥>=≤<")
	bound := ""
	if strings.ContainsAny(r.target, "≤<") {
		bound = "以内"
	} else if strings.ContainsAny(r.target, "≥>") {
		bound = "以上"
	}
	measure := strings.Trim(r.measure, "() ")
	if strings.HasSuffix(text, "%") && measure == "%" {
		measure = ""
	}
	found, _ := readSentence(rowName(r.name)+text+measure+bound, year)
	return found
}

// told gives the target of a row's own columns what the row's words say of the same
// number: its name, what it was before, which way it is bound.
func (r targetRow) told(t *target, year int) {
	var like []*target
	for _, para := range lines(r.words...) {
		for _, text := range sentences(para) {
			found, _ := readSentence(text, year)
			for _, x := range found {
				if x.kind == t.kind && x.measure == t.measure && x.value.Equal(t.value) {
					like = append(like, x)
				}
			}
		}
	}
	if len(like) != 1 {
		return
	}
	x := like[0]
	if (r.name == "" || !strings.Contains(r.words[1], r.name)) && x.doubts["指标"] == "" && x.whole == nil {
		t.name, t.verb, t.paid = x.name, x.verb, x.paid
	}
	if t.baseline == nil && x.baseline != nil {
		t.baseline, t.derived = x.baseline, x.derived
	}
	if strings.Trim(r.target, "≥>=≤<") == r.target {
		t.comparator = x.comparator
	}
}

// counted are brackets that hold a number of their own: (惠及3200户).
var counted = regexp.MustCompile(`\([^()]*[0-9][^()]*\)`)

// rowName is a row's name without the numbers in it and what bounds them.
func rowName(name string) string {
	var out strings.Builder
	from := 0
	name = counted.ReplaceAllString(name, "")
	for _, m := range scan(name) {
		if m.why != "" && m.measure == "" || m.why != "" && m.fate == huibao.FateAside {
			continue
		}
		out.WriteString(name[from:m.from])
		from = m.to
		for _, w := range []string{"及以上", "以上", "以内", "左右"} {
			from += len(w) * strings.Count(name[from:min(len(name), from+len(w))], w)
		}
	}
	out.WriteString(name[from:])
	s := out.String()
	if at := strings.IndexAny(s, "，。；"); at > 0 {
		s = s[:at]
	}
	return strings.TrimRight(s, "，。；、")
}

// same reports whether two targets of different sentences are one, said twice: all of
// it agrees, and the thing that is named.
func same(a, b *target) bool {
	if a.kind != b.kind || !a.value.Equal(b.value) || a.measure != b.measure || a.sentence == b.sentence && !a.restates(b) {
		return false
	}
	x, y := withoutVerb(a.base()), withoutVerb(b.base())
	return strings.Contains(x, y) || strings.Contains(y, x)
}

// sentences parts a paragraph at full stops and semicolons, outside brackets.
func sentences(para string) []string {
	var list []string
	para = joined(para)
	depth, from := 0, 0
	add := func(s string) {
		if s = strings.Trim(s, " ，、"); s != "" {
			list = append(list, s)
		}
	}
	for i, r := range para {
		switch r {
		case '(':
			depth++
		case ')':
			depth = max(depth-1, 0)
		case '。', '；', ';', '！', '？', '\n':
			if depth == 0 || r == '。' {
				add(para[from:i])
				from = i + len(string(r))
				depth = 0
			}
		}
	}
	add(para[from:])
	return bounded(list)
}

// maxSentence bounds a sentence, in bytes; a longer one is parted at its commas.
const maxSentence = 3000

func bounded(list []string) []string {
	var out []string
	for _, s := range list {
		for len(s) > maxSentence {
			at := strings.LastIndex(s[:maxSentence], "，")
			if at <= 0 {
				at = maxSentence
				for at > 0 && s[at]&0xc0 == 0x80 {
					at--
				}
			}
			out = append(out, s[:at])
			s = s[at:]
		}
		out = append(out, s)
	}
	return out
}

// looseText accounts for the numbers that stand outside any task.
func (b *builder) looseText(text string) {
	for _, s := range sentences(text) {
		_, numbers := readSentence(s, b.doc.year)
		for i, r := range numbers {
			if r.fate == huibao.FateTaken {
				numbers[i] = reckoned{from: r.from, to: r.to, fate: huibao.FateReview, why: "不在任何任务之内"}
			}
		}
		b.account.sentence(0, s, numbers)
	}
}
