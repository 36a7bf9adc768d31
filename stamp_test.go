package huibao_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"reflect"
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

// TestStampOfBefore reads the rows of returns that were issued when the keys of a row
// stood in another order, and writes the same keys, none of them within another.
func TestStampOfBefore(t *testing.T) {
	before := `{"code":"3.2","task_no":3,"task":"扩充学位","category":"教育","bureau":"市教育局","name":"增加学位","kind":"count","mode":"flow","measure":"个","comparator":">=","places":0,` +
		`"subject":{"code":"C1","name":"甲县"},"role":"part","target":"600","allocated":true,"baseline":null,"reference":null,"factor":null,"start":"","deadline":"2024-12-31",` +
		`"share":{"num":"1","den":"2"},"prior_share":{"num":"5","den":"12"},"series":[{"period":"2024-05","this":"40","cumulative":"200","step":{"num":"1","den":"12"}}],` +
		`"over_100":true,"prior":{"period":"2024-05","counted":true,"values":{"cumulative":"200"}}}`
	var row huibao.FormRow
	if err := json.Unmarshal([]byte(before), &row); err != nil {
		t.Fatal(err)
	}
	if row.Code != "3.2" || !row.Target.Equal(huibao.NumInt(600)) || row.PriorShare.Cmp(huibao.RatioOf(5, 12)) != 0 || row.Series[0].This.String() != "40" || !row.Prior.Counted {
		t.Errorf("%+v", row)
	}
	now, err := json.Marshal(row)
	if err != nil {
		t.Fatal(err)
	}
	var a, b map[string]any
	if err := errors.Join(json.Unmarshal([]byte(before), &a), json.Unmarshal(now, &b)); err != nil || !reflect.DeepEqual(a, b) {
		t.Errorf("%v\nbefore %v\nnow    %v", err, a, b)
	}
}
