package statement

import "huibao"

// The words of a unit of which nothing counts, and of a figure that lacks its part
// (statement.md §2.2); never one for another.
const (
	WordMissing  = "未报"  // nothing came from it
	WordRejected = "退回"  // what came was sent back, and not mended yet
	WordUnsure   = "待核"  // it came, and it is not settled whether or what of it counts
	WordLeftOut  = "不计入" // the office decided so

	// WordUnsigned is 待核 with its cause: only what was signed counts, and it was not.
	WordUnsigned = WordUnsure + "（已报，未签发）"
)

// WordOf is the one word for why a figure lacks a unit.
func WordOf(h huibao.Hole) string {
	switch h.Why {
	case WordMissing, WordRejected, WordLeftOut:
		return h.Why
	}
	return WordUnsure
}

// Lacking is the one word for what a figure lacks: that of its holes where they have one
// in common.
func Lacking(holes []huibao.Hole) string {
	word := ""
	for _, h := range holes {
		now := WordOf(h)
		switch {
		case word == "" || word == now:
			word = now
		case word == WordMissing || now == WordMissing:
			word = WordMissing
		default:
			word = WordUnsure
		}
	}
	if word == "" {
		return WordMissing
	}
	return word
}

// Due reports whether an indicator should have been judged in the period: it was, or lacks a
// unit; not one that is not due yet, not reported, without a target or a task here.
func Due(s *huibao.Standing) bool {
	return s.Judged() || len(s.Holes) > 0 && s.Word == Lacking(s.Holes)
}
