package importer

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
)

// A name that is like an indicator's may be of another thing: what a Chinese name is of stands at its end (残疾人就业培训
// is a training, no 残疾人就业), and whom or what it is of may stand in the place of another word (残疾儿童 for 残疾人).

// saysOther reports whether a name has words that none of an indicator's names has, at its end or in the place of that
// one's; where the task beside it is to tell (borne), one character of a word may be another before those of what is done
// to it, there or not (饮水管网 for 饮水管道改造), and no last one: 检测 is no 检查.
func saysOther(name string, row *huibao.FormRow, borne bool) bool {
	return !withoutChange(name, row, func(c change) bool {
		long := utf8.RuneCountInString(c.in) >= leastPiece
		return long && (c.behind == 0 || c.out != "") || c.in != "" && c.out != "" && (!borne || c.behind == 1 || c.behind == 0 && utf8.RuneCountInString(c.out) == 1)
	})
}

// wordOfOther reports whether what stands in a name in the place of a character of an indicator's makes with that beside it
// a word of another one's in its measure (见习 of 企业见习岗位 in 机关事业单位见习岗位): it may be of either, or of neither.
func (r *reader) wordOfOther(name string, row *huibao.FormRow) bool {
	return !withoutChange(name, row, func(c change) bool {
		return c.in != "" && c.out != "" && slices.ContainsFunc(r.form.Rows, func(other huibao.FormRow) bool {
			full := nameSigns.Replace(bareName(other.Name))
			return other.Code != row.Code && other.Kind == row.Kind && other.Measure == row.Measure && holdsAny(full, c.words)
		})
	})
}

// withoutChange reports whether a name, or itself with its verb in front, differs from one of a row's names in no such way.
func withoutChange(name string, row *huibao.FormRow, differs func(change) bool) bool {
	bare, counted := essenceFor(name, row)
	for _, known := range append([]string{row.Name}, row.Aliases...) {
		full := withoutTails(nameSigns.Replace(partNote.ReplaceAllString(bareName(known), "")))
		name := builtIn(bare, full)
		if rest, ok := strings.CutPrefix(name, full); ok && counted && utf8.RuneCountInString(rest) == leastPiece {
			return true // …保险参保人数 of …保险
		}
		if !slices.ContainsFunc(changes(name, full), differs) || !slices.ContainsFunc(changes(name, verbFirst(full)), differs) {
			return true
		}
	}
	return false
}

// essenceFor is a name without its task, a measure, that it is done, and words at its end for what is counted, of a row
// that counts that (counted), or for the work.
func essenceFor(name string, row *huibao.FormRow) (essence string, counted bool) {
	if task, _ := taskIn(name, row); task != "" {
		name = strings.Replace(bareName(name), task, "", 1)
	}
	if without, said := doneBehind(name); said != "" && meansDone(row, said) {
		name = without
	}
	bare, measure := nameMeasure(name)
	bare = withoutTarget(nameSigns.Replace(bareName(bare)))
	if g := soFarBehind.FindStringSubmatch(bare); g != nil && (g[2] == "" || row.DoneMeans == "" || meansDone(row, g[2])) {
		bare = g[1]
	}
	if g := numberBehind.FindStringSubmatch(bare); g != nil && measure != "" {
		return g[1], true
	}
	if g := countBehind.FindStringSubmatch(bare); g != nil {
		m := strings.TrimSuffix(strings.TrimSuffix(g[2], "数"), "员")
		if row.CountsAs(cmp.Or(counts[m], m)) {
			return g[1], true
		}
	}
	return withoutTails(bare), false
}

func withoutTails(s string) string {
	for _, tail := range nameTails {
		s = strings.TrimSuffix(s, tail)
	}
	return s
}

// builtIn is a name without a word behind it for that what it is of comes into being, where that is what a full one ends
// with: …住房筹建 of …住房.
func builtIn(name, full string) string {
	if g := builtBehind.FindStringSubmatch(name); g != nil && strings.HasSuffix(full, string(lastRunes(g[1], leastPiece))) {
		return g[1]
	}
	return name
}

func lastRunes(s string, n int) []rune {
	runes := []rune(s)
	return runes[max(len(runes)-n, 0):]
}

// countBehind is a name with a word at its end for what is counted.
var countBehind = regexp.MustCompile(`^(.{2,}?)(人次数?|场次数?|台次数?|户次数?|里程|公里数|人员|[人户个套台件所座处场]数)$`)

// soFarBehind is a name with a word at its end for that it is what was done up to now, or what counts as done.
var soFarBehind = regexp.MustCompile(`^(.{2,}?)(?:累计|已)*(?:达到|完成|(竣工|完工|建成|投用|投入使用))数?$`)

// builtBehind is a name with a word behind it for that what it is of comes into being.
var builtBehind = regexp.MustCompile(`^(.{2,})(?:建设|创建|打造|筹建|筹集|建成)$`)

// change is what stands in a name in the place of words of another, each "" for none, how many characters of the name are
// behind it, and what stands there with the character before it, and with that behind.
type change struct {
	in, out string
	behind  int
	words   []string
}

// changes are in what a name differs from a full one, words that only stand elsewhere in that one apart.
func changes(name, full string) (list []change) {
	a, b := []rune(name), []rune(full)
	shared := make([][]int, len(a)+1) // how many characters the rests of both have in common, in order
	for i := range shared {
		shared[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if shared[i][j] = max(shared[i+1][j], shared[i][j+1]); a[i] == b[j] {
				shared[i][j] = shared[i+1][j+1] + 1
			}
		}
	}
	for i, j := 0, 0; i < len(a) || j < len(b); {
		if i < len(a) && j < len(b) && a[i] == b[j] {
			i, j = i+1, j+1
			continue
		}
		x, y := i, j
		for (i < len(a) || j < len(b)) && !(i < len(a) && j < len(b) && a[i] == b[j]) {
			if j == len(b) || i < len(a) && shared[i+1][j] >= shared[i][j+1] {
				i++
			} else {
				j++
			}
		}
		c := change{in: string(a[x:i]), out: string(b[y:j]), behind: len(a) - i}
		if x > 0 {
			c.words = append(c.words, string(a[x-1:i]))
		}
		if i < len(a) {
			c.words = append(c.words, string(a[x:i+1]))
		}
		if strings.Contains(full, c.in) {
			c.in = ""
		}
		list = append(list, c)
	}
	return list
}
