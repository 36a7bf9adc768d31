package importer

import (
	"slices"
	"strings"

	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// Many units write the plan's codes beside names of their own (12-1 辅具适配), and as many number
// their rows in the same way. Codes are believed where every one of a table goes with its name.

var (
	codeHeads   = regexp.MustCompile(`^(?:序号|编号|编码|指标编号|项目编号|任务编号|任务序号|代码)$`)
	loosePoints = strings.NewReplacer("-", ".", "－", ".", "—", ".", "–", ".", "_", ".", "、", ".")
)

// codeColumn is the column that a table of the unit's own heads as its codes or numbers; 0 without
// one.
func (t table) codeColumn() int {
	for c := t.from; c <= t.to; c++ {
		if codeHeads.MatchString(strings.Join(strings.Fields(fold(t.headText(t.head, c))), "")) {
			return c
		}
	}
	return 0
}

// codeBeside is what stands there beside a row's name in the shape of a code; "" for nothing.
func (t table) codeBeside(n, col int) string {
	if col == 0 {
		return ""
	}
	cell := t.grid.At(n, col)
	if cell.Type != sheet.Text && cell.Type != sheet.Number {
		return ""
	}
	if code := strings.Trim(loosePoints.Replace(fold(cell.Raw)), "(). "); codeShape.MatchString(code) {
		return code
	}
	return ""
}

// codedOther reports whether a row whose name is not quite an indicator's bears the code of another.
func (u *ownTable) codedOther(n int, list []match) bool {
	if len(list) == 0 || list[0].sure == 100 {
		return false
	}
	code := u.codeBeside(n, u.codeColumn())
	return code != "" && code != list[0].row.Code && u.form.RowByCode(code) != nil
}

// rowCodes are the codes that stand beside the names of a table's rows; none where one of them
// is another's than its name may be.
func (u *ownTable) rowCodes(end int) map[int]string {
	col := u.codeColumn()
	codes := map[int]string{}
	for _, n := range u.grid.Rows() {
		name := strings.TrimSpace(u.grid.At(n, u.nameColumn()).Raw)
		if n <= u.head || n > end || name == "" {
			continue
		}
		code := u.codeBeside(n, col)
		if code == "" || u.form.RowByCode(code) == nil {
			continue
		}
		list := u.matches(name)
		if !slices.ContainsFunc(list, func(m match) bool { return m.row.Code == code && list[0].sure-m.sure < margin }) {
			return nil
		}
		codes[n] = code
	}
	if len(codes) < leastCodes {
		return nil
	}
	return codes
}

// leastCodes is how many rows must agree before their codes are believed.
const leastCodes = 2

// coded is the match of a row's name that its code tells, if one does.
func (u *ownTable) coded(n int, list []match) []match {
	at := slices.IndexFunc(list, func(m match) bool { return m.row.Code == u.codes[n] })
	if u.codes[n] == "" || at < 0 || list[0].sure == 100 {
		return list
	}
	return []match{{list[at].row, max(list[at].sure, certain)}}
}
