package book

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"iter"
	"math"
	"slices"
	"sync"
)

// Block is a stretch of a sheet's rows. Key is the digest of everything that its rows are made
// of but for the styles' copies, which the book knows; "" where that can't be told.
type Block struct {
	Key   string
	Write func(*RowWriter)
}

// Blocks streams rows as Rows does, in stretches that are deflated each by itself: one that
// stood in the last workbook is taken from there. What is written is the same either way, and
// depends on where the stretches are parted.
func (b *Book) Blocks(sheet string, styles []int, kept *Kept, blocks iter.Seq[Block]) {
	b.streams[sheet] = &stream{styles: styles, blocks: blocks, kept: kept}
}

// Piece is a stretch of a part as it stands in a workbook.
type Piece struct {
	Key   string `json:"key,omitempty"`
	Sum   string `json:"sum"`   // SHA-256 of its bytes, as they stand there
	Size  int64  `json:"size"`  // of them
	Whole int64  `json:"whole"` // of what they are when they are inflated
	CRC   uint32 `json:"crc"`   // of that
}

// Kept are the pieces of the last workbook, by which a part's next ones are found, and those
// that were written in their place. The zero value has none.
type Kept struct {
	Now  map[string][]Piece // that were written, by the part
	in   io.ReaderAt
	last map[string]placedPiece // by key
}

type placedPiece struct {
	Piece
	at int64
}

// KeptIn are the pieces that stand in a workbook; none where it is not the one any more that
// they were noted of.
func KeptIn(in io.ReaderAt, size int64, pieces map[string][]Piece) *Kept {
	k := &Kept{in: in, last: map[string]placedPiece{}}
	z, err := zip.NewReader(in, size)
	if err != nil {
		return k
	}
	for _, f := range z.File {
		at, err := f.DataOffset()
		if err != nil {
			continue
		}
		for _, p := range pieces[f.Name] {
			if p.Key != "" && p.Size >= 0 && p.Size <= size {
				k.last[p.Key] = placedPiece{p, at}
			}
			at += p.Size
		}
	}
	return k
}

// take gives the piece of a key, if it is there as it was noted.
func (k *Kept) take(key string) (p Piece, data []byte, ok bool) {
	if k == nil || key == "" {
		return Piece{}, nil, false
	}
	x, ok := k.last[key]
	if !ok {
		return Piece{}, nil, false
	}
	data = make([]byte, x.Size)
	if _, err := k.in.ReadAt(data, x.at); err != nil || sumOf(data) != x.Sum {
		return Piece{}, nil, false
	}
	return x.Piece, data, true
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// noted keeps what was written of a part.
func (k *Kept) noted(part string, list []Piece) {
	if k == nil {
		return
	}
	if k.Now == nil {
		k.Now = map[string][]Piece{}
	}
	k.Now[part] = list
}

// writeBlocks writes a sheet's part with the blocks' rows after its own.
func writeBlocks(z *zip.Writer, p *part, s *stream) error {
	data, at, err := p.rowsEnd()
	if err != nil {
		return err
	}
	const version, streamed = 20, 0x8 // as of any entry of unknown size
	fh := &zip.FileHeader{Name: p.name, Method: zip.Deflate, Flags: streamed, CreatorVersion: version, ReaderVersion: version}
	out, err := z.CreateRaw(fh)
	if err != nil {
		return fmt.Errorf("book: %w", err)
	}
	side := newPieces(out)
	side.raw("", data[:at])
	seal := s.seal()
	var b bytes.Buffer
	w := &RowWriter{out: bufio.NewWriter(&b), quoted: s.quoted}
	for x := range s.blocks {
		key := ""
		if x.Key != "" {
			key = sumOf([]byte(seal + x.Key))
		}
		if known, deflated, ok := s.kept.take(key); ok {
			side.ready(known, deflated)
			continue
		}
		x.Write(w)
		w.end()
		_ = w.out.Flush() // into memory
		side.raw(key, b.Bytes())
		b.Reset()
	}
	list, err := side.close(data[at:])
	if err != nil {
		return fmt.Errorf("book: %w", err)
	}
	s.kept.noted(p.name, list)
	describe(fh, list)
	return nil
}

// seal is the digest of what blocks depend on that their keys don't know.
func (s *stream) seal() string {
	var ids []int
	for _, id := range s.styles {
		ids = append(ids, id, s.quoted[id])
	}
	return sumOf(fmt.Append(nil, ids))
}

// describe says of an entry what it is of.
func describe(fh *zip.FileHeader, list []Piece) {
	for _, p := range list {
		fh.CRC32 = joinCRC(fh.CRC32, p.CRC, p.Whole)
		fh.CompressedSize64 += uint64(p.Size)
		fh.UncompressedSize64 += uint64(p.Whole)
	}
	const most = math.MaxUint32
	if max(fh.CompressedSize64, fh.UncompressedSize64) >= most {
		fh.ReaderVersion = 45
	}
	//lint:ignore SA1019 what stands behind an entry is written from it
	fh.CompressedSize = uint32(min(fh.CompressedSize64, most))
	//lint:ignore SA1019 likewise
	fh.UncompressedSize = uint32(min(fh.UncompressedSize64, most))
}

// pieces deflates stretches, each by itself, while the next is made, and writes them in order.
type pieces struct {
	out   io.Writer
	todo  chan piece
	spent chan []byte // to be used again
	done  chan struct{}
	list  []Piece
	err   error // of the other side; to be looked at when it is done
}

// piece is a stretch on its way: what is to be deflated, or is.
type piece struct {
	Piece
	raw, ready []byte
	last       bool
}

func newPieces(out io.Writer) *pieces {
	d := &pieces{out: out, todo: make(chan piece, besideDepth), spent: make(chan []byte, besideDepth+1), done: make(chan struct{})}
	go func() {
		defer close(d.done)
		var b bytes.Buffer
		for x := range d.todo {
			if d.err == nil {
				d.err = d.write(&x, &b)
			}
		}
	}()
	return d
}

// raw hands on what is to be deflated.
func (d *pieces) raw(key string, data []byte) { d.hand(piece{Piece: Piece{Key: key}}, data) }

func (d *pieces) hand(x piece, data []byte) {
	var own []byte
	select {
	case own = <-d.spent:
	default:
	}
	x.raw = append(own[:0], data...)
	d.todo <- x
}

// ready hands on what was deflated before.
func (d *pieces) ready(p Piece, data []byte) { d.todo <- piece{Piece: p, ready: data} }

// close writes the last stretch, waits until all is written, and gives what was.
func (d *pieces) close(tail []byte) ([]Piece, error) {
	d.hand(piece{last: true}, tail)
	close(d.todo)
	<-d.done
	return d.list, d.err
}

func (d *pieces) write(x *piece, b *bytes.Buffer) error {
	if x.ready == nil {
		b.Reset()
		if err := deflate(b, x.raw, x.last); err != nil {
			return err
		}
		x.ready = b.Bytes()
		x.Sum, x.Size, x.Whole, x.CRC = sumOf(x.ready), int64(len(x.ready)), int64(len(x.raw)), crc32.ChecksumIEEE(x.raw)
		select {
		case d.spent <- x.raw:
		default:
		}
	}
	d.list = append(d.list, x.Piece)
	_, err := d.out.Write(x.ready)
	return err
}

// deflate writes a stretch so that another can follow: it refers to nothing before it, and ends
// with a whole byte.
func deflate(out io.Writer, data []byte, last bool) error {
	w := small.Get().(*deflater)
	defer small.Put(w)
	w.Reset(out)
	_, err := w.Write(data)
	if last {
		return errors.Join(err, w.Writer.Close())
	}
	return errors.Join(err, w.Flush())
}

// joinCRC is the CRC-32 of two texts, one after the other, from their own and the second's
// length: the first is carried on over that many zeros (zlib's crc32_combine).
func joinCRC(a, b uint32, length int64) uint32 {
	for _, m := range slices.Backward(zeroBytes(length)) {
		a = m.times(a)
	}
	return a ^ b
}

// matrix is what some zero bits make of a CRC: a column for each of its bits.
type matrix [32]uint32

func (m *matrix) times(v uint32) (sum uint32) {
	for i := 0; v != 0; i, v = i+1, v>>1 {
		if v&1 != 0 {
			sum ^= m[i]
		}
	}
	return sum
}

func (m *matrix) square() (s matrix) {
	for i := range m {
		s[i] = m.times(m[i])
	}
	return s
}

// zeroBytes are the matrices whose product is that of so many zero bytes.
func zeroBytes(n int64) (list []*matrix) {
	for i := 0; n != 0; i, n = i+1, n>>1 {
		if n&1 != 0 {
			list = append(list, &zeros()[i])
		}
	}
	return list
}

// zeros are the matrices of 2^i zero bytes.
var zeros = sync.OnceValue(func() *[63]matrix {
	m, list := matrix{crc32.IEEE}, &[63]matrix{} // of one zero bit
	for i := range 31 {
		m[i+1] = 1 << i
	}
	for range 3 {
		m = m.square()
	}
	for i := range list {
		list[i] = m
		m = m.square()
	}
	return list
})
