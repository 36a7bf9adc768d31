// Package faced says which tests look at the pages of documents, and need the typefaces in them.
package faced

import (
	"testing"

	"huibao/internal/pdf"
	"huibao/internal/thorough"
)

// Begin has a package's documents drawn without their typefaces in a plain run, from its TestMain.
func Begin() { pdf.Faceless.Store(!thorough.Set()) }

// Need has a test's documents drawn as they are for people, until its end. oracle.Run refuses a page
// without its typefaces, so that no test takes that for one on which something does not stand.
func Need(t testing.TB) {
	t.Helper()
	t.Cleanup(Whole())
}

// Whole is Need until what it returns is called: of documents that several tests look at.
func Whole() func() {
	before := pdf.Faceless.Swap(false)
	return func() { pdf.Faceless.Store(before) }
}
