package sheet

import (
	"archive/zip"
	"bufio"
	"context"
	"errors"
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
)

// inflater is a reused decompressor with the buffer that it reads through.
type inflater struct {
	io.ReadCloser
	packed *bufio.Reader
}

var inflaters = sync.Pool{New: func() any {
	return &inflater{flate.NewReader(nil), bufio.NewReaderSize(nil, packedBytes)}
}}

// packedBytes is how much of a part is read at once, packed.
const packedBytes = 16 << 10

func (i *inflater) reset(r io.Reader) error {
	i.packed.Reset(r)
	return i.ReadCloser.(flate.Resetter).Reset(i.packed, nil)
}

// part reads one part of a zip: inflated, counted against the limits, and at its
// end proved by size and checksum. Declared sizes are not trusted.
type part struct {
	ctx  context.Context
	z    *zipbox
	f    *zip.File
	key  string
	src  io.Reader
	pool *inflater // src, if it is to be given back
	crc  uint32
	size int64
	err  error
}

// open opens a part; it must be closed.
func (z *zipbox) open(ctx context.Context, name string) (*part, error) {
	key := partName(name)
	f := z.files[key]
	if f == nil {
		return nil, damaged(name, 0, "缺少部件")
	}
	if z.twice[key] {
		return nil, damaged(f.Name, 0, "同名部件出现两次")
	}
	if f.Flags&1 != 0 {
		return nil, &Error{Reason: Encrypted, Kind: "压缩包加密", Part: f.Name, Remedy: "请去掉密码后再报"}
	}
	raw, err := f.OpenRaw()
	p := &part{ctx: ctx, z: z, f: f, key: key, src: raw}
	if err != nil {
		return nil, p.broken(err)
	}
	switch f.Method {
	case zip.Store:
	case zip.Deflate:
		p.pool = inflaters.Get().(*inflater)
		if err := p.pool.reset(raw); err != nil {
			return nil, p.broken(err)
		}
		p.src = p.pool
	default:
		return nil, damaged(f.Name, 0, "压缩方式不认识")
	}
	z.total -= z.count[key]
	z.count[key] = 0
	return p, nil
}

// close gives the inflater back.
func (p *part) close() {
	if p.pool != nil {
		p.pool.packed.Reset(nil)
		inflaters.Put(p.pool)
		p.pool, p.src = nil, nil
		p.err = io.EOF
	}
}

// Read is io.Reader's; its errors are those of Open.
func (p *part) Read(b []byte) (int, error) {
	if p.err != nil {
		return 0, p.err
	}
	if p.err = p.ctx.Err(); p.err != nil {
		return 0, p.err
	}
	n, err := p.src.Read(b)
	p.size += int64(n)
	p.z.total += int64(n)
	p.z.count[p.key] += int64(n)
	p.crc = crc32.Update(p.crc, crc32.IEEETable, b[:n])
	switch over := p.over(); {
	case over != nil:
		p.err = over
	case errors.Is(err, io.EOF):
		p.err = p.proved()
	case err != nil:
		p.err = p.broken(err)
	}
	return n, p.err
}

// over is the limit that is passed, nil if none is.
func (p *part) over() error {
	lim, packed := &p.z.lim, max(int64(min(p.f.CompressedSize64, uint64(p.z.lim.FileBytes))), 1)
	switch {
	case p.size > lim.PartBytes:
		return boundPart.over(0, lim.PartBytes, p.f.Name, 0)
	case p.z.total > lim.TotalBytes:
		return boundTotal.over(0, lim.TotalBytes, p.f.Name, 0)
	case p.size > lim.RatioFrom && p.size > lim.Ratio*packed:
		return boundRatio.over(0, lim.Ratio, p.f.Name, 0)
	}
	return nil
}

// proved is io.EOF if the part is whole.
func (p *part) proved() error {
	if declared := p.f.UncompressedSize64; uint64(p.size) != declared {
		return damaged(p.f.Name, 0, "内容的大小与登记的不符")
	}
	if p.crc != p.f.CRC32 {
		return damaged(p.f.Name, 0, "校验码不符")
	}
	return io.EOF
}

func (p *part) broken(err error) error {
	e := damaged(p.f.Name, 0, "解压失败")
	if errors.Is(err, io.ErrUnexpectedEOF) {
		e.Kind = "内容被截断"
	}
	e.Err = err
	return e
}

// read is a whole small part.
func (z *zipbox) read(ctx context.Context, name string, limit int64) ([]byte, error) {
	p, err := z.open(ctx, name)
	if err != nil {
		return nil, err
	}
	defer p.close()
	return io.ReadAll(io.LimitReader(p, limit))
}
