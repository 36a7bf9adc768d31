package batch_test

import (
	"encoding/xml"
	"image"
	"image/color"
	_ "image/png"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huibao/internal/oracle"
)

// word is a word on a page as poppler finds it, in points from the top left.
type word struct {
	XMin float64 `xml:"xMin,attr"`
	YMin float64 `xml:"yMin,attr"`
	XMax float64 `xml:"xMax,attr"`
	YMax float64 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

func wordsOf(t *testing.T, path string) [][]word {
	t.Helper()
	out := filepath.Join(t.TempDir(), "words.html")
	oracle.Run(t, "pdftotext", "-bbox", path, out)
	data, err := os.ReadFile(out)
	must(t, err)
	var doc struct {
		Pages []struct {
			Words []word `xml:"word"`
		} `xml:"body>doc>page"`
	}
	must(t, xml.Unmarshal(data, &doc))
	var pages [][]word
	for _, p := range doc.Pages {
		pages = append(pages, p.Words)
	}
	return pages
}

const mm = 72 / 25.4

// heading is a heading of either level.
var heading = regexp.MustCompile(`^（?[一二三四五][）、]`)

// TestGeometry measures the finished bulletin against GB/T 9704-2012: 22 lines of 28
// characters in a block of 156 × 225 mm, 28 mm from the left and 37 mm from the top,
// the title in 2号, the page number one character in from the outer side and 7 mm under
// the block; within half a millimetre.
func TestGeometry(t *testing.T) {
	dir, _ := sharedDemo(t)
	path := filepath.Join(dir, "out", "2024-06", "通报.pdf")
	pages := wordsOf(t, path)
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 0.5 {
			t.Errorf("%s: %.2f mm, want %.2f", what, got, want)
		}
	}
	var lines []word // of page 3, joined: page 2 has a table
	foot := func(w word) bool { return strings.HasPrefix(w.Text, "—") || w.YMin > 255*mm+10 && w.YMax > 262*mm }
	number := pages[1][slices.IndexFunc(pages[1], func(w word) bool { return foot(w) && w.YMin > 255*mm })]
	for _, w := range pages[2] {
		if foot(w) {
			continue
		}
		if n := len(lines); n > 0 && math.Abs(lines[n-1].YMin-w.YMin) < 2 {
			lines[n-1].XMax = max(lines[n-1].XMax, w.XMax)
			lines[n-1].Text += w.Text
			continue
		}
		lines = append(lines, w)
	}
	if len(lines) < 20 || len(lines) > 22 {
		t.Fatalf("%d lines on page 3", len(lines))
	}
	left, right := math.Inf(1), 0.0
	full := 0
	for i, l := range lines {
		left, right = min(left, l.XMin/mm), max(right, l.XMax/mm)
		if i > 0 && !heading.MatchString(l.Text) && !heading.MatchString(lines[i-1].Text) { // theirs are other faces
			steps := math.Round((l.YMin - lines[i-1].YMin) / mm / 10.45)
			near("line pitch", (l.YMin-lines[i-1].YMin)/mm/steps, 10.45)
		}
		if len([]rune(l.Text)) == 28 && l.XMin/mm < 28.5 {
			full++
		}
	}
	near("left edge", left, 28)
	near("right edge", right, 184)
	if full == 0 {
		t.Error("no line of 28 characters")
	}
	near("page number's left edge", number.XMin/mm, 28+156.0/28)
	title := slices.IndexFunc(pages[0], func(w word) bool { return strings.HasPrefix(w.Text, "关于2024年") })
	body := slices.IndexFunc(pages[0], func(w word) bool { return strings.HasPrefix(w.Text, "现将2024年") })
	if title < 0 || body < 0 {
		t.Fatal("no title or no text")
	}
	height := func(w word) float64 { return w.YMax - w.YMin }
	near("title's size", 15.79*height(pages[0][title])/height(pages[0][body])/mm, 22/mm)
	ink := inkOf(t, path, 2)
	if ink.Min.Y < 370-5 || ink.Min.X < 280-5 || ink.Max.X > 1840+5 {
		t.Errorf("ink outside the block: %v tenths of a millimetre", ink)
	}
	near("page number's baseline", float64(ink.Max.Y)/10, 262+7+0.4*14/mm)
}

// inkOf is the rectangle of all ink on a page, in tenths of a millimetre.
func inkOf(t *testing.T, path string, page int) image.Rectangle {
	t.Helper()
	n := []string{"", "1", "2", "3"}[page]
	stem := filepath.Join(t.TempDir(), "p")
	oracle.Run(t, "pdftoppm", "-r", "254", "-gray", "-f", n, "-l", n, "-singlefile", "-png", path, stem)
	f, err := os.Open(stem + ".png")
	must(t, err)
	defer f.Close()
	img, _, err := image.Decode(f)
	must(t, err)
	box := image.Rectangle{}
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
			if g := color.GrayModel.Convert(img.At(x, y)).(color.Gray); g.Y < 128 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}
