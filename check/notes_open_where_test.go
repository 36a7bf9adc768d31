package check

import (
	"strings"
	"testing"

	"huibao"
)

// TestOpenClauseWhere points a question about a clause of a note at the note where the row has several figures, and at the
// figure where it has one.
func TestOpenClauseWhere(t *testing.T) {
	for code, said := range map[string]string{
		"1.1": "“计数”F4：填的是 10，说明里却写着“数据未核实”，能不能计入还不知道。",
		"2.1": "“比率”P9：2.1 的说明里写着“数据未核实”，不知与本行哪个数有关，能不能计入还不知道。",
		"3.1": "“标准”P9：3.1 的说明里写着“数据未核实”，不知与本行哪个数有关，能不能计入还不知道。",
	} {
		in := input(good())
		row := in.Return.RowByCode(code)
		row.Values.Set(huibao.Value{Field: huibao.FieldNote, Text: "数据未核实", Word: "数据未核实", Source: huibao.Source{Sheet: row.Sheet, Cell: "P9"}})
		told := ofCode(t, Run(in), "L14")
		if len(told) != 1 || told[0].Message != said || !strings.HasPrefix(said, told[0].Place().String()+"：") {
			t.Errorf("%s: %v, want %s", code, told, said)
		}
	}
}
