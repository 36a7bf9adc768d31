package draft

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao/internal/han"
	"huibao/internal/regexp"
)

// document is a plan's text, parted into tasks.
type document struct {
	title string
	year  int
	tasks []*task
	loose []string // text outside any task
	plain bool     // its tasks were parted without numbers

	traditional bool // written in traditional characters, read in simplified ones
	original    *original
	columns     map[int]map[column][]int // of each block that is a row of a table
	heads       map[int][]string         // and the headings above it
}

// task is one promised task as it stands in the text.
type task struct {
	no            int // as numbered in the text; 0 where it is not
	category      string
	title         string
	body          []string // paragraphs
	deadline      string
	lead, support []string // names as written
	leader        string
	rows          []targetRow // targets of a table's own columns
	held          bool        // so that numbers of its words are no targets (often a province's totals)
}

// targetRow is a target that stands in columns of its own.
type targetRow struct {
	name, target, measure string
	words                 []string // title and text of the row
	at                    cellAt
}

// cellAt is a cell of a table: the block, and the cell in it.
type cellAt struct{ block, cell int }

// columnAt is what the column of a cell holds; "" where it is none of a plan's
// table.
func (d *document) columnAt(block, cell int) column {
	for c, list := range d.columns[block] {
		if c == colHead || slices.Contains(list, cell) {
			return c
		}
	}
	return ""
}

// headingAt is the heading above a cell.
func (d *document) headingAt(block, cell int) string {
	if heads := d.heads[block]; cell < len(heads) {
		return joined(strings.ReplaceAll(heads[cell], "\n", ""))
	}
	return ""
}

// structure parts blocks into tasks: of tables where they have a heading with the
// columns of a plan, of numbered paragraphs otherwise.
func structure(blocks []Block) *document {
	d := &document{columns: map[int]map[column][]int{}, heads: map[int][]string{}}
	written := blocks
	blocks, d.traditional = readable(blocks)
	d.original = newOriginal(written, d.traditional)
	d.title, d.year = titleOf(blocks)
	rest := d.readTables(blocks)
	if len(d.tasks) == 0 {
		d.readProse(rest)
		if len(d.tasks) == 0 {
			d.readPlain(rest)
		}
	} else {
		for _, b := range rest {
			d.loose = append(d.loose, b.Text)
		}
	}
	if d.year == 0 {
		d.year = commonYear(blocks)
	}
	return d
}

// readable gives the blocks in the form in which they are read: signs in one width,
// and simplified characters where more than one in fifty is traditional.
func readable(blocks []Block) (out []Block, traditional bool) {
	all, old := 0, 0
	for _, b := range blocks {
		for _, t := range b.texts() {
			all += utf8.RuneCountInString(t)
			old += han.Traditional(t)
		}
	}
	traditional = all > 0 && old*50 >= all
	form := narrowed
	if traditional {
		form = func(s string) string { return han.Simplified(narrowed(s)) }
	}
	for _, b := range blocks {
		n := Block{Text: form(b.Text), Table: b.Table}
		for _, c := range b.Cells {
			n.Cells = append(n.Cells, form(c))
		}
		if b.Cells != nil && n.Cells == nil {
			n.Cells = []string{}
		}
		out = append(out, n)
	}
	return out, traditional
}

var (
	categoryMark = regexp.MustCompile(`^(第[一二三四五六七八九十]+(?:[章节编类]|部分?)|[一二三四五六七八九十]{1,3}[、.．])\s*`)
	titleWords   = regexp.MustCompile(`实事|方案|工程|任务|计划|项目|清单|分工|分解`)
	yearForm     = regexp.MustCompile(`(20\d\d)年`)
	titleYear    = regexp.MustCompile(`^(?:关于)?(20\d\d)(?:民生|实事|重点|政府|年度)`)
	chineseYear  = regexp.MustCompile(`二[〇○0零]二[〇○零一二三四五六七八九]年`)
)

// titleSearch is how many blocks are searched for the title.
const titleSearch = 12

// titleOf is the first line at the beginning that is called a plan, put together
// where it is broken over two, and the year in it.
func titleOf(blocks []Block) (title string, year int) {
	for i, b := range blocks[:min(len(blocks), titleSearch)] {
		text := strings.TrimSpace(joined(b.Text))
		if b.Cells != nil {
			text = onlyCell(b.Cells)
		}
		if text == "" || utf8.RuneCountInString(text) > 60 || endsWithAny(text, []string{"。", "：", ":"}) {
			continue
		}
		if categoryMark.MatchString(text) || itemMark(text).level > 0 {
			break
		}
		if titleWords.MatchString(text) {
			if i > 0 && blocks[i-1].Cells == nil && headLine(blocks[i-1].Text) && !yearForm.MatchString(text) {
				text = joined(blocks[i-1].Text) + text
			}
			return text, yearIn(text)
		}
		if title == "" {
			title = text
		}
	}
	return title, yearIn(title)
}

// headLine reports whether a line may be the first half of a title.
func headLine(s string) bool {
	return s != "" && utf8.RuneCountInString(s) <= 30 && !strings.ContainsAny(s, "。；：，") && (yearForm.MatchString(s) || strings.HasSuffix(s, "印发"))
}

func yearIn(s string) int {
	if g := yearForm.FindStringSubmatch(s); g != nil {
		return atoi(g[1])
	}
	if g := titleYear.FindStringSubmatch(s); g != nil {
		return atoi(g[1])
	}
	if g := chineseYear.FindString(s); g != "" {
		return 2020 + strings.Index("零一二三四五六七八九", string([]rune(g)[3]))/len("零")
	}
	return 0
}

// commonYear is the year that stands most often in a text, the later of two.
func commonYear(blocks []Block) int {
	count := map[int]int{}
	best := 0
	for _, b := range blocks {
		for _, g := range yearForm.FindAllStringSubmatch(b.Text+strings.Join(b.Cells, " "), -1) {
			y := atoi(g[1])
			count[y]++
			if count[y] > count[best] || count[y] == count[best] && y > best {
				best = y
			}
		}
	}
	return best
}

func onlyCell(cells []string) string {
	found := ""
	for _, c := range cells {
		if c == "" || c == found {
			continue
		}
		if found != "" {
			return ""
		}
		found = c
	}
	return joined(strings.ReplaceAll(found, "\n", ""))
}

func atoi(s string) int {
	n := 0
	for _, b := range []byte(s) {
		if !isDigit(b) || n > 1e6 {
			return 0
		}
		n = n*10 + int(b-'0')
	}
	return n
}
