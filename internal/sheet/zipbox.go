package sheet

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/klauspost/compress/flate"
)

// zipbox is a zip read within limits: parts by their names in lower case, read
// through a counting reader, since declared sizes can lie.
type zipbox struct {
	files map[string]*zip.File
	names []string
	total int64
	lim   Limits
}

func newZipbox(r io.ReaderAt, size int64, lim Limits) (*zipbox, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, &Error{Reason: Damaged, Kind: "压缩结构不完整（可能没有传完）", Remedy: "请重新发送，或用 Excel、WPS 打开并另存后再报", Err: err}
	}
	z.RegisterDecompressor(zip.Deflate, func(r io.Reader) io.ReadCloser { return flate.NewReader(r) })
	if len(z.File) > lim.Parts {
		return nil, overLimit("压缩包内的部件数", int64(len(z.File)), int64(lim.Parts), "--limit-parts")
	}
	box := &zipbox{files: map[string]*zip.File{}, lim: lim}
	for _, f := range z.File {
		name := partName(f.Name)
		if strings.HasSuffix(name, "/") {
			continue
		}
		if _, twice := box.files[name]; twice {
			return nil, damaged(f.Name, 0, "同名部件出现两次")
		}
		box.files[name] = f
		box.names = append(box.names, name)
	}
	return box, nil
}

// partName folds the ways in which part names are written.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, "\\", "/"), "/"))
}

func (z *zipbox) has(name string) bool { return z.files[partName(name)] != nil }

// read inflates a part to its end, so that its checksum is verified.
func (z *zipbox) read(ctx context.Context, name string) ([]byte, error) {
	f := z.files[partName(name)]
	if f == nil {
		return nil, damaged(name, 0, "缺少部件")
	}
	if f.Flags&1 != 0 {
		return nil, &Error{Reason: Encrypted, Remedy: "请去掉密码后再报"}
	}
	rc, err := f.Open()
	if err != nil {
		return nil, z.broken(f, err)
	}
	defer rc.Close()
	data, err := z.drain(ctx, rc, f)
	if err != nil {
		return nil, err
	}
	return data, nil
}

const chunk = 64 << 10

func (z *zipbox) drain(ctx context.Context, r io.Reader, f *zip.File) ([]byte, error) {
	packed := max(int64(f.CompressedSize64), 1)
	var data []byte
	if n := int64(f.UncompressedSize64); n > 0 && n <= 1<<20 {
		data = make([]byte, 0, n+1)
	}
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if cap(data)-len(data) < 512 {
			grown := make([]byte, len(data), max(2*cap(data), chunk))
			copy(grown, data)
			data = grown
		}
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		z.total += int64(n)
		size := int64(len(data))
		switch {
		case size > z.lim.PartBytes:
			return nil, z.over("解压后的部件大小（字节）", size, z.lim.PartBytes, f)
		case z.total > z.lim.TotalBytes:
			return nil, z.over("解压后的总大小（字节）", z.total, z.lim.TotalBytes, f)
		case size > z.lim.RatioFrom && size/packed > z.lim.Ratio:
			return nil, z.over("压缩比", size/packed, z.lim.Ratio, f)
		case errors.Is(err, io.EOF):
			return data, nil
		case err != nil:
			return nil, z.broken(f, err)
		}
	}
}

func (z *zipbox) over(what string, value, limit int64, f *zip.File) error {
	e := overLimit(what, value, limit, "--limit-inflated")
	e.Part = f.Name
	return e
}

func (z *zipbox) broken(f *zip.File, err error) error {
	e := damaged(f.Name, 0, "解压失败")
	switch {
	case errors.Is(err, zip.ErrChecksum):
		e.Kind = "校验码不符"
	case errors.Is(err, io.ErrUnexpectedEOF):
		e.Kind = "内容被截断"
	case errors.Is(err, zip.ErrAlgorithm):
		e.Kind = "压缩方式不认识"
	}
	e.Err = fmt.Errorf("zip: %w", err)
	return e
}

// resolve is the name of a part that a relationship of another one points to.
func resolve(from, target string) string {
	target = strings.ReplaceAll(target, "\\", "/")
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(target, "/")
	}
	return path.Join(path.Dir(from), target)
}
