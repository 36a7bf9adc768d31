package sheet

import "strconv"

// Excel's own bounds.
const (
	maxRow = 1048576
	maxCol = 16384
)

// ColName is the letters of a column (from 1): A, Z, AA.
func ColName(col int) string {
	var b [4]byte
	i := len(b)
	for col > 0 && i > 0 {
		col--
		i--
		b[i] = byte('A' + col%26)
		col /= 26
	}
	return string(b[i:])
}

// Ref is the name of a cell: "F12".
func Ref(row, col int) string { return ColName(col) + strconv.Itoa(row) }

// ParseRef reads "F12" or "$F$12"; false for anything else, or beyond Excel's
// bounds.
func ParseRef(s string) (row, col int, ok bool) {
	i := 0
	if i < len(s) && s[i] == '$' {
		i++
	}
	start := i
	for ; i < len(s) && i < start+3; i++ {
		c := s[i] | 0x20
		if c < 'a' || c > 'z' {
			break
		}
		col = col*26 + int(c-'a') + 1
	}
	if i == start || col > maxCol {
		return 0, 0, false
	}
	if i < len(s) && s[i] == '$' {
		i++
	}
	start = i
	for ; i < len(s) && i < start+7; i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, 0, false
		}
		row = row*10 + int(s[i]-'0')
	}
	return row, col, i == len(s) && i > start && row >= 1 && row <= maxRow
}

// parseRange reads "A1:C3" or "A1".
func parseRange(s string) (Range, bool) {
	for i := range len(s) {
		if s[i] == ':' {
			r1, c1, ok1 := ParseRef(s[:i])
			r2, c2, ok2 := ParseRef(s[i+1:])
			return Range{min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)}, ok1 && ok2
		}
	}
	r, c, ok := ParseRef(s)
	return Range{r, c, r, c}, ok
}
