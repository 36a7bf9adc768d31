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
	list := r.rank(texts)
	if len(texts) == 1 {
		if r.ranked.form != r.form || len(r.ranked.by) >= maxRanked {
			r.ranked = ranking{r.form, map[string][]match{}}
		}
		r.ranked.by[texts[0]] = list
	}
	return list
}

// ranking keeps what was ranked for a form, by the text.
type ranking struct {
	form *huibao.Form
	by   map[string][]match
}

// maxRanked is how many texts are kept.
const maxRanked = 4000

func (r *reader) rank(texts []string) []match {
	var list []match
	for i := range r.form.Rows {
		row := &r.form.Rows[i]
		best := 0
		for _, known := range append([]string{row.Name}, row.Aliases...) {
			for _, t := range texts {
				best = max(best, likeness(known, t))
				if bare, m := nameMeasure(t); m != "" && row.CountsAs(m) { // 棚户区改造(户)
					best = max(best, likeness(known, bare))
				}
				if g := countedName.FindStringSubmatch(t); g != nil && row.CountsAs(g[2]) { // 危房改造户数
					best = max(best, likeness(known, g[1]))
				}
			}
		}
		if best >= possible {
			list = append(list, match{row, best})
		}
	}
	slices.SortStableFunc(list, func(a, b match) int { return b.sure - a.sure })
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
	if cut := nameTarget.ReplaceAllString(s, ""); len([]rune(cut)) >= 3 {
		s = cut
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

// likeness compares two names: 100 for the same, 95 for the same essence, else by
// the pairs of characters that they share (Dice 1945), at least 70 where one holds
// the other.
func likeness(a, b string) int {
	if bareName(a) == bareName(b) {
		return 100
	}
	x, y := essence(a), essence(b)
	if x == "" || y == "" {
		return 0
	}
	if x == y || !strings.ContainsAny(a+b, "(（") && sameLetters(nameSigns.Replace(bareName(a)), nameSigns.Replace(bareName(b))) {
		return 95
	}
	score := dice([]rune(x), []rune(y))
	shorter := min(len([]rune(x)), len([]rune(y)))
	switch {
	case shorter >= 4 && (strings.Contains(x, y) || strings.Contains(y, x)):
		score = max(score, 70)
	case shorter >= 2 && strings.Contains(x, y) && !placeKinds.MatchString(y): // 就业: which one is asked
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
