package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
)

// withoutDoer is a name without its number in front and who does it, or that it is of all of the county, behind it:
// （一）危房改造（县住建局）.
func (r *reader) withoutDoer(s string) string {
	bare := strings.TrimLeft(cornered.Replace(bareName(s)), circled)
	bare = withoutNumber(bare, hanNumber)
	if g := nameEnd.FindStringSubmatch(bare); g != nil && (r.isDoer(g[2]) || r.isOwnPlace(g[2])) {
		bare = g[1]
	}
	if utf8.RuneCountInString(bare) < leastPlain {
		return bareName(s)
	}
	return bare
}

// withoutNumber is a name without a number in front of it, where the one behind it is not told together with it
// (一、二类区失业保险金, but 一、一刻钟便民生活圈).
func withoutNumber(name string, number *regexp.Regexp) string {
	front := number.FindString(name)
	rest := name[len(front):]
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(front, "、"))
	first, _ := utf8.DecodeRuneInString(rest)
	if at := strings.IndexRune(numerals, last); at >= 0 && strings.HasSuffix(front, "、") && strings.IndexRune(numerals, first) > at {
		return name
	}
	return rest
}

const numerals = "一二三四五六七八九十"

// isOwnPlace reports whether a text is the county that the table is of, or says all of it (海原县, 全县, 县).
func (r *reader) isOwnPlace(s string) bool {
	runes := []rune(r.form.Unit.Name)
	kind := string(runes[max(len(runes)-1, 0):])
	if !strings.Contains("县区旗", kind) || kind == "" {
		return false
	}
	return slices.Contains(append([]string{r.form.Unit.Name, kind, "全" + kind, "本" + kind, "我" + kind}, r.form.UnitAliases...), s)
}

// hanNumber is a number in words in front of a name.
var hanNumber = regexp.MustCompile(`^(?:\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}[、.])`)

// hanNumerals are the numerals in it, without which it says how lines are numbered.
var hanNumerals = regexp.MustCompile(`[一二三四五六七八九十]`)

// leastPlain is how long a name is at least of which a number or an office is taken off.
const leastPlain = 4

// plainly reports whether a name of a table of the unit's own is a row's and says no more than it: with
// 工程 behind it, the row's own target, or with its verb in front (提升农村公路路况 of 农村公路路况提升).
func (r *reader) plainly(row *huibao.FormRow, name string) bool {
	bare := r.withoutDoer(name)
	return slices.ContainsFunc(append([]string{row.Name}, row.Aliases...), func(known string) bool {
		known = bareName(known)
		rest, ok := strings.CutPrefix(bare, known)
		if utf8.RuneCountInString(known) < leastSwapped || known == bare {
			return known == bare
		}
		return ok && (rest == "工程" || rest == "项目" || rest == "工作" || isTarget(row, rest)) || verbFirst(known) == bare || verbFirst(bare) == known
	})
}

// verbFirst is a name with the word of two characters at its end in front.
func verbFirst(s string) string {
	runes := []rune(s)
	n := max(len(runes)-2, 0)
	return string(runes[n:]) + string(runes[:n])
}
