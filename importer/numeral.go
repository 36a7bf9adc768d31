package importer

import (
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/numeral"
)

// numeral reads a Chinese numeral (一千二百三十四, 壹仟元整), with a measure after
// it.
func (n *numberText) numeral() (decimal.Decimal, bool) {
	s := strings.TrimSuffix(strings.TrimSuffix(n.text, "整"), "正")
	head := numeral.Prefix(s)
	v, ok := numeral.Value(head)
	if !ok {
		return decimal.Decimal{}, false
	}
	n.note(huibao.RemarkNumeral, "中文数字")
	d := decimal.NewFromInt(v)
	if rest := strings.TrimSpace(s[len(head):]); rest != "" {
		return n.measured(d, rest)
	}
	return d, true
}
