package docx

import (
	"slices"
	"strings"

	"golang.org/x/text/width"

	"huibao/internal/regexp"
)

// told is a sentence of a document, with what in it dates and orders things.
type told struct {
	block  Block
	text   string   // a figure's bookmark shown as U+FFFC; without spaces
	marks  []string // the names of its bookmarks
	days   []string // years, months, days and ordinals: 2024年, 6月, 25日, 第23
	paired bool
}

var (
	dayText   = regexp.MustCompile(`[\d０-９]+[年月日]|第[\d０-９]+`)
	digitText = regexp.MustCompile(`[\d０-９]+`)
	sentence  = regexp.MustCompile(`[^。；]+`)
	// signedDay is a line that only says when something was signed or printed.
	signedDay = regexp.MustCompile(`^(?:[^，。：]{0,40}印发)?[\d０-９]{4}年[\d０-９]+月[\d０-９]+日(?:印发)?$|^[^，。：]*[\d０-９]{4}年[\d０-９]+月[\d０-９]+日印发$`)
)

// sentences are those of a document's paragraphs; rows of tables are compared by their cells.
func sentences(blocks []Block) []told {
	var list []told
	for _, b := range blocks {
		if b.Cells != nil {
			continue
		}
		free, at := strings.Join(b.Free, ""), 0
		known := strings.Count(free, markPlace) == len(b.Marks)
		for _, s := range sentence.FindAllString(free, -1) {
			x := told{block: b, text: strings.Join(strings.Fields(s), "")}
			for range strings.Count(s, markPlace) {
				if known {
					x.marks = append(x.marks, b.Marks[at].Name)
				}
				at++
			}
			if !signedDay.MatchString(x.text) {
				x.days = dayText.FindAllString(width.Fold.String(documentNumber.ReplaceAllString(unquoted(x.text), "")), -1)
			}
			list = append(list, x)
		}
	}
	return list
}

var quotation = regexp.MustCompile(`“[^”]*”`)

// unquoted is a text without its quotations, which are somebody else's.
func unquoted(text string) string { return quotation.ReplaceAllString(text, "") }

// bare is a sentence without its numbers.
func (x told) bare() string {
	return strings.ReplaceAll(digitText.ReplaceAllString(x.text, ""), markPlace, "")
}

// days tell years, months, days and ordinals of the draft's sentences that are other ones in the
// sentence that took its place: the one with its figures, or with its words. One that was left out
// with its words says nothing wrong, and words are the office's.
func days(ours, theirs []Block) []Change {
	was, now := sentences(ours), sentences(theirs)
	var list []Change
	for i, j := range pairs(was, now) {
		if j >= 0 {
			list = append(list, otherDays(was[i], now[j])...)
		}
	}
	return list
}

// otherDays are the days of a sentence in whose place the other has one more of the same kind.
func otherDays(x, y told) []Change {
	extra := slices.Clone(y.days)
	var gone []string
	for _, d := range x.days {
		if i := slices.Index(extra, d); i >= 0 {
			extra = slices.Delete(extra, i, i+1)
			continue
		}
		gone = append(gone, d)
	}
	var list []Change
	for _, d := range gone {
		i := slices.IndexFunc(extra, func(e string) bool { return digitText.ReplaceAllString(e, "") == digitText.ReplaceAllString(d, "") })
		if i >= 0 {
			list = append(list, Change{FigureChanged, around(y.block), d, extra[i]})
			extra = slices.Delete(extra, i, i+1)
		}
	}
	return list
}

// mostPairs and longestPair bound how many sentences are compared word by word, and their bytes.
const mostPairs, longestPair = 200, 1200

// pairs say which sentence took the place of each, -1 where none did.
func pairs(was, now []told) []int {
	pair := make([]int, len(was))
	for i := range pair {
		pair[i] = -1
	}
	same, byMark, bare := map[string][]int{}, map[string]int{}, map[string][]int{}
	for j, y := range now {
		same[y.text] = append(same[y.text], j)
		bare[y.bare()] = append(bare[y.bare()], j)
		for _, m := range y.marks {
			byMark[m] = j
		}
	}
	take := func(i int, from []int) {
		for _, j := range from {
			if pair[i] < 0 && !now[j].paired {
				pair[i], now[j].paired = j, true
			}
		}
	}
	for i, x := range was {
		if from := same[x.text]; len(from) > 0 {
			take(i, from[:1])
			same[x.text] = from[1:]
		}
	}
	for i, x := range was {
		for _, m := range x.marks {
			if j, ok := byMark[m]; ok && pair[i] < 0 {
				pair[i], now[j].paired = j, true
			}
		}
	}
	for i, x := range was {
		key := x.bare()
		for pair[i] < 0 && len(bare[key]) > 0 {
			take(i, bare[key][:1])
			bare[key] = bare[key][1:]
		}
	}
	likely(was, now, pair, take)
	return pair
}

// likely pairs sentences that nothing else tells with those that have seven tenths of their words.
func likely(was, now []told, pair []int, take func(int, []int)) {
	var left []int
	var of []map[[2]rune]bool
	for j, y := range now {
		if !y.paired && len(y.text) < longestPair && len(left) < mostPairs {
			left, of = append(left, j), append(of, couples(y.bare()))
		}
	}
	tried := 0
	for i, x := range was {
		if pair[i] >= 0 || len(x.days) == 0 || len(x.text) >= longestPair || tried == mostPairs {
			continue
		}
		tried++
		a := couples(x.bare())
		most, best := 4, -1
		for k, j := range left {
			n := 0
			for c := range a {
				if of[k][c] {
					n++
				}
			}
			if n > most && n*10 >= len(a)*7 && !now[j].paired {
				most, best = n, j
			}
		}
		if best >= 0 {
			take(i, []int{best})
		}
	}
}

// couples are the pairs of characters that follow one another in a text.
func couples(text string) map[[2]rune]bool {
	r := []rune(text)
	set := map[[2]rune]bool{}
	for i := 1; i < len(r); i++ {
		set[[2]rune{r[i-1], r[i]}] = true
	}
	return set
}
