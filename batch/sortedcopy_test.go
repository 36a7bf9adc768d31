package batch_test

import (
	"archive/zip"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"huibao/internal/book"
)

var (
	rowOf    = regexp.MustCompile(`(?s)<row r="(\d+)"([^>]*)>(.*?)</row>`)
	styleOf  = regexp.MustCompile(`(<c r="[A-Z]+\d+") s="\d+"`)
	placeOf  = regexp.MustCompile(`<c r="([A-Z]+)\d+"`)
	formulas = regexp.MustCompile(`(?s)<f>(.*?)</f>`)
	ownRef   = regexp.MustCompile(`(^|[^!:$"A-Za-z0-9])([A-Z]{1,2})([0-9]+)\b`) // to a cell of the formula's own sheet
	namesOf  = regexp.MustCompile(`<sheet name="([^"]*)"[^>]* r:id="([^"]*)"`)
	below    = regexp.MustCompile(`(?s)</sheetData>.*`)
	linksOf  = regexp.MustCompile(`<Relationship [^>]*>`)
)

// sortedCopies writes a workbook once for each of the orders, each data sheet in its next one, some
// rows hidden as a filter does. Cells lose their styles, so that every figure is shown with all its digits,
// and sheets what stands below them: charts, colours, the frames of tables. What nothing rests on has its rows in the first copy alone.
func sortedCopies(t *testing.T, path string, orders map[string][][]int) []string {
	t.Helper()
	parts, names := unpacked(t, path)
	most := 0
	for _, list := range orders {
		most = max(most, len(list))
	}
	passive := passiveSheets(t, path)
	dir := t.TempDir()
	var files []string
	for n := range most {
		file := filepath.Join(dir, fmt.Sprintf("order%d.xlsx", n+1))
		out, err := os.Create(file)
		must(t, err)
		z := zip.NewWriter(out)
		for part, data := range parts {
			name := names[part]
			if name != "" {
				data = below.ReplaceAllString(data, "</sheetData></worksheet>")
			}
			switch list := orders[name]; {
			case name == "":
			case list == nil:
				data = styleOf.ReplaceAllString(data, "$1")
			case n > 0 && slices.Contains(passive, name):
				data = inOrder(data, nil, n)
			default:
				data = inOrder(data, list[n%len(list)], n)
			}
			w, err := z.CreateHeader(&zip.FileHeader{Name: part, Method: zip.Store})
			must(t, err)
			_, err = io.WriteString(w, data)
			must(t, err)
		}
		must(t, z.Close())
		must(t, out.Close())
		files = append(files, file)
	}
	return files
}

// inOrder is a sheet with its rows below the first in an order: references of a formula to its own row
// go with it, all else stays as it is written.
func inOrder(data string, order []int, n int) string {
	rows := map[int]string{}
	spans := rowOf.FindAllStringSubmatchIndex(data, -1)
	for _, m := range spans {
		row, _ := strconv.Atoi(data[m[2]:m[3]])
		rows[row] = data[m[6]:m[7]]
	}
	var b strings.Builder
	b.WriteString(data[:spans[0][0]])
	put := func(at int, cells, more string) {
		ref := strconv.Itoa(at)
		cells = placeOf.ReplaceAllString(styleOf.ReplaceAllString(cells, "$1"), `<c r="${1}`+ref+`"`)
		cells = formulas.ReplaceAllStringFunc(cells, func(f string) string {
			text := html.UnescapeString(f[len("<f>") : len(f)-len("</f>")])
			return "<f>" + book.Escape(ownRef.ReplaceAllString(text, "${1}${2}"+ref)) + "</f>"
		})
		b.WriteString(`<row r="` + ref + `"` + more + `>` + cells + `</row>`)
	}
	put(1, rows[1], "")
	for i, row := range order {
		more := ""
		if i%3 >= n%3 {
			more = ` hidden="1"`
		}
		put(i+2, rows[row], more)
	}
	b.WriteString(data[spans[len(spans)-1][1]:])
	return b.String()
}

// unpacked are the parts of a workbook, and which of them is which sheet.
func unpacked(t *testing.T, path string) (parts, names map[string]string) {
	t.Helper()
	z, err := zip.OpenReader(path)
	must(t, err)
	defer z.Close()
	parts, names = map[string]string{}, map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		data, err := io.ReadAll(r)
		must(t, err)
		parts[f.Name] = string(data)
	}
	attribute := func(link, name string) string {
		_, rest, _ := strings.Cut(link, ` `+name+`="`)
		value, _, _ := strings.Cut(rest, `"`)
		return value
	}
	for _, s := range namesOf.FindAllStringSubmatch(parts["xl/workbook.xml"], -1) {
		for _, link := range linksOf.FindAllString(parts["xl/_rels/workbook.xml.rels"], -1) {
			if attribute(link, "Id") == s[2] {
				names["xl/"+strings.TrimPrefix(attribute(link, "Target"), "/xl/")] = s[1]
			}
		}
	}
	return parts, names
}
