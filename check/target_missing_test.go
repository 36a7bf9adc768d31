package check

import (
	"strings"
	"testing"

	"huibao"
)

// TestTargetsOfNothing: where a figure, a denominator or a target is missing, nothing is judged by the
// target, though the deadline is over and it was behind before: what is missing is not 0.
func TestTargetsOfNothing(t *testing.T) {
	late := func(c cells) Input {
		in := input(c)
		for i := range in.Form.Rows {
			row := &in.Form.Rows[i]
			row.Deadline = in.Form.Period.End()
			row.Prior.Counted = true
			if row.Kind == huibao.KindRate {
				row.Comparator = huibao.AtMost // 0 % would meet it
			}
		}
		return in
	}
	judged := func(in Input) string {
		var list []string
		for _, code := range codesOf(Run(in)) {
			if strings.HasPrefix(code, "T") && code != "T07" {
				list = append(list, code)
			}
		}
		return strings.Join(list, " ")
	}
	if got := judged(late(good())); got == "" {
		t.Fatal("with all figures nothing is judged either")
	}
	for _, field := range []huibao.Field{huibao.FieldCumulative, huibao.FieldNumer, huibao.FieldDenom} {
		c := cells{}
		for code, values := range good() {
			c[code] = map[huibao.Field]string{}
			for f, text := range values {
				if f != field && (field != huibao.FieldCumulative || f != huibao.FieldThis) && f != huibao.FieldState {
					c[code][f] = text
				}
			}
		}
		in := late(c)
		for i := range in.Form.Rows { // leave the others out of it
			row := &in.Form.Rows[i]
			if (field == huibao.FieldCumulative) != (row.Kind == huibao.KindCount) || row.Kind != huibao.KindCount && row.Kind != huibao.KindRate {
				row.Target = huibao.Quantity{}
			}
		}
		if got := judged(in); got != "" {
			t.Errorf("without %s: %s", field, got)
		}
	}
	in := late(good())
	for i := range in.Form.Rows {
		in.Form.Rows[i].Target = huibao.Quantity{}
	}
	if got := judged(in); got != "" {
		t.Errorf("without targets: %s", got)
	}
}

// TestDueAmount: what must have been paid follows from a standard and months, both of which stand there.
func TestDueAmount(t *testing.T) {
	for _, c := range []struct{ standard, months, want string }{{"115", "60", "6900"}, {"115.5", "2", "231"}, {"0", "60", "0"}, {"", "60", ""}, {"115", "", ""}} {
		r := &huibao.ReturnRow{Kind: huibao.KindStandard}
		for f, text := range map[huibao.Field]string{huibao.FieldStandard: c.standard, huibao.FieldMonths: c.months} {
			if text != "" {
				r.Values.Set(huibao.Value{Field: f, Text: text, Quantity: huibao.MustNum(text)})
			}
		}
		if got := dueAmount(r); got.String() != c.want {
			t.Errorf("%s × %s = %s, want %s", c.standard, c.months, got, c.want)
		}
	}
}
