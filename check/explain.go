package check

import (
	"slices"
	"strings"
	"unicode"

	"huibao"
)

// minExplanation is how many characters an explanation must have.
const minExplanation = 6

// stock are phrases that explain nothing.
var stock = []string{"核实无误", "情况属实", "无", "已核", "已核实", "数据准确", "数据无误", "经核实无误", "已核对无误", "核对无误", "无误", "属实", "同上", "正常", "确认无误", "数据真实", "无变化", "已确认"}

// Explains reports whether a text counts as an explanation: long enough, not only
// punctuation, not a stock phrase, of which the plan may have its own.
func Explains(text string, own ...string) bool {
	phrases := slices.Concat(stock, own)
	bare := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) {
			return -1
		}
		return r
	}, text)
	if len([]rune(bare)) < minExplanation || slices.Contains(phrases, bare) {
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

// explain finds the explanation of every warning and notice: in its row's 说明, or
// under its code on the first sheet. V11 stays held out though it is explained.
func explain(s *scope, list []huibao.Finding) {
	own := phrasesOf(s.Form)
	for i := range list {
		f := &list[i]
		if f.Severity == huibao.Error || f.Severity == huibao.Info {
			accept(s, f)
			continue
		}
		text := s.Return.OtherNotes[f.Code]
		if row := s.Return.RowByCode(f.Indicator); f.Indicator != "" && row != nil && row.Note() != "" {
			text = row.Note()
		}
		if text != "" {
			f.Explanation = &text
		}
		if Explains(text, own...) {
			f.Status = huibao.StatusExplained
		}
		accept(s, f)
	}
}

// never lists the codes that no decision can accept: there is no value to count.
var never = []string{"V01", "V02", "V06", "V07"}

// accept applies the office's decisions: acceptance lasts while the value is the
// same, a refusal reopens.
func accept(s *scope, f *huibao.Finding) {
	for _, d := range s.Decisions {
		same := d.Ref == f.ID || d.Code == f.Code && d.Row == f.Indicator && d.Unit == f.Unit && d.Value == f.Found
		if !same {
			continue
		}
		switch d.Kind {
		case huibao.DecisionAccept:
			if !MayAccept(f.Code) {
				continue
			}
			f.Status, f.Holds = huibao.StatusAccepted, false
		case huibao.DecisionRefuse:
			f.Status = huibao.StatusOpen
		}
	}
}

// MayAccept reports whether the office may accept findings of a code: there must be a
// value to count, and a return to count it from.
func MayAccept(code string) bool {
	return !strings.ContainsRune("FSP", rune(code[0])) && !slices.Contains(never, code)
}

// heldOut lists the codes of the rows that are not counted.
func heldOut(list []huibao.Finding) []string {
	var codes []string
	for _, f := range list {
		if f.Holds && f.Indicator != "" && !slices.Contains(codes, f.Indicator) {
			codes = append(codes, f.Indicator)
		}
	}
	slices.SortFunc(codes, huibao.CompareCodes)
	return codes
}
