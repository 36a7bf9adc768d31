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
	"H03": {"H13"},
	"H10": {"H13"},
	"T01": {"T08"},
}

// cause is what a finding may have in common with others, and what stands for it in
// the list of them.
type cause struct{ text, item string }

// judged is a finding with its cause.
type judged struct {
	huibao.Finding
	cause cause
}

func parted(list []judged) (findings []huibao.Finding, causes []cause) {
	for _, j := range list {
		findings, causes = append(findings, j.Finding), append(causes, j.cause)
	}
	return findings, causes
}

// withoutConsequences leaves out what only follows from other findings.
func withoutConsequences(list []judged) []judged {
	said := map[string]map[string]int{} // of rows by code, "" for the file: how grave
	back := false
	for _, j := range list {
		if said[j.Code] == nil {
			said[j.Code] = map[string]int{}
		}
		for _, row := range append(j.Indicators(), "") {
			if rank, ok := said[j.Code][row]; !ok || j.Severity.Rank() < rank {
				said[j.Code][row] = j.Severity.Rank()
			}
		}
		back = back || sendsBack(j.Finding) && j.Code[0] == 'S'
	}
	return slices.DeleteFunc(list, func(j judged) bool {
		if back && j.Code[0] != 'F' && !slices.Contains(whole, j.Code) && j.Code != "S15" {
			return true
		}
		if j.Holds && j.Severity != huibao.Error {
			return false // it alone keeps the row from being counted
		}
		return slices.ContainsFunc(follows[j.Code], func(code string) bool {
			rank, ok := said[code][j.Indicator]
			return ok && rank <= j.Severity.Rank()
		})
	})
}

// sendsBack reports whether an open finding sends a file back whole.
func sendsBack(f huibao.Finding) bool {
	return f.Severity == huibao.Error && f.Stands() && (f.Code[0] == 'F' || slices.Contains(whole, f.Code))
}

// gather makes one finding of those that have one cause, if what became of them is the
// same; a decision on it holds for all of them.
func gather(s *scope, list []huibao.Finding, causes []cause) []huibao.Finding {
	var out []huibao.Finding
	at := map[string]int{}
	groups := map[int][]judged{}
	for i, f := range list {
		j := judged{f, causes[i]}
		key := s.causeOf(j)
		if key != "" {
			if n, ok := at[key]; ok {
				groups[n] = append(groups[n], j)
				continue
			}
			at[key] = len(out)
			groups[len(out)] = []judged{j}
		}
		out = append(out, j.Finding)
	}
	for n, group := range groups {
		if len(group) > 1 {
			out[n] = asOne(group, s.SHA256)
			accept(s, &out[n])
		}
	}
	return out
}

// causeOf is what the findings of one cause have in common; "" for one by itself.
func (s *scope) causeOf(j judged) string {
	if j.cause.text == "" {
		return ""
	}
	note, file := "", ""
	if j.Explanation != nil {
		note = *j.Explanation
	}
	if row := s.Return.RowByCode(j.Indicator); row != nil {
		for v := range row.Values.All() {
			file = v.Source.File // of a return in several files
			break
		}
	}
	return fmt.Sprintf("%s|%s|%s|%t|%s|%s|%s", j.Code, j.Severity, j.Status, j.Holds, j.cause.text, note, file)
}

// listMost is how many of several places a message names; all stand in Cells, and each
// is marked in the annotated copy.
const listMost = 12

// asOne makes one finding of several with one cause.
func asOne(group []judged, sha string) huibao.Finding {
	f := group[0].Finding
	f.Indicator, f.Cells = "", nil
	var items []string
	for _, j := range group {
		f.Cells = append(f.Cells, cellsOf(j.Finding)...)
		if j.cause.item != "" {
			items = append(items, j.cause.item)
		}
	}
	rows := f.Indicators()
	if len(rows) == 1 {
		f.Indicator = rows[0]
	}
	list := huibao.PlacesText(f.Places(), listMost)
	if len(items) > 0 {
		list = strings.Join(items[:min(len(items), listMost)], "；")
		if len(items) > listMost {
			list += " 等"
		}
	} else if len(rows) > 0 {
		list += "（指标 " + few(rows) + "）"
	}
	f.Found, f.Expected = strings.Join(rows, "、"), ""
	f.Message = quote.Visible(fmt.Sprintf(group[0].cause.text, len(group)) + "：" + list + "。")
	f.ID = id(sha, f)
	return f
}

// cellsOf are the places of a finding, as one of several.
func cellsOf(f huibao.Finding) []huibao.FindingCell {
	if len(f.Cells) > 0 {
		return f.Cells
	}
	return []huibao.FindingCell{{Sheet: f.Sheet, Cell: f.Cell, Indicator: f.Indicator, Found: f.Found, Message: f.Message}}
}
