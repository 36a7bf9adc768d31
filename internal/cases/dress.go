package cases

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// dress lets a file have been saved or packed by another program.
func dress(ctx context.Context, path string, what []string, tmp string) error {
	for _, w := range what {
		if w == "libreoffice" {
			if err := resave(ctx, path, tmp); err != nil {
				return err
			}
			continue
		}
		p, err := openParts(path)
		if err != nil {
			return err
		}
		switch w {
		case "vml-ids":
			p.libreOfficeNames()
		case "macro":
			p.macro()
		case "external":
			p.external()
		default:
			return fmt.Errorf("a file with %q is unknown", w)
		}
		if err := p.save(); err != nil {
			return err
		}
	}
	return nil
}

// resave has LibreOffice save a workbook.
func resave(ctx context.Context, path, tmp string) error {
	dir, err := os.MkdirTemp(tmp, "office")
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "soffice", "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/p", "--headless",
		"--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", dir, path)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("soffice: %w: %s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, filepath.Base(path)))
	if err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

var shapeID = regexp.MustCompile(`(<(?:\w+:)?shape [^>]*?\bid=")[^"]*`)

// libreOfficeNames names the shapes of comments as LibreOffice does, by relative links.
func (p *parts) libreOfficeNames() {
	p.data[stylesPart] = clear.ReplaceAllString(p.data[stylesPart], `rgb="FF$1"`)
	for _, n := range p.names {
		if strings.HasSuffix(n, ".vml") {
			i := -1
			p.data[n] = shapeID.ReplaceAllStringFunc(p.data[n], func(m string) string {
				i++
				return shapeID.FindStringSubmatch(m)[1] + fmt.Sprintf("shape_%d", i)
			})
		}
		if strings.HasSuffix(n, ".rels") {
			p.data[n] = strings.ReplaceAll(p.data[n], `Target="/xl/drawings/`, `Target="../drawings/`)
		}
	}
}

var (
	opaque    = regexp.MustCompile(`rgb="FF([0-9A-Fa-f]{6})"`)
	clear     = regexp.MustCompile(`rgb="00([0-9A-Fa-f]{6})"`)
	tooOpaque = regexp.MustCompile(`rgb="[0-9A-Fa-f]{2}([0-9A-Fa-f]{8})"`)
)

const stylesPart = "xl/styles.xml"

// foreign writes colours as another library does, with an alpha of 00: what takes them
// for six digits shows in the annotated copy.
func (p *parts) foreign() {
	p.data[stylesPart] = opaque.ReplaceAllString(p.data[stylesPart], `rgb="00$1"`)
}

const (
	types      = "[Content_Types].xml"
	bookRels   = "xl/_rels/workbook.xml.rels"
	officeRel  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageRel = "http://schemas.openxmlformats.org/package/2006/relationships"
	mainNS     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	xmlHead    = `<?xml version="1.0" encoding="UTF-8"?>`
)

// add puts something before the end of a part.
func (p *parts) add(part, end, what string) {
	p.data[part] = strings.Replace(p.data[part], end, what+end, 1)
}

func (p *parts) override(name, kind string) {
	p.add(types, "</Types>", `<Override PartName="/`+name+`" ContentType="`+kind+`"/>`)
}

// macro makes the workbook one with macros.
func (p *parts) macro() {
	p.data[types] = strings.Replace(p.data[types], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
		"application/vnd.ms-excel.sheet.macroEnabled.main+xml", 1)
	p.override("xl/vbaProject.bin", "application/vnd.ms-office.vbaProject")
	p.put("xl/vbaProject.bin", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"+strings.Repeat("\x00", 504))
	p.add(bookRels, "</Relationships>", `<Relationship Id="rIdVBA" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>`)
}

// external gives the workbook a link to another one.
func (p *parts) external() {
	const link = "externalLinks/externalLink1.xml"
	p.override("xl/"+link, "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml")
	p.put("xl/"+link, xmlHead+`<externalLink xmlns="`+mainNS+`"><externalBook xmlns:r="`+officeRel+`" r:id="rId1"><sheetNames><sheetName val="Sheet1"/></sheetNames></externalBook></externalLink>`)
	p.put("xl/externalLinks/_rels/externalLink1.xml.rels", xmlHead+`<Relationships xmlns="`+packageRel+`"><Relationship Id="rId1" Type="`+officeRel+`/externalLinkPath" Target="ledger.xlsx" TargetMode="External"/></Relationships>`)
	p.add(bookRels, "</Relationships>", `<Relationship Id="rIdX1" Type="`+officeRel+`/externalLink" Target="`+link+`"/>`)
	p.data["xl/workbook.xml"] = strings.Replace(p.data["xl/workbook.xml"], "</sheets>",
		`</sheets><externalReferences><externalReference xmlns:r="`+officeRel+`" r:id="rIdX1"/></externalReferences>`, 1)
}
