package pdf

import (
	"strings"
	"sync/atomic"

	"github.com/jung-kurt/gofpdf"
)

// Faceless has documents drawn as they are laid out, but without the typefaces in them, which gofpdf
// takes most of the time of a document to put in: it is for tests that look at no page.
var Faceless atomic.Bool

// stand is a font of gofpdf's that has no typeface, and so no characters but Latin ones.
var stand = []byte(`{"Tp":"Core","Name":"Helvetica","Up":-100,"Ut":50,"Cw":[` + strings.Repeat("500,", 255) + `500]}`)

// addFace puts a typeface, cut to what is set in it, into a document.
func addFace(f *gofpdf.Fpdf, family string, data []byte) {
	if Faceless.Load() {
		f.AddFontFromBytes(family, "", stand, nil)
		return
	}
	f.AddUTF8FontFromBytes(family, "", data)
}
