package draft

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao/internal/regexp"
)

// mark is the number in front of an item, and what follows it. Levels are those of
// Chinese official writing (GB/T 9704-2012 §7.3.3), from 1 for 一、 on.
type mark struct {
	level int
	no    int
	rest  string
}

var marks = []struct {
	level int
	form  *regexp.Regexp
}{
	{1, regexp.MustCompile(`^第[一二三四五六七八九十]+(?:[章节编类]|部分?)\s*`)},
	{1, regexp.MustCompile(`^([一二三四五六七八九十]{1,4})[、.．]\s*`)},
	{2, regexp.MustCompile(`^\(([一二三四五六七八九十]{1,4})\)[、.]?\s*`)},
	{3, regexp.MustCompile(`^第([一二三四五六七八九十]{1,4}|\d{1,3})[项件条]\s*[:：、.]?\s*`)},
	{3, regexp.MustCompile(`^(\d{1,3})\s*[.、．。]\s*`)},
	{3, regexp.MustCompile(`^(\d{1,3})\s+`)},
	{3, regexp.MustCompile(`^(0\d)`)},
	{4, regexp.MustCompile(`^\((\d{1,3})\)[、.]?\s*`)},
	{4, regexp.MustCompile(`^(\d{1,3})\)\s*`)},
	{5, regexp.MustCompile(`^([①-⑳])\s*`)},
	{5, regexp.MustCompile(`^([㈠-㈩])\s*`)},
}

// decimalStart is a line that begins with a number that is no item's: 1.5万人.
var decimalStart = regexp.MustCompile(`^\d+\.\d`)

// itemMark reads the number in front of an item; level 0 where there is none.
func itemMark(s string) mark {
	if decimalStart.MatchString(s) {
		return mark{rest: s}
	}
	for _, m := range marks {
		g := m.form.FindStringSubmatch(s)
		if g == nil {
			continue
		}
		no := 0
		if len(g) > 1 {
			no = number(g[1])
			if r, _ := utf8.DecodeRuneInString(g[1]); r >= '①' && r <= '⑳' {
				no = int(r-'①') + 1
			}
		}
		return mark{level: m.level, no: no, rest: s[len(g[0]):]}
	}
	return mark{rest: s}
}

// item is a numbered piece of prose with the paragraphs under it.
type item struct {
	mark
	paras []string // the first is the rest of its own line
	under []*item
}

// readProse parts numbered paragraphs into tasks.
func (d *document) readProse(blocks []Block) {
	items, loose := itemsOf(unwrapped(blocks))
	d.loose = loose
	level := taskLevel(items)
	var walk func(list []*item, category string)
	walk = func(list []*item, category string) {
		for _, it := range list {
			if !holdsTasks(it) {
				continue
			}
			if it.level < level && has(it, level) {
				walk(it.under, categoryName(headOf(it)))
				continue
			}
			if it.level <= level {
				d.addTask(it, category)
			}
		}
	}
	walk(items, "")
}

// noTasks begin the sections of a plan that hold none.
var noTasks = []string{"总体要求", "指导思想", "基本原则", "工作要求", "有关要求", "具体要求", "相关要求", "保障措施", "保障机制", "组织领导", "组织保障", "组织实施", "加强领导", "实施要求", "督查考核", "监督考核", "考核办法", "工作机制", "总体目标", "时间安排", "实施步骤", "推进机制"}

// holdsTasks reports whether an item can be a task or hold some.
func holdsTasks(it *item) bool {
	head := headOf(it)
	return utf8.RuneCountInString(head) > 24 || containsAny(head, noTasks) == "" || named(it) > 0
}

func headOf(it *item) string {
	first := it.paras[0]
	if at := strings.IndexAny(first, "。：:"); at > 0 {
		return first[:at]
	}
	return first
}

func has(it *item, level int) bool {
	for _, u := range it.under {
		if u.level == level || has(u, level) {
			return true
		}
	}
	return false
}

// itemsOf nests numbered paragraphs; what stands before the first is loose.
func itemsOf(paras []string) (top []*item, loose []string) {
	var path []*item
	last := 0 // number of the last item of level 3
	for i := 0; i < len(paras); i++ {
		m := itemMark(paras[i])
		if m.level == 0 {
			m = nextItem(paras[i], last)
		}
		if n := loneNumber(paras[i]); n > 0 && i+1 < len(paras) {
			i++
			m = mark{level: 3, no: n, rest: paras[i]}
		}
		if m.level == 0 {
			if len(path) == 0 {
				loose = append(loose, paras[i])
			} else {
				last := path[len(path)-1]
				last.paras = append(last.paras, paras[i])
			}
			continue
		}
		if m.level == 3 {
			last = m.no
		}
		it := &item{mark: m, paras: []string{m.rest}}
		for len(path) > 0 && path[len(path)-1].level >= m.level {
			path = path[:len(path)-1]
		}
		if len(path) == 0 {
			top = append(top, it)
		} else {
			path[len(path)-1].under = append(path[len(path)-1].under, it)
		}
		path = append(path, it)
	}
	return top, loose
}

// nextItem reads 9.65岁以上 as item 9, where the item before is 8: a point and a
// number that looks like a decimal.
func nextItem(s string, last int) mark {
	head, rest, ok := strings.Cut(s, ".")
	if ok && decimalStart.MatchString(s) && atoi(head) == last+1 {
		return mark{level: 3, no: last + 1, rest: rest}
	}
	return mark{rest: s}
}

// loneNumber is a line that is only a task's number.
func loneNumber(s string) int {
	s = strings.Trim(s, " .、")
	if len(s) > 3 {
		return 0
	}
	return atoi(s)
}

// taskLevel is the level whose items are the tasks: where units are named, the one
// whose items name them once each; otherwise the deepest of the first three that is
// used, 一、（一）1.
func taskLevel(items []*item) int {
	var count, whole, single [6]int
	var visit func(*item)
	visit = func(it *item) {
		count[it.level]++
		if n := named(it); n == 1 {
			whole[it.level]++
			single[it.level]++
		} else if n > 1 {
			whole[it.level]++
		}
		for _, u := range it.under {
			visit(u)
		}
	}
	for _, it := range items {
		if holdsTasks(it) {
			visit(it)
		}
	}
	best, most := 0, 0
	for l := 1; l <= 5; l++ {
		if single[l] > most && single[l]*2 >= count[l] {
			best, most = l, single[l]
		}
	}
	if best > 0 {
		return best
	}
	for l := 3; l >= 1; l-- {
		if count[l] >= 2 || count[l] > 0 && l == 1 {
			return l
		}
	}
	if count[4] > 0 {
		return 4
	}
	return 5
}

// named counts the places under an item that name units.
func named(it *item) int {
	n := 0
	for _, p := range it.paras {
		if _, w := takeWho(p); len(w.lead) > 0 {
			n++
		}
	}
	for _, u := range it.under {
		n += named(u)
	}
	return n
}

// addTask makes a task of an item and all that stands under it.
func (d *document) addTask(it *item, category string) {
	t := &task{no: it.no, category: category}
	var w who
	var texts []string
	var gather func(*item)
	gather = func(x *item) {
		for _, p := range x.paras {
			rest, found := takeWho(p)
			w.add(found)
			w.leader += found.leader
			w.deadline += found.deadline
			if rest != "" {
				texts = append(texts, rest)
			}
		}
		for _, u := range x.under {
			gather(u)
		}
	}
	gather(it)
	t.lead, t.support, t.leader, t.deadline = w.lead, w.support, w.leader, w.deadline
	if len(texts) == 0 {
		return
	}
	t.title, t.body = titleAndBody("", strings.Join(texts, "\n"))
	d.tasks = append(d.tasks, t)
}

// unwrapped puts lines together that were broken by typesetting or by the reading
// of a scan: a line that is about as long as all are, does not end in a full stop,
// and is followed by one without a number.
func unwrapped(blocks []Block) []string {
	var lens []int
	for _, b := range blocks {
		if n := utf8.RuneCountInString(b.Text); n > 0 {
			lens = append(lens, n)
		}
	}
	slices.Sort(lens)
	full := 0
	if len(lens) > 0 {
		full = lens[len(lens)*9/10]
	}
	var out []string
	open := false
	for _, b := range blocks {
		text := strings.TrimSpace(b.Text)
		if text == "" {
			open = false
			continue
		}
		if open && itemMark(text).level == 0 && loneNumber(text) == 0 && !startsLabel(text) {
			out[len(out)-1] += text
		} else {
			out = append(out, text)
		}
		open = full <= maxWrapped && wraps(text, full)
	}
	return out
}

// maxWrapped is the longest line of a text that was broken into lines, in runes.
const maxWrapped = 60

func wraps(line string, full int) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	if strings.ContainsRune("。；！？：;!?", last) {
		return false
	}
	return utf8.RuneCountInString(line)*10 >= full*7
}

func startsLabel(s string) bool {
	at := label.FindStringIndex(s)
	return at != nil && at[0] == 0
}
