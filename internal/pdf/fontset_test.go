package pdf

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"

	"huibao/internal/pdf/fonts"
)

// TestOwnFonts sets a document in an office's own typefaces, two of the four: a
// character that they lack comes from huibao's, and the file stays valid.
func TestOwnFonts(t *testing.T) {
	dir := t.TempDir()
	for name, face := range map[string]fonts.Face{"SimFang.ttf": fonts.Kai, "simhei.ttf": fonts.Hei} {
		data, err := fonts.Data(face)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	set, err := LoadFonts(dir)
	if err != nil {
		t.Fatal(err)
	}
	make := func(s *FontSet) []byte {
		d, err := New(Meta{Title: "题", Time: time.Date(2024, 7, 5, 0, 0, 0, 0, time.UTC), Fonts: s})
		if err != nil {
			t.Fatal(err)
		}
		d.Title("关于进展情况的通报")
		d.Heading(1, "一、总体情况")
		d.Para("共12个单位，𬭎县——已报。")
		var b bytes.Buffer
		if err := d.Render(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	own, plain := make(set), make(nil)
	if bytes.Equal(own, plain) || !bytes.Equal(own, make(set)) {
		t.Error("the office's typefaces make no difference, or not the same bytes twice")
	}
	api.DisableConfigDir()
	if err := api.Validate(bytes.NewReader(own), nil); err != nil {
		t.Error(err)
	}
	for name, content := range map[string]string{"otf": "OTTO" + strings.Repeat("x", 50), "ttc": "ttcf" + strings.Repeat("x", 50), "text": "no font", "broken": "\x00\x01\x00\x00" + strings.Repeat("x", 50)} {
		bad := t.TempDir()
		if err := os.WriteFile(filepath.Join(bad, "simkai.ttf"), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := LoadFonts(bad); err == nil || !strings.Contains(err.Error(), "simkai.ttf") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
