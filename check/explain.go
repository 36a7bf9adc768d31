package check

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"huibao"
	"huibao/internal/regexp"
)

// minExplanation is how many characters an explanation must have.
const minExplanation = 6

// stock are phrases that explain nothing.
var stock = []string{"核实无误", "情况属实", "无", "已核", "已核实", "数据准确", "数据无误", "经核实无误", "已核对无误", "核对无误", "无误", "属实", "同上", "正常", "确认无误", "数据真实", "无变化", "已确认"}

// dayOrNumber are the characters of a day, a month or a number: 2024年6月30日 explains nothing.
const dayOrNumber = "0123456789０１２３４５６７８９年月日号季度期本第截至止到"

// explains reports whether a text counts as an explanation: long enough, not only
// punctuation, not a stock phrase, of which the plan may have its own.
func explains(text string, own ...string) bool {
	phrases := slices.Concat(stock, own)
	bare := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) {
			return -1
		}
		return r
	}, text)
	if len([]rune(bare)) < minExplanation || slices.Contains(phrases, bare) || strings.Trim(bare, dayOrNumber) == "" {
		return false
	}
	rest := bare
	for _, s := range phrases {
		if len([]rune(s)) > 1 {
			rest = strings.ReplaceAll(rest, s, "")
		}
	}
	return len([]rune(rest)) >= minExplanation/2
}

// ExplainsBy is explains by the settings of a plan.
func ExplainsBy(settings []huibao.Setting, text string) bool {
	return explains(text, phrasesOf(&huibao.Form{Settings: settings})...)
}

// explained is a warning or a notice with its explanation: in its row's 说明, or under its
// code on the first sheet. V11 stays held out though it is explained; that a row does not
// apply any more (V12), or fell (H01), is a matter of the explanation, but where a hit says that the
// office alone decides (office).
func (s *scope) explained(f huibao.Finding, office bool) huibao.Finding {
	if f.Severity == huibao.Error || f.Severity == huibao.Info {
		return f
	}
	text := s.Return.OtherNotes[f.Code]
	if row := s.Return.RowByCode(f.Indicator); f.Indicator != "" && row != nil {
		phrases, of := phrasesOf(s.Form), strings.Trim(row.Note()+"；"+s.Return.OtherNotes[f.Indicator], "；")
		if of != "" && (explains(of, phrases...) || !explains(text, phrases...)) {
			text = of // what the row says, but where only what is said of the code explains it
		}
	}
	if text != "" {
		f.Explanation = &text
	}
	if explains(text, phrasesOf(s.Form)...) && (!slices.Contains(ofLag, f.Code) || saysWhy.MatchString(text) || s.laterMonth(text)) {
		f.Status, f.Holds = huibao.StatusExplained, f.Holds && (office || !slices.Contains(released, f.Code))
	}
	return f
}

// ofLag lists the codes of what is late, and saysWhy is in a text that gives a cause of that, or what is to come: one
// that tells of parts and numbers alone (11户中7户已验收) explains none of it.
var (
	ofLag   = []string{"T01", "T02", "T08"}
	saysWhy = regexp.MustCompile(`因|由于|受|致|影响|原因|滞后|慢|晚|迟|延|顺|暂|停|未|没|无|不|缺|少|难|待|等|雨|雪|汛|风|高温|农忙|麦收|假期|季节|冬|秋|资金|招标|审批|手续|征地|拆迁|选址|变更|调整|计划|预计|拟|将|下一?步|下[月周]|赶|加快|推进|力争|争取|确保|底前|[年月]底|[二三四下]季度|下半年|起|开工|启动|集中|安排`)
)

// laterMonth reports whether a text names a month behind the period's, in which something is to come.
func (s *scope) laterMonth(text string) bool {
	return slices.ContainsFunc(monthDay.FindAllStringSubmatch(text, -1), func(g []string) bool {
		month, _ := strconv.Atoi(g[1]) // one or two digits
		return month > s.Form.Period.Month && month <= 12
	})
}

// released lists the codes of warnings whose row counts once its 说明 says why.
var released = []string{"V12", "H01", "H03", "H04", "H10", "H13", "H14", "V04", "V17"}

// never lists the codes that no decision can accept: there is no value to count.
var never = []string{"V01", "V02", "V06", "V07", "V21", "V22", "V23", "H11"}

// decided is a finding as the office decided on it, while what that was decided on is the
// same: acceptance closes it; a refusal reopens it, and its row is held out again if it was
// (held); of a row that is left out it is settled.
func (s *scope) decided(f huibao.Finding, held bool) huibao.Finding {
	for _, d := range s.Decisions {
		if d.Kind != huibao.DecisionAccept && d.Kind != huibao.DecisionRefuse || !decidedOn(s, d, f) {
			continue
		}
		switch {
		case d.Kind == huibao.DecisionRefuse:
			f.Status, f.Holds = huibao.StatusOpen, held
		case MayAccept(f):
			f.Status, f.Holds = huibao.StatusAccepted, false
		}
	}
	if f.Stands() && slices.Contains(s.leftOut, f.Indicator) {
		f.Status = huibao.StatusClosed
	}
	return f
}

// decidedOn reports whether a decision is on a finding, of the figures as they are.
// Decisions of ledgers of format 3 have no basis but what was found.
func decidedOn(s *scope, d huibao.Decision, f huibao.Finding) bool {
	if f.Code == x08.Code { // of one other figure, and no further one
		return d.Ref == f.ID && d.Basis == Basis(s.Return, s.SHA256, f.Indicator)
	}
	if d.Basis == "" {
		return d.Ref == f.ID || d.Code == f.Code && d.Row == f.Indicator && d.Unit == f.Unit && d.Value == f.Found
	}
	if len(f.Cells) > 0 {
		return d.Ref == f.ID && d.Value == f.Found && d.Basis == Basis(s.Return, s.SHA256, f.Indicator) // of these rows, and no more
	}
	return d.Code == f.Code && d.Row == f.Indicator && d.Unit == f.Unit && d.Basis == Basis(s.Return, s.SHA256, f.Indicator)
}

// Basis is what a decision on a row of a return rests on: the digest of the row's own
// figures as read; without a row, the file's hash.
func Basis(ret *huibao.Return, sha, row string) string {
	if row == "" {
		return sha
	}
	h := sha256.New()
	if r := ret.RowByCode(row); r != nil {
		writeFigures(h, r)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// writeFigures writes what a row says, but for its explanation and what was derived.
func writeFigures(h io.Writer, r *huibao.ReturnRow) {
	for _, field := range r.Fields() {
		c, known := huibao.ColumnOf(r.Kind, field)
		if v := r.Values.Of(field); known && c.IsInput() && field != huibao.FieldNote && v.Origin != huibao.OriginDerived {
			_, _ = fmt.Fprintf(h, "%s=%s|%s|%s|%s\n", field, v.Quantity, v.Word, v.Date, v.Text) // a hash never fails
		}
	}
}

// Figures is the digest of all that was read of a return's rows and their parts, but for
// explanations and what was derived.
func Figures(ret *huibao.Return) string {
	h := sha256.New()
	var write func(rows []huibao.ReturnRow)
	write = func(rows []huibao.ReturnRow) {
		for i := range rows {
			_, _ = fmt.Fprintf(h, "%s %s %d\n", rows[i].Code, rows[i].Subject, len(rows[i].Parts)) // a hash never fails
			writeFigures(h, &rows[i])
			write(rows[i].Parts)
		}
	}
	write(ret.Unfolded().Rows)
	return hex.EncodeToString(h.Sum(nil))
}

// Found is the digest of what was found in a return by itself, and of how that is explained;
// not of hints, of what the office decided on it, nor of what comparing it with other
// returns and versions says (Across).
func Found(list []huibao.Finding) string {
	var lines []string
	for _, f := range list {
		if f.Code[0] == 'X' || f.Code == h06.Code || f.Code == f12.Code || f.Severity == huibao.Info {
			continue
		}
		why := ""
		if f.Explanation != nil {
			why = *f.Explanation
		}
		lines = append(lines, fmt.Sprintf("%q\n", []string{f.Code, f.Indicator, string(f.Severity), f.Sheet, f.Cell, f.Found, why}))
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "")))
	return hex.EncodeToString(sum[:])
}

// Lapsed reports whether a decision on figures holds for none of a unit's returns that
// were not superseded: their figures are others now.
func Lapsed(d huibao.Decision, subs []huibao.Submission) bool {
	if d.Basis == "" || d.Kind == huibao.DecisionPrefer || d.Kind == huibao.DecisionLeaveOut && d.Row == "" {
		return false
	}
	seen := false
	for i := range subs {
		s := &subs[i]
		if s.Unit != d.Unit || s.State == huibao.StateSuperseded || !IsReturn(s) {
			continue
		}
		if Basis(s.Return, s.SHA256, d.Row) == d.Basis {
			return false
		}
		seen = true
	}
	return seen
}

// leftOut are the rows of a return that do not count by a decision to leave them out.
func leftOut(in Input) (rows []string) {
	for _, d := range in.Decisions {
		if d.Kind == huibao.DecisionLeaveOut && d.Row != "" && d.Unit == in.Return.Unit && !slices.Contains(rows, d.Row) &&
			d.Basis == Basis(in.Return, in.SHA256, d.Row) {
			rows = append(rows, d.Row)
		}
	}
	slices.SortFunc(rows, huibao.CompareCodes)
	return rows
}

// MayAccept reports whether the office may accept a finding: a warning always; of an
// error there must be a value to count, and a return to count it from.
func MayAccept(f huibao.Finding) bool {
	if f.Severity != huibao.Error {
		return true
	}
	return f.Code == "S13" || !strings.ContainsRune("FSP", rune(f.Code[0])) && !slices.Contains(never, f.Code)
}

// heldOut lists the codes of the rows that are not counted, those left out among them.
func heldOut(list []huibao.Finding, leftOut []string) []string {
	codes := slices.Clone(leftOut)
	for _, f := range list {
		if !f.Holds {
			continue
		}
		for _, row := range f.Indicators() {
			if !slices.Contains(codes, row) {
				codes = append(codes, row)
			}
		}
	}
	slices.SortFunc(codes, huibao.CompareCodes)
	return codes
}
