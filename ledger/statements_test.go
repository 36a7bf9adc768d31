package ledger

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// TestS28Statements: no statement is made up of values: what is put into one is another piece of
// the program's own text, and values are its arguments. SQL is in this package alone
// (TestImports).
func TestS28Statements(t *testing.T) {
	fset := token.NewFileSet()
	names, err := filepath.Glob("*.go")
	must(t, err)
	statements := 0
	isStatement := func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return false
		}
		for _, verb := range []string{"SELECT ", "INSERT ", "UPDATE ", "DELETE ", "DROP ", "ALTER "} {
			if strings.HasPrefix(strings.TrimLeft(lit.Value, "`\" \n\t"), verb) {
				return true
			}
		}
		return false
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, name, nil, 0)
		must(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			if isStatement(n) {
				statements++
			}
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || sel.Sel.Name != "Sprintf" && sel.Sel.Name != "Join" && sel.Sel.Name != "Replace" && sel.Sel.Name != "ReplaceAll" {
				return true
			}
			for _, arg := range call.Args {
				if isStatement(arg) {
					t.Errorf("%s: a statement is made up", fset.Position(call.Pos()))
				}
			}
			return true
		})
	}
	if statements < 40 {
		t.Errorf("%d statements were looked at", statements)
	}
}
