package portal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huibao/internal/book"
	"huibao/internal/hardlink"
	"huibao/internal/pdf"
	"huibao/internal/thorough"
)

func TestMain(m *testing.M) {
	thorough.Begin()
	pdf.Unembedded, book.Stored = true, true
	code := hardlink.Ran(m.Run())
	if dir, err := ran(); err == nil && strings.Contains(filepath.Base(dir), "huibao-portal") {
		_ = os.RemoveAll(dir) // a temporary folder
	}
	os.Exit(code)
}
