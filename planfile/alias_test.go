package planfile_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao/planfile"
)

// TestAliasCells writes another name into the column that is there, or a new one behind the last,
// though the first try to write came to nothing.
func TestAliasCells(t *testing.T) {
	var b bytes.Buffer
	if err := planfile.Write(&b, built(t, nil)); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	with := read(t, b.Bytes())
	if col := with.Columns["指标"]["别名"]; col > 0 {
		name, err := excelize.ColumnNumberToName(col)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.RemoveCol("指标", name); err != nil {
			t.Fatal(err)
		}
	}
	var without bytes.Buffer
	if err := f.Write(&without); err != nil {
		t.Fatal(err)
	}
	data := without.Bytes()
	p := read(t, data)
	if p.Columns["指标"]["别名"] != 0 {
		t.Fatal("the column is still there")
	}
	for _, name := range []string{"甲的叫法", "乙的叫法"} {
		if _, err := planfile.AliasCells(p, "1.1", name); err != nil { // cells that could not be written, of a file held open
			t.Fatal(err)
		}
		cells, err := planfile.AliasCells(p, "1.1", name)
		if err != nil {
			t.Fatal(err)
		}
		if data, err = planfile.Put(data, cells); err != nil {
			t.Fatal(name, err)
		}
		planfile.GaveAlias(p, "1.1", name)
	}
	if got := read(t, data).IndicatorByCode("1.1").Aliases; !slices.Equal(got, []string{"甲的叫法", "乙的叫法"}) {
		t.Error(got)
	}
	if _, err := planfile.AliasCells(p, "99.9", "丙的叫法"); err == nil {
		t.Error("an indicator that is none has got a name")
	}
}
