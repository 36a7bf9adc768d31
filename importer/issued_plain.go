package importer

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
)

// What people put around a name that we printed and that says nothing of the figure: who does it, until
// when, the row's own target, the task it is of. Whatever else stands there is asked (describeWords).

var (
	// nameEnd is a bracket at the end of a name.
	nameEnd = regexp.MustCompile(`^(.+)\(([^()]+)\)$`)
	// doerWord is said before or behind an office that does a task.
	doerWord  = regexp.MustCompile(`^(?:(?:牵头|责任|主管|主办|负责|实施|承办|填报)(?:单位|部门)?:|由)|(?:牵头|负责|实施|承办|填报)$`)
	doer      = regexp.MustCompile(`^[县市区旗]?(?:[^\x00-\x7f县市区旗乡镇村及和含除仅只非不]{1,8}局|人社|民政|住建|卫健委?|发改委?|残联|妇联|团委|文旅|工信|市监|林草)$`)
	doerPlain = regexp.MustCompile(`^[县市区旗](?:[^\x00-\x7f县市区旗乡镇村级及和含除仅只非不]{2,8}局|[^\x00-\x7f县市区旗乡镇村级民场域内外城辖及和含除仅只非不]{1,6}中心)$`)
	noOffice  = regexp.MustCompile(`[布格结开]局$`)
	ofDeeds   = regexp.MustCompile(`^(?:民生)?实事(?:项目|任务)?$`)
	// plainVerbs begin a task, and say nothing that its name without them does not.
	plainVerbs = []string{"组织开展", "举办", "开展", "组织", "实施", "开发", "做好"}
	// targetBehind is a row's target behind its name: 90个, (年度目标90个).
	targetBehind = regexp.MustCompile(`^(年度目标|全年目标|目标任务|年度任务|全年任务|目标值?|任务数?)?:?为?([\d.,]+)([^\d.,]*)$`)
	asOf         = regexp.MustCompile(`^(截[至止到])?(?:(20\d\d)年)?(0?[1-9]|1[0-2])月(份|底|末|(\d{1,2})日)?$`)
	sinceFirst   = regexp.MustCompile(`^(?:(20\d\d)年)?0?1月?(?:[-—–~～]+|至|到)(0?[1-9]|1[0-2])月(?:份|底|末)?$`)
	sortsPeople  = regexp.MustCompile(`农村|城镇|城市|城区|乡镇|居民|家庭|人员|学生|儿童|老人|妇女|户籍|常住|困难|免费|残疾`)
	// particles may stand in a name or not.
	particles = strings.NewReplacer("的", "", "已", "", "之", "", "-", "", "—", "", "–", "", "~", "", "～", "")
)

// plainName is a text of a row's words without what stands behind and says nothing of the figure.
func (r *reader) plainName(row *huibao.FormRow, f huibao.Field, bare string, known []string) string {
	for !slices.Contains(known, bare) {
		if g := nameEnd.FindStringSubmatch(bare); g != nil && (r.plainBracket(row, f, g[2]) || f == huibao.FieldIndicator && isTarget(row, g[2])) {
			bare = g[1]
			continue
		}
		if cut := r.withoutBehind(row, f, bare, known); cut != bare {
			bare = cut
			continue
		}
		break
	}
	return bare
}

// withoutBehind is such a text without an office or the target that follows the name without a bracket.
func (r *reader) withoutBehind(row *huibao.FormRow, f huibao.Field, bare string, known []string) string {
	for _, k := range known {
		rest, ok := strings.CutPrefix(bare, k)
		if f != huibao.FieldIndicator || !ok || rest == "" || k == "" {
			continue
		}
		office := strings.TrimLeft(rest, "-—:/、,")
		if doerPlain.MatchString(office) && !noOffice.MatchString(office) || isTarget(row, rest) {
			return k
		}
	}
	return bare
}

// plainBracket reports whether what stands in brackets behind a name says nothing of the figure.
func (r *reader) plainBracket(row *huibao.FormRow, f huibao.Field, s string) bool {
	return r.isAsOf(row, f, s) || f == huibao.FieldIndicator && (saysBothWays(row, s) || r.isParts(row, s) || r.isDoer(s) || ofDeeds.MatchString(s) || isOfTask(row, s))
}

// bothWays is that a thing was done in the one way and in the other, so that nothing is left out.
var bothWays = regexp.MustCompile(`^(?:含|包括)?(?:线上[和与及、+,/]?线下|线下[和与及、+,/]?线上|(?:现场|实地)[和与及、+,/]网[络上]|网[络上][和与及、+,/](?:现场|实地)|集中[和与及、+,/]?分散|分散[和与及、+,/]?集中)(?:相结合|结合|同步|都有|均有|举办|开展|进行|活动|方式|两种方式)?$`)

// saysBothWays reports whether a text says so of a row whose name has no way of its own.
func saysBothWays(row *huibao.FormRow, s string) bool {
	return bothWays.MatchString(s) && !holdsAny(row.Name+row.DoneMeans, []string{"线上", "线下", "现场", "实地", "网络", "网上", "集中", "分散"})
}

var (
	// oneOf is what tells of how many a thing is one (两项补贴之一), grades parts of it by their grade.
	oneOf  = regexp.MustCompile(`^[两二三四五六七八九十\d]{1,2}[项类种个大](?:[^\d,。;含除不]{0,6})之[一二三四五六]$`)
	grades = regexp.MustCompile(`^[一二三四五六]级(?:[、和及与,/至到—-][一二三四五六]级)+$`)
	// countsKinds is a name of so many things: 四类管线.
	countsKinds = regexp.MustCompile(`([两二三四五六七八九十])[类种项大个]`)
)

// isParts reports whether what stands in brackets behind a name names all of the things that the name
// counts (四类管线（燃气、供热、供水、排水）), one of which the row may be, or grades of what is paid.
func (r *reader) isParts(row *huibao.FormRow, s string) bool {
	if oneOf.MatchString(s) || grades.MatchString(s) && row.Kind == huibao.KindStandard {
		return true
	}
	g := countsKinds.FindStringSubmatch(row.Name)
	parts := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune("、,/和及", c) })
	return g != nil && len(parts) == numberOf[g[1]] && !slices.ContainsFunc(parts, func(part string) bool {
		return utf8.RuneCountInString(part) > 6 || strings.ContainsAny(part, "不未除含拟在建等")
	})
}

var numberOf = map[string]int{"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}

// isDoer reports whether a text names offices that do a task, of the own county.
func (r *reader) isDoer(s string) bool {
	for name := range strings.FieldsFuncSeq(s, func(c rune) bool { return strings.ContainsRune("、,/", c) }) {
		name = doerWord.ReplaceAllString(name, "")
		name = strings.TrimPrefix(name, strings.TrimRight(r.form.Unit.Name, "县市区旗"))
		if !doer.MatchString(name) && !doerPlain.MatchString(name) || noOffice.MatchString(name) {
			return false
		}
	}
	return s != ""
}

// isTarget reports whether a text is the row's own target, with the measure or said to be one.
func isTarget(row *huibao.FormRow, s string) bool {
	g := targetBehind.FindStringSubmatch(s)
	want, ok := row.Target.Decimal()
	if g == nil || !ok || row.Kind != huibao.KindCount || g[1] == "" && g[3] == "" || g[3] != "" && !huibao.SameMeasure(g[3], row.Measure) {
		return false
	}
	q, _ := ReadNumber(g[2], row.Measure)
	got, ok := q.Decimal()
	return ok && got.Equal(want)
}

// isAsOf reports whether a text is the time that the figures are of: 截至6月25日, 6月, and of what is
// counted since January 1—6月.
func (r *reader) isAsOf(row *huibao.FormRow, f huibao.Field, s string) bool {
	p := r.reported()
	if p.IsZero() {
		p = r.form.Period
	}
	if p.IsZero() || p.Quarter {
		return false
	}
	is := func(year, month string) bool {
		return (year == "" || year == fmt.Sprint(p.Year)) && atoi(month) == p.Month
	}
	if g := sinceFirst.FindStringSubmatch(s); g != nil {
		return f != huibao.FieldIndicator && row.Basis == huibao.BasisYear && is(g[1], g[2])
	}
	g := asOf.FindStringSubmatch(s)
	switch {
	case g == nil || !is(g[2], g[3]):
		return false
	case g[5] != "":
		cut := r.cutOff()
		if cut.IsZero() {
			cut = r.form.Day.CutOff
		}
		return (g[1] != "" || f == huibao.FieldBasis && row.Basis == huibao.BasisNow) && atoi(g[5]) == cut.Day && p.Month == cut.Month
	}
	return f == huibao.FieldIndicator || g[1] != "" || f == huibao.FieldBasis && row.Basis == huibao.BasisNow
}

// isOfTask reports whether a text is the category of a row, or the words of its whole task (住房保障 of
// 加强保障性住房供给); of a task of several things it may be a part.
func isOfTask(row *huibao.FormRow, s string) bool {
	if sortsPeople.MatchString(s) {
		return false
	}
	if s == row.Category {
		return true
	}
	if utf8.RuneCountInString(s) < 4 || strings.ContainsAny(row.Task, "、，,和及与") {
		return false
	}
	return !strings.ContainsFunc(s, func(c rune) bool { return !strings.ContainsRune(row.Task, c) })
}
