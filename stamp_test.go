package huibao_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"huibao"
)

// TestForgedStamp refuses a stamp whose numbers would fill the memory, and takes a
// fraction without a denominator for none.
func TestForgedStamp(t *testing.T) {
	stamped := func(json string) []string {
		sum := sha256.Sum256([]byte(json))
		return []string{hex.EncodeToString(sum[:]), json}
	}
	for _, number := range []string{`"1e999999999"`, `"1e-999999999"`, `"` + strings.Repeat("9", 500) + `"`, `"x"`} {
		for _, json := range []string{`{"format":1,"rows":[{"target":` + number + `}]}`, `{"format":1,"yellow":{"num":` + number + `,"den":"1"}}`,
			`{"format":1,"formulas":[{"Tolerance":` + number + `}]}`} {
			if _, err := huibao.DecodeStamp(stamped(json)); err == nil && !strings.Contains(number, "999999999999") {
				t.Errorf("taken: %.80s", json)
			}
		}
	}
	f, err := huibao.DecodeStamp(stamped(`{"format":1,"yellow":{"num":"1","den":"0"},"rows":[{"share":{"num":"1","den":"-2"}}]}`))
	if err != nil || f.Yellow.Valid() || f.Rows[0].Share.Den.Sign() < 0 {
		t.Errorf("%+v, %v", f, err)
	}
}

// TestParseDecimal refuses numbers on which arithmetic would not end.
func TestParseDecimal(t *testing.T) {
	for text, ok := range map[string]bool{"12.50": true, "-3": true, "1e5": true, "1e60": true, "1e61": false, "1e999999999": false, "1e-999999999": false, "": false, "12a": false, strings.Repeat("9", 121): false} {
		if _, err := huibao.ParseDecimal(text); (err == nil) != ok {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}
