package docx

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"huibao/internal/regexp"
)

// ChangeKind is what became of a figure or a cell of a document in another's hands.
type ChangeKind int

// The kinds of Change.
const (
	FigureChanged ChangeKind = iota // the figure in a bookmark reads otherwise
	FigureGone                      // a figure's bookmark is not there any more, nor the figure
	FigureAdded                     // a figure that stands in no bookmark, and did not before
	CellChanged                     // a table's cell reads otherwise, besides its figures
)

// Change is one difference: where it stands, in words of the text around it.
type Change struct {
	Kind     ChangeKind
	Where    string
	Was, Now string
}

// Compare tells what became of the figures of a document that was edited: words, order and
// sections may be other ones.
func Compare(ours, theirs []Block) []Change {
	now := map[string]Mark{}
	for _, b := range theirs {
		for _, m := range b.Marks {
			if _, ok := now[m.Name]; !ok {
				now[m.Name] = m
			}
		}
	}
	var list []Change
	for _, b := range ours {
		for _, m := range b.Marks {
			switch x, ok := now[m.Name]; {
			case !ok, x.Text == "" && m.Text != "":
				list = append(list, Change{FigureGone, around(b), m.Text, ""})
			case !sameFigure(x.Text, m.Text):
				list = append(list, Change{FigureChanged, around(b), m.Text, x.Text})
			}
		}
	}
	list = append(list, twice(theirs, now)...)
	list = append(list, added(ours, theirs)...)
	list = append(list, days(ours, theirs)...)
	list = append(list, lists(ours, theirs)...)
	return append(list, cells(ours, theirs)...)
}

// sameFigure compares figures whatever the width of their digits.
func sameFigure(a, b string) bool { return width.Fold.String(a) == width.Fold.String(b) }

// twice are the bookmarks that are in a text twice, with another figure in the second.
func twice(theirs []Block, first map[string]Mark) []Change {
	var list []Change
	for _, b := range theirs {
		for _, m := range b.Marks {
			if x := first[m.Name]; !sameFigure(x.Text, m.Text) {
				list = append(list, Change{FigureAdded, around(b), "", m.Text})
			}
		}
	}
	return list
}

// added are the figures outside bookmarks that were not there before; those of paragraphs and rows
// that stand as they were are not looked at, so that it is told where one was put in.
func added(ours, theirs []Block) []Change {
	kept, before := map[string]int{}, map[string]int{}
	for _, b := range ours {
		kept[freeText(b)]++
	}
	var other []Block
	for _, b := range theirs {
		if text := freeText(b); kept[text] > 0 {
			kept[text]--
			continue
		}
		other = append(other, b)
	}
	for _, b := range ours {
		if text := freeText(b); kept[text] > 0 {
			kept[text]--
			for _, f := range freeFigures(b) {
				before[f]++
			}
		}
	}
	var list []Change
	for _, b := range other {
		for _, f := range freeFigures(b) {
			if before[f] > 0 {
				before[f]--
				continue
			}
			list = append(list, Change{FigureAdded, around(b), "", f})
		}
	}
	return list
}

func freeText(b Block) string { return strings.Join(b.Free, "\x00") }

// documentNumber is the year and number of a document (文号); of one not yet given, the year.
var documentNumber = regexp.MustCompile(`〔[2２][0０][\d０-９]{2}〕[\s\p{Zs}]*第?[\s\p{Zs}]*[\d０-９]*[\s\p{Zs}]*号`)

func freeFigures(b Block) []string {
	var list []string
	for _, text := range b.Free {
		text = documentNumber.ReplaceAllString(text, "〔〕")
		for _, f := range Figures(text) {
			list = append(list, width.Fold.String(text[f[0]:f[1]]))
		}
		list = append(list, chineseFigures(text)...)
		if b.Aside {
			list = append(list, editions(text)...)
		}
	}
	return list
}

// cells are the cells that read otherwise besides their figures, in the rows of tables that
// are told by a figure's bookmark; of rows without one, those that are there no more.
func cells(ours, theirs []Block) []Change {
	byMark, plain := map[string]Block{}, map[string]bool{}
	for _, b := range theirs {
		if b.Cells == nil {
			continue
		}
		for _, m := range b.Marks {
			byMark[m.Name] = b
		}
		plain[strings.Join(b.Cells, "\x00")] = true
	}
	var list []Change
	for _, b := range ours {
		if b.Cells == nil {
			continue
		}
		at := slices.IndexFunc(b.Marks, func(m Mark) bool { _, ok := byMark[m.Name]; return ok })
		if at < 0 {
			if len(b.Marks) == 0 && !plain[strings.Join(b.Cells, "\x00")] {
				list = append(list, Change{CellChanged, around(b), strings.Trim(strings.Join(b.Cells, "｜"), "｜"), ""})
			}
			continue
		}
		x := byMark[b.Marks[at].Name]
		if len(x.Cells) != len(b.Cells) {
			list = append(list, Change{CellChanged, around(b), fmt.Sprintf("%d 格", len(b.Cells)), fmt.Sprintf("%d 格", len(x.Cells))})
			continue
		}
		for i := range b.Cells {
			if plainCell(b.Free[i]) != plainCell(x.Free[i]) {
				list = append(list, Change{CellChanged, around(b), b.Cells[i], x.Cells[i]})
			}
		}
	}
	return list
}

// plainCell is a cell's text without its figures and regardless of spaces.
func plainCell(free string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(free, markPlace, "")), "")
}

// aroundMost is how much of a text says where something stands.
const aroundMost = 24

// around says where a block stands: the beginning of a paragraph, the first words of a row.
func around(b Block) string {
	text := b.Text
	if b.Cells != nil {
		var words []string
		for _, c := range b.Cells {
			if c != "" && len(words) < 3 {
				words = append(words, c)
			}
		}
		text = fmt.Sprintf("第 %d 张表：%s", b.Table, strings.Join(words, "　"))
	}
	n := 0
	for i := range text {
		if n++; n > aroundMost {
			text = text[:i] + "…"
			break
		}
	}
	return strings.ReplaceAll(text, "\n", " ")
}

// Alike is how many figures of two documents are in the same bookmarks: by which of several
// texts an edited one is told.
func Alike(ours, theirs []Block) int {
	of := map[Mark]bool{}
	for _, b := range ours {
		for _, m := range b.Marks {
			of[m] = true
		}
	}
	n := 0
	for _, b := range theirs {
		for _, m := range b.Marks {
			if of[m] {
				n++
			}
		}
	}
	return n
}
