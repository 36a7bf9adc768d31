package cases

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"time"
)

// parts are those of a saved workbook, for changes that no library writes.
type parts struct {
	path  string
	names []string
	data  map[string]string
}

func openParts(path string) (*parts, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	p := &parts{path: path, data: map[string]string{}}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		b, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		p.put(f.Name, string(b))
	}
	return p, nil
}

func (p *parts) put(name, data string) {
	if _, ok := p.data[name]; !ok {
		p.names = append(p.names, name)
	}
	p.data[name] = data
}

func (p *parts) save() error {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, n := range p.names {
		w, err := z.CreateHeader(&zip.FileHeader{Name: n, Method: zip.Deflate, Modified: time.Date(2025, 1, 2, 3, 4, 6, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, p.data[n]); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile(p.path, buf.Bytes(), 0o644)
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// sheet names the part of a sheet.
func (p *parts) sheet(title string) (string, error) {
	name := regexp.QuoteMeta(escaper.Replace(title))
	m := regexp.MustCompile(`<sheet [^>]*name="` + name + `"[^>]*r:id="([^"]+)"`).FindStringSubmatch(p.data["xl/workbook.xml"])
	if m == nil {
		return "", fmt.Errorf("no sheet %s", title)
	}
	rel := regexp.MustCompile(`<Relationship [^>]*Id="` + m[1] + `"[^>]*>`).FindString(p.data["xl/_rels/workbook.xml.rels"])
	t := regexp.MustCompile(`Target="([^"]+)"`).FindStringSubmatch(rel)
	if t == nil {
		return "", fmt.Errorf("no part of sheet %s", title)
	}
	return "xl/" + strings.TrimPrefix(strings.TrimPrefix(t[1], "/"), "xl/"), nil
}

var cellStyle = regexp.MustCompile(` s="\d+"`)

// cell writes what stands inside a cell, and keeps its style.
func (p *parts) cell(title, ref, inner, attrs string) error {
	k, err := p.sheet(title)
	if err != nil {
		return err
	}
	x := p.data[k]
	m := regexp.MustCompile(`(?s)<c r="` + ref + `"([^>]*?)(/>|>.*?</c>)`).FindStringSubmatchIndex(x)
	if m == nil {
		return fmt.Errorf("no cell %s in %s", ref, title)
	}
	style := cellStyle.FindString(x[m[2]:m[3]])
	p.data[k] = x[:m[0]] + `<c r="` + ref + `"` + style + attrs + ">" + inner + "</c>" + x[m[1]:]
	return nil
}

// result writes beside a formula what it came to; nothing is an empty text.
func (p *parts) result(title, ref, value string) error {
	k, err := p.sheet(title)
	if err != nil {
		return err
	}
	re := regexp.MustCompile(`(?s)<c r="` + ref + `"([^>]*?)( t="\w+")?>(<f[^>]*>.*?</f>)(<v>[^<]*</v>|<v ?/>)?</c>`)
	m := re.FindStringSubmatchIndex(p.data[k])
	if m == nil {
		return nil
	}
	x := p.data[k]
	kind := ""
	if value == "" {
		kind = ` t="str"`
	}
	p.data[k] = x[:m[0]] + `<c r="` + ref + `"` + x[m[2]:m[3]] + kind + ">" + x[m[6]:m[7]] + "<v>" + value + "</v></c>" + x[m[1]:]
	return nil
}

var (
	mergeCells = regexp.MustCompile(`<mergeCells[^>]*>`)
	calcPr     = regexp.MustCompile(`<calcPr[^>]*?(/>|></calcPr>)`)
)

// merge writes a <mergeCell> as it is.
func (p *parts) merge(title, ref string) error {
	k, err := p.sheet(title)
	if err != nil {
		return err
	}
	x, one := p.data[k], `<mergeCell ref="`+ref+`"/>`
	if at := mergeCells.FindStringIndex(x); at != nil {
		x = x[:at[1]] + one + x[at[1]:]
	} else {
		x = strings.Replace(x, "</sheetData>", "</sheetData><mergeCells>"+one+"</mergeCells>", 1)
	}
	p.data[k] = mergeCells.ReplaceAllString(x, fmt.Sprintf(`<mergeCells count="%d">`, strings.Count(x, "<mergeCell ")))
	return nil
}

// recalc lets the workbook say that it has not been calculated.
func (p *parts) recalc() {
	const calc, k = `<calcPr calcId="124519" fullCalcOnLoad="1"/>`, "xl/workbook.xml"
	x := calcPr.ReplaceAllString(p.data[k], "")
	for _, before := range []string{"</definedNames>", "</sheets>"} {
		if strings.Contains(x, before) {
			p.data[k] = strings.Replace(x, before, before+calc, 1)
			return
		}
	}
}

// replace changes a part by a regular expression, whose groups `put` names as \1.
func (p *parts) replace(part, find, put string) error {
	re, err := regexp.Compile("(?s)" + find)
	if err != nil {
		return err
	}
	put = strings.ReplaceAll(put, "$", "$$")
	put = regexp.MustCompile(`\\g<(\w+)>|\\(\d)`).ReplaceAllString(put, "$${${1}${2}}")
	before := p.data[part]
	p.data[part] = re.ReplaceAllString(before, put)
	if p.data[part] == before {
		return fmt.Errorf("nothing to change in %s", part)
	}
	return nil
}

// raw is a change of the saved parts.
type raw struct {
	sheet, ref string
	edit       *Edit
	result     *string // of a formula
}

// editParts makes the changes that are left when a workbook has been saved, and those
// that come before them.
func editParts(path string, list []raw, before ...func(*parts)) error {
	if len(list)+len(before) == 0 {
		return nil
	}
	p, err := openParts(path)
	if err != nil {
		return err
	}
	for _, do := range before {
		do(p)
	}
	for _, r := range list {
		if err := p.apply(r); err != nil {
			return err
		}
	}
	return p.save()
}

func (p *parts) apply(r raw) error {
	if r.result != nil {
		return p.result(r.sheet, r.ref, *r.result)
	}
	e := r.edit
	if e.MergeRef != "" {
		return p.merge(r.sheet, e.MergeRef)
	}
	if e.MergeDown > 0 {
		col := strings.TrimRight(r.ref, "0123456789")
		row := 0
		if _, err := fmt.Sscan(r.ref[len(col):], &row); err != nil {
			return err
		}
		if err := p.merge(r.sheet, fmt.Sprintf("%s:%s%d", r.ref, col, row+e.MergeDown)); err != nil {
			return err
		}
	}
	if e.Part != "" {
		part := e.Part
		if part == "sheet" {
			var err error
			if part, err = p.sheet(e.Sheet); err != nil {
				return err
			}
		}
		return p.replace(part, e.Find, e.Put)
	}
	return p.inside(r)
}

// inside writes formulas, stored numbers and rich text.
func (p *parts) inside(r raw) error {
	e := r.edit
	if e.Formula != "" {
		inner := "<f>" + escaper.Replace(e.Formula) + "</f>"
		if e.Cached != nil {
			inner += "<v>" + text(e.Cached) + "</v>"
		}
		if err := p.cell(r.sheet, r.ref, inner, ""); err != nil {
			return err
		}
		if e.Recalc {
			p.recalc()
		}
	}
	if e.Stored != "" {
		if err := p.cell(r.sheet, r.ref, "<v>"+e.Stored+"</v>", ""); err != nil {
			return err
		}
	}
	if e.Runs == nil {
		return nil
	}
	var b strings.Builder
	for _, t := range e.Runs {
		b.WriteString("<r>")
		if t.Strike || t.Vert != "" {
			b.WriteString("<rPr>")
			if t.Strike {
				b.WriteString("<strike/>")
			}
			if t.Vert != "" {
				b.WriteString(`<vertAlign val="` + t.Vert + `"/>`)
			}
			b.WriteString("</rPr>")
		}
		b.WriteString(`<t xml:space="preserve">` + escaper.Replace(t.Text) + "</t></r>")
	}
	return p.cell(r.sheet, r.ref, "<is>"+b.String()+"</is>", ` t="inlineStr"`)
}
