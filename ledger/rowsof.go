package ledger

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"

	"huibao"
)

// SubmissionsWith is Submissions as far as figures of some indicators rest on them: without findings, and of the returns their rows
// of these alone and whose they are; where units are given, of these alone. Of thousands of returns no more is decoded than is
// asked for.
func (v *View) SubmissionsWith(p huibao.Period, units, codes []string, settle func(*huibao.Submission)) ([]huibao.Submission, error) {
	query, args := "SELECT doc FROM submission WHERE period=? ORDER BY n, part", []any{p.String()}
	if len(units) > 0 {
		query = "SELECT doc FROM submission WHERE period=? AND unit IN (?" + strings.Repeat(",?", len(units)-1) + ") ORDER BY n, part"
	}
	for _, u := range units {
		args = append(args, u)
	}
	asked, err := newRowsAsked(codes)
	if err != nil {
		return nil, err
	}
	return v.decoded(func(doc []byte, s *huibao.Submission) error {
		if err := inflating(doc, func(data []byte) error { return asked.unmarshal(data, s) }); err != nil {
			return err
		}
		settle(s)
		return nil
	}, query, args...)
}

// rowsAsked are the indicators whose rows are asked for, each by how its rows begin.
type rowsAsked [][]byte

// rowSign is how every row begins. It stands nowhere else in a submission but where parts of rows are: in a text every quotation
// mark has its stroke, and nothing else that a return has begins with its code.
var rowSign = []byte(`{"code":`)

func newRowsAsked(codes []string) (list rowsAsked, err error) {
	for _, code := range codes {
		name, err := json.Marshal(code)
		if err != nil {
			return nil, fmt.Errorf("ledger: %w", err)
		}
		list = append(list, slices.Concat(rowSign, name))
	}
	return list, nil
}

var roomForRows = sync.Pool{New: func() any { return new([]byte) }}

// unmarshal reads a submission's JSON.
func (a rowsAsked) unmarshal(data []byte, s *huibao.Submission) error {
	room := roomForRows.Get().(*[]byte)
	defer roomForRows.Put(room)
	if less, ok := a.cut((*room)[:0], data); ok {
		*room, data = less, less
	}
	return unmarshal(data, s)
}

// cut appends a submission's JSON without its findings, and of its return no more than whose it is and the rows that are asked for; false where it is
// not as it is expected.
func (a rowsAsked) cut(out, data []byte) (less []byte, ok bool) {
	at := jsonPart{data}
	out = append(out, '{')
	for name, value := range at.members() {
		switch name {
		case "findings":
		case "return":
			if value.rest[0] != '{' {
				return nil, false
			}
			out = append(out, `"return":{`...)
			if out, at.rest, ok = a.cutReturn(out, value); !ok || string(at.rest) != "}" { // it comes last
				return nil, false
			}
			return append(out, "}}"...), true
		default:
			out = append(append(append(append(append(out, '"'), name...), `":`...), value.value()...), ',')
		}
	}
	return nil, false
}

// cutReturn appends what is asked for of a return, and gives what comes after it.
func (a rowsAsked) cutReturn(out []byte, ret jsonPart) (less, after []byte, ok bool) {
	for name, value := range ret.members() {
		switch name {
		case "unit", "period":
			out = append(append(append(append(append(out, '"'), name...), `":`...), value.value()...), ',')
		case "rows":
			rows := value.rest
			if !bytes.HasPrefix(rows[1:], rowSign) || rows[0] != '[' || bytes.Contains(rows, []byte(`"parts":`)) {
				return nil, nil, false
			}
			out = append(out, `"rows":[`...)
			out = append(a.rows(out, rows), ']')
			last := bytes.LastIndex(rows, rowSign)
			end := jsonPart{rows[last:]}
			after, ok = jsonPart{end.rest[len(end.value()):]}.closed()
			return out, after, ok
		}
	}
	return nil, nil, false
}

// rows appends those that are asked for, in their order.
func (a rowsAsked) rows(out, rows []byte) []byte {
	var places []int
	for _, sign := range a {
		for from := 0; ; {
			n := bytes.Index(rows[from:], sign)
			if n < 0 {
				break
			}
			places = append(places, from+n)
			from += n + len(sign)
		}
	}
	slices.Sort(places)
	for i, n := range slices.Compact(places) {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, jsonPart{rows[n:]}.value()...)
	}
	return out
}

// jsonPart is compact JSON from some value on.
type jsonPart struct{ rest []byte }

// members lists an object's members, each from its value on; it ends where it is not as it is expected.
func (p jsonPart) members() iter.Seq2[string, jsonPart] {
	return func(yield func(string, jsonPart) bool) {
		if len(p.rest) == 0 || p.rest[0] != '{' {
			return
		}
		at := jsonPart{p.rest[1:]}
		for len(at.rest) > 0 && at.rest[0] == '"' {
			name := at.value()
			at.rest = bytes.TrimPrefix(at.rest[len(name):], []byte{':'})
			if len(name) < 2 || len(at.rest) == 0 || !yield(string(name[1:len(name)-1]), at) {
				return
			}
			at.rest = bytes.TrimPrefix(at.rest[len(at.value()):], []byte{','})
		}
	}
}

// closed is what comes behind an object, from the end of the list on that is one of its members; false where it is not as it is expected.
func (p jsonPart) closed() (after []byte, ok bool) {
	rest, ok := bytes.CutPrefix(p.rest, []byte{']'})
	for ok && len(rest) > 0 && rest[0] == ',' {
		at := jsonPart{rest[1:]}
		name := at.value()
		if at.rest, ok = bytes.CutPrefix(at.rest[len(name):], []byte{':'}); ok {
			rest = at.rest[len(at.value()):]
		}
	}
	if !ok {
		return nil, false
	}
	return bytes.CutPrefix(rest, []byte{'}'})
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
