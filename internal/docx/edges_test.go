package docx

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestEdges: figures of headers and footers are told, as Word, WPS and LibreOffice write them;
// numbers of pages, a document's own number and days are none, nor is a part that no page has.
func TestEdges(t *testing.T) {
	char := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	complexField := func(instr, result string) string {
		return char("begin") + `<w:r><w:instrText xml:space="preserve">` + instr + `</w:instrText></w:r>` + char("separate") + words(result) + char("end")
	}
	simple := func(instr, result string) string {
		return `<w:fldSimple w:instr="` + instr + `">` + words(result) + `</w:fldSimple>`
	}
	box := func(in string) string {
		return `<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>` + para(in) + `</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>` + para(in) + `</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>`
	}
	for _, c := range []struct {
		name, part string
		want       []string
	}{
		{"a figure", para(words("进度通报（共4项）")), []string{"4"}},
		{"pages", para(words("第 ") + complexField(" PAGE  \\* MERGEFORMAT ", "13") + words(" 页 / 共 ") + simple(" NUMPAGES ", "20") + words(" 页")), nil},
		{"pages in a box", para(box(words("— ") + complexField("PAGE", "2") + words(" —"))), nil},
		{"a figure in a box", para(box(words("滞后9项"))), []string{"9"}},
		{"another field", para(words("完成") + complexField(" DOCPROPERTY 完成 ", "88%")), []string{"88%"}},
		{"a field in another", para(complexField(" IF "+complexField("PAGE", "3")+" = 1", "7项")), []string{"7"}},
		{"number and day", para(words("中卫政办发〔2024〕8号　2024年7月12日")), nil},
		{"an edition", para(words("第8版，第3页，第２次印发")), []string{"第8", "第2"}},
		{"deleted", para(`<w:del>` + words("55") + `</w:del>` + words("无")), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, kind := range []string{"header", "footer"} {
				data := pack(t, map[string]string{
					"word/document.xml": `<w:document xmlns:w="w"><w:body>` + para(words("共")+fig(1, "3")+words("项。")) + `</w:body></w:document>`,
					"word/_rels/document.xml.rels": `<Relationships xmlns="r"><Relationship Id="a" Type="http://x/` + kind + `" Target="sub/edge1.xml"/><Relationship Id="b" Type="http://x/` + kind + `" Target="/word/sub/edge1.xml"/>` +
						`<Relationship Id="c" Type="http://x/styles" Target="styles.xml"/></Relationships>`,
					"word/sub/edge1.xml": `<w:hdr xmlns:w="w" xmlns:mc="mc">` + c.part + `</w:hdr>`,
					"word/header9.xml":   `<w:hdr xmlns:w="w">` + para(words("共99项")) + `</w:hdr>`,
				})
				ours, err := read(data, DefaultLimits())
				if err != nil {
					t.Fatal(err)
				}
				beside, err := Asides(t.Context(), bytes.NewReader(data), int64(len(data)), DefaultLimits())
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				for _, x := range Compare(ours, slices.Concat(ours, beside)) {
					got = append(got, x.Now)
				}
				if !slices.Equal(got, c.want) {
					t.Errorf("%s: told %q, want %q (%s)", kind, got, c.want, fmt.Sprint(beside))
				}
			}
		})
	}
	data := written(t, sample())
	beside, err := Asides(t.Context(), bytes.NewReader(data), int64(len(data)), DefaultLimits())
	if err != nil || len(beside) != 2 || strings.ContainsAny(beside[0].Text+beside[1].Text, "0123456789") {
		t.Errorf("our own footers: %+v, %v", beside, err)
	}
}
