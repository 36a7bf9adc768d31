package book

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// stretches are rows of a sheet in stretches of three: of texts, some like formulas. made counts
// those that were written; whose place is in unknown have no key.
func stretches(texts []string, unknown map[int]bool, made *int) iter.Seq[Block] {
	return func(yield func(Block) bool) {
		n := 0
		for list := range slices.Chunk(texts, 3) {
			first, key := n, fmt.Sprint(n, list)
			n += len(list)
			if unknown[first/3] {
				key = ""
			}
			if !yield(Block{key, func(w *RowWriter) {
				*made++
				for i, text := range list {
					w.Row(2+first+i, "18")
					w.Text(0, text)
					w.Int(0, first+i)
				}
			}}) {
				return
			}
		}
	}
}

// inBlocks is a workbook of texts, and how many stretches were made for it.
func inBlocks(t *testing.T, texts []string, unknown map[int]bool, kept *Kept) (data []byte, made int) {
	t.Helper()
	b := New("数据")
	b.Text("数据", "A1", "键")
	b.Blocks("数据", []int{0}, kept, stretches(texts, unknown, &made))
	var out bytes.Buffer
	if err := b.Finish(&out, Meta{Title: "表", Time: time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), made
}

// partOf inflates a part.
func partOf(t *testing.T, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f) // the checksum too
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

const blocksPart = "xl/worksheets/sheet1.xml"

// TestBlocks changes texts at random: with what stood in the last workbook as without it the
// same bytes are written, they are the rows that Rows would write, and stretches that were there are not made.
func TestBlocks(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	var texts []string
	for n := range 40 {
		texts = append(texts, fmt.Sprintf("第%d行", n))
	}
	before, kept := []byte(nil), &Kept{}
	for round := range 12 {
		data, made := inBlocks(t, texts, nil, KeptIn(bytes.NewReader(before), int64(len(before)), kept.Now))
		kept = &Kept{}
		alone, all := inBlocks(t, texts, nil, kept)
		if !bytes.Equal(data, alone) {
			t.Fatalf("%d: other bytes than without the last workbook", round)
		}
		if want := 14; all != want || round > 0 && made > 3 {
			t.Errorf("%d: %d stretches were made, without it %d", round, made, all)
		}
		b := New("数据")
		b.Text("数据", "A1", "键")
		b.Rows("数据", []int{0}, func(w *RowWriter) {
			for x := range stretches(texts, nil, &all) {
				x.Write(w)
			}
		})
		var out bytes.Buffer
		if err := b.Finish(&out, Meta{}); err != nil {
			t.Fatal(err)
		}
		if got, want := partOf(t, data, blocksPart), partOf(t, out.Bytes(), blocksPart); got != want {
			t.Errorf("%d: %s\nnot %s", round, got, want)
		}
		before = data
		for range rnd.IntN(4) {
			texts[rnd.IntN(len(texts))] = []string{"=1", "中", "a&b", strings.Repeat("长", 50)}[rnd.IntN(4)]
		}
	}
}

// TestBlocksOfOthers: what is not the workbook of which pieces were noted, or only in part, gives
// what is whole in it alone; stretches without a key are always made.
func TestBlocksOfOthers(t *testing.T) {
	texts := []string{"甲", "乙", "丙", "丁", "戊", "己", "庚"}
	kept := &Kept{}
	data, _ := inBlocks(t, texts, nil, kept)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	at := 0
	for _, f := range z.File {
		if f.Name == blocksPart {
			offset, err := f.DataOffset()
			if err != nil {
				t.Fatal(err)
			}
			at = int(offset + kept.Now[blocksPart][0].Size) // the first stretch
		}
	}
	hurt := slices.Clone(data)
	hurt[at+5] ^= 1
	other, _ := inBlocks(t, []string{"子", "丑", "寅", "卯", "辰", "巳", "午"}, nil, nil)
	huge := map[string][]Piece{blocksPart: {{Key: kept.Now[blocksPart][1].Key, Size: 1 << 60}, {Key: kept.Now[blocksPart][2].Key, Size: -1}}}
	for _, c := range []struct {
		name    string
		in      []byte
		pieces  map[string][]Piece
		unknown map[int]bool
		made    int
	}{
		{"as it was", data, kept.Now, nil, 0},
		{"one of unknown make", data, kept.Now, map[int]bool{1: true}, 1},
		{"a byte changed", hurt, kept.Now, nil, 1},
		{"another workbook", other, kept.Now, nil, 3},
		{"cut", data[:len(data)-30], kept.Now, nil, 3},
		{"no workbook", []byte("PK"), kept.Now, nil, 3},
		{"nothing", nil, kept.Now, nil, 3},
		{"nothing noted", data, nil, nil, 3},
		{"sizes that can't be", data, huge, nil, 3},
	} {
		got, made := inBlocks(t, texts, c.unknown, KeptIn(bytes.NewReader(c.in), int64(len(c.in)), c.pieces))
		if made != c.made || !bytes.Equal(got, data) {
			t.Errorf("%s: %d stretches were made, not %d; same bytes: %v", c.name, made, c.made, bytes.Equal(got, data))
		}
	}
}

// TestJoinCRC: the checksum of two texts from their own is that of the whole.
func TestJoinCRC(t *testing.T) {
	text := bytes.Repeat([]byte("民生实事0123456789"), 9000)
	for _, at := range []int{0, 1, 2, 7, 255, 256, 65535, 65536, len(text) - 1, len(text)} {
		a, b := crc32.ChecksumIEEE(text[:at]), crc32.ChecksumIEEE(text[at:])
		if got, want := joinCRC(a, b, int64(len(text)-at)), crc32.ChecksumIEEE(text); got != want {
			t.Errorf("%d: %x, not %x", at, got, want)
		}
	}
}

// TestBlocksOnFullDisk: what can't be written is told, wherever room ends.
func TestBlocksOnFullDisk(t *testing.T) {
	var texts []string
	for n := range 900 {
		texts = append(texts, fmt.Sprint(n*n*7919)) // more than is held back anywhere
	}
	whole, _ := inBlocks(t, texts, nil, nil)
	for _, room := range []int{0, 100, len(whole) / 3, len(whole) / 2, len(whole) * 9 / 10} {
		b := New("数据")
		made := 0
		b.Blocks("数据", []int{0}, nil, stretches(texts, nil, &made))
		if err := b.Finish(&full{room}, Meta{}); !errors.Is(err, errFull) {
			t.Errorf("%d: %v", room, err)
		}
	}
}
