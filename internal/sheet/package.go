package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"path"
)

// Package is a workbook of the xlsx family as the parts that it is made of, read
// within the same limits as its cells: for whoever changes some parts and copies the
// others as they are.
type Package struct {
	z     *zipbox
	parts []*zip.File
}

// OpenPackage opens a zip; its errors are those of Open.
func OpenPackage(ctx context.Context, r io.ReaderAt, size int64, lim Limits) (*Package, error) {
	if size > lim.FileBytes {
		return nil, boundFile.over(size, lim.FileBytes, "", 0)
	}
	z, err := newZipbox(r, size, lim)
	if err != nil {
		return nil, err
	}
	if err := z.foreign(ctx); err != nil {
		return nil, err
	}
	return &Package{z, z.list}, nil
}

// Parts are all entries of the zip in their order, folders among them.
func (p *Package) Parts() []*zip.File { return p.parts }

// Key is what tells a part's name from others: the ways in which names are written
// folded into one.
func Key(name string) string { return partName(name) }

// Find is a part, nil where there is none.
func (p *Package) Find(name string) *zip.File { return p.z.files[partName(name)] }

// Resolve is the name of the part that a relationship of another one ("" for the
// package's own) points to.
func (p *Package) Resolve(from, target string) string { return p.z.resolve(from, target) }

// Read is a whole part, proved by size and checksum.
func (p *Package) Read(ctx context.Context, name string) ([]byte, error) {
	in, err := p.z.open(ctx, name)
	if err != nil {
		return nil, err
	}
	defer in.close()
	size := p.z.size(name)
	out := bytes.NewBuffer(make([]byte, 0, max(min(size, p.z.lim.PartBytes, wholeBytes), 0)+bytes.MinRead))
	_, err = out.ReadFrom(in)
	return out.Bytes(), err
}

// wholeBytes is how much memory is taken for a part on its own word.
const wholeBytes = 4 << 20

// Head is the beginning of a part, at most n bytes.
func (p *Package) Head(ctx context.Context, name string, n int64) ([]byte, error) {
	return p.z.read(ctx, name, n)
}

// RelationsOf is the name of the part with the relationships of another ("" for the
// package).
func RelationsOf(part string) string {
	if part == "" {
		return "_rels/.rels"
	}
	return path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
}

// UTF8 is a part's text as UTF-8, with the byte-order mark that it may have; changed says
// that it was written otherwise.
func UTF8(raw []byte) (text []byte, changed bool, err error) {
	src, err := decodeXML(bytes.NewReader(raw))
	if err != nil {
		return nil, false, err
	}
	if _, as := src.(*prefixed); as {
		return raw, false, nil
	}
	text, err = io.ReadAll(src)
	return text, true, err
}

// Unescape is a text of XML with its references resolved, as it stands where one
// can't be.
func Unescape(raw []byte) string {
	if out, err := unescape(nil, raw); err == nil {
		return string(out)
	}
	return string(raw)
}
