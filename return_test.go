package huibao_test

import (
	"slices"
	"testing"

	"huibao"
)

func value(f huibao.Field, text, cell string) huibao.Value {
	return huibao.Value{Field: f, Quantity: huibao.MustNum(text), Text: text, Source: huibao.Source{Sheet: "计数", Cell: cell}}
}

// first is the value that was read first.
func first(v huibao.Values) huibao.Value {
	for x := range v.All() {
		return x
	}
	return huibao.Value{}
}

// TestValues keeps one value a field, in the order of reading.
func TestValues(t *testing.T) {
	var v huibao.Values
	v.Set(value(huibao.FieldThis, "1", "F5"))
	v.Set(value(huibao.FieldCumulative, "2", "G5"))
	v.Set(value(huibao.FieldThis, "3", "F5"))
	if v.Len() != 2 || first(v).Text != "3" || v.Of(huibao.FieldCumulative).Text != "2" || v.Of(huibao.FieldNote).Text != "" {
		t.Errorf("%+v", v)
	}
	if _, ok := v.Lookup(huibao.FieldNote); ok || v.Cell(huibao.FieldNote) != nil {
		t.Error("a field that was not read")
	}
	v.Drop(huibao.FieldThis)
	if v.Len() != 1 || v.Cell(huibao.FieldThis) != nil {
		t.Errorf("%+v", v)
	}
}

// TestReturnRow finds the cell to point at: the blank one, the typed one, else the row.
func TestReturnRow(t *testing.T) {
	row := huibao.ReturnRow{Code: "1.1", Kind: huibao.KindCount, Sheet: "计数", Blanks: []huibao.Blank{{Field: huibao.FieldCumulative, Cell: "G5"}},
		Values: huibao.ValuesOf([]huibao.Value{value(huibao.FieldThis, "7", "F5"), {Field: huibao.FieldCode, Text: "1.1", Source: huibao.Source{Sheet: "计数", Cell: "A5"}}, {Field: huibao.FieldNote, Word: "并校"}}...)}
	for f, want := range map[huibao.Field]string{huibao.FieldThis: "“计数”F5", huibao.FieldCumulative: "“计数”G5", huibao.FieldNumer: "“计数”A5"} {
		if got := row.At(f); got.String() != want {
			t.Errorf("%s stands at %s, want %s", f, got, want)
		}
	}
	if got := (&huibao.ReturnRow{Sheet: "计数"}).At(huibao.FieldThis); got.String() != "“计数”" {
		t.Errorf("a row without cells: %s", got)
	}
	if row.Note() != "并校" || !row.Quantity(huibao.FieldThis).Equal(huibao.NumInt(7)) || !row.Quantity(huibao.FieldNumer).IsMissing() {
		t.Error("what the row says")
	}
	if got := row.Fields(); !slices.Equal(got, []huibao.Field{huibao.FieldCode, huibao.FieldThis, huibao.FieldNote}) {
		t.Errorf("fields in the order of columns: %q", got)
	}
	ret := huibao.Return{Rows: []huibao.ReturnRow{row}, Remarks: []huibao.Remark{{Kind: huibao.RemarkMacros, Text: "1"}, {Kind: huibao.RemarkMacros, Text: "2"}}}
	if ret.RowByCode("1.1") != &ret.Rows[0] || ret.RowByCode("1.2") != nil {
		t.Error("rows by code")
	}
	if m, ok := ret.Has(huibao.RemarkMacros); !ok || m.Text != "1" {
		t.Error("the first remark of a kind")
	}
	if _, ok := ret.Has(huibao.RemarkLinks); ok {
		t.Error("no remark of that kind")
	}
	v := huibao.Value{Remarks: []huibao.Remark{{Kind: huibao.RemarkDerived, Text: "上期累计＋本期完成"}}}
	if v.From() != "上期累计＋本期完成" || !v.Has(huibao.RemarkDerived) || v.Has(huibao.RemarkPercent) || (huibao.Value{}).From() != "" {
		t.Error("what a value says of itself")
	}
}

// TestChanges lists what differs between two versions, rows that came and went included.
func TestChanges(t *testing.T) {
	row := func(code string, list ...huibao.Value) huibao.ReturnRow {
		return huibao.ReturnRow{Code: code, Kind: huibao.KindCount, Sheet: "计数", Values: huibao.ValuesOf(list...)}
	}
	before := &huibao.Return{Rows: []huibao.ReturnRow{row("1.1", value(huibao.FieldThis, "5", "F5"), value(huibao.FieldCumulative, "10", "G5")), row("1.2", value(huibao.FieldThis, "1", "F6"))}}
	after := &huibao.Return{Rows: []huibao.ReturnRow{row("1.3", value(huibao.FieldThis, "9", "F7")), row("1.1", value(huibao.FieldThis, "5.0", "F5"),
		huibao.Value{Field: huibao.FieldCumulative, Quantity: huibao.NA(), Text: "/", Source: huibao.Source{Sheet: "计数", Cell: "G5"}})}}
	want := []huibao.Change{
		{Code: "1.3", Field: "本期完成", After: "9", At: huibao.Place{Sheet: "计数", Cell: "F7"}},
		{Code: "1.1", Field: "本年累计", Before: "10", After: "/", At: huibao.Place{Sheet: "计数", Cell: "G5"}},
		{Code: "1.2", Field: "本期完成", Before: "1"},
	}
	if got := huibao.Changes(before, after); !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
	day := func(text string, d huibao.Date) *huibao.Return {
		return &huibao.Return{Rows: []huibao.ReturnRow{{Code: "2.1", Kind: huibao.KindStandard, Values: huibao.ValuesOf(huibao.Value{Field: huibao.FieldSince, Date: d, Text: text})}}}
	}
	june, july := huibao.Date{Year: 2024, Month: 6, Day: 28}, huibao.Date{Year: 2024, Month: 7, Day: 2}
	if got := huibao.Changes(day("45471", june), day("45475", july)); len(got) != 1 || got[0].Before != "2024-06-28" || got[0].After != "2024-07-02" {
		t.Errorf("days: %+v", got)
	}
	if got := huibao.Changes(day("45471", june), day("2024年6月28日", june)); len(got) != 0 {
		t.Errorf("one day, written otherwise: %+v", got)
	}
	if got := huibao.Changes(after, after); len(got) != 0 {
		t.Errorf("from itself: %+v", got)
	}
}

// TestSubmission counts what it holds, and says what is open.
func TestSubmission(t *testing.T) {
	open := huibao.Finding{Code: "V02", Severity: huibao.Error, Status: huibao.StatusOpen}
	said := huibao.Finding{Code: "H03", Severity: huibao.Error, Status: huibao.StatusExplained, File: "part.xlsx"}
	for _, c := range []struct {
		name         string
		sub          huibao.Submission
		counts, open bool
	}{
		{"clean", huibao.Submission{State: huibao.StateAccepted}, true, false},
		{"explained", huibao.Submission{State: huibao.StateAccepted, Findings: []huibao.Finding{said}}, true, false},
		{"an error stands", huibao.Submission{State: huibao.StatePending, Findings: []huibao.Finding{said, open}}, true, true},
		{"a row held out", huibao.Submission{State: huibao.StatePending, HeldOut: []string{"1.1"}}, true, true},
		{"and left out by decision", huibao.Submission{State: huibao.StatePending, HeldOut: []string{"1.1"}, LeftOut: []string{"1.1"}}, true, false},
		{"undecided", huibao.Submission{State: huibao.StateAccepted, Undecided: true}, false, true},
		{"sent back", huibao.Submission{State: huibao.StateRejected}, false, true},
		{"unrecognised", huibao.Submission{State: huibao.StateUnrecognised}, false, true},
		{"superseded, with an error", huibao.Submission{State: huibao.StateSuperseded, Findings: []huibao.Finding{open}}, false, false},
	} {
		if c.sub.Counts() != c.counts || c.sub.Open() != c.open {
			t.Errorf("%s: counts %v, open %v", c.name, c.sub.Counts(), c.sub.Open())
		}
	}
	s := huibao.Submission{Path: "a.xlsx", Findings: []huibao.Finding{said, open}, HeldOut: []string{"1.1"}, State: huibao.StatePending, Period: month(6)}
	if all, standing := s.Count(huibao.Error); all != 2 || standing != 1 || s.FileOf(said) != "part.xlsx" || s.FileOf(open) != "a.xlsx" || !s.Holds("1.1") || s.Holds("1.2") {
		t.Error("what it says of its findings")
	}
	if s.Records() != nil || s.Values() != 0 {
		t.Error("nothing was read")
	}
	s.Return = &huibao.Return{Rows: []huibao.ReturnRow{{Code: "1.1", Subject: "C1", Kind: huibao.KindCount, Values: huibao.ValuesOf([]huibao.Value{value(huibao.FieldCumulative, "10", "G5"), value(huibao.FieldThis, "5", "F5")}...)},
		{Code: "1.2", Subject: "C1", Kind: huibao.KindCount, Values: huibao.ValuesOf([]huibao.Value{value(huibao.FieldThis, "3", "F6")}...)}}}
	want := huibao.History{{month(6), "C1", "1.1", false, huibao.FieldThis, huibao.NumInt(5), "", huibao.Date{}}, {month(6), "C1", "1.1", false, huibao.FieldCumulative, huibao.NumInt(10), "", huibao.Date{}},
		{month(6), "C1", "1.2", true, huibao.FieldThis, huibao.NumInt(3), "", huibao.Date{}}}
	got := s.Records()
	same := slices.EqualFunc(got, want, func(a, b huibao.Record) bool {
		return a.Quantity.Equal(b.Quantity) && a.Code == b.Code && a.Subject == b.Subject && a.Counted == b.Counted && a.Field == b.Field && a.Period == b.Period
	})
	if !same || s.Values() != 3 {
		t.Errorf("%+v", got)
	}
	for _, v := range []huibao.Value{{Field: huibao.FieldNote, Word: "汛期停工", Text: "汛期停工"}, {Field: huibao.FieldPrevious, Text: "约8"},
		{Field: huibao.FieldSince, Date: huibao.Date{Year: 2024, Month: 1, Day: 1}}} {
		s.Return.Rows[1].Values.Set(v)
	}
	if n := s.Values(); n != 3 {
		t.Errorf("a note, a day and what is no number are counted: %d", n)
	}
}

// TestFindingPlaces lists each cell and each row of a finding once.
func TestFindingPlaces(t *testing.T) {
	one := huibao.Finding{Sheet: "计数", Cell: "F5", Indicator: "1.1", Message: "没有填"}
	if got := one.Places(); len(got) != 1 || got[0] != one.Place() || !slices.Equal(one.Indicators(), []string{"1.1"}) || one.MessageAt(got[0]) != "没有填" {
		t.Errorf("%v", got)
	}
	many := huibao.Finding{Sheet: "计数", Cell: "F5", Message: "有 3 格没有填", Cells: []huibao.FindingCell{{"计数", "F5", "1.1", "", "F5 没有填"}, {"计数", "F5", "1.1", "", "又"}, {"计数", "F6", "1.2", "", ""}}}
	if got := many.Places(); len(got) != 2 || !slices.Equal(many.Indicators(), []string{"1.1", "1.2"}) {
		t.Errorf("%v %v", got, many.Indicators())
	}
	if many.MessageAt(huibao.Place{Sheet: "计数", Cell: "F5"}) != "F5 没有填" || many.MessageAt(huibao.Place{Sheet: "计数", Cell: "F6"}) != "有 3 格没有填" {
		t.Error("what is said at a place")
	}
}
