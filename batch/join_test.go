package batch

import (
	"slices"
	"testing"

	"huibao"
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
	j := &judge{plan: inforce.At(&huibao.Plan{Year: 2024, Units: []huibao.Unit{{Code: "B1", Name: "市残联", Level: huibao.LevelBureau}, {Code: "C1", Name: "甲县", Level: huibao.LevelCounty}}}, period), opt: Options{Period: period}, cache: &readings{}}
	j.sentAside(subs, []int{0, 1})
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
