package huibao_test

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// maxPicture bounds a picture of the documentation, in bytes.
const maxPicture = 100 << 10

// TestPictures: each picture that a page of the documentation names is there, each that is
// there is named, and none is large.
func TestPictures(t *testing.T) {
	pages, err := filepath.Glob("docs/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatal(pages, err)
	}
	var named []string
	for _, page := range append(pages, "README.md") {
		data, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`!\[([^\]]*)\]\(([^)]+)\)`).FindAllSubmatch(data, -1) {
			if len(m[1]) == 0 {
				t.Errorf("%s: %s has no words for who can't see it", page, m[2])
			}
			named = append(named, path.Join(path.Dir(filepath.ToSlash(page)), string(m[2])))
		}
	}
	kept, err := filepath.Glob("docs/img/*")
	if err != nil || len(kept) < 10 {
		t.Fatal(kept, err)
	}
	for _, p := range kept {
		info, err := os.Stat(p)
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() > maxPicture {
			t.Errorf("%s has %d bytes", p, info.Size())
		}
		if !slices.Contains(named, filepath.ToSlash(p)) {
			t.Errorf("%s is on no page", p)
		}
	}
	for _, p := range named {
		if _, err := os.Stat(filepath.FromSlash(p)); err != nil {
			t.Error(err)
		}
	}
}
