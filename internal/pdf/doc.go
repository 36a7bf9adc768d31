// Package pdf sets Chinese official documents: the 28 × 22 grid of GB/T 9704-2012,
// line breaking with 禁则, tables with repeated headings, vector lights and bars,
// bookmarks. It is the only caller of gofpdf and keeps that library's traps inside:
// no automatic line breaks, no character without a glyph, no code point beyond the
// BMP reaches it.
//
// A Doc is laid out first, page by page, and drawn at the end, so that page numbers
// and totals are exact. The same content gives the same bytes.
package pdf

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/jung-kurt/gofpdf"

	"huibao/internal/pdf/fonts"
)

// Meta is what the document's properties say.
type Meta struct {
	Title, Author, Subject, Producer string
	Time                             time.Time
	Fonts                            *FontSet // an office's own; nil for those that huibao brings
}

// Millimetres of the page after GB/T 9704-2012.
const (
	mmPerPoint = 25.4 / 72

	blockLeft, blockTop     = 28.0, 37.0
	blockWidth, blockHeight = 156.0, 225.0
	linePitch               = (blockHeight - 5.556) / 21
	charPitch               = blockWidth / 28
	numberDrop              = 7.0

	// A landscape page is a portrait one turned clockwise: its head is what was on the
	// left (7.3.4: at the binding of odd pages, at the outer edge of even ones).
	pageLong              = 297.0
	wideLeft, wideTop     = pageLong - blockTop - blockHeight, blockLeft
	wideWidth, wideHeight = blockHeight, blockWidth
)

// Points of the type sizes.
const (
	bodySize   = charPitch / mmPerPoint
	titleSize  = 22.0
	smallSize  = 9.0
	smallPitch = smallSize * mmPerPoint * 1.5
	tableSize  = 9.5
	numberSize = 14.0
)

// page is one laid-out page.
type page struct {
	wide bool
	bare bool // bears no number
	ops  []func(*gofpdf.Fpdf)
	refs []string // what stands on it
}

// bookmark is an entry of the outline.
type bookmark struct {
	text  string
	level int
	page  int
	y     float64
}

// Doc is a document while it is laid out.
type Doc struct {
	meta    Meta
	ruler   *ruler
	pages   []*page
	marks   []bookmark
	y       float64 // top of what comes next
	closing int     // lines that follow the last paragraph
	began   int     // page, from 1, on which the paragraph set last begins
	wide    bool
	missing map[rune]bool
	used    map[string]map[rune]bool // by family
	own     map[faceRune]bool
	drawn   bool // its pages are let go of
}

// New begins a document with a portrait page.
func New(m Meta) (*Doc, error) {
	ruler, err := rulerFor(m)
	if err != nil {
		return nil, err
	}
	d := &Doc{meta: m, ruler: ruler, missing: map[rune]bool{}, used: map[string]map[rune]bool{}, own: map[faceRune]bool{}}
	d.Section(false)
	return d, nil
}

// faces are the four typefaces in the order in which they are added.
var faces = []fonts.Face{fonts.Song, fonts.SemiBold, fonts.Hei, fonts.Kai}

// Unembedded leaves the typefaces out of every document, for tests that look at none: a short one costs a
// fifth. It is laid out in them as ever; what is set stands in it as bytes that no reader can show.
var Unembedded bool

// widthless is a typeface of such a document: as gofpdf has those that every reader has, known by its name.
func widthless(family string) []byte {
	return fmt.Appendf(nil, `{"Tp":"Core","Name":%q,"Cw":[%s0]}`, family, strings.Repeat("0,", 0xff))
}

// newPDF begins a document of gofpdf with the typefaces that are used, cut to what is set in them.
func newPDF(m Meta, ruler *ruler, used map[string]map[rune]bool) (*gofpdf.Fpdf, error) {
	f := gofpdf.New("P", "mm", "A4", "")
	f.SetCatalogSort(true)
	f.SetCreationDate(m.Time)
	f.SetModificationDate(m.Time)
	f.SetProducer(m.Producer, true)
	f.SetTitle(bmp(m.Title), true)
	f.SetAuthor(bmp(m.Author), true)
	f.SetSubject(bmp(m.Subject), true)
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	f.SetCellMargin(0)
	for _, face := range faces {
		for _, family := range []string{string(face), ownPrefix + string(face)} {
			if len(used[family]) == 0 {
				continue
			}
			if Unembedded {
				f.AddFontFromBytes(family, "", widthless(family), nil)
				continue
			}
			data, err := ruler.faces[family].Cut(wanted(used[family]))
			if err != nil {
				return nil, fmt.Errorf("pdf: %w", err)
			}
			f.AddUTF8FontFromBytes(family, "", data)
		}
	}
	if err := f.Error(); err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	return f, nil
}

// wanted are the characters to cut out of a typeface: those set in it, and the first 255, which
// gofpdf lists with their widths in any case.
func wanted(used map[rune]bool) []rune {
	var list []rune
	for r := rune(1); r <= 0xff; r++ {
		list = append(list, r)
	}
	for r := range used {
		if r > 0xff {
			list = append(list, r)
		}
	}
	return list
}

// use remembers that a text is set in a family.
func (d *Doc) use(family, text string) {
	if d.used[family] == nil {
		d.used[family] = map[rune]bool{}
	}
	for _, r := range text {
		d.used[family][r] = true
	}
}

// Section begins a new page, landscape when wide.
func (d *Doc) Section(wide bool) {
	d.wide = wide
	d.newPage()
}

func (d *Doc) newPage() {
	d.pages = append(d.pages, &page{wide: d.wide})
	d.y = d.top()
}

func (d *Doc) top() float64 {
	if d.wide {
		return wideTop
	}
	return blockTop
}

func (d *Doc) left() float64 {
	if d.wide {
		return wideLeft
	}
	return blockLeft
}

func (d *Doc) width() float64 {
	if d.wide {
		return wideWidth
	}
	return blockWidth
}

func (d *Doc) bottom() float64 {
	if d.wide {
		return wideTop + wideHeight
	}
	return blockTop + blockHeight
}

// room makes sure that height millimetres are left on the page.
func (d *Doc) room(height float64) {
	if d.y+height > d.bottom()+0.01 {
		d.newPage()
	}
}

func (d *Doc) op(draw func(*gofpdf.Fpdf)) {
	p := d.pages[len(d.pages)-1]
	p.ops = append(p.ops, draw)
}

// Missing lists the characters that no font holds and that are shown as 〓.
func (d *Doc) Missing() []rune {
	var list []rune
	for r := range d.missing {
		list = append(list, r)
	}
	slices.Sort(list)
	return list
}

// Render draws the document, once: what was laid out is let go of page by page, so that a second
// time is an error, as is a failure inside the drawing library.
func (d *Doc) Render(w io.Writer) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("pdf: %v", r)
		}
	}()
	if d.drawn {
		return errors.New("pdf: the document was drawn before")
	}
	d.use(string(fonts.Song), pageNumber(0))
	f, err := newPDF(d.meta, d.ruler, d.used)
	if err != nil {
		return err
	}
	d.drawn = true
	out, err := newPager(f)
	if err != nil {
		return err
	}
	for i, p := range d.pages {
		if err := out.page(p.wide, func(f *gofpdf.Fpdf) { d.outline(f, i, true) }, func(f *gofpdf.Fpdf) {
			d.outline(f, i, false)
			for _, draw := range p.ops {
				draw(f)
			}
			if !p.bare {
				d.number(f, p, i+1)
			}
		}); err != nil {
			return err
		}
		p.ops = nil
	}
	return out.write(w)
}

// outline sets the typeface of a page's bookmarks, and sets these where the page is the document's.
func (d *Doc) outline(f *gofpdf.Fpdf, page int, set bool) {
	for _, m := range d.marks {
		if m.page == page {
			f.SetFont(string(fonts.Song), "", 10)
			if set {
				f.Bookmark(m.text, m.level, m.y)
			}
		}
	}
}

func pageNumber(n int) string { return fmt.Sprintf("— %d —", n) }

// number prints — n — on the outer side, one character in; on a landscape page where
// it stands when the page is bound, turned with it.
func (d *Doc) number(f *gofpdf.Fpdf, p *page, n int) {
	text := pageNumber(n)
	f.SetFont(string(fonts.Song), "", numberSize)
	f.SetTextColor(0, 0, 0)
	x := blockLeft + charPitch
	if n%2 == 1 {
		x = blockLeft + blockWidth - charPitch - f.GetStringWidth(text)
	}
	y := blockTop + blockHeight + numberDrop + numberSize*mmPerPoint*0.4
	if !p.wide {
		f.Text(x, y, text)
		return
	}
	f.TransformBegin()
	f.TransformRotate(-90, pageLong-y, x)
	f.Text(pageLong-y, x, text)
	f.TransformEnd()
}
