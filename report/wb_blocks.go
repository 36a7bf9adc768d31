package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"strconv"

	"huibao"
	"huibao/internal/book"
)

// LastBook is what is known of the last 汇总表.xlsx of a period: its pieces, and, of a
// submission, the digest of everything that it is made of, its return too ("" where that can't be
// told); the zero value knows nothing, and writes the same. What else the
// lines of 台账 are made of, the plan and the program, is the same as it was then, or nothing is kept.
type LastBook struct {
	Kept   *book.Kept
	Digest func(*huibao.Submission) string
}

// LongLedger is of how many values 台账 is written in blocks of BlockRows: fewer are written as
// soon as they are looked for, and a little smaller. Of blocks of 64 rows the file is 5 % larger than of one
// stretch, and of 32 units in a block one in a hundred changed leaves three blocks in four as they were. Tests make both small.
var (
	LongLedger = 4096
	BlockRows  = 64
)

// markedLine is a line with what came of it in the city's figure: asked for once, in order, since
// it is made anew for each indicator.
type markedLine struct {
	ledgerLine
	mark int
	why  string
}

// blocks are lines of 台账 in stretches, the first in row number first.
func (l *ledgerRows) blocks(first int, lines iter.Seq[ledgerLine]) iter.Seq[book.Block] {
	return func(yield func(book.Block) bool) {
		row, list := first, make([]markedLine, 0, BlockRows)
		digests := map[*huibao.Submission]string{}
		hand := func() bool {
			at, these := row, list
			row, list = row+len(list), list[:0]
			return yield(book.Block{Key: l.blockKey(at, these, digests), Write: func(out *book.RowWriter) {
				for i, x := range these {
					out.Row(at+i, l.height(x.ledgerLine))
					l.write(out, x)
				}
			}})
		}
		for x := range lines {
			if list = append(list, l.marked(x)); len(list) == BlockRows && !hand() {
				return
			}
		}
		if len(list) > 0 {
			hand()
		}
	}
}

// marked says of a line whether it counts, and else why not.
func (l *ledgerRows) marked(x ledgerLine) markedLine {
	if l.code != x.row.Code {
		l.code, l.counted = x.row.Code, l.countedCells(x.row.Code)
	}
	mark, why := countedMark(l.counted, x.row, x.field, x.sub)
	return markedLine{x, mark, why}
}

// blockKey is the digest of what the lines of a block are made of: where it stands, of each line
// its submission, the row in it, and what came of it in the city's figure.
func (l *ledgerRows) blockKey(at int, lines []markedLine, digests map[*huibao.Submission]string) string {
	if l.Last.Digest == nil {
		return ""
	}
	h := sha256.New()
	fmt.Fprintln(h, at, l.Period, l.linkFiles, l.left, l.centre, l.line, l.link, l.ordinal, l.number)
	var text []byte
	for _, x := range lines {
		own, ok := digests[x.sub]
		if !ok {
			own = l.Last.Digest(x.sub)
			digests[x.sub] = own
		}
		if own == "" {
			return ""
		}
		text = strconv.AppendInt(append(append(text[:0], own...), ' '), int64(x.nth), 10)
		text = append(append(append(text, ' '), x.key...), ' ')
		text = append(append(strconv.AppendInt(text, int64(x.mark), 10), x.why...), '\n')
		_, _ = h.Write(text) // a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil))
}
