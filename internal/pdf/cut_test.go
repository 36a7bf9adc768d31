package pdf

import (
	"bytes"
	"math"
	"regexp"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"huibao/internal/pdf/fonts"
)

// set is a document of one line in a typeface, not compressed; the names of fonts, which are made of
// all that gofpdf has read, are left out.
func set(t *testing.T, font []byte, text string) []byte {
	t.Helper()
	f := gofpdf.New("P", "mm", "A4", "")
	f.SetCompression(false)
	f.SetCatalogSort(true)
	f.SetCreationDate(newDoc(t).meta.Time)
	f.SetModificationDate(newDoc(t).meta.Time)
	f.AddUTF8FontFromBytes("face", "", bytes.Clone(font))
	f.AddPage()
	f.SetFont("face", "", 12)
	f.Text(10, 10, text)
	var b bytes.Buffer
	if err := f.Output(&b); err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`F[0-9a-f]{40}`).ReplaceAll(b.Bytes(), []byte("F"))
}

// TestCut holds that of a typeface cut before gofpdf makes the file that it makes of the whole:
// glyphs composed of others, characters that the face lacks, more than can be cut.
func TestCut(t *testing.T) {
	many := make([]rune, 0, 9000)
	for r := rune(0x4e00); len(many) < cap(many); r++ {
		many = append(many, r)
	}
	for _, face := range faces {
		whole, err := fonts.Data(face)
		if err != nil {
			t.Fatal(err)
		}
		typeface, err := fonts.Load(face)
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{
			"usual": "关于2024年民生实事任务进展情况的通报——（征求意见稿）", "composed": "ÀÉîõüçñ①⑳㈠Ⅻ½‰", "lacking": "甲\u0e01乙", "none": "", "many": string(many),
		} {
			cut, err := typeface.Cut(wanted(runesOf(text)))
			if err != nil {
				t.Fatal(err)
			}
			if name != "many" && len(cut) > len(whole)/8 {
				t.Errorf("%s, %s: %d bytes of %d", face, name, len(cut), len(whole))
			}
			if !bytes.Equal(set(t, whole, text), set(t, cut, text)) {
				t.Errorf("%s, %s: another file than of the whole", face, name)
			}
		}
	}
}

func runesOf(text string) map[rune]bool {
	m := map[rune]bool{}
	for _, r := range text {
		m[r] = true
	}
	return m
}

// TestWidths compares every character's width with gofpdf's.
func TestWidths(t *testing.T) {
	for _, face := range faces {
		whole, err := fonts.Data(face)
		if err != nil {
			t.Fatal(err)
		}
		ruler, err := rulerFor(Meta{})
		if err != nil {
			t.Fatal(err)
		}
		f := gofpdf.New("P", "mm", "A4", "")
		f.AddUTF8FontFromBytes("face", "", bytes.Clone(whole))
		f.SetFont("face", "", 1000*mmToPoint)
		for r := rune(0x20); r <= 0xfffd; r++ {
			if want, got := math.Round(f.GetStringWidth(string(r))), ruler.width(string(face), r); got != want && (r < 0xd800 || r > 0xdfff) {
				t.Fatalf("%s: %q is %v wide, want %v", face, r, got, want)
			}
		}
	}
}

// TestCutDamaged gives typefaces that end early, or point astray, at every place of their first
// kilobytes: an error or a part, no panic.
func TestCutDamaged(t *testing.T) {
	whole, err := fonts.Data(fonts.Hei)
	if err != nil {
		t.Fatal(err)
	}
	typeface, err := fonts.Load(fonts.Hei)
	if err != nil {
		t.Fatal(err)
	}
	small, err := typeface.Cut([]rune("国1Éé"))
	if err != nil {
		t.Fatal(err)
	}
	try := func(data []byte) bool {
		p, err := fonts.ParseTypeface(data)
		if err == nil {
			_ = p.Width('国')
			_, err = p.Cut([]rune("国1Éé"))
		}
		return err == nil
	}
	if !try(small) || try(whole[:len(whole)/2]) || try(nil) {
		t.Error("what is whole is refused, or half a typeface taken")
	}
	refused := 0
	for i := range small {
		damaged := bytes.Clone(small)
		damaged[i] ^= 0xff
		if !try(damaged) {
			refused++
		}
		if i%16 == 0 && try(small[:i]) {
			t.Errorf("taken with %d of %d bytes", i, len(small))
		}
	}
	if refused == 0 {
		t.Error("nothing was damage")
	}
}
