package ledger

import (
	"bytes"
	"encoding/json"
	"strings"

	"huibao"
)

// SubmissionsWith is Submissions with no rows but those of some indicators, and where units are
// given, of these alone: of thousands of returns no more is decoded than is asked for.
func (v *View) SubmissionsWith(p huibao.Period, units []string, code func(string) bool, settle func(*huibao.Submission)) ([]huibao.Submission, error) {
	query, args := "SELECT doc FROM submission WHERE period=? ORDER BY n, part", []any{p.String()}
	if len(units) > 0 {
		query = "SELECT doc FROM submission WHERE period=? AND unit IN (?" + strings.Repeat(",?", len(units)-1) + ") ORDER BY n, part"
	}
	for _, u := range units {
		args = append(args, u)
	}
	return v.decoded(func(doc []byte, s *huibao.Submission) error {
		if err := inflating(doc, func(data []byte) error { return unmarshal(withRows(data, code), s) }); err != nil {
			return err
		}
		settle(s)
		return nil
	}, query, args...)
}

// withRows is a submission's JSON without the rows of its return that are of no indicator
// asked for; what is not as it is expected stays as it is.
func withRows(data []byte, code func(string) bool) []byte {
	list := jsonPart{data}.member("return").member("rows")
	from := len(data) - len(list.rest)
	if len(list.rest) == 0 || list.rest[0] != '[' {
		return data
	}
	kept := append([]byte{}, data[:from+1]...)
	at := jsonPart{list.rest[1:]}
	for len(at.rest) > 0 && at.rest[0] == '{' {
		row := at.value()
		name, ok := jsonPart{row}.member("code").text()
		if !ok {
			return data
		}
		if code(name) {
			if kept[len(kept)-1] != '[' {
				kept = append(kept, ',')
			}
			kept = append(kept, row...)
		}
		at.rest = bytes.TrimPrefix(at.rest[len(row):], []byte{','})
	}
	if len(at.rest) == 0 || at.rest[0] != ']' {
		return data
	}
	return append(kept, at.rest...)
}

// jsonPart is compact JSON from some value on.
type jsonPart struct{ rest []byte }

// member is from the value of an object's member on; empty where there is none.
func (p jsonPart) member(key string) jsonPart {
	if len(p.rest) == 0 || p.rest[0] != '{' {
		return jsonPart{}
	}
	at := jsonPart{p.rest[1:]}
	for len(at.rest) > 0 && at.rest[0] == '"' {
		name := at.value()
		at.rest = bytes.TrimPrefix(at.rest[len(name):], []byte{':'})
		if string(name) == `"`+key+`"` {
			return at
		}
		at.rest = bytes.TrimPrefix(at.rest[len(at.value()):], []byte{','})
	}
	return jsonPart{}
}

// text is a value that is a text.
func (p jsonPart) text() (text string, ok bool) {
	v := p.value()
	if n := len(v); n >= 2 && v[0] == '"' && bytes.IndexByte(v, '\\') < 0 {
		return string(v[1 : n-1]), true
	}
	return text, json.Unmarshal(v, &text) == nil
}

// quoted is where the quotation mark is that ends a text which begins at i.
func (p jsonPart) quoted(i int) int {
	for i < len(p.rest) {
		n := bytes.IndexByte(p.rest[i:], '"')
		if n < 0 {
			break
		}
		before := bytes.IndexByte(p.rest[i:i+n], '\\')
		if before < 0 {
			return i + n
		}
		i += before + 2 // what stands behind it belongs to it
	}
	return len(p.rest)
}

// value is the value itself.
func (p jsonPart) value() []byte {
	depth := 0
	for i := 0; i < len(p.rest); i++ {
		switch p.rest[i] {
		case '"':
			i = min(p.quoted(i+1), len(p.rest)-1)
		case '{', '[':
			depth++
			continue
		case '}', ']', ',':
			if depth == 0 {
				return p.rest[:i] // of a number or a word what stands before it
			}
			if p.rest[i] != ',' {
				depth--
			}
		default:
			continue
		}
		if depth == 0 {
			return p.rest[:i+1]
		}
	}
	return p.rest
}
