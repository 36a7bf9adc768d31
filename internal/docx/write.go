package docx

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"huibao/internal/book"
)

// Meta is what the document's properties say.
type Meta struct {
	Title, Author, Subject, Producer string
	Time                             time.Time
}

// Writer writes an official document (GB/T 9704-2012) as Word has it (ECMA-376 part 1): the
// blocks of the PDF in their order, in styles that are called what offices call them, with
// their typefaces by name. Every figure of a block stands in a bookmark f_1, f_2 …, by which
// it is found again in what an office has edited. The same blocks give the same bytes.
type Writer struct {
	meta     Meta
	sections []section
	figures  int
	before   int // lines to be left empty before the next paragraph
	imprint  bool
	together bool // until the next page: each paragraph stays with the next
}

// section is a run of pages of one shape.
type section struct {
	wide   bool
	blocks []block
}

// block is a paragraph or a table.
type block struct {
	para  *paragraph
	table packed
}

// paragraph is one whose properties may still grow: the last of a section holds the section's.
type paragraph struct {
	style  string
	before int  // twips
	line   int  // twips of its height; 0 for the style's
	keep   bool // with the next
	runs   string
}

// NewWriter begins a document with a portrait page.
func NewWriter(m Meta) *Writer { return &Writer{meta: m, sections: []section{{}}} }

func (w *Writer) last() *section { return &w.sections[len(w.sections)-1] }

// add puts a paragraph of a style.
func (w *Writer) add(style, runs string) *paragraph {
	p := &paragraph{style: style, runs: runs, before: w.before * linePitch, keep: w.together}
	w.before = 0
	s := w.last()
	s.blocks = append(s.blocks, block{para: p})
	return p
}

// Masthead sets the red head: the issuer's mark, the document number, the red rule.
func (w *Writer) Masthead(mark, number string) {
	size := mastheadMost
	if n := len([]rune(mark)); n > 0 {
		size = min(size, 2*blockPoints/n)
	}
	w.add("gwMast", fmt.Sprintf(`<w:r><w:rPr><w:sz w:val="%d"/><w:szCs w:val="%d"/></w:rPr>%s</w:r>`, size, size, textOf(mark))).before = mastheadDrop
	w.add("gwNumber", run("", number))
}

// Title sets a title in its lines, centred, 2号.
func (w *Writer) Title(lines []string) {
	w.add("gwTitle", run("", strings.Join(lines, "\n")))
}

// Sub sets the line under the title.
func (w *Writer) Sub(text string) { w.add("gwSub", run("", text)) }

// To sets a line without an indent, such as 主送.
func (w *Writer) To(text string) { w.add("gwTo", run("", text)) }

// Heading sets a heading of level 1 (一、) or 2 (（一）).
func (w *Writer) Heading(level int, text string) {
	style := "gwHeading1"
	if level > 1 {
		style = "gwHeading2"
	}
	w.add(style, run("", text))
}

// Para sets a paragraph; where it tells of figures, each stands in a bookmark.
func (w *Writer) Para(text string, figures bool) {
	if !figures {
		w.add("gwBody", run("", text))
		return
	}
	w.add("gwBody", w.marked(text))
}

// Small sets a line of small type; a caption stays with the table under it.
func (w *Writer) Small(text string, caption bool) {
	style := "gwNote"
	if caption {
		style = "gwCaption"
	}
	w.add(style, run("", text))
}

// Closes says that the next paragraph is the last one: with what follows it, it stays together.
func (w *Writer) Closes() { w.together = true }

// Space leaves lines empty before what follows.
func (w *Writer) Space(lines int) { w.before += lines }

// Sign sets a line to the right: 署名, 成文日期.
func (w *Writer) Sign(text string) { w.add("gwSign", run("", text)) }

// AnnexTitle sets 附件n and the annex's title.
func (w *Writer) AnnexTitle(label, title string) {
	w.add("gwAnnex", run("", label))
	w.add("gwAnnexTitle", run("", title))
}

// Section begins a new page, landscape when wide.
func (w *Writer) Section(wide bool) {
	w.together = false
	if s := w.last(); len(s.blocks) == 0 {
		s.wide = wide
		return
	}
	w.sections = append(w.sections, section{wide: wide})
}

// Colophon ends the document with the 版记 at the foot of an even page of its own.
func (w *Writer) Colophon(copyTo, office, date string) {
	w.Section(false)
	w.imprint = true
	lines := 1
	if n := len([]rune(copyTo)); n > 0 {
		lines += 1 + (n+4)/imprintChars
	}
	s := w.last()
	s.blocks = append(s.blocks, block{para: &paragraph{style: "gwImprint", line: imprintDrop - lines*imprintPitch}}, block{table: deflated(func(b text) { imprint(b, copyTo, office, date) })})
}

// run is text in one piece; "" is an empty one.
func run(props, text string) string {
	if text == "" {
		return ""
	}
	if props != "" {
		props = "<w:rPr>" + props + "</w:rPr>"
	}
	return "<w:r>" + props + textOf(text) + "</w:r>"
}

func textOf(text string) string {
	return `<w:t xml:space="preserve">` + strings.ReplaceAll(book.Escape(text), "\n", `</w:t><w:br/><w:t xml:space="preserve">`) + `</w:t>`
}

// mark puts runs into the next figure's bookmark.
func (w *Writer) mark(runs string) string {
	w.figures++
	return fmt.Sprintf(`<w:bookmarkStart w:id="%d" w:name="f_%d"/>%s<w:bookmarkEnd w:id="%d"/>`, w.figures, w.figures, runs, w.figures)
}

// marked are the runs of a text, each of its figures in a bookmark.
func (w *Writer) marked(text string) string {
	var b strings.Builder
	at := 0
	for _, f := range Figures(text) {
		b.WriteString(run("", text[at:f[0]]))
		b.WriteString(w.mark(run("", text[f[0]:f[1]])))
		at = f[1]
	}
	b.WriteString(run("", text[at:]))
	return b.String()
}

// Render writes the document.
func (w *Writer) Render(out io.Writer) error {
	z := book.NewZip(out)
	for _, part := range []struct{ name, data string }{
		{"[Content_Types].xml", contentTypes}, {"_rels/.rels", packageLinks}, {"docProps/core.xml", w.core()}, {"docProps/app.xml", w.app()},
		{documentPart, ""}, {"word/styles.xml", styles()}, {"word/settings.xml", settings}, {"word/fontTable.xml", fontTable()},
		{"word/footer1.xml", footer("right")}, {"word/footer2.xml", footer("left")}, {"word/_rels/document.xml.rels", documentLinks},
	} {
		f, err := z.Create(part.name)
		switch {
		case err != nil:
		case part.name == documentPart:
			err = w.document(f)
		default:
			_, err = io.WriteString(f, part.data)
		}
		if err != nil {
			return fmt.Errorf("docx: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("docx: %w", err)
	}
	return nil
}

// documentPart is the part with the text.
const documentPart = "word/document.xml"

// document writes it, block by block.
func (w *Writer) document(out io.Writer) error {
	b := bufio.NewWriterSize(out, 32<<10)
	_, _ = b.WriteString(declaration + `<w:document xmlns:w="` + mainNS + `" xmlns:r="` + linksNS + `"><w:body>`)
	for i, s := range w.sections {
		props := sectionProps(s.wide, w.imprint && i == len(w.sections)-1)
		ends := i == len(w.sections)-1
		blocks := s.blocks
		if n := len(blocks); n == 0 || blocks[n-1].para == nil { // a table is no end of a section
			blocks = append(blocks, block{para: &paragraph{style: "gwEnd"}})
		}
		for k, x := range blocks {
			switch {
			case x.para == nil:
				if err := x.table.writeTo(b); err != nil {
					return err
				}
			case k == len(blocks)-1 && !ends:
				_, _ = b.WriteString(x.para.xml(props))
			default:
				_, _ = b.WriteString(x.para.xml(""))
			}
		}
		if ends {
			_, _ = b.WriteString(props)
		}
	}
	_, _ = b.WriteString(`</w:body></w:document>`)
	return b.Flush()
}

func (p *paragraph) xml(sectPr string) string {
	var b strings.Builder
	b.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + p.style + `"/>`)
	if p.keep {
		b.WriteString(`<w:keepNext/>`)
	}
	switch {
	case p.line > 0:
		fmt.Fprintf(&b, `<w:spacing w:line="%d" w:lineRule="exact"/>`, p.line)
	case p.before > 0:
		fmt.Fprintf(&b, `<w:spacing w:before="%d"/>`, p.before)
	}
	b.WriteString(sectPr + `</w:pPr>` + p.runs + `</w:p>`)
	return b.String()
}
