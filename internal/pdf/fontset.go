package pdf

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"huibao/internal/pdf/fonts"
)

// FontSet are an office's own typefaces, some or all of the four. A character that one
// of them lacks is set in the face that huibao brings.
type FontSet struct {
	faces map[fonts.Face]*fonts.Typeface
}

// maxFont is how large a typeface's file may be.
const maxFont = 64 << 20

// fontFiles are the names under which the usual typefaces come, by role.
var fontFiles = []struct {
	face  fonts.Face
	role  string
	names []string
}{
	{fonts.Song, "正文仿宋", []string{"simfang.ttf", "fangsong.ttf", "仿宋.ttf", "仿宋_gb2312.ttf", "fzfsk.ttf"}},
	{fonts.SemiBold, "标题小标宋", []string{"fzxbsjw.ttf", "fzxbsk.ttf", "方正小标宋.ttf", "方正小标宋简体.ttf", "小标宋.ttf"}},
	{fonts.Hei, "一级标题黑体", []string{"simhei.ttf", "黑体.ttf"}},
	{fonts.Kai, "二级标题楷体", []string{"simkai.ttf", "kaiti.ttf", "楷体.ttf", "楷体_gb2312.ttf"}},
}

// LoadFonts takes the typefaces of a folder by their names: TrueType alone, each
// checked. A folder without any is an error that says which names are looked for.
func LoadFonts(dir string) (*FontSet, error) {
	list, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("字体文件夹 %s 无法打开：%w", dir, err)
	}
	set := &FontSet{faces: map[fonts.Face]*fonts.Typeface{}}
	var wanted []string
	for _, role := range fontFiles {
		wanted = append(wanted, role.role+"（"+strings.Join(role.names, "、")+"）")
		for _, f := range list {
			for _, name := range role.names {
				if strings.EqualFold(f.Name(), name) && set.faces[role.face] == nil {
					if err := set.load(role.face, filepath.Join(dir, f.Name())); err != nil {
						return nil, err
					}
				}
			}
		}
	}
	if len(set.faces) == 0 {
		return nil, fmt.Errorf("字体文件夹 %s 里没有认得的字体；文件名应为：%s", dir, strings.Join(wanted, "，"))
	}
	return set, nil
}

func (s *FontSet) load(face fonts.Face, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("字体 %s 无法打开：%w", path, err)
	}
	if info.Size() > maxFont || !info.Mode().IsRegular() {
		return fmt.Errorf("字体 %s 不是普通文件或超过 %d MB", path, maxFont>>20)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("字体 %s 无法读取：%w", path, err)
	}
	switch {
	case bytes.HasPrefix(data, []byte("OTTO")):
		return fmt.Errorf("字体 %s 是 OpenType（CFF）格式，不能嵌入；请换用 TrueType（.ttf）的版本", path)
	case bytes.HasPrefix(data, []byte("ttcf")):
		return fmt.Errorf("字体 %s 是字体集（.ttc），请换用单独的 .ttf 文件", path)
	case !bytes.HasPrefix(data, []byte{0, 1, 0, 0}):
		return fmt.Errorf("字体 %s 不是 TrueType 字体", path)
	}
	f, err := fonts.ParseTypeface(data)
	if err != nil {
		return fmt.Errorf("字体 %s 已损坏：%w", path, err)
	}
	s.faces[face] = f
	if !s.covers(face, '国') || !s.covers(face, '1') {
		return fmt.Errorf("字体 %s 没有中文字形，不能用作公文字体", path)
	}
	return nil
}

// covers reports whether a face of the set holds a character of the BMP.
func (s *FontSet) covers(face fonts.Face, r rune) bool {
	return s != nil && s.faces[face] != nil && s.faces[face].Holds(r)
}

// family is the name under which a character of a face is drawn: the office's own, or
// the one that huibao brings.
func (d *Doc) family(face fonts.Face, r rune) string {
	if d.meta.Fonts == nil || d.meta.Fonts.faces[face] == nil {
		return string(face)
	}
	k := faceRune{face, r}
	own, known := d.own[k]
	if !known {
		own = d.meta.Fonts.covers(face, r)
		d.own[k] = own
	}
	if own {
		return ownPrefix + string(face)
	}
	return string(face)
}

// ownPrefix begins the names of an office's own typefaces.
const ownPrefix = "own-"

type faceRune struct {
	face fonts.Face
	r    rune
}
