package importer

import (
	"strings"
	"unicode/utf8"

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

// sentence notes it for each indicator that it names beside such a figure in its measure.
func (s *spotter) sentence(n, col int, text string) {
	for code, row := range s.missing {
		name := essence(row.Name)
		named := strings.Contains(nameSigns.Replace(text), name)
		if utf8.RuneCountInString(name) < leastTitled || !named {
			continue
		}
		for _, g := range doneSaid.FindAllStringSubmatch(text, mostSightings) {
			if m := strings.TrimRight(g[1], "任务目标的和并等"); m != "" && !holdsAny(g[0], targetSaid) && (row.CountsAs(m) || row.Measure == "" || strings.HasPrefix(g[1], row.Measure)) {
				s.note(code, sighting{at: s.at(n, col), words: name, text: s.ref(n, col) + "写着" + quote.Text(g[0]), sure: likely, worth: 4})
				break
			}
		}
	}
}
