package huibao_test

import (
	"slices"
	"testing"

	"huibao"
)

func record(m int, subject, code string, counted bool, f huibao.Field, n string) huibao.Record {
	return huibao.Record{Period: month(m), Subject: subject, Code: code, Counted: counted, Field: f, Quantity: huibao.MustNum(n)}
}

// TestPrior takes the last period that counted, and of merged units the sum.
func TestPrior(t *testing.T) {
	const cum = huibao.FieldCumulative
	h := huibao.History{
		record(1, "C1", "1.1", true, cum, "10"), record(2, "C1", "1.1", true, cum, "25"), record(2, "C1", "1.1", true, cum, "5"),
		{Period: month(2), Subject: "C1", Code: "1.1", Counted: true, Field: huibao.FieldNote, Word: "并校"}, {Period: month(2), Subject: "C1", Code: "1.1", Counted: true, Field: huibao.FieldState, Word: "推进中"},
		{Period: month(2), Subject: "C1", Code: "1.1", Counted: true, Field: huibao.FieldDone, Date: day("2024-02-20")}, record(2, "C1", "1.1", true, huibao.FieldStandard, "90"), record(2, "C1", "1.1", true, huibao.FieldStandard, "100"),
		record(3, "C1", "1.1", false, cum, "99"), record(2, "C2", "1.1", true, cum, "7"),
		{Period: month(2)}, {Period: month(3)}, {Period: month(4)}, {Period: month(3)},
	}
	p := h.Prior("C1", "1.1", month(3))
	if p.Period != month(2) || !p.Counted || p.Note != "并校" || p.Words[huibao.FieldState] != "推进中" || p.Words[huibao.FieldDone] != "2024-02-20" {
		t.Errorf("%+v", p)
	}
	if got := p.Values[cum]; !got.Equal(huibao.NumInt(30)) || !p.Values[huibao.FieldStandard].Equal(huibao.NumInt(100)) {
		t.Errorf("what adds up does, a standard does not: %s %s", got, p.Values[huibao.FieldStandard])
	}
	if p := h.Prior("C1", "1.1", month(4)); p.Period != month(2) || p.Counted {
		t.Errorf("over a period that did not count: %+v", p)
	}
	if p := h.Prior("C1", "1.1", month(1)); !p.Period.IsZero() || p.Counted {
		t.Errorf("before all: %+v", p)
	}
	if got := h.Dark(month(2), month(5)); !slices.Equal(got, []huibao.Period{month(3), month(4)}) {
		t.Errorf("dark: %v", got)
	}
	if got := h.Until(month(2)); len(got) != 1 {
		t.Errorf("until February: %v", got)
	}
	if of, err := h.BySubject().Of("C2"); err != nil || len(of) != 1 || len(h.ByRow()[[2]string{"C2", "1.1"}]) != 1 {
		t.Errorf("of C2: %v", of)
	}
}

// TestForm asks each kind of row for what it can give.
func TestForm(t *testing.T) {
	row := func(p huibao.Promise) huibao.FormRow { return huibao.FormRow{Promise: p} }
	f := huibao.Form{Rows: []huibao.FormRow{row(huibao.Promise{Code: "1.1", Kind: huibao.KindCount, Mode: huibao.ModeFlow}), row(huibao.Promise{Code: "1.2", Kind: huibao.KindCount, Mode: huibao.ModeStock}),
		row(huibao.Promise{Code: "2.1", Kind: huibao.KindStandard, PayBy: huibao.PayNothing}), row(huibao.Promise{Code: "2.2", Kind: huibao.KindStandard, PayBy: huibao.PayFull}), row(huibao.Promise{Code: "3.1", Kind: huibao.KindRelation}),
		row(huibao.Promise{Code: "3.2", Kind: huibao.KindRelation, Numerator: "工资", Denominator: "人数"})}}
	for code, want := range map[string][]huibao.Field{
		"1.1": {huibao.FieldPrevious, huibao.FieldThis, huibao.FieldCumulative, huibao.FieldNote},
		"2.1": {huibao.FieldStandard, huibao.FieldSince, huibao.FieldNote},
		"2.2": {huibao.FieldStandard, huibao.FieldSince, huibao.FieldPeople, huibao.FieldMonths, huibao.FieldPaid, huibao.FieldBackPay, huibao.FieldNote},
		"3.1": {huibao.FieldOwn, huibao.FieldNote}, "3.2": {huibao.FieldNumer, huibao.FieldDenom, huibao.FieldOwn, huibao.FieldNote},
	} {
		var got []huibao.Field
		for _, c := range f.RowByCode(code).Inputs() {
			got = append(got, c.Field)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s asks for %q, want %q", code, got, want)
		}
	}
	required := func(code string) bool {
		list := f.RowByCode(code).Inputs()
		return list[slices.IndexFunc(list, func(c huibao.Column) bool { return c.Field == huibao.FieldThis })].Required
	}
	if !required("1.1") || required("1.2") || f.RowByCode("9.9") != nil || len(f.RowsOf(huibao.KindStandard)) != 2 {
		t.Error("what a row requires")
	}
	if huibao.FieldThis.Label(huibao.KindCount) != "本期完成" || huibao.FieldThis.Label(huibao.KindRate) != "this" {
		t.Error("headings")
	}
	if _, ok := huibao.ColumnOf(huibao.KindRate, huibao.FieldThis); ok {
		t.Error("a rate has no figure of the period")
	}
}

// TestStandingRate is a rate only where both numbers are there.
func TestStandingRate(t *testing.T) {
	s := huibao.Standing{Numer: huibao.NumInt(3), Denom: huibao.NumInt(4), Light: huibao.Red}
	if s.Rate().Cmp(huibao.RatioOf(3, 4)) != 0 || !s.Judged() {
		t.Error(s.Rate())
	}
	for _, s := range []huibao.Standing{{Numer: huibao.NumInt(0), Denom: huibao.NumInt(0)}, {Numer: huibao.NumInt(3)}, {Denom: huibao.NumInt(3)}} {
		if s.Rate().Valid() || s.Judged() {
			t.Errorf("%+v", s)
		}
	}
	if got := (huibao.Part{Row: &huibao.ReturnRow{Values: huibao.ValuesOf(huibao.Value{Text: "7"})}}).Reported(); got.Text != "7" || (huibao.Part{}).Reported().Text != "" {
		t.Error(got)
	}
}
