package report

import (
	"regexp"
	"strings"

	"huibao"
)

// Personal numbers that must never be shown (domain.md): ID cards of 18 (with
// check character) and 15 digits, mobiles, bank cards of 16 to 19 digits. Spaces
// and hyphens between groups are allowed for.
var (
	digits     = regexp.MustCompile(`\d(?:[ -]?\d){10,18}(?:[ -]?[Xx])?`)
	mobile     = regexp.MustCompile(`^1[3-9]\d{9}$`)
	idWeights  = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	idCheck    = "10X98765432"
	separators = strings.NewReplacer(" ", "", "-", "")
)

// Mask hides the personal numbers in a text: the first three and last two
// characters stay.
func Mask(text string) string {
	folded := foldDigits(text)
	return digits.ReplaceAllStringFunc(folded, func(s string) string {
		bare := strings.ToUpper(separators.Replace(s))
		if !isID(bare) && !mobile.MatchString(bare) && !isCard(bare) {
			return s
		}
		return bare[:3] + strings.Repeat("*", len(bare)-5) + bare[len(bare)-2:]
	})
}

// foldDigits turns full-width digits into ASCII ones where the text has a run of
// them long enough to hide a number; other text is left as it is.
func foldDigits(text string) string {
	n := 0
	for _, r := range text {
		if r >= '０' && r <= '９' {
			n++
		}
	}
	if n < 11 {
		return text
	}
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, text)
}

// isID checks the GB 11643 check character of 18 places, or the birth date of 15.
func isID(s string) bool {
	switch len(s) {
	case 18:
		sum := 0
		for i, w := range idWeights {
			if s[i] == 'X' {
				return false
			}
			sum += int(s[i]-'0') * w
		}
		return s[17] == idCheck[sum%11]
	case 15:
		month, day := s[8:10], s[10:12]
		return !strings.Contains(s, "X") && month >= "01" && month <= "12" && day >= "01" && day <= "31" && s[0] != '0'
	}
	return false
}

// isCard checks the Luhn digit of 16 to 19 places.
func isCard(s string) bool {
	if len(s) < 16 || len(s) > 19 || strings.Contains(s, "X") {
		return false
	}
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0 && s[0] != '0'
}

// maskFinding hides personal numbers in all texts of a finding.
func maskFinding(f huibao.Finding) huibao.Finding {
	f.Found, f.Expected, f.Message, f.Remedy = Mask(f.Found), Mask(f.Expected), Mask(f.Message), Mask(f.Remedy)
	if f.Explanation != nil {
		text := Mask(*f.Explanation)
		f.Explanation = &text
	}
	return f
}
