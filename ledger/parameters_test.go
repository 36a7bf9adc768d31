package ledger

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var sqlText = regexp.MustCompile("^[\"`]\\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|PRAGMA|VACUUM|ATTACH)\\b")

// TestS28Parameters: no text of SQL is put together from what came from outside: but for the
// names of our own tables and for the marks of parameters it is written out. (That no other
// package speaks SQL is TestImports'.)
func TestS28Parameters(t *testing.T) {
	list, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	texts := 0
	for _, e := range list {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, e.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if sqlText.MatchString(n.Value) {
					texts++
				}
			case *ast.BinaryExpr:
				if first, ok := leftmost(n).(*ast.BasicLit); ok && sqlText.MatchString(first.Value) && !ours(n) {
					t.Errorf("%s: SQL is put together from something else", fset.Position(n.Pos()))
				}
			case *ast.CallExpr:
				f, ok := n.Fun.(*ast.SelectorExpr)
				if !ok || !strings.HasPrefix(f.Sel.Name, "Sprint") && !slices.Contains([]string{"Join", "Replace", "ReplaceAll"}, f.Sel.Name) {
					break
				}
				for _, arg := range n.Args {
					if lit, ok := arg.(*ast.BasicLit); ok && sqlText.MatchString(lit.Value) {
						t.Errorf("%s: SQL is formatted", fset.Position(n.Pos()))
					}
				}
			}
			return true
		})
	}
	if texts < 30 {
		t.Errorf("only %d texts of SQL were found: is the test blind?", texts)
	}
}

func leftmost(e ast.Expr) ast.Expr {
	for {
		b, ok := e.(*ast.BinaryExpr)
		if !ok {
			return e
		}
		e = b.X
	}
}

// ours reports whether an operand is written out, the name of a table or of its columns, a
// kind of acts, marks of parameters, or the clause that a Search makes of such.
func ours(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		return ours(e.X) && ours(e.Y)
	case *ast.BasicLit:
		return true
	case *ast.Ident:
		return slices.Contains([]string{"table", "clause", "object", "jobsSchema"}, e.Name)
	case *ast.CallExpr:
		switch types.ExprString(e.Fun) {
		case "string":
			return strings.HasPrefix(types.ExprString(e.Args[0]), "act.")
		case "strings.Join":
			return types.ExprString(e.Args[0]) == "columns"
		case "strings.Repeat":
			return types.ExprString(e.Args[0]) == `",?"`
		}
	}
	return false
}
