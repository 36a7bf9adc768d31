package importer

import (
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/quote"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// Bounds of the sentences that are looked at on a page.
const (
	leastProse    = 16 // characters of a cell of them
	mostSentences = 400
)

var (
	sentenceEnd = regexp.MustCompile(`[。；;\n]+`)
	// doneSaid is what a sentence says was done: 已完成2107户.
	doneSaid = regexp.MustCompile(`(?:完成|竣工|完工|建成|累计|办结|发放|筛查|培训)了?[^\d，,。；;（(]{0,4}\d[\d,]*(?:\.\d+)?(?:万|亿)?\s*(\p{Han}{1,3}|%)`)
)

// targetSaid are words of what is said to be done only as a share of it: 完成全年目标6000人的82.3%.
var targetSaid = []string{"目标", "任务", "计划"}

// inProse notes what sentences of a page say was done of an indicator that they name.
func (s *spotter) inProse() {
	looked := 0
	for _, n := range s.grid.Rows() {
		for _, c := range s.grid.Row(n) {
			if c.Type != sheet.Text || len(c.Raw) > maxProse || utf8.RuneCountInString(c.Raw) < leastProse {
				continue
			}
			heading := ""
			for _, sentence := range sentenceEnd.Split(fold(c.Raw), -1) {
				if looked++; looked > mostSentences || s.late() {
					return
				}
				if sentence = strings.TrimSpace(sentence); len(sentence) <= maxHeading && standsOut(s.matches(sentence), certain) {
					heading = sentence // 一、农村户厕改造。年度任务4000户，…
					continue
				}
				s.sentence(n, c.Col, heading+"，"+sentence)
			}
		}
	}
}

// sentence notes it for each indicator that it names beside such a figure in its measure; where it names none
// in full, for those of which all words stand in it (为210名残疾人适配辅具 of 残疾人辅具适配).
func (s *spotter) sentence(n, col int, text string) {
	plain := nameSigns.Replace(text)
	full := s.sentenceOf(n, col, text, likely, func(name string) bool { return strings.Contains(plain, name) })
	if !full {
		s.sentenceOf(n, col, text, possible, func(name string) bool { return ofWords(name, plain) })
	}
}

func (s *spotter) sentenceOf(n, col int, text string, sure int, named func(name string) bool) (found bool) {
	for i := range s.form.Rows {
		row := &s.form.Rows[i]
		name := essence(row.Name)
		if s.missing[row.Code] == nil || utf8.RuneCountInString(name) < leastTitled || !named(name) {
			continue
		}
		found = true
		for _, g := range doneSaid.FindAllStringSubmatch(text, mostSightings) {
			if !holdsAny(g[0], targetSaid) && (row.Measure == "" || strings.HasPrefix(g[1], row.Measure) || countsAny(row, g[1])) {
				s.note(row.Code, sighting{at: s.at(n, col), words: name, text: s.ref(n, col) + "写着" + quote.Text(g[0]), sure: sure, worth: 4})
				break
			}
		}
	}
	return found
}

// countsAny reports whether what stands behind a number begins with a measure of an indicator: 名残疾, 户的.
func countsAny(row *huibao.FormRow, behind string) bool {
	for at := range behind {
		if at > 0 && row.CountsAs(behind[:at]) {
			return true
		}
	}
	return row.CountsAs(behind)
}

// ofWords reports whether a name is made of words of two characters and more that all stand in a text.
func ofWords(name, text string) bool {
	runes := []rune(name)
	for len(runes) > 0 {
		long := len(runes)
		for long >= leastPiece && !strings.Contains(text, string(runes[:long])) {
			long--
		}
		if long < leastPiece {
			return false
		}
		runes = runes[long:]
	}
	return true
}
