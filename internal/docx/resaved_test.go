package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// body of the sample as it was written.
func sampleXML(t *testing.T) string {
	t.Helper()
	data := written(t, sample())
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var (
	runOf   = regexp.MustCompile(`<w:r>(<w:rPr>.*?</w:rPr>)?<w:t xml:space="preserve">([^<]*)</w:t></w:r>`)
	startOf = `<w:bookmarkStart w:id="\d+" w:name="f_\d+"/>`
	endOf   = `<w:bookmarkEnd w:id="\d+"/>`
	firstIn = regexp.MustCompile(`(<w:p>(?:<w:pPr>(?:<w:[^>]*/>|<w:rPr>.*?</w:rPr>)*</w:pPr>)?)(` + startOf + `)`)
	lastIn  = regexp.MustCompile(`(` + endOf + `)(</w:p>)`)
	idOf    = regexp.MustCompile(`(<w:bookmark(?:Start|End) w:id=")(\d+)`)
)

// split has every run in two, as WPS leaves them behind: other fonts, marks of the spelling
// checker between.
func split(xml string) string {
	return runOf.ReplaceAllStringFunc(xml, func(run string) string {
		g := runOf.FindStringSubmatch(run)
		r := []rune(g[2])
		s := ""
		for _, part := range []string{string(r[:len(r)/2]), string(r[len(r)/2:])} {
			s += `<w:r w:rsidRPr="00C3"><w:rPr><w:rFonts w:hint="eastAsia" w:ascii="仿宋" w:eastAsia="仿宋"/><w:lang w:val="en-US"/></w:rPr><w:t xml:space="preserve">` + part + `</w:t></w:r><w:proofErr w:type="gramStart"/>`
		}
		return s
	})
}

// resaved are what programs do to a document that somebody only opens and saves.
var resaved = []struct {
	name string
	save func(string) string
}{
	{"runs split", split},
	{"revision numbers of the session", func(s string) string {
		return strings.ReplaceAll(s, "<w:p>", `<w:p w:rsidR="00A1" w:rsidRDefault="00B2">`)
	}},
	{"smart tags", func(s string) string {
		return runOf.ReplaceAllString(s, `<w:smartTag w:uri="urn:x" w:element="chmetcnv"><w:smartTagPr><w:attr w:name="SourceValue" w:val="1200.5"/></w:smartTagPr>$0</w:smartTag>`)
	}},
	{"controls", func(s string) string {
		return runOf.ReplaceAllString(s, `<w:sdt><w:sdtPr><w:id w:val="7"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>$0</w:sdtContent></w:sdt>`)
	}},
	{"other ids", func(s string) string {
		return idOf.ReplaceAllStringFunc(s, func(x string) string {
			g := idOf.FindStringSubmatch(x)
			n, _ := strconv.Atoi(g[2])
			return g[1] + strconv.Itoa(9000-n)
		})
	}},
	{"bookmarks beside the paragraph", func(s string) string {
		return lastIn.ReplaceAllString(firstIn.ReplaceAllString(s, "$2$1"), "$2$1")
	}},
	{"an end in the next cell", func(s string) string {
		return regexp.MustCompile(`(`+endOf+`)(</w:p></w:tc><w:tc>(?:<w:tcPr>.*?</w:tcPr>)?<w:p>(?:<w:pPr>.*?</w:pPr>)?)`).ReplaceAllString(s, "$2$1")
	}},
	{"a start in the paragraph before", func(s string) string {
		return regexp.MustCompile(`(</w:p>)(<w:p>(?:<w:pPr>(?:<w:[^>]*/>)*</w:pPr>)?)(`+startOf+`)`).ReplaceAllString(s, "$3$1$2")
	}},
	{"where pages ended", func(s string) string {
		return strings.ReplaceAll(s, `<w:t xml:space="preserve">`, `<w:lastRenderedPageBreak/><w:t xml:space="preserve">`)
	}},
	{"other pages", func(s string) string {
		return strings.ReplaceAll(s, `</w:p><w:p>`, `</w:p><w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p>`)
	}},
	{"formats that were other ones", func(s string) string {
		s = runOf.ReplaceAllString(s, `<w:r><w:rPr><w:rPrChange w:id="1" w:author="a"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t xml:space="preserve">$2</w:t></w:r>`)
		s = strings.ReplaceAll(s, "</w:pPr>", `<w:pPrChange w:id="2" w:author="a"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr></w:pPrChange></w:pPr>`)
		return strings.ReplaceAll(s, "</w:tcPr>", `<w:tcPrChange w:id="3" w:author="a"><w:tcPr><w:gridSpan w:val="3"/><w:vMerge/></w:tcPr></w:tcPrChange></w:tcPr>`)
	}},
}

// TestResaved: a document that was opened and saved in another program, in each of these ways
// and in all of them, reads as it did; a figure that was altered meanwhile is told.
func TestResaved(t *testing.T) {
	ours := sampleXML(t)
	of := func(xml string) []Block {
		t.Helper()
		blocks, err := read(pack(t, map[string]string{"word/document.xml": xml, "word/numbering.xml": numberingPart}), DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		return blocks
	}
	was := of(ours)
	all := ours
	hold := func(name, saved string) {
		t.Helper()
		for _, c := range Compare(was, of(saved)) {
			t.Errorf("%s: %+v", name, c)
		}
		altered := strings.NewReplacer("1,200.5", "1,300.5", "1,2", "1,3").Replace(saved)
		if got := fmt.Sprint(Compare(was, of(altered))); !strings.Contains(got, "1,200.5") || !strings.Contains(got, "1,300.5") {
			t.Errorf("%s: an altered figure is told as %s", name, got)
		}
	}
	for _, way := range resaved {
		saved := way.save(ours)
		if saved == ours {
			t.Errorf("%s: nothing is otherwise", way.name)
		}
		hold(way.name, saved)
	}
	for _, name := range []string{"formats that were other ones", "revision numbers of the session", "where pages ended", "other ids"} {
		for _, way := range resaved {
			if way.name == name {
				all = way.save(all)
			}
		}
	}
	hold("several", all)
}
