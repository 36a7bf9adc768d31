package importer_test

import (
	"testing"

	"huibao"
)

// TestProgressColumn: 进度 over the shares of our own form is 完成率; over figures it is a second 本年累计.
func TestProgressColumn(t *testing.T) {
	for figure, twice := range map[string]bool{"": false, "260": true} {
		ret, _ := readDesk(t, func(d *desk) {
			headed(d, map[string]string{"完成率": "进度"})
			if figure != "" {
				d.check(d.SetCellStr(d.sheet, d.at("完成率", 0), figure))
			}
		})
		r, got := ret.Has(huibao.RemarkColumnAmbiguous)
		if got != twice {
			t.Errorf("%q under 进度: %v %s", figure, got, r.Text)
		}
	}
}
