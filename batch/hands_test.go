package batch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huibao"
	"huibao/internal/oracle"
	"huibao/internal/sheet"
)

// throughSheetJS reads workbooks and writes each in every format that it is told.
const throughSheetJS = `const X = require('xlsx'), [out, types, ...files] = process.argv.slice(1);
for (const f of files) {
  const wb = X.readFile(f, {cellNF: true, cellStyles: true, cellFormula: true});
  for (const t of types.split(',')) X.writeFile(wb, out + '/' + t + '/' + f.split('/').pop(), {bookType: t, cellStyles: true});
}`

// TestIssuedThroughLibreOfficeAndSheetJS saves filled returns of a county and a bureau by other
// programs, in each format: what is read of them, and what is asked, is as before.
func TestIssuedThroughLibreOfficeAndSheetJS(t *testing.T) {
	dir := t.TempDir()
	var files []string
	want := map[string]string{}
	for _, name := range []string{"海原县_2024-05.xlsx", "市卫生健康委_2024-05.xlsx"} {
		data, err := os.ReadFile(filepath.Join("..", "samples", "files", "returns", "2024-05", name))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, filepath.Join(dir, name))
		if err := os.WriteFile(files[len(files)-1], data, 0o644); err != nil {
			t.Fatal(err)
		}
		want[name] = readOf(t, files[len(files)-1])
		if strings.Count(want[name], "\n") < 8 {
			t.Fatalf("%s: hardly anything is read:\n%s", name, want[name])
		}
	}
	same := func(t *testing.T, folder, from, to string, stamped bool) {
		t.Helper()
		for name, was := range want {
			was = strings.Replace(was, "stamped true", fmt.Sprint("stamped ", stamped), 1)
			path := filepath.Join(folder, strings.TrimSuffix(name, ".xlsx")+from)
			renamed := filepath.Join(t.TempDir(), strings.TrimSuffix(name, ".xlsx")+to)
			if err := os.Rename(path, renamed); err != nil {
				t.Fatal(err)
			}
			if d := unlikeLines(was, readOf(t, renamed)); d != "" {
				t.Errorf("%s:\n%s", name, d)
			}
		}
	}
	t.Run("SheetJS", func(t *testing.T) {
		oracle.NeedModule(t, "xlsx")
		out := t.TempDir()
		types := []string{"xlsx", "biff8", "xlml"}
		for _, kind := range types {
			if err := os.Mkdir(filepath.Join(out, kind), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		oracle.Run(t, "node", append([]string{"-e", throughSheetJS, "--", out, strings.Join(types, ",")}, files...)...)
		for _, kind := range types {
			t.Run(kind, func(t *testing.T) {
				to := map[string]string{"xlsx": ".xlsx", "biff8": ".xls", "xlml": ".xls"}[kind]
				same(t, filepath.Join(out, kind), ".xlsx", to, kind != "biff8") // into .xls it writes no more than 255 characters a cell
			})
		}
	})
	t.Run("LibreOffice", func(t *testing.T) {
		oracle.Need(t, "soffice")
		for filter, ext := range map[string]string{"xlsx:Calc MS Excel 2007 XML": ".xlsx", "xls:MS Excel 97": ".xls"} {
			out := t.TempDir()
			oracle.Convert(t, filter, out, files...)
			t.Run(ext, func(t *testing.T) { same(t, out, ".xlsx"+ext, ext, true) })
		}
	})
}

// readOf is what is read of a return alone, and asked about it, a line each.
func readOf(t *testing.T, path string) string {
	t.Helper()
	res, err := Check(context.Background(), CheckOptions{Files: []string{path}, Plan: filepath.Join("..", "samples", "files", "plan.xlsx"), Date: huibao.Date{Year: 2024, Month: 6, Day: 3}, Limits: sheet.DefaultLimits()})
	if err != nil {
		t.Fatal(err)
	}
	s := res.Submissions[0]
	lines := []string{fmt.Sprintf("%s %s %s, stamped %v", s.Unit, s.Period, s.State, s.Return.Stamp != nil)}
	for _, row := range s.Return.All() {
		for v := range row.Values.All() {
			if what := fmt.Sprint(v.Quantity, v.Date, strings.Join(strings.Fields(v.Word), "")); strings.Trim(what, " ") != "" {
				lines = append(lines, fmt.Sprintf("%s %s %s", row.Code, v.Field, what))
			}
		}
	}
	for _, f := range s.Findings {
		if f.Severity == huibao.Error || f.Severity == huibao.Warning {
			lines = append(lines, f.Code+" "+f.Indicator+" "+f.Message)
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// unlikeLines lists the lines that only one of two texts has.
func unlikeLines(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	var list []string
	for _, l := range x {
		if !slices.Contains(y, l) {
			list = append(list, "- "+l)
		}
	}
	for _, l := range y {
		if !slices.Contains(x, l) {
			list = append(list, "+ "+l)
		}
	}
	return strings.Join(list, "\n")
}
