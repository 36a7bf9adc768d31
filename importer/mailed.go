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
	others := r.ofRows(nil, text, func(row *huibao.FormRow, piece string) {
		if piece != "" {
			r.remark(huibao.RemarkMailed, row.Code+"\n"+piece, huibao.Place{})
		}
	})
	for _, piece := range others {
		bare := strings.Join(strings.Fields(piece), "")
		if len(piece) <= maxProse && (doubtedTable(r.withoutOthers(bare), r.ofCounty()) || holdsAny(bare, mailedWords) && doubt.Heavy(bare)) {
			r.remark(huibao.RemarkMailed, piece, huibao.Place{})
		}
	}
}
