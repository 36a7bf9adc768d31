package importer

import (
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// numeralDigits are the digits of Chinese numerals, the formal ones (大写)
// included.
var numeralDigits = map[rune]int64{'零': 0, '〇': 0, '○': 0, '一': 1, '壹': 1, '二': 2, '贰': 2, '两': 2, '三': 3, '叁': 3, '四': 4, '肆': 4,
	'五': 5, '伍': 5, '六': 6, '陆': 6, '七': 7, '柒': 7, '八': 8, '捌': 8, '九': 9, '玖': 9}

var numeralUnits = map[rune]int64{'十': 10, '拾': 10, '百': 100, '佰': 100, '千': 1000, '仟': 1000}

// numeral reads a Chinese numeral (一千二百三十四, 壹仟元整), with a measure after
// it.
func (n *numberText) numeral() (decimal.Decimal, bool) {
	s := strings.TrimSuffix(strings.TrimSuffix(n.text, "整"), "正")
	cut := len(s)
	for i, r := range s {
		if !isNumeral(r) {
			cut = i
			break
		}
	}
	v, ok := numeralValue([]rune(s[:cut]))
	if !ok {
		return decimal.Decimal{}, false
	}
	n.note(huibao.RemarkNumeral, "中文数字")
	d := decimal.NewFromInt(v)
	if rest := strings.TrimSpace(s[cut:]); rest != "" {
		return n.measured(d, rest)
	}
	return d, true
}

func isNumeral(r rune) bool {
	_, digit := numeralDigits[r]
	_, unit := numeralUnits[r]
	return digit || unit || r == '万' || r == '萬' || r == '亿' || r == '億'
}

// numeralValue adds a numeral up, section by section: 亿, 万, and what is under
// them. Every digit but the last must be followed by its unit.
func numeralValue(s []rune) (int64, bool) {
	if len(s) == 0 || len(s) > 24 {
		return 0, false
	}
	var total, section, digit int64
	digit = -1
	for _, r := range s {
		d, isDigit := numeralDigits[r]
		u, isUnit := numeralUnits[r]
		switch {
		case isDigit:
			if digit > 0 {
				return 0, false
			}
			digit = d
		case isUnit:
			if digit < 0 && (u != 10 || section != 0) {
				return 0, false
			}
			if digit < 0 {
				digit = 1
			}
			section += digit * u
			digit = -1
		default:
			section += max(digit, 0)
			if section == 0 {
				return 0, false
			}
			digit = -1
			if r == '亿' || r == '億' {
				total = (total + section) * 1e8
			} else {
				total += section * 1e4
			}
			section = 0
		}
	}
	return total + section + max(digit, 0), true
}
