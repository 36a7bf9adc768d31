package sheet

import (
	"testing"
)

// TestBIFFMarks reads the fonts and fills of .xls streams.
func TestBIFFMarks(t *testing.T) {
	font := func(height, flags, hue, raised uint16) []byte {
		return rec(recFont, height, flags, hue, uint16(400), raised, make([]byte, 6))
	}
	fonts := [][]byte{font(220, 0, 0x7FFF, 0), font(220, fontStruck, 0x7FFF, 0), font(220, 0, 9, 0), font(20, 0, 0x7FFF, 0), font(220, 0, 0x7FFF, 1), font(220, 0, 8, 0)}
	xf := func(font uint16, pattern uint32, hue uint16) []byte {
		return rec(recXF, font, uint16(0), make([]byte, 10), pattern<<26, hue)
	}
	number := [][]byte{rec(recNumber, at(0, 0), uint16(0), double(15))}
	text := [][]byte{rec(recLabelSST, at(0, 0), uint16(0), uint32(0))}
	sst := func(s string, runs ...uint16) []byte {
		units := wide(s)
		units[0] |= stringRuns
		return rec(recSST, uint32(1), uint32(1), uint16(len([]rune(s))), units[:1], uint16(len(runs)/2), units[1:], runs)
	}
	palette := rec(recPalette, uint16(1), []byte{255, 255, 255, 0})
	for _, c := range []struct {
		name, want string
		globals    [][]byte
		cells      [][]byte
	}{
		{"plain", "", [][]byte{xf(0, 0, 0)}, number},
		{"struck", "A1 15|||", [][]byte{xf(1, 0, 0)}, number},
		{"white", "A1 ||15|", [][]byte{xf(2, 0, 0)}, number},
		{"white on blue", "", [][]byte{xf(2, 1, 12)}, number},
		{"white on a pattern", "", [][]byte{xf(2, 2, 12)}, number},
		{"yellow on yellow", "A1 ||15|", [][]byte{font(220, 0, 13, 0), xf(7, 1, 13)}, number},
		{"tiny", "A1 ||15|", [][]byte{xf(3, 0, 0)}, number},
		{"a colour of the file's own", "A1 ||15|", [][]byte{palette, xf(6, 0, 0)}, number},
		{"no such font", "", [][]byte{xf(99, 0, 0)}, number},
		{"a short format", "A1 15|||", [][]byte{rec(recXF, uint16(1), uint16(0))}, number},
		{"struck run", "A1 1|||2", [][]byte{xf(0, 0, 0), sst("12", 0, 1, 1, 0)}, text},
		{"raised run", "A1 |1||15", [][]byte{xf(0, 0, 0), sst("151", 2, 5)}, text},
		{"runs alike", "", [][]byte{xf(0, 0, 0), sst("151", 2, 0)}, text},
		{"a run beyond the text", "", [][]byte{xf(0, 0, 0), sst("151", 9, 1)}, text},
	} {
		b, err := readBIFF(biffMaker{version: biff8, globals: append(append([][]byte(nil), fonts...), c.globals...), cells: c.cells}.stream())
		if err != nil {
			t.Fatal(c.name, err)
		}
		if got := marksOf(t, b.Sheets[0]); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
