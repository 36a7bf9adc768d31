package check

import (
	"fmt"
	"strings"

	"huibao"
)

// copiedNotes is how many rows may bear one explanation.
const copiedNotes = 3

// sameNote is H09: a note that is last period's word for word, or that stands on
// three rows or more.
func sameNote(s *scope) []hit {
	var list []hit
	rows := map[string][]string{}
	first := map[string]huibao.Place{}
	for _, p := range s.rows("") {
		note := p.r.Note()
		if len([]rune(note)) < minExplanation {
			continue
		}
		at := p.r.At(huibao.FieldNote)
		if note == p.Prior.Note {
			list = append(list, hit{place: at, code: p.Code, found: note, cause: "有 %d 行的说明与上期一字不差", message: fmt.Sprintf("%s：说明与上期一字不差。", at)})
			continue
		}
		if rows[note] == nil {
			first[note] = at
		}
		rows[note] = append(rows[note], p.Code)
	}
	for _, p := range s.rows("") {
		note := p.r.Note()
		if codes := rows[note]; len(codes) >= copiedNotes && codes[0] == p.Code {
			list = append(list, hit{place: first[note], found: note, message: fmt.Sprintf("%s：%d 行用了同一句说明（%s）。", first[note], len(codes), strings.Join(codes, "、"))})
		}
	}
	return list
}
