package check_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"huibao"
	"huibao/check"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// ownRefs are the names of cells in a message.
var ownRefs = regexp.MustCompile(`[A-Z]{1,2}([1-9]\d{0,4})`)

// nothingVanishes holds that of every stretch of rows of figures in a case's sheets, between blank lines and lines of
// words, a row was read in one of the returns, or something was asked or said of it; unless its file was not read at all,
// or its rows are another unit's, or what several come to.
func nothingVanishes(t *testing.T, path string, a *txtar.Archive, all []check.Verdict) {
	t.Helper()
	for _, v := range all {
		if _, whole := v.Return.Has(huibao.RemarkNoTable); whole || !v.State.Counts() {
			return
		}
	}
	for _, s := range ownSheets(a) {
		known := rowsSaid(all, s.Name)
		if known == nil {
			continue
		}
		var open []string
		touched := true
		rows, _ := ownRows(s.Data)
		for n, texts := range append(rows, nil) {
			name, figures := ownLine(texts)
			if figures == 0 && len(texts) > 2 && strings.Trim(texts[0], "0123456789") == "" && texts[0] != "" {
				continue // a line without a figure among others
			}
			if figures == 0 && !known[n+1] {
				if !touched && len(open) > 0 {
					t.Errorf("%s: of these lines of %s nothing is read, asked or said:\n%s", path, s.Name, strings.Join(open, "\n"))
				}
				open, touched = nil, false
				continue
			}
			if touched = touched || known[n+1]; !strings.Contains(name, "计") && name != "全市" {
				open = append(open, strings.Join(texts, " | "))
			}
		}
	}
}

// ownLine is a line's first text, and how many numbers stand behind its first cell.
func ownLine(texts []string) (name string, figures int) {
	first := true
	for _, text := range texts {
		text = strings.TrimSpace(strings.TrimPrefix(text, "'"))
		if text == "" {
			continue
		}
		bare := strings.Trim(text, "0123456789.,%")
		if bare == "" && !first && strings.Count(text, ".") < 2 {
			figures++
		} else if name == "" && bare != "" {
			name = text
		}
		first = false
	}
	return name, figures
}

// rowsSaid are the rows of a sheet of which something was read, asked or said; nil where that is said of all of it.
func rowsSaid(all []check.Verdict, name string) map[int]bool {
	rows := map[int]bool{}
	note := func(ref string) {
		if row, _, ok := sheet.ParseRef(ref); ok {
			rows[row] = true
		}
	}
	for _, v := range all {
		for i := range v.Return.Rows {
			for _, row := range append(slices.Clone(v.Return.Rows[i].Parts), v.Return.Rows[i]) {
				for value := range row.Values.All() {
					if value.Source.Sheet == name || value.Source.Sheet == "CSV" {
						note(value.Source.Cell)
					}
				}
			}
		}
		for _, f := range v.Findings {
			if f.Code == "S20" && strings.Contains(f.Message, name) {
				return nil
			}
			if f.Code == "S11" && strings.Contains(f.Message, "写在表外的文字") {
				continue
			}
			for _, ref := range ownRefs.FindAllString(f.Message+" "+f.Cell, -1) {
				note(ref)
			}
		}
	}
	return rows
}
