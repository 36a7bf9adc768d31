package huibao_test

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"testing"
)

// rowReaders are the files outside the importer that may say Rows of a return: those of check whose checks Run calls of a return that
// was just read, before it is folded; those of batch that put returns together, which unfold them first, or keep them.
var rowReaders = []string{
	"return_diff.go",
	"check/claims_headed.go", "check/continued.go", "check/derive.go", "check/outside.go", "check/own_target.go",
	"check/parts.go", "check/rows.go", "check/structure.go", "check/words.go",
	"batch/compact.go", "batch/edition.go", "batch/halves.go", "batch/join.go", "batch/joining.go", "batch/parts.go", "batch/personal.go", "batch/sentaside.go",
	"batch/verdicts.go",
}

// returns are what a return is called in these packages. That is a rule of words, not of types: who calls one otherwise is not found.
var returns = []string{"ret", "read", "whole", "part", "added", "more", "bare", "before", "was", "after"}

// saysRows reports whether an expression is a return by its words, of which Rows is asked.
func saysRows(x *ast.SelectorExpr) bool {
	words := types.ExprString(x.X)
	return x.Sel.Name == "Rows" && (slices.Contains(returns, words) || strings.HasSuffix(words, "Return"))
}

// TestRowsOfReturns: rows that are folded stand no longer in Rows, so that only files which meet none may read them there; all
// others have them by All, Glance and RowByCode. A name that is no longer needed is taken off the list.
func TestRowsOfReturns(t *testing.T) {
	said := map[string]bool{}
	for _, s := range sources(t) {
		if strings.HasSuffix(s.name, "_test.go") || s.dir == "importer" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if x, ok := n.(*ast.SelectorExpr); ok && saysRows(x) {
				if said[s.name] = true; !slices.Contains(rowReaders, s.name) {
					t.Errorf("%s: %s.Rows may be of a return that is folded", s.fset.Position(x.Pos()), types.ExprString(x.X))
				}
			}
			return true
		})
	}
	for _, name := range rowReaders {
		if !said[name] {
			t.Errorf("%s says Rows of no return", name)
		}
	}
}
