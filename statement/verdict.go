package statement

import (
	"strconv"
	"strings"

	"huibao"
)

// Verdict is what later periods ask of an indicator's standing.
type Verdict struct {
	Light  huibao.Light
	Behind int // periods of the year running with yellow or red, that one included
}

func verdictOf(s *huibao.Standing) (Verdict, bool) {
	if s == nil {
		return Verdict{}, false
	}
	return Verdict{s.Light, s.Behind}, true
}

// Counted is what last counted of a unit's row, and when: the cumulative of a count, the two
// numbers of a rate, 1 for a milestone that was completed, else 0; the zero value where nothing
// did.
type Counted struct {
	At                    huibao.Period
	Reached, Numer, Denom huibao.Quantity
}

// A verdict's line: code, the light and the periods behind, those of the latest period that
// was judged, and what last counted.
const (
	verdictSign   = "\t"
	verdictFields = 9
)

func writeVerdict(b *strings.Builder, code string, now, judged Verdict, counted Counted) {
	b.WriteString(strings.Join([]string{code, string(now.Light), strconv.Itoa(now.Behind), string(judged.Light), strconv.Itoa(judged.Behind),
		counted.At.String(), counted.Reached.String(), counted.Numer.String(), counted.Denom.String()}, verdictSign))
	b.WriteByte('\n')
}

// keptLine finds the fields of a code's line.
func keptLine(lines, code string) []string {
	at := strings.Index(lines, "\n"+code+verdictSign)
	if at < 0 {
		return nil
	}
	line, _, _ := strings.Cut(lines[at+1:], "\n")
	if parts := strings.Split(line, verdictSign); len(parts) == verdictFields {
		return parts
	}
	return nil
}

// keptVerdict reads the verdict of a code that begins at a field.
func keptVerdict(lines, code string, field int) (Verdict, bool) {
	parts := keptLine(lines, code)
	if parts == nil {
		return Verdict{}, false
	}
	n, err := strconv.Atoi(parts[field+1])
	return Verdict{huibao.Light(parts[field]), n}, err == nil
}

// keptCounted reads what last counted of a code.
func keptCounted(lines, code string) (c Counted) {
	parts := keptLine(lines, code)
	if parts == nil {
		return c
	}
	if c.At.UnmarshalText([]byte(parts[verdictFields-4])) != nil || c.At.IsZero() {
		return Counted{}
	}
	for i, q := range []*huibao.Quantity{&c.Reached, &c.Numer, &c.Denom} {
		if d, err := huibao.ParseDecimal(parts[verdictFields-3+i]); err == nil {
			*q = huibao.Num(d)
		}
	}
	return c
}
