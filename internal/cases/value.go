package cases

import (
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// text is a value of JSON as it is written.
func text(v any) string {
	switch v := v.(type) {
	case nil:
		return "None"
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return fmt.Sprint(v)
}

// orNothing is a value as text, with nothing for what is empty.
func orNothing(v any) string {
	if v == nil {
		return ""
	}
	return text(v)
}

var decimal = regexp.MustCompile(`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$`)

// number is a text as an exact number, nil where it is none.
func number(s string) *big.Rat {
	s = strings.TrimSpace(strings.ReplaceAll(s, ",", ""))
	if !decimal.MatchString(s) {
		return nil
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return nil
	}
	return r
}

// same compares as numbers where both are, else as texts.
func same(a, b string) bool {
	if x, y := number(a), number(b); x != nil && y != nil {
		return x.Cmp(y) == 0
	}
	return a == b
}

// rounded writes a number with so many decimals at most, halves away from zero.
func rounded(r *big.Rat, places int) string {
	s := r.FloatString(places)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

var isoDate = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)

// serial is a date as a workbook stores it.
func serial(s string) (int, bool) {
	if !isoDate.MatchString(s) {
		return 0, false
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, false
	}
	return int(t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24), true
}

// after is a day of the month that follows a period.
func after(period string, day int) (string, error) {
	y, m, err := month(period)
	if err != nil {
		return "", err
	}
	return time.Date(y, time.Month(m+1), day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), nil
}

func month(period string) (year, month int, err error) {
	a, b, _ := strings.Cut(period, "-")
	if year, err = strconv.Atoi(a); err == nil {
		month, err = strconv.Atoi(b)
	}
	if err != nil {
		err = fmt.Errorf("%q is no month", period)
	}
	return year, month, err
}

// blankless takes out every blank.
func blankless(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f || r == '\ufeff' {
			return -1
		}
		return r
	}, s)
}

// oneOf reports whether a text is one of those that a bar parts.
func oneOf(list, s string) bool {
	for part := range strings.SplitSeq(list, "|") {
		if part == s {
			return true
		}
	}
	return false
}

// matches searches a regular expression that a case writes; one that is wrong is found
// nowhere, and says so.
func matches(pattern, s string) (string, bool, error) {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return "", false, err
	}
	at := re.FindStringIndex(s)
	if at == nil {
		return "", false, nil
	}
	return s[at[0]:at[1]], true, nil
}

// standsIn reports whether a code stands in a text, and not as part of a longer number.
func standsIn(code, s string) bool {
	part := func(b byte) bool { return b == '.' || b >= '0' && b <= '9' }
	for from := 0; ; {
		i := strings.Index(s[from:], code)
		if i < 0 {
			return false
		}
		a, b := from+i, from+i+len(code)
		if (a == 0 || !part(s[a-1])) && (b == len(s) || !part(s[b])) {
			return true
		}
		from = a + 1
	}
}
