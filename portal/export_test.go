package portal

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"huibao/act"
	"huibao/internal/thorough"
)

// TestS10Exports: what a unit types in the browser, and the name of its file, is text in every
// workbook and table that the portal gives out, whatever it begins with; and none of it is
// what a query of the ledger is made of (S28).
func TestS10Exports(t *testing.T) {
	thorough.Need(t)
	const hostile = `=HYPERLINK("http://x.example","7月补发 18000 元") 新纳入 15 名'; DROP TABLE act; --`
	h := newTeam(t)
	if r := h.clerk.handIn(h.mine, upload{"=cmd|'6月.xlsx", another(h.example(), 12)}); r.status != http.StatusSeeOther {
		t.Fatal(r.status)
	}
	h.judge()
	findings := regexp.MustCompile(`name="finding" value="([^"]+)"`).FindAllStringSubmatch(h.clerk.get("/r/"+june+"/"+h.mine).body, -1)
	if len(findings) == 0 {
		t.Fatal("nothing to explain")
	}
	for _, f := range findings {
		if r := h.clerk.post("/r/"+june+"/"+h.mine+"/explain", "finding", f[1], "text", hostile); r.status != http.StatusSeeOther {
			t.Fatal(r.status, r.body)
		}
	}
	h.judge()
	page := h.director.get("/period/" + june).body
	tables, books, met := 0, 0, 0
	for _, m := range regexp.MustCompile(`href="(/period/`+june+`/draft/[^"]+\.(csv|xlsx))"`).FindAllStringSubmatch(page, -1) {
		path, err := url.PathUnescape(m[1])
		must(t, err)
		r := h.director.get((&url.URL{Path: path}).String())
		if r.status != http.StatusOK {
			t.Fatal(path, r.status)
		}
		if strings.HasSuffix(path, ".csv") {
			tables++
			n, run := textCells(t, r.body)
			if met += n; len(run) > 0 {
				t.Errorf("%s: %q", path, run)
			}
		} else {
			books++
			met += noFormula(t, path, r.body)
		}
	}
	copied := h.officer.get("/r/" + june + "/" + h.mine)
	annotated := regexp.MustCompile(`href="(/r/[^"]+/annotated/[^"]+)"`).FindStringSubmatch(copied.body)
	if annotated == nil {
		t.Fatal("no annotated copy")
	}
	noFormula(t, annotated[1], h.officer.get(annotated[1]).body)
	if tables == 0 || books == 0 || met == 0 {
		t.Errorf("%d tables, %d workbooks, the text met %d times", tables, books, met)
	}
	if got := h.officer.get("/audit?" + url.Values{"q": {`' OR '1'='1`}}.Encode()); got.status != http.StatusOK || strings.Contains(got.body, string(act.Explain)+"</td>") {
		t.Error("S28: words are part of a query:", got.status)
	}
	h.web() // the ledger verifies
}

// textCells reports how often the text is met in a CSV, and the cells that a spreadsheet would
// run.
func textCells(t *testing.T, body string) (met int, run []string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(body, "\ufeff"))).ReadAll()
	must(t, err)
	number := regexp.MustCompile(`^[+-]?[0-9][0-9,.]*%?$`)
	for _, row := range rows {
		for _, cell := range row {
			if strings.Contains(cell, "HYPERLINK") || strings.Contains(cell, "=cmd") {
				met++
			}
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) && !number.MatchString(cell) {
				run = append(run, cell)
			}
		}
	}
	return met, run
}

// TestTextCells: what a spreadsheet would run is seen, a number is not taken for it.
func TestTextCells(t *testing.T) {
	for data, want := range map[string]int{"a,=1+1\n": 1, "a,@x\n": 1, "\"\t=1\",b\n": 1, "-1+1,b\n": 1, "a,-12\n+3.5%,'=1\n": 0} {
		if _, run := textCells(t, data); len(run) != want {
			t.Errorf("%q: %q", data, run)
		}
	}
}

// noFormula holds a workbook to have no formula of the text; it reports in how many parts
// the text is met.
func noFormula(t *testing.T, name, body string) (met int) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader([]byte(body)), int64(len(body)))
	must(t, err)
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		text, err := io.ReadAll(r)
		must(t, err)
		if bytes.Contains(text, []byte("x.example")) || bytes.Contains(text, []byte("=cmd")) {
			met++
		}
		for _, formula := range regexp.MustCompile(`(?s)<f[ >].*?</f>`).FindAll(text, -1) {
			if bytes.Contains(formula, []byte("x.example")) || bytes.Contains(formula, []byte("cmd|")) {
				t.Errorf("%s: %s: %s", name, f.Name, formula)
			}
		}
		if strings.HasSuffix(f.Name, ".rels") && bytes.Contains(text, []byte("x.example")) {
			t.Errorf("%s: a link to elsewhere", name)
		}
	}
	return met
}
