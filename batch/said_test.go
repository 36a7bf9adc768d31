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

// TestSaidRead writes a note beside a figure: 单位说明 prints it as it is written, with the row's figures. What
// the office types there stays while the same is written beside the same figure, in whichever file, and is
// gone when one of them is another: nobody has read that.
func TestSaidRead(t *testing.T) {
	s := newSmall(t, true)
	s.puts(t)
	county := smallCounties[0]
	path := filepath.Join(s.w.Out(s.opt.Period), "汇总表.xlsx")
	hand := func(name, note string, figure int64) []string {
		t.Helper()
		f := s.form[county]
		rows := map[string]huibao.Values{}
		for i := range f.Rows {
			var v huibao.Values
			q := huibao.NumInt(figure)
			v.Set(huibao.Value{Field: huibao.FieldThis, Quantity: q, Text: q.String()})
			v.Set(huibao.Value{Field: huibao.FieldCumulative, Quantity: q, Text: q.String()})
			if i == 0 {
				v.Set(huibao.Value{Field: huibao.FieldNote, Word: note, Text: note})
			}
			rows[f.Rows[i].Code] = v
		}
		var b bytes.Buffer
		must(t, templates.Filled(&b, f, templates.Entries{Rows: rows}))
		must(t, os.WriteFile(filepath.Join(s.w.Returns(s.opt.Period), county+"_"+name+".xlsx"), b.Bytes(), 0o644))
		s.opt.Date.Day++
		res, err := batch.Run(context.Background(), s.w, s.opt)
		must(t, err)
		x, err := excelize.OpenFile(path)
		must(t, err)
		defer x.Close()
		list, err := x.GetRows("单位说明")
		must(t, err)
		if len(list) != 2 || res.Summary.Said != 1 {
			t.Fatalf("%d rows, %d said", len(list)-1, res.Summary.Said)
		}
		return list[1][1:]
	}
	const note = "群众反映很好，县里还要表彰"
	got := hand("1", note, 21)
	if want := []string{county, "1.1", "第1种设施", "说明", note, "本期完成 21；本年累计 21"}; !slices.Equal(got[:len(want)], want) {
		t.Errorf("%q, want %q", got, want)
	}
	typed(t, path, map[string]map[string]string{"单位说明": {county: "阅办意见=已电话核实；阅办人=李四"}})
	for _, x := range []struct {
		name, note string
		figure     int64
		read       bool
	}{{"1", note, 21, true}, {"2", note, 21, true}, {"3", note, 22, false}, {"4", note + "奖励", 22, false}, {"5", note, 21, true}} {
		if got := hand(x.name, x.note, x.figure); slices.Contains(got, "已电话核实") != x.read || slices.Contains(got, "李四") != x.read {
			t.Errorf("%+v: %q", x, got)
		}
	}
}
