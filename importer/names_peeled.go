package importer

import (
	"cmp"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/regexp"
)

// peeledName is a name without all that stands around it and says no more of what it is (（二）扎实开展残疾人辅具适配（人）),
// and what of that must be the indicator's own: its measures, and what it counts as done.
type peeledName struct {
	name     *spelling
	measures []string
	done     []string
}

// peel takes off a name its number, adverbs with their verb, and brackets at its end with a measure, what is done, whose
// it is or where.
func (r *reader) peel(t string) *peeledName {
	p := &peeledName{}
	bare := strings.TrimLeft(cornered.Replace(bareName(t)), nameMarks)
	bare = withoutNumber(bare, numberFront)
	for range mostBrackets {
		g := nameEnd.FindStringSubmatch(bare)
		if g == nil || !p.takes(r, g[2]) {
			break
		}
		bare = g[1]
	}
	if g := countedName.FindStringSubmatch(bare); g != nil {
		bare, p.measures = g[1], append(p.measures, cmp.Or(counts[g[2]], strings.TrimSuffix(g[2], "数")))
	} else if g := numberBehind.FindStringSubmatch(bare); g != nil && len(p.measures) > 0 { // 新增托位数(个)
		bare = g[1]
	}
	p.name = r.spelt(strings.TrimPrefix(bare, verbsFront.FindString(bare)))
	return p
}

// takes notes what a bracket says, if it is one of those.
func (p *peeledName) takes(r *reader, bracket string) bool {
	if _, m := nameMeasure("名(" + bracket + ")"); m != "" {
		p.measures = append(p.measures, m)
		return true
	}
	if finishedWords.MatchString(bracket) {
		if g := countBehind.FindStringSubmatch(bracket); g != nil { // 竣工户数
			bracket = g[1]
			p.measures = append(p.measures, cmp.Or(counts[g[2]], strings.TrimSuffix(g[2], "数")))
		}
		p.done = append(p.done, bracket)
		return true
	}
	return r.isDoer(bracket) || r.isOwnPlace(bracket)
}

// of reports whether what was taken off may be said of an indicator.
func (p *peeledName) of(row *huibao.FormRow) bool {
	return !slices.ContainsFunc(p.measures, func(m string) bool { return !row.CountsAs(m) }) &&
		!slices.ContainsFunc(p.done, func(said string) bool { return !meansDone(row, said) })
}

// mostBrackets bounds the brackets of a name.
const mostBrackets = 3

var (
	numberBehind = regexp.MustCompile(`^(.{4,})数量?$`)
	// numberFront is a number in front of a name, and what is numbered (任务五：).
	numberFront = regexp.MustCompile(`^(?:\([一二三四五六七八九十\d]{1,3}\)|(?:(?:任务|实事|项目|指标)第?|第)[一二三四五六七八九十\d]{1,3}[项件]?[:、.]|[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.])`)
	// verbsFront are words in front of a name that say that it is done, and how eagerly.
	verbsFront = regexp.MustCompile(`^(?:(?:深入|扎实|大力|加快|持续|全面|积极|稳步|有序)?(?:完成|实施|开展|推进|做好|实现|组织))+`)
)
