package sheet

import (
	"archive/zip"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWorkbook(t *testing.T) {
	b := mustRead(t,
		file{"xl/workbook.xml", `<workbook ` + nsMain + ` ` + nsRel + `><workbookPr date1904="true"/><sheets><sheet name="计数 &amp; 比率" sheetId="1" r:id="rId1"/>` +
			`<sheet name="隐" sheetId="2" state="hidden" r:id="rId2"/><sheet name="深隐" sheetId="3" state="veryHidden" r:id="rId3"/><sheet name="图表" sheetId="4" r:id="rId4"/><sheet name="无" sheetId="5"/></sheets>` +
			`<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0" hidden="1">'计数'!$A$1:$B$2</definedName></definedNames></workbook>`},
		file{"xl/_rels/workbook.xml.rels", relsXML("worksheet", "/xl/worksheets/sheet1.xml", "worksheet", `WORKSHEETS\Sheet2.xml`, "worksheet", "./../xl/worksheets/%73heet3.xml",
			"chartsheet", "chartsheets/sheet1.xml", "externalLink", "externalLinks/externalLink1.xml", "vbaProject", "vbaProject.bin", "connections", "connections.xml")},
		file{"xl/worksheets/sheet2.xml", sheetXML(`<row r="1"><c r="A1"><v>2</v></c></row>`)}, file{"xl/worksheets/sheet3.xml", sheetXML(`<row r="1"><c r="A1"><v>3</v></c></row>`)},
		file{"docProps/custom.xml", `<Properties><property name="plan"><vt:lpwstr xmlns:vt="x"> zw-2024 </vt:lpwstr></property><property name="n"><vt:i4 xmlns:vt="x">3</vt:i4></property></Properties>`},
		file{"xl/embeddings/oleObject1.bin", "x"},
	)
	if !b.Date1904 || !b.Macros || !b.ExternalLinks || !b.Connections || !b.Embedded || b.Format != XLSX {
		t.Errorf("%+v", b)
	}
	var sheets []string
	for _, s := range b.Sheets {
		sheets = append(sheets, s.Name+" "+[]string{"visible", "hidden", "very"}[s.State]+" "+dump(t, s))
	}
	want := []string{`计数 & 比率 visible A1 number "1"`, `隐 hidden A1 number "2"`, `深隐 very A1 number "3"`}
	if diff := cmp.Diff(want, sheets); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"图表", "无"}, b.Skipped); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Name{{"_xlnm.Print_Area", "'计数'!$A$1:$B$2", true}}, b.Names); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]string{"plan": "zw-2024", "n": "3"}, b.Props); diff != "" {
		t.Error(diff)
	}
}

func TestPackageForms(t *testing.T) {
	rename := func(names ...string) []file {
		files := workbook()
		for i := range files {
			for j := 0; j < len(names); j += 2 {
				if files[i].name == names[j] {
					files[i].name = names[j+1]
				}
			}
		}
		return files
	}
	for _, c := range []struct {
		name  string
		files []file
		twist func(string, *entry)
	}{
		{"stored, not deflated", workbook(), func(_ string, e *entry) { storeRaw(e, workbook()) }},
		{"data descriptors", workbook(), func(_ string, e *entry) { e.sized = true }},
		{"case differs", rename("xl/workbook.xml", "XL/Workbook.xml", "xl/worksheets/sheet1.xml", "xl/WorkSheets/Sheet1.XML"), nil},
		{"backslashes", rename("xl/worksheets/sheet1.xml", `xl\worksheets\sheet1.xml`, "_rels/.rels", `_rels\.rels`), nil},
		{"leading slash", rename("xl/worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"), nil},
		{"no package relationships", rename("_rels/.rels", "other"), nil},
		{"workbook elsewhere", append(rename("_rels/.rels", "a", "xl/workbook.xml", "b/main.xml", "xl/_rels/workbook.xml.rels", "b/_rels/main.xml.rels"),
			file{"_rels/.rels", relsXML("officeDocument", "/b/main.xml")}), nil},
		{"folders in the zip", append(workbook(), file{"xl/", ""}, file{"xl/worksheets/", ""}), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.name == "workbook elsewhere" {
				for i, f := range c.files {
					if f.name == "b/_rels/main.xml.rels" {
						c.files[i].text = relsXML("worksheet", "xl/worksheets/sheet1.xml", "sharedStrings", "../xl/sharedStrings.xml")
					}
				}
			}
			b, err := readAll(zipOf(t, c.files, c.twist), DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			if got := dump(t, b.Sheets[0]); got != `A1 number "1"` {
				t.Error(got)
			}
		})
	}
}

// storeRaw stores the text that an entry's checksum belongs to.
func storeRaw(e *entry, files []file) {
	for _, f := range files {
		if p := pack(f.text); p.crc == e.crc && p.size == e.size {
			e.method, e.packed = zip.Store, []byte(f.text)
		}
	}
}
