package report_test

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"huibao/internal/theme"
	"huibao/report"
)

// contrast is how far two colours stand apart (WCAG 2, 1.4.3): 1 to 21.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	light := func(colour string) float64 {
		sum := 0.0
		for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
			n, err := strconv.ParseUint(colour[2*i:2*i+2], 16, 8)
			if err != nil {
				t.Fatal(err)
			}
			x := float64(n) / 255
			if x <= 0.04045 {
				x /= 12.92
			} else {
				x = math.Pow((x+0.055)/1.055, 2.4)
			}
			sum += weight * x
		}
		return sum
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// legible is the least contrast of a text on its ground.
const legible = 4.5

// TestContrast: every text of the theme, and every label of the workbook's charts, is legible on
// its ground.
func TestContrast(t *testing.T) {
	const white, black = "FFFFFF", "000000"
	check := func(what, text, ground string) {
		if c := contrast(t, text, ground); c < legible {
			t.Errorf("%s: %s on %s is %.2f : 1", what, text, ground, c)
		}
	}
	for _, light := range []string{"green", "yellow", "red", "grey"} {
		text, fill := theme.LightColour(light)
		check(light, text, white)
		if fill != "" {
			check(light, text, fill)
		}
	}
	for _, x := range [][3]string{{"sub-lines", theme.Subtle, white}, {"locked cells", theme.LockedText, theme.Locked}, {"errors", theme.ErrorText, theme.ErrorFill}, {"links", theme.Link, white}, {"headings", black, theme.Heading},
		{"categories", black, theme.Category}, {"inputs", black, theme.Input}, {"marks", black, theme.MustFill}, {"marks", black, theme.AskFill}, {"marks", black, theme.TellFill}, {"bars", black, theme.PaleBlue}, {"bars", black, theme.LightBar("green")}, {"bars", black, theme.LightBar("yellow")}, {"bars", black, theme.LightBar("red")}, {"bars", black, theme.LightBar("grey")}, {"masthead", theme.Masthead, white}} {
		check(x[0], x[1], x[2])
	}
	m := report.NewModel(city{counties: 3, month: 6, sent: 1}.consolidation(rand.New(rand.NewPCG(1, 7))), report.Info{Texts: texts(t)})
	var b bytes.Buffer
	if err := report.Workbook(&b, m); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	ink := regexp.MustCompile(`<a:(?:defRPr|rPr)[^>]*><a:solidFill>(?:<a:srgbClr val="([0-9A-F]{6})">|(.{0,40}))`)
	labels := 0
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, "xl/charts/chart") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range ink.FindAllSubmatch(data, -1) {
			if labels++; len(g[1]) == 0 {
				t.Errorf("%s: a label whose colour is the reader's theme's: %s", f.Name, g[2])
				continue
			}
			check(f.Name, string(g[1]), white)
		}
	}
	if labels < 4 {
		t.Errorf("%d labels of charts", labels)
	}
}
