package cases

import (
	"cmp"
	"fmt"
	"math/big"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// checkCell looks at a cell of an output, found by its row's code and its heading.
func (m *room) checkCell(e *Expect) (string, error) {
	if !exists(m.path(e.Path)) {
		return e.Path + " is missing", nil
	}
	b, err := openBook(m.path(e.Path))
	if err != nil {
		return "", err
	}
	defer b.Close()
	if !slices.Contains(b.GetSheetList(), e.Sheet) {
		return fmt.Sprintf("no sheet %s in %s", e.Sheet, e.Path), nil
	}
	rows, err := b.rows(e.Sheet)
	if err != nil {
		return "", err
	}
	const code = "编码"
	var head []string
	for i, row := range rows {
		for j := range row {
			row[j] = strings.ReplaceAll(row[j], "\n", "")
			if f := b.formula(spot{e.Sheet, i + 1, j + 1}); e.Formula && f != "" {
				row[j] = "=" + f // as a program sees it that does not calculate
			}
		}
		if head == nil {
			if slices.Contains(row, code) {
				head = row
			}
			continue
		}
		at := func(j int) string {
			if j < len(row) {
				return row[j]
			}
			return ""
		}
		if (e.Row != at(0) && e.Row != at(slices.Index(head, code))) || e.Unit != "" && !slices.Contains(row, e.Unit) {
			continue
		}
		j := column(head, e)
		if j < 0 {
			return "no column " + e.Col, nil
		}
		return b.judgeCell(e, spot{e.Sheet, i + 1, j + 1})
	}
	return fmt.Sprintf("no row %s in %s", e.Row, e.Sheet), nil
}

// column is the first one of a heading, after another one where the case says so.
func column(head []string, e *Expect) int {
	from := 0
	if e.After != "" {
		from = slices.Index(head, e.After) + 1
	}
	for j := from; j < len(head); j++ {
		for name := range strings.SplitSeq(e.Col, "|") {
			if strings.HasPrefix(head[j], name) {
				return j
			}
		}
	}
	return -1
}

var plainNumber = regexp.MustCompile(`^\d+(\.\d+)?$`)

func (b *book) judgeCell(e *Expect, p spot) (string, error) {
	v := cmp.Or(b.stored(p), "None")
	if f := b.formula(p); e.Formula && f != "" {
		v = "=" + f
	}
	said := fmt.Sprintf("%s %s %s", e.Sheet, e.Row, e.Col)
	if e.Coerced != nil {
		for _, x := range b.criteria(p.sheet, v) {
			if plainNumber.MatchString(x) {
				return fmt.Sprintf("%s looks for the text %s, which Excel takes for a number: %s", said, x, v), nil
			}
		}
		return "", nil
	}
	if e.Is != nil {
		x, y, within := number(v), number(text(e.Is)), number(orNothing(e.Within))
		if within == nil {
			within = big.NewRat(1, 1_000_000)
		}
		if x == nil || y == nil {
			if v == text(e.Is) {
				return "", nil
			}
		} else if d := new(big.Rat).Sub(x, y); d.Abs(d).Cmp(within) <= 0 {
			return "", nil
		}
		return fmt.Sprintf("%s is %s, expected %s", said, v, text(e.Is)), nil
	}
	not, _ := e.Not.(string)
	if _, ok, err := matches(not, v); err != nil || ok {
		return fmt.Sprintf("%s is %s", said, v), err
	}
	return "", nil
}

var (
	looksFor = regexp.MustCompile(`(SUMIFS|COUNTIFS|SUMIF|COUNTIF)\(`)
	cellName = regexp.MustCompile(`^\$?([A-Z]{1,3})\$?(\d+)$`)
)

// criteria are the texts that a formula's SUMIF(S) and COUNTIF(S) look for: quoted, or
// in a cell of the same sheet.
func (b *book) criteria(sheet, formula string) []string {
	var list []string
	for _, m := range looksFor.FindAllStringSubmatchIndex(formula, -1) {
		first := 1
		if formula[m[2]:m[3]] == "SUMIFS" {
			first = 2
		}
		args := arguments(formula[m[1]:])
		for i := first; i < len(args); i += 2 {
			x := strings.TrimSpace(args[i])
			if len(x) > 1 && strings.Trim(x, `"`) == x[1:len(x)-1] && x[0] == '"' {
				list = append(list, x[1:len(x)-1])
				continue
			}
			if c := cellName.FindStringSubmatch(x); c != nil {
				if kind, err := b.GetCellType(sheet, c[1]+c[2]); err == nil && (kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString || kind == excelize.CellTypeFormula) {
					v, _ := b.GetCellValue(sheet, c[1]+c[2], excelize.Options{RawCellValue: true})
					list = append(list, v)
				}
			}
		}
	}
	return list
}

// arguments parts those of a function up to its closing bracket.
func arguments(s string) []string {
	args, depth, quoted := []string{""}, 1, false
	for _, c := range s {
		if c == '"' {
			quoted = !quoted
		}
		if !quoted {
			switch c {
			case '(':
				depth++
			case ')':
				depth--
			}
		}
		if depth == 0 {
			break
		}
		if c == ',' && depth == 1 && !quoted {
			args = append(args, "")
		} else {
			args[len(args)-1] += string(c)
		}
	}
	return args
}

// checkReturned looks at an annotated copy: it opens, and holds what it held.
func (m *room) checkReturned(e *Expect) (string, error) {
	p, err := m.returned(e.Unit, e.Period)
	if err != nil {
		return err.Error(), nil
	}
	name := path.Base(filepath.ToSlash(p))
	b, err := openBook(p)
	if err != nil {
		return fmt.Sprintf("%s does not open: %v", name, err), nil
	}
	defer b.Close()
	for _, s := range e.Sheets {
		if !slices.Contains(b.GetSheetList(), s) {
			return fmt.Sprintf("%s holds %v, not %s", name, b.GetSheetList(), s), nil
		}
	}
	z, err := openParts(p)
	if err != nil {
		return "", err
	}
	for _, s := range e.Parts {
		if _, ok := z.data[s]; !ok {
			return fmt.Sprintf("%s has lost %s", name, s), nil
		}
	}
	if said := z.sound(); said != "" {
		return name + " does not open: " + said, nil
	}
	if e.Comment == "" {
		return "", nil
	}
	pl, err := b.places()
	if err != nil {
		return "", err
	}
	at, err := pl.find(e.Comment, e.Col)
	if err != nil {
		return err.Error(), nil
	}
	notes, err := b.GetComments(at.sheet)
	if err != nil {
		return "", err
	}
	for _, n := range notes {
		if n.Cell == at.ref() {
			return "", nil
		}
	}
	return fmt.Sprintf("no comment at %s %s", e.Comment, e.Col), nil
}
