package importer

import (
	"strings"
	"testing"

	"huibao"
)

// TestRowsNamed finds the rows that a text outside a table names, and what it says of them.
func TestRowsNamed(t *testing.T) {
	r := &reader{form: &huibao.Form{}}
	for _, c := range [][2]string{{"27.2", "农机安全检查(含年检)"}, {"27.3", "审验驾驶员(检查和换证)"}, {"20.1", "农村公路路况提升"}} {
		row := huibao.FormRow{}
		row.Code, row.Name = c[0], c[1]
		r.form.Rows = append(r.form.Rows, row)
	}
	for text, want := range map[string]string{
		"注：1.27.2为估算数": "27.2 为估算数", "27.2 为估算数，其余数据准确": "27.2 为估算数,其余数据准确", "27.2、27.3 为预计数": "27.2 27.3 为预计数", "27.2和27.3两行填反了": "27.2 27.3 填反了",
		"注：任务27各项为预计数": "27.2 27.3 为预计数", "计数表27.3行数据有误": "27.3 数据有误", "农机安全检查数据待核实": "27.2 数据待核实", "（1）27.2应为90": "27.2 应为90",
		"20.1公里已完成": "", "20.1%的村已完成": "", "农机类数据均为估算数": "", "注：2.按季度填报": "", "以上数据均已核实": "", "99.9 应为12": "",
	} {
		rows, rest := r.rowsNamed(fold(text))
		got := ""
		for _, row := range rows {
			got += row.Code + " "
		}
		if got != "" {
			got += rest
		}
		if strings.TrimSpace(got) != want {
			t.Errorf("%s: %q, not %q", text, got, want)
		}
	}
}
