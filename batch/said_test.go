package batch_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/batch"
	"huibao/templates"
)

// TestSaidRead writes a note beside a figure: 单位说明 prints it as it is written, with the row's figures, and
// what the office types there is kept and printed again.
func TestSaidRead(t *testing.T) {
	ctx := context.Background()
	s := newSmall(t, true)
	s.puts(t)
	const note = "其中1场推迟，群众反映还要再核"
	county := smallCounties[0]
	f := s.form[county]
	var v huibao.Values
	v.Set(huibao.Value{Field: huibao.FieldThis, Quantity: huibao.NumInt(21), Text: "21"})
	v.Set(huibao.Value{Field: huibao.FieldCumulative, Quantity: huibao.NumInt(21), Text: "21"})
	v.Set(huibao.Value{Field: huibao.FieldNote, Word: note, Text: note})
	var b bytes.Buffer
	must(t, templates.Filled(&b, f, templates.Entries{Rows: map[string]huibao.Values{f.Rows[0].Code: v}}))
	must(t, os.WriteFile(filepath.Join(s.w.Returns(s.opt.Period), county+"_1.xlsx"), b.Bytes(), 0o644))
	res, err := batch.Run(ctx, s.w, s.opt)
	must(t, err)
	path := filepath.Join(s.w.Out(s.opt.Period), "汇总表.xlsx")
	row := func() []string {
		t.Helper()
		x, err := excelize.OpenFile(path)
		must(t, err)
		defer x.Close()
		rows, err := x.GetRows("单位说明")
		must(t, err)
		if len(rows) != 2 || res.Summary.Said != 1 {
			t.Fatalf("%d rows, %d said", len(rows)-1, res.Summary.Said)
		}
		return rows[1][1:]
	}
	want := []string{county, "1.1", "第1种设施", "说明", note, "本期完成 21；本年累计 21"}
	if got := row(); !slices.Equal(got[:len(want)], want) {
		t.Errorf("%q, want %q", got, want)
	}
	typed(t, path, map[string]map[string]string{"单位说明": {county: "阅办意见=已电话核实；阅办人=李四"}})
	res, err = batch.Run(ctx, s.w, s.opt)
	must(t, err)
	if got := row(); !slices.Equal(got[len(got)-2:], []string{"已电话核实", "李四"}) {
		t.Errorf("the next draft prints %q", got)
	}
}
