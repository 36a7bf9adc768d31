package pdf

import (
	"strings"
	"sync/atomic"

	"github.com/jung-kurt/gofpdf"
)

// Faceless has documents drawn as they are laid out, but without the typefaces in them, which gofpdf
// takes most of the time of a document to put in: it is for tests that look at no page.
var Faceless atomic.Bool

// stand is a font of gofpdf's that has no typeface, and so no characters but Latin ones. Documents
// list their fonts in the order of their content, so each family's is another: by its encoding, which
// such a font has no use for.
func stand(family string) []byte {
	return []byte(`{"Tp":"Core","Name":"Helvetica","Enc":"` + family + `","Up":-100,"Ut":50,"Cw":[` + strings.Repeat("500,", 255) + `500]}`)
}

// addFace puts a typeface, cut to what is set in it, into a document.
func addFace(f *gofpdf.Fpdf, family string, data []byte) {
	if Faceless.Load() {
		f.AddFontFromBytes(family, "", stand(family), nil)
		return
	}
	f.AddUTF8FontFromBytes(family, "", data)
}
