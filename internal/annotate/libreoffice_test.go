package annotate_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huibao/internal/annotate"
	"huibao/internal/oracle"
	"huibao/internal/same"
)

// TestLibreOffice lets LibreOffice open and save annotated copies: the notes, the
// colours and the list are there; what it saved is annotated anew with nothing twice,
// and stripped of everything.
func TestLibreOffice(t *testing.T) {
	oracle.Need(t, "soffice")
	dir := t.TempDir()
	var files []string
	books := workbooks(t)
	real, err := os.ReadFile("../../samples/files/returns/2024-06/市人社局2024年6月.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	books["real"] = real
	delete(books, "bare") // which LibreOffice does not open as it is
	for name, data := range books {
		files = append(files, filepath.Join(dir, name+".xlsx"))
		if err := os.WriteFile(files[len(files)-1], into(t, data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out := t.TempDir()
	oracle.Convert(t, "xlsx:Calc MS Excel 2007 XML", out, files...)
	for name, data := range books {
		t.Run(name, func(t *testing.T) {
			saved, err := os.ReadFile(filepath.Join(out, name+".xlsx.xlsx"))
			if err != nil {
				t.Fatal(err)
			}
			same.Cells(t, data, saved, same.Typed)
			want := marksIn(t, into(t, data))
			if got := marksIn(t, saved); got != want {
				t.Errorf("saved with %v, annotated with %v", got, want)
			}
			if name == "excel" {
				want.notes++ // LibreOffice makes a comment of the thread at G7
			}
			again := into(t, saved)
			if got := marksIn(t, again); got != want {
				t.Errorf("annotated anew with %v, at first with %v", got, want)
			}
			if first, second := same.Open(t, again).Sheets[0].Name, same.Open(t, again).Sheets[1].Name; !strings.HasPrefix(first, annotate.Name) || strings.HasPrefix(second, annotate.Name) {
				t.Errorf("the first sheets are %s, %s", first, second)
			}
			if got := marksIn(t, strip(t, saved)); got != (marksCount{}) {
				t.Errorf("left of it: %+v", got)
			}
		})
	}
}

// TestValid lets the Open XML SDK's validator read annotated copies: it complains of
// nothing that it did not complain of before.
func TestValid(t *testing.T) {
	oracle.Need(t, "ooxml-validator")
	books := workbooks(t)
	delete(books, "bare") // whose names it does not fold
	for name, data := range books {
		before := oracle.Validate(t, oracle.Folder(t, "a.xlsx", data))
		for _, said := range oracle.Validate(t, oracle.Folder(t, "b.xlsx", into(t, data))) {
			if !slices.Contains(before, said) {
				t.Errorf("%s: %s", name, said)
			}
		}
	}
}

// marksCount is how much of ours is in a workbook.
type marksCount struct{ notes, rules, lists int }

func marksIn(t *testing.T, data []byte) (n marksCount) {
	t.Helper()
	for part, b := range same.Parts(t, data) {
		text := text(b)
		switch {
		case strings.Contains(part, "omment") && !strings.Contains(part, "rels"):
			for _, word := range []string{"【核实性】", "【强制性】", "【告知性】", "【提示性】"} {
				n.notes += strings.Count(text, word)
			}
		case strings.Contains(part, "worksheets/"):
			n.rules += strings.Count(strings.ReplaceAll(text, "&quot;", `"`), `LEN("审核意见")`)
		}
	}
	for _, s := range same.Open(t, data).Sheets {
		g, err := s.Grid(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if isOurs(g) {
			n.lists++
		}
	}
	return n
}

// FuzzInto mutates packages: nothing panics, and what was readable before is after.
func FuzzInto(f *testing.F) {
	for _, data := range workbooks(f) {
		f.Add(data, uint16(0), uint16(0), byte(0), false)
		f.Add(into(f, data), uint16(3), uint16(99), byte('<'), true)
	}
	f.Fuzz(func(t *testing.T, data []byte, part, at uint16, put byte, twice bool) {
		data = mutated(data, part, at, put)
		var b bytes.Buffer
		if err := annotate.Into(&b, bytes.NewReader(data), int64(len(data)), notes, list()); err != nil {
			return
		}
		readable(t, data, b.Bytes())
		if twice {
			var c bytes.Buffer
			if err := annotate.Strip(&c, bytes.NewReader(b.Bytes()), int64(b.Len())); err != nil {
				t.Fatalf("what was annotated can't be stripped: %v", err)
			}
			if holdsMore(t, data) {
				readable(t, data, c.Bytes())
			}
		}
	})
}
