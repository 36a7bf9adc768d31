package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
)

// A bureau's table leaves out of names what all of its own have in them (职业技能培训 of 残疾人职业技能培训, from the
// office for the disabled): a short name is of the one indicator that this bureau answers for of whose words it is
// made, where the measure beside it is that one's.

// ofSender is that indicator's row; nil without one.
func (r *reader) ofSender(name string, said []string) (found *huibao.FormRow) {
	bare, _ := nameMeasure(name)
	short := nameSigns.Replace(r.withoutDoer(bare))
	sender := r.sentBy()
	if sender == "" || utf8.RuneCountInString(short) < leastTitled {
		return nil
	}
	for i := range r.known.Plan.Indicators {
		ind := &r.known.Plan.Indicators[i]
		if r.known.Plan.ResponsibleOf(ind) != sender || !slices.ContainsFunc(append([]string{ind.Name}, ind.Aliases...), func(known string) bool { return shortOf(short, known) }) {
			continue
		}
		row := r.form.RowByCode(ind.Code)
		if found != nil || row == nil || row.Kind != huibao.KindCount || !slices.ContainsFunc(said, row.CountsAs) || notItself(name, row) {
			return nil
		}
		found = row
	}
	return found
}

// sentShort is the row of which one of some texts with its measure in a bracket is so the name.
func (r *reader) sentShort(texts []string) *huibao.FormRow {
	for _, text := range texts {
		if _, m := nameMeasure(text); m != "" {
			if row := r.ofSender(text, []string{m}); row != nil {
				return row
			}
		}
	}
	return nil
}

// sentBy is the bureau whose table it is; "" for a county's own.
func (r *reader) sentBy() string {
	switch {
	case r.known.Plan == nil || r.form == nil:
		return ""
	case r.ret.SentBy != "":
		return r.ret.SentBy
	case r.isBureau():
		return r.ret.Unit
	}
	return ""
}

// shortOf reports whether a name is a full one without those of whom it is: it leaves out nothing else, no verb and
// neither of two things.
func shortOf(short, full string) bool {
	full = partNote.ReplaceAllString(bareName(full), "")
	plain := []rune(nameSigns.Replace(full))
	if !inPieces(short, string(plain)) || huibao.LeavesOut(short, full) {
		return false
	}
	for len(plain) > 0 {
		kept := 0
		for kept < len(plain) && strings.HasPrefix(short, string(plain[:kept+1])) {
			kept++
		}
		short, plain = strings.TrimPrefix(short, string(plain[:kept])), plain[kept:]
		out := 0
		for out < len(plain) && (short == "" || !strings.HasPrefix(string(plain[out:]), string([]rune(short)[:min(leastPiece, utf8.RuneCountInString(short))]))) {
			out++
		}
		if out > 0 && !ofPeople.MatchString(string(plain[:out])) {
			return false
		}
		plain = plain[out:]
	}
	return short == ""
}

// ofPeople are those of whom an indicator is.
var ofPeople = regexp.MustCompile(`(?:人|户|家庭|者|人员|居民|村民|儿童|学生|妇女|职工)$`)
