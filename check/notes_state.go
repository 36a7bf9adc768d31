package check

import (
	"fmt"
	"strings"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/quote"
	"huibao/internal/regexp"
)

// leftOpen is the clause of a text about something that is said to be done by which that is in doubt; "" without one.
// What is accepted later is none of something that is done without that.
func leftOpen(text string, p pair) string {
	list, own := doubt.Clauses(text), p.Name+"，"+p.DoneMeans
	for _, c := range list {
		if strings.Contains(c.Text, "验收") && !strings.Contains(own, "验收") {
			continue
		}
		if !c.Elsof && !c.Settled && doubt.Beside(c.Text, own) == "" && doubt.Doubted(c.Text, own, false) != "" {
			return c.Text
		}
	}
	if doubt.Heavy(text) {
		return heaviest(list)
	}
	return ""
}

// ofFilling is in a text about how a return was filled in: what is said of the thing itself, which goes on, is full of words
// that would doubt a figure.
var ofFilling = regexp.MustCompile(`状态|[填写报选贴抄]|算`)

// otherState is L14 of a milestone whose 进展 or 说明 says that it is done later, while its state says
// that it is done, or the other way round.
func otherState(s *scope) []hit {
	var list []hit
	for _, p := range s.rows(huibao.KindMilestone) {
		state := p.r.Values.Of(huibao.FieldState)
		for _, f := range []huibao.Field{huibao.FieldProgress, huibao.FieldNote} {
			text, clause := p.r.Values.Of(f).Word, ""
			switch state.Word {
			case huibao.StateCompleted:
				if clause = doubt.Underway(text, strings.Contains(p.DoneMeans, "验收")); clause == "" {
					clause = leftOpen(text, p)
				}
			case huibao.StateNotStarted:
				if clause = doubt.DoneBy(text, p.Name+"，"+p.DoneMeans); clause == "" {
					clause = doubt.Begun(text)
				}
			case huibao.StateUnderWay:
				clause = doubt.DoneBy(text, p.Name+"，"+p.DoneMeans)
			}
			if clause == "" && state.Word != "" && ofFilling.MatchString(text) && doubt.HeavyLetter(text) {
				clause = heaviest(doubt.Clauses(text))
			}
			if clause == "" {
				continue
			}
			at := state.Source.Place()
			list = append(list, hit{place: at, code: p.Code, found: quote.Visible(text), severity: huibao.Error, holds: true, remedy: "请改正状态，或改正" + f.Label(p.Kind),
				message: fmt.Sprintf("%s：状态是%s，%s里却写着%s，不知以哪个为准。", at, quote.Text(state.Word), f.Label(p.Kind), quote.Text(clause))})
			break
		}
	}
	return list
}
