package check

import (
	"fmt"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/quote"
)

// whole are the findings that send a file back whole: it is not this plan's, this
// unit's or this period's, and what stands in its rows is not judged beside them.
var whole = []string{"S01", "S02", "S03", "S04", "S05"}

// follows says of a code from which others it follows: of a row (or a file) of which
// one of these is said, and is as grave, it is not said again.
var follows = map[string][]string{
	"S01": {"S05"},
	"S02": {"S05"},
	"S09": {"S18"},
	"S15": {"S05"},
	"H01": {"V04", "H12"},
	"V01": {"S06"},
	"V08": {"H02", "H12"},
	"H03": {"H13", "H14", "H10"},
	"H04": {"H14"},
	"H05": {"H14"},
	"H10": {"H13", "H14"},
	"H13": {"H14"},
	"V11": {"H14"},
	"V16": {"L14"}, // of the same note
	"V17": {"H14"},
	"T01": {"T08"},
}

// withoutConsequences leaves out what only follows from other findings.
func withoutConsequences(list []judged) []judged {
	said := map[string]map[string]int{} // of rows by code, "" for the file: how grave
	held := map[string]bool{}           // code and row, until the office says otherwise
	back := false
	for _, j := range list {
		code := j.check.Code
		if said[code] == nil {
			said[code] = map[string]int{}
		}
		for _, row := range append(j.indicators(), "") {
			if rank, ok := said[code][row]; !ok || j.severity.Rank() < rank {
				said[code][row] = j.severity.Rank()
			}
			if row != "" && j.holds {
				held[code+" "+row] = held[code+" "+row] || j.office || j.severity == huibao.Error
			}
		}
		back = back || j.severity == huibao.Error && slices.Contains(whole, code)
	}
	return slices.DeleteFunc(list, func(j judged) bool {
		code := j.check.Code
		if back && code[0] != 'F' && !slices.Contains(whole, code) && code != "S15" {
			return true
		}
		if j.holds && j.severity != huibao.Error {
			// it alone keeps the row from being counted, but where the cause holds it as firmly
			return slices.ContainsFunc(follows[code], func(cause string) bool {
				firm, holds := held[cause+" "+j.code]
				return firm || holds && !j.office && slices.Contains(released, code)
			})
		}
		return slices.ContainsFunc(follows[code], func(cause string) bool {
			rank, ok := said[cause][j.code]
			return ok && rank <= j.severity.Rank()
		})
	})
}

// sendsBack reports whether an open finding sends a file back whole.
func sendsBack(f huibao.Finding) bool {
	return f.Severity == huibao.Error && f.Stands() && (f.Code[0] == 'F' || slices.Contains(whole, f.Code))
}

// made is a finding with what it was made of.
type made struct {
	huibao.Finding
	from judged
}

// findings makes one finding of those that have one cause, if what became of them is the
// same; a decision on it holds for all of them.
func (s *scope) findings(list []judged) []huibao.Finding {
	var groups [][]made
	at := map[string]int{}
	for _, j := range list {
		t := made{s.finding(j), j}
		key := s.causeOf(t)
		if n, ok := at[key]; ok && key != "" {
			groups[n] = append(groups[n], t)
			continue
		}
		at[key] = len(groups)
		groups = append(groups, []made{t})
	}
	var out []huibao.Finding
	for _, group := range groups {
		out = append(out, s.asOne(group))
	}
	return out
}

// causeOf is what the findings of one cause have in common; "" for one by itself.
func (s *scope) causeOf(t made) string {
	if t.from.cause == "" {
		return ""
	}
	note, file := "", ""
	if t.Explanation != nil {
		note = *t.Explanation
	}
	if row := s.Return.RowByCode(t.Indicator); row != nil {
		for v := range row.Values.All() {
			file = v.Source.File // of a return in several files
			break
		}
	}
	return fmt.Sprintf("%s|%s|%s|%t|%s|%s|%s", t.Code, t.Severity, t.Status, t.Holds, t.from.cause, note, file)
}

// listMost is how many of several places a message names; all stand in Cells, and each
// is marked in the annotated copy.
const listMost = 12

// asOne makes one finding of several with one cause; the first says what they have in common.
func (s *scope) asOne(group []made) huibao.Finding {
	f, from := group[0].Finding, group[0].from
	if len(group) == 1 {
		return f
	}
	f.Indicator, f.Cells = "", nil
	var items []string
	for _, t := range group {
		f.Cells = append(f.Cells, cellsOf(t.Finding)...)
		if t.from.item != "" {
			items = append(items, t.from.item)
		}
	}
	rows := f.Indicators()
	if len(rows) == 1 {
		f.Indicator = rows[0]
	}
	f.Found, f.Expected = strings.Join(rows, "、"), ""
	f.Message = quote.Visible(fmt.Sprintf(from.cause, len(group)) + "：" + placesText(f, items) + "。")
	f.ID = id(s.SHA256, f, "")
	return s.decided(f, from.holds)
}

// placesText is the list of a finding's several places, or of what stands for them.
func placesText(f huibao.Finding, items []string) string {
	if len(items) > 0 {
		list := strings.Join(items[:min(len(items), listMost)], "；")
		if len(items) > listMost {
			list += " 等"
		}
		return list
	}
	list := huibao.PlacesText(f.Places(), listMost)
	if rows := f.Indicators(); len(rows) > 0 {
		list += "（指标 " + few(rows) + "）"
	}
	return list
}

// cellsOf are the places of a finding, as one of several.
func cellsOf(f huibao.Finding) []huibao.FindingCell {
	if len(f.Cells) > 0 {
		return f.Cells
	}
	return []huibao.FindingCell{{Sheet: f.Sheet, Cell: f.Cell, Indicator: f.Indicator, Found: f.Found, Message: f.Message}}
}
