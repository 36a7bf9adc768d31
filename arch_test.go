package huibao_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// stages import the rooms and internal packages, never each other.
var stages = []string{"draft", "planfile", "templates", "importer", "check", "ledger", "rollup", "report"}

// rooms lie below the stages, each upon those before it: the plan in force, and what a
// period comes to by it. The dictionary is below them all.
var rooms = []string{"inforce", "statement", "act"}

// doors are the packages that may import a library.
var doors = map[string][]string{
	"github.com/jung-kurt/gofpdf":   {"internal/pdf"},
	"github.com/xuri/excelize/v2":   {"internal/book", "internal/theme", "planfile", "templates", "report", "samples/generate", "internal/oracle", "internal/unlock", "internal/cases", "bench"},
	"database/sql":                  {"ledger"},
	"github.com/jackc/pgx":          {"ledger"},
	"github.com/riverqueue/river":   {"ledger"},
	"github.com/urfave/cli/v2":      {"cmd/huibao"},
	"golang.org/x/crypto/argon2":    {"portal/desk"},
	"github.com/minio/minio-go":     {"internal/bucket"},
	"golang.org/x/time/rate":        {"portal/desk"},
	"rsc.io/qr":                     {"portal"},
	"github.com/coreos/go-oidc":     {"internal/signon"},
	"golang.org/x/oauth2":           {"internal/signon"},
	"github.com/wneessen/go-mail":   {"internal/notify"},
	"github.com/klauspost/compress": {"internal/book", "internal/docx", "internal/sheet", "ledger", "batch", "bench"},
}

type source struct {
	dir, name string
	file      *ast.File
	fset      *token.FileSet
}

// parsed are the project's sources, read once for all tests of this file.
var parsed = sync.OnceValues(func() ([]source, error) {
	var list []source
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && p != "." || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(p, ".go") {
			return nil
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, p, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		list = append(list, source{path.Dir(filepath.ToSlash(p)), filepath.ToSlash(p), f, fset})
		return nil
	})
	return list, err
})

func sources(t *testing.T) []source {
	t.Helper()
	list, err := parsed()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func (s source) isTest() bool { return strings.HasSuffix(s.name, "_test.go") }

func (s source) generated() bool { return ast.IsGenerated(s.file) }

// TestImports holds who may import whom.
func TestImports(t *testing.T) {
	for _, s := range sources(t) {
		if s.isTest() {
			continue
		}
		for _, i := range s.file.Imports {
			what := strings.Trim(i.Path.Value, `"`)
			for lib, allowed := range doors {
				if (what == lib || strings.HasPrefix(what, lib+"/")) && !slices.Contains(allowed, s.dir) {
					t.Errorf("%s imports %s, whose door is %v", s.name, what, allowed)
				}
			}
			if own, ok := strings.CutPrefix(what, "huibao/"); ok && !mayImport(s.dir, own) {
				t.Errorf("%s imports %s", s.name, what)
			}
		}
	}
}

func mayImport(from, to string) bool {
	internal := strings.HasPrefix(to, "internal/")
	switch {
	case from == ".":
		return false
	case strings.HasPrefix(from, "internal/"):
		return internal
	case slices.Contains(rooms, from):
		return internal || slices.Contains(rooms[:slices.Index(rooms, from)], to)
	case slices.Contains(stages, from):
		return internal || slices.Contains(rooms, to)
	case from == "batch":
		return internal || slices.Contains(rooms, to) || slices.Contains(stages, to)
	case from == "samples":
		return false
	case from == "portal":
		return internal || slices.Contains(rooms, to) || to == "portal/desk"
	case from == "portal/desk":
		return internal || slices.Contains(rooms, to) || to == "batch" || to == "ledger"
	}
	return true // cmd, the sample's generator
}

// TestNoFloats holds that binary floating point stays where things are drawn.
func TestNoFloats(t *testing.T) {
	allowed := []string{"internal/pdf", "internal/theme", "bench", "bench/bound"}
	files := []string{"report/chart.go"}
	for _, s := range sources(t) {
		if s.isTest() || slices.Contains(allowed, s.dir) || slices.Contains(files, s.name) {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && (id.Name == "float64" || id.Name == "float32") {
				t.Errorf("%s uses %s", s.fset.Position(id.Pos()), id.Name)
			}
			return true
		})
	}
}

// TestPageWords holds that what a page says of a refusal names no command: who types commands is
// told by Typed.
func TestPageWords(t *testing.T) {
	looked := 0
	says := func(s source, n ast.Node, words ...string) {
		looked++
		ast.Inspect(n, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if ok && slices.ContainsFunc(words, func(w string) bool { return strings.Contains(lit.Value, w) }) {
				t.Errorf("%s: a page would say %s", s.fset.Position(lit.Pos()), lit.Value)
			}
			return true
		})
	}
	for _, s := range sources(t) {
		if s.isTest() {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if name := types.ExprString(n.Fun); name == "act.Refused" || name == "Refused" || name == "act.NeedsWhy" || name == "NeedsWhy" {
					for _, arg := range n.Args {
						says(s, arg, "huibao ", "--")
					}
				}
			case *ast.KeyValueExpr:
				if types.ExprString(n.Key) == "Sentence" {
					says(s, n.Value, "huibao ")
				}
			}
			return true
		})
	}
	if looked < 200 {
		t.Errorf("only %d sentences were looked at: is the test blind?", looked)
	}
}

// TestOneClock holds that only the commands read the clock.
func TestOneClock(t *testing.T) {
	for _, s := range sources(t) {
		if s.dir == "cmd/huibao" || s.dir == "bench" || s.isTest() {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == "Now" {
				if id, ok := sel.X.(*ast.Ident); ok && id.Name == "time" {
					t.Errorf("%s reads the clock", s.fset.Position(sel.Pos()))
				}
			}
			return true
		})
	}
}

// TestSizes holds files to 400 lines, functions to 80, and everything exported to a
// comment.
func TestSizes(t *testing.T) {
	documented := map[string]bool{}
	for _, s := range sources(t) {
		if s.file.Doc != nil {
			documented[s.dir] = true
		}
		if s.generated() {
			continue
		}
		if n := s.fset.File(s.file.Pos()).LineCount(); n > 400 {
			t.Errorf("%s has %d lines", s.name, n)
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := s.fset.Position(f.End()).Line - s.fset.Position(f.Pos()).Line; n > 80 {
				t.Errorf("%s: %s has %d lines", s.name, f.Name.Name, n)
			}
			if ast.IsExported(f.Name.Name) && f.Doc == nil && !s.isTest() && f.Recv == nil {
				t.Errorf("%s: %s has no comment", s.name, f.Name.Name)
			}
		}
	}
	for _, s := range sources(t) {
		if !documented[s.dir] && !s.isTest() {
			t.Errorf("package in %s has no comment", s.dir)
			documented[s.dir] = true
		}
	}
}
