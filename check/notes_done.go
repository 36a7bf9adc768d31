package check

import (
	"strings"

	"huibao"
	"huibao/internal/regexp"
)

// doneBy is a clause that says how much is done by now: 截至目前竣工298户.
var doneBy = regexp.MustCompile(`(?:^|[，,。；;（(\s])(?:截[至止]目前|目前|至今|截至今日|现|截[至止](?:本月|月)[底末])[，,]?(?:已|共|累计|实际|全[县区市])*(完成|竣工|完工|建成|办结)了?(?:共|约)?\s*(\d+(?:[,，]\d{3})*(?:\.\d+)?)\s*(\p{Han}{1,3}?)(?:$|[，,。；;（()）、\s])`)

// built are words for works that are done, each as good as another.
var built = []string{"竣工", "完工", "建成"}

// doneSaid is where a note says that another number is done by now than the row's cumulative, by a
// word for what counts as done; nil where it does not, or says the row's own number, too.
func doneSaid(p pair, note string) []int {
	cum := p.r.Quantity(huibao.FieldCumulative)
	if p.Kind != huibao.KindCount || !cum.IsNumber() {
		return nil
	}
	var other []int
	for _, g := range doneBy.FindAllStringSubmatchIndex(note, -1) {
		d, err := huibao.ParseDecimal(commas.Replace(note[g[4]:g[5]]))
		d, of := inRow(p, d, note[g[6]:g[7]])
		switch {
		case err != nil || !of || !countsAsDone(p, note[g[2]:g[3]]):
		case cum.Equal(huibao.Num(d)):
			return nil
		case other == nil:
			other = []int{g[2], g[7], g[4], g[5], g[6], g[7]}
		}
	}
	return other
}

// countsAsDone reports whether a word says what counts as done of an indicator.
func countsAsDone(p pair, word string) bool {
	if word == "完成" || p.DoneMeans == "" || strings.Contains(p.DoneMeans, word) {
		return true
	}
	for _, b := range built {
		if strings.Contains(p.DoneMeans, b) {
			return strings.Contains(strings.Join(built, " "), word)
		}
	}
	return false
}
