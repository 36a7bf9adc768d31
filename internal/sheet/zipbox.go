package sheet

import (
	"archive/zip"
	"errors"
	"io"
	"net/url"
	"path"
	"strings"
)

// zipbox is a zip read within limits: parts by their names in lower case.
type zipbox struct {
	files map[string]*zip.File
	list  []*zip.File      // as they stand in the zip, folders among them
	total int64            // inflated, of all parts
	count map[string]int64 // inflated, of each part in its last reading
	lim   Limits
	twice map[string]bool // parts that stand there twice, and differ
	odd   oddities
}

func newZipbox(r io.ReaderAt, size int64, lim Limits) (*zipbox, error) {
	dir := &directory{r: r, left: int64(lim.Parts)*entryBytes + directorySlack}
	z, err := zip.NewReader(dir, size)
	if dir.spent {
		return nil, boundParts.over(0, int64(lim.Parts), "", 0)
	}
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		e := damaged("", 0, "压缩结构不完整（可能没有传完）")
		e.Err = err
		return nil, e
	}
	dir.open = true
	if len(z.File) > lim.Parts {
		return nil, boundParts.over(int64(len(z.File)), int64(lim.Parts), "", 0)
	}
	box := &zipbox{files: make(map[string]*zip.File, len(z.File)), list: z.File, count: map[string]int64{}, twice: map[string]bool{}, lim: lim}
	for _, f := range z.File {
		name := partName(f.Name)
		if strings.HasSuffix(name, "/") {
			continue
		}
		if old := box.files[name]; old != nil {
			if old.CRC32 == f.CRC32 && old.UncompressedSize64 == f.UncompressedSize64 {
				box.odd.note(oddParts, f.Name)
				continue
			}
			box.twice[name] = true
		}
		box.files[name] = f
	}
	return box, nil
}

// The zip's directory is read within these bytes: an entry with a name of 900 and
// more, and the search for the directory's end.
const (
	entryBytes     = 1 << 10
	directorySlack = 256 << 10
)

// directory bounds what is read of a zip until its directory is known: archive/zip
// would take an entry for every 46 bytes of the file.
type directory struct {
	r     io.ReaderAt
	left  int64
	open  bool // the directory is known
	spent bool
}

// ReadAt is io.ReaderAt's, within the bound.
func (d *directory) ReadAt(b []byte, off int64) (int, error) {
	if !d.open {
		if d.left -= int64(len(b)); d.left < 0 {
			d.spent = true
			return 0, io.ErrUnexpectedEOF
		}
	}
	return d.r.ReadAt(b, off)
}

// partName folds the ways in which part names are written.
func partName(name string) string {
	return strings.ToLower(strings.TrimLeft(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func (z *zipbox) has(name string) bool { return z.files[partName(name)] != nil }

// size is a part's inflated size as the zip declares it.
func (z *zipbox) size(name string) int64 {
	if f := z.files[partName(name)]; f != nil {
		return int64(min(f.UncompressedSize64, 1<<62))
	}
	return 0
}

// resolve is the name of a part that a relationship of another one points to:
// relative to it, or from the root, or (as some programs write) from the root
// without a slash.
func (z *zipbox) resolve(from, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if plain, err := url.PathUnescape(target); err == nil && !z.has(path.Join(path.Dir(from), target)) {
		target = plain
	}
	if strings.HasPrefix(target, "/") {
		return strings.TrimLeft(path.Clean(target), "/")
	}
	name := path.Join(path.Dir(from), target)
	if !z.has(name) && z.has(target) {
		return path.Clean(target)
	}
	return name
}
