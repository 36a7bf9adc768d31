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
	j := &judge{plan: inforce.At(&huibao.Plan{Year: 2024, Units: []huibao.Unit{{Code: "B1", Name: "市残联", Level: huibao.LevelBureau}, {Code: "C1", Name: "甲县", Level: huibao.LevelCounty}}}, period), opt: Options{Period: period}, cache: &readings{}, scene: &scene{state: &act.State{}}}
	j.sentAside(subs, []int{0}, []int{1})
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
// the 0 of a 零报告 is a figure of the county's.
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
		part := &huibao.Return{SentBy: "B1", Rows: []huibao.ReturnRow{x.table}, Extra: []huibao.ExtraRow{{Name: "别的"}}, OtherNotes: map[string]string{"1.1": "注"}}
		more, asked := j.addedBy(whole, part, "残联.xlsx")
		if len(more.Rows) != x.adds || len(asked) != x.asks {
			t.Errorf("%s: adds %d, asks %v", name, len(more.Rows), asked)
		}
		if extend(whole, more, asked); whole.ZeroReport != x.zero || x.adds == 0 && (len(whole.Extra) > 0 || len(whole.OtherNotes) > 0) {
			t.Errorf("%s: %+v", name, whole)
		}
	}
}
