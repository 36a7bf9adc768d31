package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"huibao/internal/book"
	"huibao/internal/pdf"
	"huibao/ledger"
)

const schemas = "../../docs/schema"

// printed is a row of docs/schema/README.md: a document, and what prints it: a command's
// words and, for another document than its usual one, an option.
type printed struct{ file, by string }

var (
	schemaRow = regexp.MustCompile(`(?m)^\| \[[^]]*\]\((.*\.json)\) \| (.*) \|$`)
	quoted    = regexp.MustCompile("`([^`]+)`")
)

// documents reads that table.
func documents(dir string) ([]printed, error) {
	data, err := os.ReadFile(filepath.Join(dir, "README.md"))
	var list []printed
	for _, row := range schemaRow.FindAllStringSubmatch(string(data), -1) {
		if row[1] == "error.json" || row[1] == "questions.json" {
			list = append(list, printed{row[1], ""})
			continue
		}
		for _, by := range quoted.FindAllStringSubmatch(row[2], -1) {
			list = append(list, printed{row[1], by[1]})
		}
	}
	return list, err
}

// documentOf is the document that a command line prints: the row most words of which it
// has; "" where it has none.
func documentOf(list []printed, args []string) string {
	best, words := "", 0
	for _, p := range list {
		of := strings.Fields(p.by)
		has := len(of) > words
		for _, w := range of {
			has = has && slices.ContainsFunc(args, func(a string) bool { return a == w || strings.HasPrefix(w, "--") && strings.HasPrefix(a, w+"=") })
		}
		if has {
			best, words = p.file, len(of)
		}
	}
	return best
}

// heldMain is main in the scripts: what --json prints is held to its schema. What was met,
// and what did not fit, goes into the folder that HUIBAO_SCHEMA_SEEN names.
func heldMain() int {
	seen, at := os.Getenv("HUIBAO_SCHEMA_SEEN"), os.Getenv("HUIBAO_SCHEMAS")
	pdf.Unembedded, book.Stored = seen != "", seen != "" // scripts look into none, and at no size
	if seen == "" || !slices.Contains(os.Args, "--json") {
		return run(os.Args)
	}
	stdout := os.Stdout
	kept, err := os.CreateTemp("", "huibao-json-")
	if err != nil {
		panic(err)
	}
	defer os.Remove(kept.Name())
	os.Stdout = kept
	status := run(os.Args)
	os.Stdout = stdout
	data, err := os.ReadFile(kept.Name())
	if err != nil {
		panic(err)
	}
	if _, err := stdout.Write(data); err != nil {
		panic(err)
	}
	name, err := fits(at, os.Args[1:], status, data)
	if err != nil {
		name, data = "wrong", fmt.Appendf(nil, "%s: %v", strings.Join(os.Args[1:], " "), err)
	}
	met, err := os.CreateTemp(seen, name+"-")
	if err != nil {
		panic(err)
	}
	_, err = met.Write(data)
	if err = errors.Join(err, met.Close()); err != nil {
		panic(err)
	}
	return status
}

// fits holds an output to its schema, and names that.
func fits(dir string, args []string, status int, data []byte) (string, error) {
	list, err := documents(dir)
	if err != nil {
		return "", err
	}
	name := documentOf(list, args)
	if status == exitFailed || status == exitErrors && name == "issued.json" {
		name = "error.json"
		if documentOf(list, args) == "lock.json" && bytes.Contains(data, []byte(`"questions"`)) {
			name = "questions.json"
		}
	}
	if name == "" {
		if len(data) > 0 {
			return "", errors.New("a document that is not described")
		}
		return "none", nil
	}
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join(dir, name))
	if err != nil {
		return "", err
	}
	docs := [][]byte{data}
	if name == "cells.json" {
		docs = bytes.Split(bytes.TrimSuffix(data, []byte("\n")), []byte("\n"))
	}
	for _, doc := range docs {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(doc)) // one, and nothing after it
		if err == nil {
			err = schema.Validate(v)
		}
		if err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
	}
	return name, nil
}

// holdDocuments has scripts hold what they print, in an environment of such settings; when
// all are done, nothing may have been otherwise, and every document been met.
func holdDocuments(t *testing.T, whole bool) map[string]string {
	dir := t.TempDir()
	at, err := filepath.Abs(schemas)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		met := map[string]bool{}
		list, err := os.ReadDir(dir)
		if err != nil {
			t.Error(err)
		}
		for _, f := range list {
			name, _, _ := strings.Cut(f.Name(), ".json")
			met[name+".json"] = true
			if strings.HasPrefix(f.Name(), "wrong-") {
				said, err := os.ReadFile(filepath.Join(dir, f.Name()))
				t.Error(string(said), err)
			}
		}
		rows, err := documents(at)
		if err != nil || len(rows) < 30 {
			t.Errorf("%d rows, %v", len(rows), err)
		}
		for _, p := range rows {
			if whole && !met[p.file] && p.file != ofDatabase {
				t.Errorf("no script prints %s", p.file)
			}
		}
	})
	return map[string]string{"HUIBAO_SCHEMA_SEEN": dir, "HUIBAO_SCHEMAS": at}
}

// ofDatabase is printed where there is a PostgreSQL (TestDatabase); here is what it is made of.
const ofDatabase = "ledger-copy.json"

// TestSchemas: each file of the folder is one of the table's, it compiles, and what it
// describes is not everything.
func TestSchemas(t *testing.T) {
	rows, err := documents(schemas)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(schemas, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := filepath.Base(f)
		if name != "common.json" && !slices.ContainsFunc(rows, func(p printed) bool { return p.file == name }) {
			t.Errorf("%s is not in the table", name)
		}
	}
	for _, p := range rows {
		s, err := jsonschema.NewCompiler().Compile(filepath.Join(schemas, p.file))
		if err != nil {
			t.Error(err)
			continue
		}
		odd, err := jsonschema.UnmarshalJSON(io.MultiReader(strings.NewReader(`[{"no":"such"}]`)))
		if err != nil || s.Validate(odd) == nil {
			t.Errorf("%s describes everything", p.file)
		}
	}
	for _, c := range []struct{ line, want string }{
		{"status --period 2024-06 --json", "status.json"},
		{"status --period 2024-06 --runs --json", "runs.json"},
		{"-C ws plan check --json", "plan-check.json"},
		{"check a.xlsx --json", "run.json"},
		{"check --explain=V02 --json", "check.json"},
		{"completion bash", ""},
	} {
		if got := documentOf(rows, strings.Fields(c.line)); got != c.want {
			t.Errorf("%s: %s, want %s", c.line, got, c.want)
		}
	}
	copied, err := json.Marshal(ledger.Copied{From: "ws/ledger/ledger.db", To: "postgres://db:5432/huibao?space=a", Head: ledger.Head{Length: 2, Hash: strings.Repeat("a", 64)}, Rows: 9})
	if err != nil {
		t.Fatal(err)
	}
	if name, err := fits(schemas, []string{"ledger", "copy"}, 0, copied); err != nil || name != ofDatabase {
		t.Errorf("%s: %v", name, err)
	}
	if _, err := fits(schemas, []string{"unlock"}, 0, []byte(`{"period":"2024-06","unit":"","edition":1}{}`)); err == nil {
		t.Error("two documents are one")
	}
}

// TestEveryDocument: each command that takes --json has a row in the table, but those that print
// none: they serve until they are stopped, or print a script of the shell's or a page of help.
func TestEveryDocument(t *testing.T) {
	rows, err := documents(schemas)
	if err != nil {
		t.Fatal(err)
	}
	none := []string{"serve", "work", "completion", "help"}
	for _, c := range newApp().Commands {
		list := c.Subcommands
		if len(list) == 0 {
			list = append(list, c)
		}
		for _, leaf := range list {
			words := []string{leaf.Name}
			if leaf != c {
				words = []string{c.Name, leaf.Name}
			}
			if got := documentOf(rows, words); (got == "") != slices.Contains(none, strings.Join(words, " ")) {
				t.Errorf("%v prints %q", words, got)
			}
		}
	}
}
