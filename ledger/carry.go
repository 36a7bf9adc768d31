package ledger

import (
	"errors"
	"strings"

	"huibao"
)

// A carry is text: a line a row, its code and the fields that count, parted by tabs:
//
//	3.2⇥this=12⇥cumulative=57⇥state="已完成⇥since=@2024-03-01
//
// A value is a quantity's text (a number, "/", or nothing), a word behind a quotation mark,
// a day behind @; tab, end of line and backslash are escaped in words.
var (
	wordEscaper   = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`)
	wordUnescaper = strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n")
)

var errCarry = errors.New("台账中以前各期的数已损坏；请运行 huibao ledger rebuild 重建")

// carryText writes what counts of one unit in one period.
func carryText(h huibao.History) string {
	var b strings.Builder
	code := ""
	for _, r := range h {
		if !r.Counted {
			continue
		}
		if r.Code != code {
			if code != "" {
				b.WriteByte('\n')
			}
			code = r.Code
			b.WriteString(code)
		}
		b.WriteByte('\t')
		b.WriteString(string(r.Field))
		b.WriteByte('=')
		b.WriteString(r.Quantity.String())
		switch {
		case r.Word != "":
			b.WriteByte('"')
			_, _ = wordEscaper.WriteString(&b, r.Word) // a Builder never fails
		case !r.Date.IsZero():
			b.WriteByte('@')
			b.WriteString(r.Date.String())
		}
	}
	return b.String()
}

// appendCarry reads what carryText wrote.
func appendCarry(h huibao.History, p huibao.Period, subject, text string) (huibao.History, error) {
	for line := range strings.SplitSeq(text, "\n") {
		code, rest, _ := strings.Cut(line, "\t")
		for rest != "" {
			var item string
			item, rest, _ = strings.Cut(rest, "\t")
			field, value, ok := strings.Cut(item, "=")
			if !ok {
				return nil, errCarry
			}
			r := huibao.Record{Period: p, Subject: subject, Code: code, Counted: true, Field: huibao.Field(field)}
			if err := readCarried(&r, value); err != nil {
				return nil, err
			}
			h = append(h, r)
		}
	}
	return h, nil
}

func readCarried(r *huibao.Record, value string) error {
	at := strings.IndexAny(value, `"@`)
	number := value
	if at >= 0 {
		number = value[:at]
	}
	switch number {
	case "":
	case "/":
		r.Quantity = huibao.NA()
	default:
		d, err := huibao.ParseDecimal(number)
		if err != nil {
			return errCarry
		}
		r.Quantity = huibao.Num(d)
	}
	if at < 0 {
		return nil
	}
	if value[at] == '"' {
		r.Word = wordUnescaper.Replace(value[at+1:])
		return nil
	}
	var err error
	if r.Date, err = huibao.ParseDate(value[at+1:]); err != nil {
		return errCarry
	}
	return nil
}
