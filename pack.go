package huibao

import (
	"encoding/binary"
	"math/big"

	"github.com/shopspring/decimal"
)

// packing writes texts and numbers as bytes, for what thousands are held of in memory. Where
// it is stored, PackFormat is of the key.
type packing struct{ out []byte }

func (p *packing) text(s string) {
	p.out = binary.AppendUvarint(p.out, uint64(len(s)))
	p.out = append(p.out, s...)
}

func (p *packing) number(n int) { p.out = binary.AppendVarint(p.out, int64(n)) }

// decimal keeps a number as it is, to the last trailing zero. A coefficient beyond int64
// stands as text behind the greatest exponent.
func (p *packing) decimal(d decimal.Decimal) {
	n := d.Coefficient()
	if n.IsInt64() {
		p.number(int(d.Exponent()))
		p.out = binary.AppendVarint(p.out, n.Int64())
		return
	}
	p.out = binary.AppendVarint(p.out, bigSign)
	p.number(int(d.Exponent()))
	p.text(n.String())
}

// bigSign stands where an exponent does, and is none.
const bigSign int64 = 1 << 40

// unpacking reads what packing wrote.
type unpacking struct{ in string }

func (u *unpacking) uvarint() (x uint64) {
	for i, shift := 0, 0; ; i, shift = i+1, shift+7 {
		b := u.in[i]
		x |= uint64(b&0x7f) << shift
		if b < 0x80 {
			u.in = u.in[i+1:]
			return x
		}
	}
}

func (u *unpacking) varint() int64 {
	x := u.uvarint()
	return int64(x>>1) ^ -int64(x&1)
}

func (u *unpacking) number() int { return int(u.varint()) }

func (u *unpacking) text() string {
	n := u.uvarint()
	s := u.in[:n]
	u.in = u.in[n:]
	return s
}

func (u *unpacking) decimal() decimal.Decimal {
	exp := u.varint()
	if exp != bigSign {
		n := u.varint()
		if exp == 0 && n >= 0 && n < int64(len(smallNumbers)) {
			return smallNumbers[n]
		}
		return decimal.New(n, int32(exp))
	}
	exp = u.varint()
	n, _ := new(big.Int).SetString(u.text(), 10) // as it was written
	return decimal.NewFromBigInt(n, int32(exp))
}

// smallNumbers are the whole numbers that most values are: nothing changes a decimal, so that all who
// unpack one may have the same.
var smallNumbers = func() (list [4096]decimal.Decimal) {
	for n := range list {
		list[n] = decimal.NewFromInt(int64(n))
	}
	return list
}()

func (u *unpacking) skipDecimal() {
	if u.varint() != bigSign {
		u.uvarint()
		return
	}
	u.uvarint()
	u.text()
}
