package importer

import (
	"regexp"
	"slices"
	"strings"

	"huibao"
)

// match is a row of the form that a name may mean, with how sure that is: 100 is
// certain (the name itself, or one of its other names), 0 has nothing in common.
type match struct {
	row  *huibao.FormRow
	sure int
}

// Bounds of certainty, in per cent.
const (
	certain  = 90 // taken without asking
	likely   = 60 // taken when the office accepts matches
	possible = 40 // shown as a candidate
	margin   = 10 // by which the best must be ahead of the next
)

// maxCandidates is how many candidates are shown.
const maxCandidates = 3

// matches ranks the form's rows by how well their names fit one of the texts, the
// best first; those below possible are left out.
func (r *reader) matches(texts ...string) []match {
	if len(texts) == 1 && r.ranked.form == r.form {
		if list, ok := r.ranked.by[texts[0]]; ok {
			return list
		}
	}
	if r.ranked.form != r.form || len(r.ranked.by) >= maxRanked {
		r.ranked = ranking{r.form, knownAs(r.form), map[string][]match{}}
	}
	list := r.rank(texts)
	if len(texts) == 1 {
		r.ranked.by[texts[0]] = list
	}
	return list
}

// ranking keeps the names of a form's rows and what was ranked for it, by the text.
type ranking struct {
	form  *huibao.Form
	known [][]spelling // by row
	by    map[string][]match
}

// knownAs are the names of each row of a form, of which the other ones are some too.
func knownAs(form *huibao.Form) [][]spelling {
	known := make([][]spelling, len(form.Rows))
	for i := range form.Rows {
		row := &form.Rows[i]
		known[i] = append(known[i], spelt(row.Name))
		for _, alias := range row.Aliases {
			known[i] = append(known[i], spelt(alias))
		}
	}
	return known
}

// maxRanked is how many texts are kept.
const maxRanked = 4000

func (r *reader) rank(texts []string) []match {
	var asked []question
	for _, t := range texts {
		asked = append(asked, questions(t)...)
	}
	var list []match
	for i := range r.form.Rows {
		row := &r.form.Rows[i]
		best := 0
		for _, q := range asked {
			if q.measure != "" && !row.CountsAs(q.measure) {
				continue
			}
			for _, known := range r.ranked.known[i] {
				best = max(best, likeness(known, q.spelling))
			}
		}
		if best >= possible {
			list = append(list, match{row, best})
		}
	}
	slices.SortStableFunc(list, func(a, b match) int { return b.sure - a.sure })
	return list
}

// question is a name to look for among all rows, or among those alone that count in a measure.
type question struct {
	spelling
	measure string
}

// questions are the names that a text may be.
func questions(t string) []question {
	list := []question{{spelt(t), ""}}
	if bare, m := nameMeasure(t); m != "" { // 棚户区改造(户)
		list = append(list, question{spelt(bare), m})
	}
	if g := countedName.FindStringSubmatch(t); g != nil { // 危房改造户数
		list = append(list, question{spelt(g[1]), g[2]})
	}
	return list
}

// standsOut reports whether the best match stands out and is at least so sure.
func standsOut(list []match, least int) bool {
	return len(list) > 0 && list[0].sure >= least && (len(list) == 1 || list[0].sure-list[1].sure >= margin || list[0].sure == 100 && list[1].sure < 100)
}

// candidates names the best matches for people.
func candidates(list []match) string {
	var names []string
	for _, m := range list[:min(len(list), maxCandidates)] {
		names = append(names, m.row.Code+" "+m.row.Name)
	}
	return strings.Join(names, "；")
}

var (
	nameTarget = regexp.MustCompile(`(?:不[低少]于)?[\d.,]+(?:万|亿|千)?[\p{Han}%]{0,3}(?:以上|左右)?$`)
	nameSigns  = strings.NewReplacer("“", "", "”", "", "\"", "", "、", "", "，", "", ",", "", "。", "", "(", "", ")", "", "《", "", "》", "", "·", "", "-", "", "—", "", "▲", "", "*", "", "/", "", "：", "", ":", "")
	nameVerbs  = []string{"提高", "完成", "实施", "开展", "推进", "新增", "新建", "改造", "建设", "做好", "其中", "实现", "发放", "免费"}
)

// essence is what a name says, without signs, the verb in front and a target behind
// it (农村户用厕所100万户以上).
func essence(s string) string {
	s = nameSigns.Replace(bareName(s))
	s = strings.TrimLeft(s, "0123456789.:：;；")
	if strings.ContainsAny(s, "0123456789.,") {
		if cut := nameTarget.ReplaceAllString(s, ""); len([]rune(cut)) >= 3 {
			s = cut
		}
	}
	for _, v := range nameVerbs {
		if rest, ok := strings.CutPrefix(s, v); ok && len([]rune(rest)) >= 3 {
			s = rest
			break
		}
	}
	for _, tail := range nameTails {
		if rest, ok := strings.CutSuffix(s, tail); ok && len([]rune(rest)) >= 4 {
			return rest
		}
	}
	return s
}

// nameTails are words behind a name that say no more of what it is.
var nameTails = []string{"合计", "总计", "小计", "工程", "项目", "工作"}

// countedName is a name that ends with what is counted: 危房改造户数.
var countedName = regexp.MustCompile(`^(\p{Han}.{3,})(人|户|个|套|台|件|所|座|处|场)数$`)

// sameLetters reports whether two names are of the same words in another order: 新增城镇就业,
// 城镇新增就业. Short ones may be two things.
func sameLetters(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) || len(x) < leastSwapped {
		return false
	}
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// leastSwapped is how long a name is at least of which the words may stand in another order.
const leastSwapped = 6

// spelling is a name with what it is compared by.
type spelling struct {
	bare, letters, core string
	runes               []rune // of core
	noted               bool   // something stands in brackets
}

func spelt(s string) spelling {
	bare, core := bareName(s), essence(s)
	return spelling{bare, nameSigns.Replace(bare), core, []rune(core), strings.ContainsAny(s, "(（")}
}

// likeness compares two names: 100 for the same, 95 for the same essence, else by
// the pairs of characters that they share (Dice 1945), at least 70 where one holds
// the other.
func likeness(a, b spelling) int {
	if a.bare == b.bare {
		return 100
	}
	if a.core == "" || b.core == "" {
		return 0
	}
	if a.core == b.core || !a.noted && !b.noted && sameLetters(a.letters, b.letters) {
		return 95
	}
	score := dice(a.runes, b.runes)
	shorter := min(len(a.runes), len(b.runes))
	switch {
	case shorter >= 4 && (strings.Contains(a.core, b.core) || strings.Contains(b.core, a.core)):
		score = max(score, 70)
	case shorter >= 2 && strings.Contains(a.core, b.core) && !placeKinds.MatchString(b.core): // 就业: which one is asked
		score = max(score, possible)
	}
	return min(score, certain-1)
}

func dice(a, b []rune) int {
	pairs := map[[2]rune]int{}
	for i := 0; i+1 < len(a); i++ {
		pairs[[2]rune{a[i], a[i+1]}]++
	}
	shared := 0
	for i := 0; i+1 < len(b); i++ {
		if p := [2]rune{b[i], b[i+1]}; pairs[p] > 0 {
			pairs[p]--
			shared++
		}
	}
	if n := len(a) + len(b) - 2; n > 0 {
		return 200 * shared / n
	}
	return 0
}
