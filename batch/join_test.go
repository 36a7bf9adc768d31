package batch

import (
	"slices"
	"testing"

	"huibao"
	"huibao/act"
	"huibao/inforce"
)

// TestSentAside joins a county's own return with what a bureau's table says of it: the county's
// figures stand, the rows that it left blank are filled in, and one that differs is told.
func TestSentAside(t *testing.T) {
	period := huibao.Period{Year: 2024, Month: 6}
	row := func(code, figure string) huibao.ReturnRow {
		r := huibao.ReturnRow{Code: code, Kind: huibao.KindCount}
		if figure != "" {
			r.Values.Set(huibao.Value{Field: huibao.FieldCumulative, Quantity: huibao.MustNum(figure), Text: figure})
		}
		return r
	}
	handed := func(path, sentBy string, rows ...huibao.ReturnRow) huibao.Submission {
		return huibao.Submission{Path: path, SHA256: path, Return: &huibao.Return{Unit: "C1", Period: period, SentBy: sentBy, Rows: rows}}
	}
	subs := []huibao.Submission{
		handed("甲县.xlsx", "", row("1.1", "20"), row("1.2", "30"), row("1.3", "")),
		handed("残联.xlsx#甲县", "B1", row("1.1", "20"), row("1.2", "31"), row("1.3", "40"), row("1.4", "50")),
	}
	j := &judge{plan: inforce.At(&huibao.Plan{Year: 2024, Units: []huibao.Unit{{Code: "B1", Name: "市残联", Level: huibao.LevelBureau}, {Code: "C1", Name: "甲县", Level: huibao.LevelCounty}}}, period), opt: Options{Period: period}, cache: &readings{}, scene: &scene{state: &act.State{}, past: &past{}}}
	if err := j.sentAside(subs, []int{0}, []int{1}); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, r := range subs[0].Return.Rows {
		got[r.Code] = r.Quantity(huibao.FieldCumulative).String()
	}
	for code, want := range map[string]string{"1.1": "20", "1.2": "30", "1.3": "40", "1.4": "50"} {
		if got[code] != want {
			t.Errorf("%s is %s, want %s", code, got[code], want)
		}
	}
	var told []string
	for _, r := range subs[0].Return.Remarks {
		if r.Kind == huibao.RemarkSentOther {
			told = append(told, r.Text)
		}
	}
	if want := []string{"1.2\n31\n市残联的表（残联.xlsx#甲县）"}; !slices.Equal(told, want) || subs[1].PartOf != "甲县.xlsx" {
		t.Errorf("told %q, part of %q", told, subs[1].PartOf)
	}
}

// TestSentAddsNothing: a bureau's table that says what the county's own return says, or nothing, leaves it as it was;
// the 0 of a 零报告 is a figure of the county's. What the table notes is handed on, once, whether it adds a row or none.
func TestSentAddsNothing(t *testing.T) {
	row := func(code, this string) huibao.ReturnRow {
		r := huibao.ReturnRow{Code: code, Kind: huibao.KindCount}
		if this != "" {
			r.Values.Set(huibao.Value{Field: huibao.FieldThis, Quantity: huibao.MustNum(this), Text: this})
		}
		return r
	}
	j := &judge{plan: inforce.At(&huibao.Plan{Units: []huibao.Unit{{Code: "B1", Name: "市残联"}}}, huibao.Period{Year: 2024, Month: 6})}
	tick := &huibao.Value{Text: "√"}
	for name, x := range map[string]struct {
		zero       *huibao.Value
		table      huibao.ReturnRow
		adds, asks int
	}{
		"the same":                {nil, row("1.1", "20"), 0, 0},
		"nothing":                 {nil, row("1.2", ""), 0, 0},
		"more":                    {nil, row("1.2", "5"), 1, 0},
		"another":                 {nil, row("1.1", "21"), 0, 1},
		"0 of a 零报告":              {tick, row("1.2", "0"), 0, 0},
		"more than a 零报告":         {tick, row("1.2", "5"), 0, 1},
		"a row that is not there": {tick, row("1.3", "5"), 1, 0},
	} {
		whole := &huibao.Return{ZeroReport: x.zero, Rows: []huibao.ReturnRow{row("1.1", "20"), row("1.2", "")}}
		part := &huibao.Return{SentBy: "B1", Rows: []huibao.ReturnRow{x.table}, Extra: []huibao.ExtraRow{{Name: "别的"}, {Name: "合计", Total: true}}, OtherNotes: map[string]string{"1.1": "注"}}
		more, asked := j.addedBy(nil, whole, part, "残联.xlsx")
		if len(more.Rows) != x.adds || len(asked) != x.asks {
			t.Errorf("%s: adds %d, asks %v", name, len(more.Rows), asked)
		}
		if extend(whole, more, asked); whole.ZeroReport != x.zero || len(whole.Extra) != 1 || whole.OtherNotes["1.1"] != "注" {
			t.Errorf("%s: %+v", name, whole)
		}
		if more, _ = j.addedBy(nil, whole, &huibao.Return{SentBy: "B1", OtherNotes: map[string]string{"1.1": "注"}}, "残联.xlsx"); len(more.OtherNotes) > 0 {
			t.Errorf("%s: noted again: %v", name, more.OtherNotes)
		}
	}
}

// TestSentOtherThanDerived: what a bureau's table says is held against the cumulative that follows from what the unit filled in,
// where its cell is blank or was saved without the formula's result.
func TestSentOtherThanDerived(t *testing.T) {
	period := huibao.Period{Year: 2024, Month: 6}
	j := &judge{plan: inforce.At(&huibao.Plan{Units: []huibao.Unit{{Code: "B1", Name: "市残联"}}}, period)}
	form := &huibao.Form{Period: period, Rows: []huibao.FormRow{{Promise: huibao.Promise{Code: "1.1", Kind: huibao.KindCount, Mode: huibao.ModeFlow, Measure: "个"},
		Prior: huibao.Prior{Period: huibao.Period{Year: 2024, Month: 5}, Counted: true, Values: map[huibao.Field]huibao.Quantity{huibao.FieldCumulative: huibao.MustNum("127")}}}}}
	number := func(f huibao.Field, figure, cell string) huibao.Value {
		return huibao.Value{Field: f, Quantity: huibao.MustNum(figure), Text: figure, Source: huibao.Source{Sheet: "计数", Cell: cell}}
	}
	uncached := huibao.Value{Field: huibao.FieldCumulative, Formula: "E4+F4", Source: huibao.Source{Sheet: "计数", Cell: "G4"},
		Remarks: []huibao.Remark{{Kind: huibao.RemarkUncached}}}
	for name, total := range map[string]huibao.Value{"blank": {}, "not computed": uncached, "typed": number(huibao.FieldCumulative, "153", "G4")} {
		for figure, want := range map[string]int{"153": 0, "155": 1} {
			own := huibao.ReturnRow{Code: "1.1", Kind: huibao.KindCount}
			own.Values.Set(number(huibao.FieldThis, "26", "F4"))
			if total.Source.Cell != "" {
				own.Values.Set(total)
			}
			said := huibao.ReturnRow{Code: "1.1", Kind: huibao.KindCount}
			said.Values.Set(number(huibao.FieldCumulative, figure, "B3"))
			more, asked := j.addedBy(form, &huibao.Return{Period: period, Rows: []huibao.ReturnRow{own}}, &huibao.Return{SentBy: "B1", Rows: []huibao.ReturnRow{said}}, "残联.xlsx")
			if len(more.Rows) != 0 || len(asked) != want || want > 0 && asked[0].Text != "1.1\n155\n市残联的表（残联.xlsx）" {
				t.Errorf("%s, %s: adds %v, asks %v", name, figure, more.Rows, asked)
			}
		}
	}
}

// TestSentNote: what a bureau's table notes beside a figure that the unit gave, too, is handed on; what the unit notes itself is not again.
func TestSentNote(t *testing.T) {
	row := func(note string) huibao.ReturnRow {
		r := huibao.ReturnRow{Code: "1.1", Kind: huibao.KindCount}
		r.Values.Set(huibao.Value{Field: huibao.FieldThis, Quantity: huibao.NumInt(20), Text: "20"})
		r.Values.Set(huibao.Value{Field: huibao.FieldNote, Text: note, Word: note})
		return r
	}
	j := &judge{plan: inforce.At(&huibao.Plan{Units: []huibao.Unit{{Code: "B1", Name: "市残联"}}}, huibao.Period{Year: 2024, Month: 6})}
	for note, want := range map[string]string{"应为18": "应为18", "核": "核", "已核": "", "": ""} {
		whole := &huibao.Return{Rows: []huibao.ReturnRow{row("已核")}}
		more, asked := j.addedBy(nil, whole, &huibao.Return{SentBy: "B1", Rows: []huibao.ReturnRow{row(note)}}, "残联.xlsx")
		if extend(whole, more, asked); whole.OtherNotes["1.1"] != want || len(whole.Rows) != 1 || len(asked) != 0 {
			t.Errorf("%q: noted %v, asked %v", note, whole.OtherNotes, asked)
		}
	}
}

// TestOwnCopy: what is added to a row's remarks in a copy is not seen through the original, nor what is added there in the copy.
func TestOwnCopy(t *testing.T) {
	remarks := append(make([]huibao.Remark, 0, 4), huibao.Remark{Text: "a"})
	ret := &huibao.Return{Rows: []huibao.ReturnRow{{Code: "1.1", Remarks: remarks}}}
	out := ownCopy(ret)
	out.Rows[0].Remarks = append(out.Rows[0].Remarks, huibao.Remark{Text: "of the copy"})
	ret.Rows[0].Remarks = append(ret.Rows[0].Remarks, huibao.Remark{Text: "of the original"})
	if got := out.Rows[0].Remarks[1].Text; got != "of the copy" {
		t.Errorf("the copy says %q", got)
	}
}

// TestMissingOnce: a row that two parts of a return lack is missing once, and one that either has is not missing.
func TestMissingOnce(t *testing.T) {
	part := func(code string, missing ...string) *huibao.Return {
		ret := &huibao.Return{Rows: []huibao.ReturnRow{{Code: code, Kind: huibao.KindCount}}}
		ret.Rows[0].Values.Set(huibao.Value{Field: huibao.FieldThis, Quantity: huibao.NumInt(20), Text: "20"})
		for _, m := range missing {
			ret.Remarks = append(ret.Remarks, huibao.Remark{Kind: huibao.RemarkRowMissing, Text: m})
		}
		return ret
	}
	whole := part("1.1", "1.2", "1.3", "1.4")
	absorb(whole, part("1.2", "1.1", "1.3", "1.4"))
	got := ""
	for _, r := range whole.Remarks {
		got += r.Text + " "
	}
	if want := "1.3 1.4 "; got != want {
		t.Errorf("missing are %s, want %s", got, want)
	}
}
