// Package formula reads and computes the office's own checks (审核公式):
//
//	累计("16.2") <= 累计("16.1")
//	金额(9.1) ≤ 标准(9.1) × 人月(9.1)
//	合计(累计(3.2)) >= 80% * 目标(3.2) 且 累计(3.1) > 0
//
// Arithmetic is exact: numbers are fractions of decimals (huibao.Ratio), division
// included. Full-width signs, ≥ ≤ ≠ × ÷ ＝ and Chinese words (且 或 非) are read. A
// formula has one type, is bounded in length and depth, and reaches nothing but the
// values that it is given: it can neither loop nor call out.
package formula

import "huibao"

// Bounds of a formula.
const (
	maxRunes = 1000
	maxDepth = 40
	maxBits  = 2048 // of a number's fraction, so that nested division stays quick
)

// Type is the type of an expression.
type Type string

// The types.
const (
	Number Type = "数"
	Bool   Type = "是否"
	Text   Type = "文字"
)

// Names tells what a formula may refer to.
type Names interface {
	// Kind is the kind of the indicator with a code, false where there is none.
	Kind(code string) (huibao.Kind, bool)
	// HasReference reports whether 参照 has a name.
	HasReference(name string) bool
}

// Values gives a formula its figures.
type Values interface {
	// Field is the figure of an indicator that a function names (累计, 分子 …);
	// missing where there is none.
	Field(function, code string) huibao.Quantity
	// Reference is a reference value in force; missing where there is none.
	Reference(name string) huibao.Quantity
	// Units are the values of each unit, for 合计; nil where a formula is about one
	// unit.
	Units() []Values
}

// Formula is a formula that was read.
type Formula struct {
	Source string
	root   node
	sums   bool
}

// AcrossUnits reports whether the formula adds up over units (合计).
func (f *Formula) AcrossUnits() bool { return f.sums }

// Error says what is wrong with a formula, and where: At counts characters from 0.
type Error struct {
	Source  string
	At      int
	Message string
}

func (e *Error) Error() string { return e.Message }

// Caret shows the formula with a mark under the place, wide under wide characters.
func (e *Error) Caret() string {
	line := []rune(e.Source)
	mark := make([]rune, 0, e.At+1)
	for _, r := range line[:min(e.At, len(line))] {
		if r > 0xff {
			mark = append(mark, '　')
		} else {
			mark = append(mark, ' ')
		}
	}
	return e.Source + "\n" + string(mark) + "^"
}
