package batch_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"huibao"
	"huibao/act"
	"huibao/internal/durable"
	"huibao/internal/thorough"
	"huibao/templates"
)

// reached says of a county what each of its two rows reached, and of its files which states they have.
func (s *small) reached(t *testing.T, county string) string {
	t.Helper()
	c := s.standing(t)
	unit, words := s.form[county].Unit.Code, ""
	for _, row := range s.form[county].Rows {
		figure := "—"
		if got := c.UnitStanding(unit, row.Code); got != nil && got.Reached.IsNumber() {
			figure = got.Reached.String()
		}
		words += figure + " "
	}
	for _, sub := range c.Submissions() {
		if sub.Unit == unit {
			words += sub.State.Label()
		}
	}
	return words
}

// putOld writes a return of a county on an older plan's form, which had another row in the place of the last one:
// such a one is sent back.
func (s *small) putOld(t *testing.T, county, name string, rows ...int) {
	t.Helper()
	now := s.form[county]
	old := *now
	old.PlanVersion = "0"
	old.Rows = append([]huibao.FormRow{}, now.Rows...)
	old.Rows[1].Measure = "万个"
	e := templates.Entries{Rows: map[string]huibao.Values{}}
	for _, i := range rows {
		v := huibao.Values{}
		v.Set(huibao.Value{Field: huibao.FieldThis, Quantity: huibao.NumInt(90), Text: "90"})
		v.Set(huibao.Value{Field: huibao.FieldCumulative, Quantity: huibao.NumInt(90), Text: "90"})
		e.Rows[old.Rows[i].Code] = v
	}
	var b bytes.Buffer
	must(t, templates.Filled(&b, &old, e))
	must(t, durable.WriteFile(filepath.Join(s.w.Returns(s.opt.Period), county+"_"+name+".xlsx"), b.Bytes(), 0o644))
}

// TestHalvesSentBack: a file that is sent back neither takes the place of a part of a return nor of the whole, nor
// is a part of one, wherever it stands in the order; the rows in which it says something else are asked,
// but for the last, which is of another measure on its form. A plain run takes one of its first row.
func TestHalvesSentBack(t *testing.T) {
	for name, x := range map[string]struct {
		rows []int
		want string
	}{"the first row": {[]int{0}, "— 35 已替代待说明退回"}, "the last row": {[]int{1}, "28 35 已替代通过退回"}, "all rows": {[]int{0, 1}, "— 35 已替代待说明退回"}} {
		if name != "the first row" && !thorough.All(t) {
			continue
		}
		s := steps{onFile(t)}
		for _, county := range smallCounties[1:] {
			s.put(t, county, "1", 1)
		}
		county := smallCounties[0]
		s.putRow(t, county, "a", 1, 0)
		s.putRow(t, county, "b", 2, 1)
		s.small.run(t)
		s.opt.Date.Day++
		s.putOld(t, county, "old", x.rows...)
		s.small.run(t)
		s.hold(t, name)
		if got := s.reached(t, county); got != x.want {
			t.Errorf("%s: %s, want %s", name, got, x.want)
		}
	}
}

// TestHalvesSigned: where only what was signed counts, a part that comes after the signature waits, with what it
// leaves as it was, until that is signed, too.
func TestHalvesSigned(t *testing.T) {
	thorough.Repeats(t)
	s := steps{onFile(t)}
	for _, county := range smallCounties[1:] {
		s.put(t, county, "1", 1)
	}
	county := smallCounties[0]
	unit := s.form[county].Unit.Code
	s.chain(t, "office", act.New(act.Set, act.SetCounting, act.Setting{Name: act.SetCounting, Value: act.OnReport, From: s.opt.Period}))
	holds := func(step, want, waits string) {
		t.Helper()
		s.small.run(t)
		s.hold(t, step)
		if got := s.reached(t, county); got != want {
			t.Errorf("%s: %s, want %s", step, got, want)
		}
		sub := s.standing(t).Unsigned(unit)
		got := ""
		for i := 0; sub != nil && i < sub.Return.RowCount(); i++ {
			got += sub.Return.Row(i).Quantity(huibao.FieldCumulative).String() + " "
		}
		if got != waits {
			t.Errorf("%s: %q waits, want %q", step, got, waits)
		}
	}
	s.putRow(t, county, "a", 1, 0)
	s.putRow(t, county, "b", 2, 1)
	holds("not signed", "— — 已替代未签发", "28 35 ")
	s.sign(t, county)
	holds("signed", "28 35 已替代通过", "")
	s.opt.Date.Day++
	s.putRow(t, county, "a2", 3, 0)
	holds("a part mended", "28 35 已替代未签发通过", "42 35 ")
	s.opt.Date.Day++
	s.putRow(t, county, "b2", 4, 1)
	holds("and the other", "28 35 已替代已替代通过未签发", "42 49 ")
	s.sign(t, county)
	holds("signed, too", "42 49 已替代已替代已替代通过", "")
}
