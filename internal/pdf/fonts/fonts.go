// Package fonts carries the four typefaces of the bulletin: cut-down and renamed
// copies of Noto Serif SC, Noto Sans SC and LXGW WenKai under the SIL Open Font
// License (the texts lie beside this file). build.sh makes them from packages.
//
// A FangSong with full coverage is not to be had freely; the body is a Song face.
package fonts

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"sort"
	"sync"
)

//go:embed HuibaoSong.ttf.gz
var song []byte

//go:embed HuibaoSongSemiBold.ttf.gz
var semiBold []byte

//go:embed HuibaoHei.ttf.gz
var hei []byte

//go:embed HuibaoKai.ttf.gz
var kai []byte

// Face is one of the typefaces.
type Face string

// The faces by their role: body, title, level-one headings, level-two headings.
const (
	Song     Face = "song"
	SemiBold Face = "semibold"
	Hei      Face = "hei"
	Kai      Face = "kai"
)

func inflate(packed []byte) func() ([]byte, error) {
	return sync.OnceValues(func() ([]byte, error) {
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return nil, fmt.Errorf("fonts: %w", err)
		}
		data, err := io.ReadAll(z)
		if err != nil {
			return nil, fmt.Errorf("fonts: %w", err)
		}
		return data, nil
	})
}

var faces = map[Face]func() ([]byte, error){Song: inflate(song), SemiBold: inflate(semiBold), Hei: inflate(hei), Kai: inflate(kai)}

// Data is a face's TrueType data, which every caller shares: who writes into it takes a
// copy.
func Data(f Face) ([]byte, error) {
	load, ok := faces[f]
	if !ok {
		return nil, fmt.Errorf("fonts: no face %q", f)
	}
	return load()
}

// Load is a face as parts are cut out of it, parsed once.
func Load(f Face) (*Typeface, error) {
	load, ok := parsed[f]
	if !ok {
		return nil, fmt.Errorf("fonts: no face %q", f)
	}
	return load()
}

var parsed = map[Face]func() (*Typeface, error){Song: parse(Song), SemiBold: parse(SemiBold), Hei: parse(Hei), Kai: parse(Kai)}

func parse(f Face) func() (*Typeface, error) {
	return sync.OnceValues(func() (*Typeface, error) {
		data, err := Data(f)
		if err != nil {
			return nil, err
		}
		return ParseTypeface(data)
	})
}

// Covers reports whether all faces hold a character.
func Covers(r rune) bool {
	if r > 0xFFFF {
		_, ok := beyond[r]
		return ok
	}
	i := sort.Search(len(covered), func(i int) bool { return covered[i][1] >= r })
	return i < len(covered) && covered[i][0] <= r
}

// Mapped is the code point under which the faces hold a character: itself in the
// BMP, a private one beyond.
func Mapped(r rune) rune {
	if pua, ok := beyond[r]; ok {
		return pua
	}
	return r
}
