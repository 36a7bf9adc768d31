package importer

import (
	"strings"

	"huibao"
	"huibao/internal/doubt"
)

// mailedWords are in what a mail says of figures, beside what it says of anything else.
var mailedWords = []string{"数", "表", "报", "统计"}

// Mailed remarks what the mail with which a return came says of its figures: of the rows that it names at those rows, of
// all of them where it doubts them.
func Mailed(ret *huibao.Return, k Known, subject, text string) {
	r := &reader{known: k, ret: ret, form: k.form(ret.Unit, ret.Stamp)}
	if r.form == nil || len(ret.Rows) == 0 {
		return
	}
	if bare := strings.Join(strings.Fields(fold(subject)), ""); doubt.Draft(bare) {
		r.remark(huibao.RemarkMailed, strings.TrimSpace(subject), huibao.Place{})
	}
	said := 0
	others := r.ofRows(nil, text, func(row *huibao.FormRow, piece string) {
		if said++; piece != "" && said <= maxMailed {
			r.remark(huibao.RemarkMailed, row.Code+"\n"+cutProse(piece), huibao.Place{})
		}
	})
	for _, piece := range others {
		if r.doubtedMail(strings.Join(strings.Fields(piece), "")) {
			if said++; said > maxMailed {
				break
			}
			r.remark(huibao.RemarkMailed, piece, huibao.Place{})
		}
	}
	if said > maxMailed {
		r.remark(huibao.RemarkMailed, strings.TrimSpace(subject)+notListed, huibao.Place{})
	}
}

// maxMailed is of how many things that a mail says of figures is told; one that says more is to be looked at.
const maxMailed = 200

// cutProse is the beginning of a very long text.
func cutProse(text string) string {
	if len(text) <= maxProse {
		return text
	}
	return strings.ToValidUTF8(text[:maxProse], "") + "……"
}

// doubtedMail reports whether a mail says, of no row, that its figures are not whole or not final.
func (r *reader) doubtedMail(text string) bool {
	if len(text) > maxProse {
		return false
	}
	text = doubt.OfLetter(r.ownTitle(text))
	return text != "" && (doubtedTable(r.withoutOthers(text), r.ofCounty()) || !r.untilIn(text).IsZero() || r.beforeCutOff(text) || holdsAny(text, mailedWords) && doubt.HeavyLetter(text))
}
