package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"huibao"
)

// What a line of a case names after its verb: a row of the return, a row of the form,
// and after the row a field.
var (
	namesRow   = []string{"set", "formula", "drop", "lose", "row", "value", "unread"}
	namesForm  = []string{"form", "prior", "stale", "series"}
	namesField = []string{"set", "formula", "drop", "lose", "value", "unread"}
)

// named says which row or field a line names that there is none of; nil where all are
// there.
func named(in *Input, verb string, args []string) error {
	first, second := "", ""
	if len(args) > 0 {
		first = args[0]
	}
	if len(args) > 1 {
		second = args[1]
	}
	if slices.Contains(namesRow, verb) && in.Return.RowByCode(first) == nil {
		return fmt.Errorf("the return has no row %q", first)
	}
	if slices.Contains(namesForm, verb) && (in.Form == nil || in.Form.RowByCode(first) == nil) {
		return fmt.Errorf("the form has no row %q", first)
	}
	if slices.Contains(namesField, verb) && !known(huibao.Field(second)) {
		return fmt.Errorf("row %s has no field %q", first, second)
	}
	return nil
}

// known reports whether rows of some kind have the field.
func known(f huibao.Field) bool {
	return slices.ContainsFunc(huibao.Kinds(), func(k huibao.Kind) bool {
		_, ok := huibao.ColumnOf(k, f)
		return ok
	})
}

// TestCaseNames: a line that names what there is not is told in words, whatever its verb.
func TestCaseNames(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"set 9.9 this 1", `the return has no row "9.9"`},
		{"drop 9.9 this", `the return has no row "9.9"`},
		{"formula 9.9 cumulative 40", `the return has no row "9.9"`},
		{"row 9.9 moved", `the return has no row "9.9"`},
		{"value 9.9 this merged", `the return has no row "9.9"`},
		{"unread 9.9 this x", `the return has no row "9.9"`},
		{"form 9.9 mode stock", `the form has no row "9.9"`},
		{"prior 9.9 cumulative 1", `the form has no row "9.9"`},
		{"stale 9.9", `the form has no row "9.9"`},
		{"series 9.9 1 2", `the form has no row "9.9"`},
		{"set 1.1 thsi 1", `row 1.1 has no field "thsi"`},
		{"set", `the return has no row ""`},
		{"sett 1.1 this 1", `no verb "sett"`},
		{"set 1.1 this 1", ""},
		{"form 1.1 mode stock", ""},
	} {
		in := input(good())
		words := strings.Fields(c.line)
		got := ""
		if err := change(&in, words[0], words[1:]); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.line, got, c.want)
		}
	}
}
