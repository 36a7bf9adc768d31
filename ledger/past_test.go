package ledger

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"huibao"
)

// carried are records of every sort of value.
func carried(p huibao.Period, subject string) huibao.History {
	rec := func(code string, f huibao.Field, q huibao.Quantity, word string, d huibao.Date) huibao.Record {
		return huibao.Record{Period: p, Subject: subject, Code: code, Counted: true, Field: f, Quantity: q, Word: word, Date: d}
	}
	none := huibao.Date{}
	return huibao.History{
		rec("1.1", huibao.FieldThis, huibao.MustNum("0"), "", none),
		rec("1.1", huibao.FieldCumulative, huibao.MustNum("-12.50"), "", none),
		rec("1.1", huibao.FieldNote, huibao.Quantity{}, "甲\t\"乙\"\\n\n@丙=1", none),
		rec("1.10", huibao.FieldThis, huibao.NA(), "", none),
		rec("1.10", huibao.FieldCumulative, huibao.Quantity{}, "", none),
		rec("2.1", huibao.FieldSince, huibao.Quantity{}, "", huibao.Date{Year: 2024, Month: 3, Day: 1}),
	}
}

// TestCarry writes figures as text and reads them again.
func TestCarry(t *testing.T) {
	h := carried(june, "C1")
	got, err := appendCarry(nil, june, "C1", carryText(append(h, huibao.Record{Period: june, Subject: "C1", Code: "3.1", Field: huibao.FieldThis, Quantity: huibao.MustNum("9")})))
	if err != nil || !reflect.DeepEqual(got, h) {
		t.Errorf("%+v, %v", got, err)
	}
	for _, text := range []string{"1.1\tthis", "1.1\tthis=x", "1.1\tsince=@2024", "1.1\tthis=1@", "1.1\tthis=\"甲\t乙"} {
		if got, err := appendCarry(nil, june, "C1", text); err == nil {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

// FuzzCarry reads any word again as it was written.
func FuzzCarry(f *testing.F) {
	f.Add("已完成", "12")
	f.Add("\\t\t\\", "/")
	f.Fuzz(func(t *testing.T, word, number string) {
		r := huibao.Record{Period: june, Subject: "C1", Code: "1.1", Counted: true, Field: huibao.FieldNote, Word: word}
		if d, err := huibao.ParseDecimal(number); err == nil {
			r.Quantity = huibao.Num(d)
		}
		got, err := appendCarry(nil, june, "C1", carryText(huibao.History{r}))
		if err != nil || len(got) != 1 || got[0].Word != word || got[0].Quantity.String() != r.Quantity.String() {
			t.Errorf("%q %q: %+v, %v", word, number, got, err)
		}
	})
}

// TestPast keeps what later periods ask, replaces it, and tells a row that was altered.
func TestPast(t *testing.T) {
	l := opened(t, t.TempDir())
	ctx := context.Background()
	put := func(p huibao.Period, key string, doc string, subjects ...string) {
		t.Helper()
		counted := huibao.Histories{}
		for _, s := range subjects {
			counted[s] = carried(p, s)
		}
		x, err := NewPast(p, key, doc, counted)
		if err != nil {
			t.Fatal(err)
		}
		if err := l.KeepPast(ctx, x); err != nil {
			t.Fatal(err)
		}
	}
	put(may, "k1", "五月", "C1", "C2")
	put(june, "k2", "六月", "C1")
	put(june, "k3", "六月二", "C2")
	for _, c := range []struct {
		subject string
		before  huibao.Period
		want    huibao.History
	}{
		{"C1", july, carried(may, "C1")},
		{"C2", july, append(carried(may, "C2"), carried(june, "C2")...)},
		{"C2", june, carried(may, "C2")},
		{"C3", july, nil},
	} {
		got, err := l.Carried(c.subject, c.before)
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s before %s: %+v, %v", c.subject, c.before, got, err)
		}
	}
	if err := l.View(ctx, func(v *View) error {
		keys, err := v.PastKeys(july)
		if err != nil || len(keys) != 2 || keys[may] != "k1" || keys[june] != "k3" {
			t.Errorf("%v, %v", keys, err)
		}
		var doc string
		if ok, err := v.Past(june, "k3", &doc); !ok || err != nil || doc != "六月二" {
			t.Errorf("%v %v %q", ok, err, doc)
		}
		if ok, err := v.Past(june, "k2", &doc); ok || err != nil {
			t.Errorf("what was replaced is there: %v", err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := l.db.Exec("UPDATE carry SET doc=replace(doc,'-12.5','-12.6') WHERE subject='C1'"); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Carried("C1", july); err == nil || !strings.Contains(err.Error(), "rebuild") {
		t.Errorf("an altered figure: %v", err)
	}
	if v, err := l.Verify(ctx, nil); err != nil || len(v.Problems) != 1 || !strings.Contains(v.Problems[0], "有 1 条被改动过") {
		t.Errorf("%+v, %v", v, err)
	}
	if err := l.Forget(ctx); err != nil {
		t.Fatal(err)
	}
	if got, err := l.Carried("C1", july); err != nil || got != nil {
		t.Errorf("after it was forgotten: %+v, %v", got, err)
	}
}
