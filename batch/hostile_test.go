package batch_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao/batch"
)

// hostile are texts that a spreadsheet or an XML parser might take for something else.
var hostile = []string{"=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠x", "\t=1+1", "\r=1+1", "\n=cmd", "=HYPERLINK(\"http://x.example\",\"x\")",
	"=cmd|'/c calc'!A0", "=DDE(\"a\";\"b\")", "=WEBSERVICE(\"http://x.example\")", "_x000D_=1", "_x003D_1+1", "\u202e=1", "\u200b=1", "\ufeff=1", "a\u0007b", "a\u0000b", "\ufffe", "😀=1",
	"</t></is></c><c><f>1+1</f>", "&lt;f&gt;", "<script>alert(1)</script>", "]]>", "' or 1=1", "\"=1\"", strings.Repeat("长", 20000), "=" + strings.Repeat("A", 9000),
	"http://x.example/=1", "javascript:alert(1)", "%00", "${jndi:ldap://x}", "{{7*7}}", "\u0301\u0301\u0301", "𬭎𠀀", "١٢٣=1"}

// TestHostileTexts puts such texts into every text that people fill in: in what comes
// out no formula is but ours, no link but inside and to the file beside it, the XML is
// whole, and the CSV begins no cell like a formula.
func TestHostileTexts(t *testing.T) {
	embedded(t)
	w, month := sampled(t)
	path := filepath.Join(w.Returns(month.Period), "海原县_2024-05.xlsx")
	f, err := excelize.OpenFile(path)
	must(t, err)
	next := 0
	for _, s := range f.GetSheetList() {
		rows, err := f.GetRows(s)
		must(t, err)
		note := -1
		for r, row := range rows {
			for c, text := range row {
				if text == "说明" || text == "进展" || strings.HasPrefix(text, "佐证材料") {
					note = c
				}
			}
			if note < 0 || s == "填报说明" {
				continue
			}
			ref, err := excelize.CoordinatesToCellName(note+1, r+2)
			must(t, err)
			must(t, f.SetCellStr(s, ref, hostile[next%len(hostile)]))
			next++
		}
	}
	for i, text := range hostile {
		ref, err := excelize.CoordinatesToCellName(2, 100+i)
		must(t, err)
		must(t, f.SetCellStr("计数", ref, text))
		must(t, f.SetCellInt("计数", strings.Replace(ref, "B", "F", 1), int64(i+1)))
	}
	must(t, f.Save())
	if next < len(hostile) {
		t.Fatalf("%d texts planted", next)
	}
	must(t, os.Rename(path, filepath.Join(w.Returns(month.Period), "=cmd|' 海原县_2024-05.xlsx")))
	_, err = batch.Run(context.Background(), w, options(month))
	must(t, err)
	err = filepath.WalkDir(w.Out(month.Period), func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		must(t, err)
		switch filepath.Ext(name) {
		case ".xlsx":
			scanWorkbook(t, name, data)
		case ".csv":
			scanCSV(t, data)
		case ".pdf":
			for _, bad := range []string{"/URI", "/JavaScript", "/Launch", "/Type /EmbeddedFile", "/Filespec"} {
				if bytes.Contains(data, []byte(bad)) {
					t.Errorf("%s holds %s", name, bad)
				}
			}
		}
		return nil
	})
	must(t, err)
}

// ours are the formulas that we write: sums, quotients and differences of cells, and
// links to the files.
var ours = regexp.MustCompile(`^(?:ROUND|IF|SUMIFS|MIN|AND|OR|NOT|ABS|ISNUMBER|COUNT|COUNTIF|SUM|MAX|INT|N|TEXT|LEN|TRIM|SUMPRODUCT|ISBLANK|COUNTA|VALUE|DATE|IFERROR|SUBSTITUTE|INDEX)\(|^[\p{Han}A-Z0-9$!'. ]+$|^HYPERLINK\("#台账[0-9]*!A"&\(MATCH\("[a-z0-9.|-]+",[^"]*,0\)\+1\),"[^"]*"\)$|^HYPERLINK\("\.\./\.\./returns/[^"]*","returns/[^"]*"\)$|^\(|^"|^-?[$A-Z]|^'\p{Han}+'!`)

func scanWorkbook(t *testing.T, name string, data []byte) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	for _, part := range z.File {
		if strings.Contains(part.Name, "vbaProject") || strings.Contains(part.Name, "externalLink") || strings.Contains(part.Name, "embeddings") || strings.Contains(part.Name, "connections") {
			t.Errorf("%s carries %s", name, part.Name)
		}
		if !strings.HasSuffix(part.Name, ".xml") && !strings.HasSuffix(part.Name, ".rels") {
			continue
		}
		in, err := part.Open()
		must(t, err)
		text, err := io.ReadAll(in)
		must(t, err)
		d := xml.NewDecoder(bytes.NewReader(text))
		formula := false
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Errorf("%s!%s: %v", name, part.Name, err)
				break
			}
			switch x := token.(type) {
			case xml.StartElement:
				formula = x.Name.Local == "f" && strings.HasPrefix(part.Name, "xl/worksheets/")
				for _, a := range x.Attr {
					if a.Name.Local == "TargetMode" && a.Value == "External" {
						t.Errorf("%s!%s: an external link: %v", name, part.Name, x.Attr)
					}
				}
			case xml.EndElement:
				formula = false
			case xml.CharData:
				if s := string(x); formula && (!ours.MatchString(s) || strings.Contains(s, "x.example") || strings.Contains(s, "cmd|'/c") || strings.Contains(s, "DDE(")) {
					t.Errorf("%s!%s: a formula: %.80s", name, part.Name, s)
				}
			}
		}
	}
}

func scanCSV(t *testing.T, data []byte) {
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	must(t, err)
	for _, row := range rows {
		for _, text := range row {
			if text != "" && strings.ContainsAny(text[:1], "=@\t\r") || strings.HasPrefix(text, "＝") {
				t.Errorf("a cell of the CSV begins like a formula: %.60q", text)
			}
		}
	}
}
