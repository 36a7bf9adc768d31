package check

import (
	"fmt"
	"slices"
	"strings"

	"huibao"
)

// atNote moves a question about how a clause of a row's note stands to its figures to the note's own cell, where
// the row of our form has several figures and the clause may be of any: pointed at one of them it would ask about that.
func atNote(p pair, h hit) hit {
	at := p.r.At(huibao.FieldNote)
	before, open := strings.CutSuffix(h.message, unknownIn)
	_, clause, said := strings.Cut(before, "却写着")
	if !open || !said || at.Cell == "" || p.r.ByName || !slices.Contains([]huibao.Kind{huibao.KindRate, huibao.KindStandard}, p.Kind) {
		return h
	}
	h.place = at
	h.message = fmt.Sprintf("%s：%s 的说明里写着%s，不知与本行哪个数有关，%s", at, p.Code, clause, strings.TrimPrefix(unknownIn, "，"))
	return h
}
