package importer

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
)

// match is a row of the form that a name may mean, with how sure that is: 100 is
// certain (the name itself, or one of its other names), 0 has nothing in common.
type match struct {
	row  *huibao.FormRow
	sure int
}

// Bounds of certainty, in per cent.
const (
	certain      = 90 // taken without asking
	likely       = 60 // taken when the office accepts matches
	possible     = 40 // shown as a candidate
	sameEssence  = 95 // of the same words
	fullPartSure = 95 // of a part's name with its whole's words
	margin       = 10 // by which the best must be ahead of the next
)

// maxCandidates is how many candidates are shown.
const maxCandidates = 3

// matches ranks the form's rows by how well their names fit one of the texts, the
// best first; those below possible are left out.
func (r *reader) matches(texts ...string) []match {
	if list := r.asCalled(texts); list != nil {
		return list
	}
	if len(texts) == 1 && r.ranked.form == r.form {
		if list, ok := r.ranked.by[texts[0]]; ok {
			return list
		}
	}
	if r.late() {
		return nil
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
	var asked []askedName
	for _, t := range texts {
		asked = append(asked, r.asked(t))
	}
	sent := r.sentShort(texts)
	var list []match
	for i := range r.form.Rows {
		row := &r.form.Rows[i]
		best := r.likest(row, row.Name, asked)
		for _, known := range row.Aliases {
			best = max(best, r.likest(row, known, asked))
		}
		if slices.ContainsFunc(texts, func(t string) bool { return r.fullPart(row, t) }) {
			best = max(best, fullPartSure)
		}
		if slices.ContainsFunc(texts, func(t string) bool { return saysEtc(row, t) }) {
			best = max(best, certain)
		}
		if row == sent {
			best = max(best, certain)
		}
		if best >= possible {
			list = append(list, match{row, best})
		}
	}
	slices.SortStableFunc(list, func(a, b match) int { return b.sure - a.sure })
	return list
}

// askedName is a text that may be a row's name, and what is left of it without the measure
// behind it.
type askedName struct {
	whole, bare, counted *spelling
	plain                *spelling // without its number and who does it; nil where it is the whole
	made                 *spelling // of plain, without a word behind it for that it is built
	done                 *spelling // without a bracket behind it, and what that says; nil without one
	said                 string
	measure, unit        string // of bare, of counted; "" where there is none
	peeled               *peeledName
}

func (r *reader) asked(t string) askedName {
	a := askedName{whole: r.spelt(t)}
	if bare, m := nameMeasure(t); m != "" { // 棚户区改造(户)
		a.bare, a.measure = r.spelt(bare), m
	}
	plain := r.withoutDoer(t)
	if plain != bareName(t) { // （一）危房改造（县住建局）
		a.plain = r.spelt(plain)
	}
	if bare, _ := nameMeasure(plain); madeBehind.MatchString(bare) { // 农村老饭桌建设
		a.made = r.spelt(madeBehind.FindStringSubmatch(bare)[1])
	}
	a.peeled = r.peel(t)
	if bare, said := doneBehind(t); said != "" { // 危房改造(竣工)
		a.done, a.said = r.spelt(bare), said
	}
	if g := countedName.FindStringSubmatch(plain); g != nil { // 危房改造户数
		a.counted, a.unit = r.spelt(g[1]), cmp.Or(counts[g[2]], strings.TrimSuffix(g[2], "数"))
	}
	return a
}

// likest is how well one of a row's names fits one of the texts.
func (r *reader) likest(row *huibao.FormRow, known string, asked []askedName) int {
	best := 0
	name := r.spelt(known)
	for _, a := range asked {
		best = max(best, name.likeness(a.whole))
		if a.bare != nil && row.CountsAs(a.measure) {
			best = max(best, name.likeness(a.bare))
		}
		if a.plain != nil {
			best = max(best, name.likeness(a.plain))
		}
		if a.made != nil && row.CountsAs("个") && name.same(a.made) {
			best = max(best, sameEssence)
		}
		if a.done != nil && meansDone(row, a.said) {
			best = max(best, name.likeness(a.done))
		}
		if a.counted != nil && row.CountsAs(a.unit) {
			best = max(best, name.likeness(a.counted))
		}
		if a.peeled.of(row) {
			best = max(best, name.likeness(a.peeled.name))
		}
	}
	return best
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
	nameVerbs  = slices.Concat(lightVerbs, toldVerbs)
	// lightVerbs say no more than that something is done, and toldVerbs what is done to it.
	lightVerbs = []string{"完成", "实施", "开展", "推进", "建设", "做好", "其中", "实现", "免费", "举办", "组织", "创建", "打造", "建成"}
	toldVerbs  = []string{"提高", "新增", "新建", "改造", "发放"}
)

// essence is what a name says, without signs, the verb in front and a target behind
// it (农村户用厕所100万户以上).
func essence(s string) string {
	s = withoutTarget(nameSigns.Replace(bareName(s)))
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

// toldVerb is the word in front of a name that says what is done to what it is of (改造).
func toldVerb(s string) string {
	s = withoutTarget(nameSigns.Replace(bareName(s)))
	at := slices.IndexFunc(toldVerbs, func(v string) bool { return strings.HasPrefix(s, v) })
	if at < 0 {
		return ""
	}
	return toldVerbs[at]
}

// otherVerb reports whether a name's word for what is done says another thing than the plan's: 改造 is not 新建, nor
// of what only is.
func otherVerb(known, asked string) bool {
	return asked != "" && asked != known && (known != "" || asked == "改造" || asked == "提高")
}

// joinWords are left out where two names are compared.
var joinWords = strings.NewReplacer("和", "", "及", "", "与", "", "各类", "", "各项", "")

// withoutTarget is a name without its number in front and a target behind it.
func withoutTarget(s string) string {
	s = strings.TrimLeft(s, "0123456789.:：;；")
	if strings.ContainsAny(s, "0123456789.,") {
		if cut := nameTarget.ReplaceAllString(s, ""); len([]rune(cut)) >= 3 {
			return cut
		}
	}
	return s
}

// nameTails are words behind a name that say no more of what it is.
var nameTails = []string{"合计", "总计", "小计", "工程", "项目", "工作"}

// countedName is a name that ends with what is counted: 危房改造户数.
var countedName = regexp.MustCompile(`^(\p{Han}.{2,}?)(人次|场次|台次|户次|里程|(?:人|户|个|套|台|件|所|座|处|场|公里)数)$`)

// madeBehind is a name with a word behind it for that what it is of is built.
var madeBehind = regexp.MustCompile(`^(.{3,}[^新改扩续])(?:建设|创建|打造)$`)

// sameLetters reports whether two names are of the same words in another order: 新增城镇就业,
// 城镇新增就业. Short ones may be two things.
func sameLetters(a, b *spelling) bool {
	return len(a.letters) >= leastSwapped && slices.Equal(a.letters, b.letters)
}

// leastSwapped is how long a name is at least of which the words may stand in another order.
const leastSwapped = 6

// spelling is a name as it is compared with others.
type spelling struct {
	bare      string // without notes and spaces
	plain     string // of bare, without signs
	letters   []rune // of plain, in order
	essence   string
	verb      string   // that was in front of the essence, where it says what is done
	things    string   // the essence without words that join
	long      int      // of the essence
	pairs     []uint64 // of characters that follow each other in the essence, in order
	bracketed bool
}

func spell(s string) *spelling {
	x := &spelling{bare: bareName(s), essence: essence(s), verb: toldVerb(s), bracketed: strings.ContainsAny(s, "(（")}
	x.plain = withoutTarget(nameSigns.Replace(x.bare))
	x.letters = []rune(x.plain)
	slices.Sort(x.letters)
	x.things = joinWords.Replace(x.essence)
	runes := []rune(x.essence)
	x.long = len(runes)
	for i := 0; i+1 < len(runes); i++ {
		x.pairs = append(x.pairs, uint64(runes[i])<<32|uint64(runes[i+1]))
	}
	slices.Sort(x.pairs)
	return x
}

// spelt is spell, once a file: every name is held to every row's.
func (r *reader) spelt(s string) *spelling {
	if x, ok := r.spellings[s]; ok {
		return x
	}
	if len(r.spellings) >= maxRanked || r.spellings == nil {
		r.spellings = map[string]*spelling{}
	}
	x := spell(s)
	r.spellings[s] = x
	return x
}

// likeness compares two names: 100 for the same, 95 for the same essence, else by
// the pairs of characters that they share (Dice 1945), at least 70 where one holds
// the other.
func (a *spelling) likeness(b *spelling) int {
	if a.bare == b.bare {
		return 100
	}
	x, y := a.essence, b.essence
	if x == "" || y == "" {
		return 0
	}
	if a.same(b) {
		return sameEssence
	}
	score := dice(a, b)
	shorter := min(a.long, b.long)
	switch {
	case shorter >= 4 && (strings.Contains(x, y) || strings.Contains(y, x)):
		score = max(score, 70)
	case len(b.letters) >= leastShort && score < possible && inPieces(b.plain, a.plain):
		score = max(score, possible)
	case shorter >= 2 && strings.Contains(x, y) && !placeKinds.MatchString(y): // 就业: which one is asked
		score = max(score, possible)
	}
	return min(score, certain-1)
}

// same reports whether two names say the same, but for words that say no more: none has a word for what is done that
// the other has another one for.
func (a *spelling) same(b *spelling) bool {
	if a.essence == b.essence {
		return !otherVerb(a.verb, b.verb)
	}
	return !a.bracketed && !b.bracketed && (sameLetters(a, b) || utf8.RuneCountInString(a.things) >= leastShort && a.things == b.things && !otherVerb(a.verb, b.verb))
}

// dice is how many of a hundred pairs of two essences are of both.
func dice(a, b *spelling) int {
	shared, n := 0, a.long+b.long-2
	for x, y := a.pairs, b.pairs; len(x) > 0 && len(y) > 0; {
		switch {
		case x[0] < y[0]:
			x = x[1:]
		case x[0] > y[0]:
			y = y[1:]
		default:
			shared, x, y = shared+1, x[1:], y[1:]
		}
	}
	if n > 0 {
		return 200 * shared / n
	}
	return 0
}
