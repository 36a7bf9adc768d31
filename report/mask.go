package report

import (
	"strings"

	"huibao"
	"huibao/internal/mask"
)

// maskFinding hides personal numbers in all texts of a finding.
func maskFinding(f huibao.Finding) huibao.Finding {
	f.Found, f.Expected, f.Message, f.Remedy = mask.Text(f.Found), mask.Text(f.Expected), mask.Text(f.Message), mask.Text(f.Remedy)
	if f.Explanation != nil {
		text := mask.Text(*f.Explanation)
		f.Explanation = &text
	}
	return f
}

// maskedWord is a value's word or day, the numbers of persons hidden.
func maskedWord(v huibao.Value) string {
	if !v.Date.IsZero() {
		return v.Date.String()
	}
	return mask.Text(v.Word)
}

// maskedText is a unit's own text in one line, the numbers of persons hidden.
func maskedText(s string) string { return strings.Join(strings.Fields(mask.Text(s)), " ") }
