package formula

import (
	"strconv"
	"strings"
	"unicode"
)

// tokRange is a reference to cells, tokError an error written out, as Excel leaves it where
// a cell that was referred to is gone.
const (
	tokRange = tokSign + 1 + iota
	tokError
)

// errorTexts are the errors that a formula may hold.
var errorTexts = []string{"#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"}

// cellToken is a token of a cell's formula.
type cellToken struct {
	kind tokenKind
	text string
	area Range
}

// maxCellFormula bounds a cell's formula, in bytes; Excel's own bound is 8192
// characters.
const maxCellFormula = 16 << 10

// cellLexer reads the tokens of a cell's formula.
type cellLexer struct {
	source string
	at     At
	list   []cellToken
}

func lexCell(source string, at At) ([]cellToken, error) {
	if len(source) > maxCellFormula {
		return nil, &Error{Message: "公式太长"}
	}
	l := &cellLexer{source: source, at: at}
	for rest := source; rest != ""; {
		n := l.token(rest)
		if n == 0 {
			return nil, &Error{Source: source, Message: "不认得的写法"}
		}
		rest = rest[n:]
	}
	return append(l.list, cellToken{kind: tokEnd}), nil
}

func (l *cellLexer) add(kind tokenKind, text string, n int) int {
	l.list = append(l.list, cellToken{kind: kind, text: text})
	return n
}

// token reads one token and returns its length, 0 for none.
func (l *cellLexer) token(s string) int {
	switch c := s[0]; {
	case c == ' ' || c == '\n' || c == '\r' || c == '\t':
		return 1
	case c == '"':
		text, n := quotedIn(s, '"')
		if n == 0 {
			return 0
		}
		return l.add(tokText, text, n)
	case c >= '0' && c <= '9' || c == '.':
		if n := l.reference(s, "", 0); n > 0 {
			return n
		}
		n := numberLength(s)
		return l.add(tokNumber, s[:n], n)
	case c == '\'':
		name, n := quotedIn(s, '\'')
		if n == 0 || n >= len(s) || s[n] != '!' {
			return 0
		}
		return l.onSheet(s[n+1:], name, n+1)
	case c == '#':
		return l.failure(s, 0)
	}
	for _, sign := range []string{"<=", ">=", "<>", "<", ">", "=", "+", "-", "*", "/", "^", "&", "%", "(", ")", ","} {
		if strings.HasPrefix(s, sign) {
			return l.add(tokSign, sign, len(sign))
		}
	}
	if n := l.reference(s, "", 0); n > 0 {
		return n
	}
	return l.name(s)
}

// name reads the name of a function, of a sheet before a reference, TRUE or another.
func (l *cellLexer) name(s string) int {
	n := strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_.$", r)
	})
	if n < 0 {
		n = len(s)
	}
	if n > 0 && n < len(s) && s[n] == '!' {
		return l.onSheet(s[n+1:], s[:n], n+1)
	}
	if n == 0 {
		return 0
	}
	return l.add(tokName, strings.ToUpper(strings.TrimPrefix(s[:n], "_xlfn.")), n)
}

// onSheet reads what stands behind the name of a sheet: a reference, or what is left of one.
func (l *cellLexer) onSheet(s, sheet string, before int) int {
	if n := l.reference(s, sheet, before); n > 0 {
		return n
	}
	return l.failure(s, before)
}

// failure reads an error that is written out.
func (l *cellLexer) failure(s string, before int) int {
	for _, text := range errorTexts {
		if strings.HasPrefix(s, text) {
			return l.add(tokError, text, before+len(text))
		}
	}
	return 0
}

// quotedIn reads a quoted text, in which two quotes stand for one.
func quotedIn(s string, quote byte) (text string, n int) {
	for i := 1; i < len(s); i++ {
		if s[i] != quote {
			continue
		}
		if i+1 < len(s) && s[i+1] == quote {
			i++
			continue
		}
		q := string(quote)
		return strings.ReplaceAll(s[1:i], q+q, q), i + 1
	}
	return "", 0
}

func numberLength(s string) int {
	n := 0
	digits := func() {
		for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == '.') {
			n++
		}
	}
	digits()
	if n+1 < len(s) && s[n]|0x20 == 'e' && strings.IndexByte("+-0123456789", s[n+1]) >= 0 {
		n += 2
		digits()
	}
	return n
}

// reference reads a cell or a range of a sheet and returns its length with what was
// read before, 0 where there is none.
func (l *cellLexer) reference(s, sheet string, before int) int {
	first, n := l.corner(s)
	if n == 0 {
		return 0
	}
	second, whole := first, first.whole()
	if n < len(s) && s[n] == ':' {
		last, m := l.corner(s[n+1:])
		if m == 0 || last.whole() != whole {
			return 0
		}
		second, n = last, n+1+m
	} else if whole && !l.at.R1C1 {
		return 0
	}
	if n < len(s) && (unicode.IsLetter(rune(s[n])) || s[n] >= 0x80 || strings.IndexByte("_.(![$:", s[n]) >= 0 || s[n] >= '0' && s[n] <= '9') {
		return 0
	}
	area := Range{sheet, min(first.row, second.row), min(first.col, second.col), max(first.row, second.row), max(first.col, second.col)}
	if first.row == 0 {
		area.Row1, area.Row2 = 1, lastRow
	}
	if first.col == 0 {
		area.Col1, area.Col2 = 1, lastCol
	}
	l.list = append(l.list, cellToken{kind: tokRange, text: s[:n], area: area})
	return before + n
}

// The last row and column of a sheet.
const (
	lastRow = 1 << 20
	lastCol = 1 << 14
)

// corner is one end of a reference; 0 stands for all rows, or all columns.
type corner struct{ row, col int }

func (c corner) whole() bool { return c.row == 0 || c.col == 0 }

func (l *cellLexer) corner(s string) (c corner, n int) {
	if l.at.R1C1 {
		return l.relative(s)
	}
	skip := func() {
		if n < len(s) && s[n] == '$' {
			n++
		}
	}
	skip()
	for n < len(s) && s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' && c.col <= lastCol {
		c.col = c.col*26 + int(s[n]|0x20-'a') + 1
		n++
	}
	skip()
	for n < len(s) && s[n] >= '0' && s[n] <= '9' && c.row <= lastRow {
		c.row = c.row*10 + int(s[n]-'0')
		n++
	}
	if c.row > lastRow || c.col > lastCol || c == (corner{}) || s[n-1] == '$' {
		return c, 0
	}
	return c, n
}

// relative reads R1C1, RC[-1], R[2]C.
func (l *cellLexer) relative(s string) (c corner, n int) {
	for _, part := range []struct {
		letter byte
		base   int
		to     *int
	}{{'r', l.at.Row, &c.row}, {'c', l.at.Col, &c.col}} {
		if n >= len(s) || s[n]|0x20 != part.letter {
			return c, 0
		}
		n++
		m := n
		bracketed := m < len(s) && s[m] == '['
		if bracketed {
			m++
		}
		from := m
		for m < len(s) && (s[m] >= '0' && s[m] <= '9' || bracketed && s[m] == '-') {
			m++
		}
		value, err := strconv.Atoi(s[from:m])
		switch {
		case !bracketed && from == m:
			*part.to = part.base
		case err != nil || bracketed && (m >= len(s) || s[m] != ']'):
			return c, 0
		case bracketed:
			*part.to, n = part.base+value, m+1
		default:
			*part.to, n = value, m
		}
	}
	if c.row < 1 || c.row > lastRow || c.col < 1 || c.col > lastCol {
		return c, 0
	}
	return c, n
}
