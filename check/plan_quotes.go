package check

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/width"

	"huibao"
	"huibao/internal/numeral"
	"huibao/internal/regexp"
)

// quotes is P07: a target whose words (原文) do not hold its number.
func quotes(p *huibao.Plan, _ []huibao.PlanRemark) []hit {
	var list []hit
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		target, ok := ind.Target.Decimal()
		if ref := ind.TargetRef; ref != nil {
			target, ok = ref.Factor, !ref.Factor.Equal(decimal.NewFromInt(1))
		}
		if !ok || ind.Quote == "" || ind.Kind == huibao.KindMilestone || says(ind.Quote, target) {
			continue
		}
		place := at(p, ind.At, "目标值")
		list = append(list, hit{place: place, code: ind.Code, found: target.String(), expected: ind.Quote,
			message: fmt.Sprintf("%s：%s 的目标 %s 不在原文中（“%s”）。", place, ind.Code, target, ind.Quote)})
	}
	return list
}

var (
	figure     = regexp.MustCompile(`\d+(?:\.\d+)?`)
	multiplier = []struct {
		word  string
		shift int32
	}{{"百万", 6}, {"千万", 7}, {"十万", 5}, {"万", 4}, {"亿", 8}, {"千", 3}, {"百", 2}, {"", 0}}
	wholeWords = []string{"全部", "全覆盖", "所有", "均", "都", "应", "动态清零", "救助一例", "百分之百", "每"}
)

// says reports whether a text holds a number: in figures with 万 or 亿, in Chinese
// numerals, or 100 in words.
func says(quote string, n decimal.Decimal) bool {
	text := strings.NewReplacer(",", "", " ", "").Replace(width.Narrow.String(quote))
	if n.Equal(decimal.NewFromInt(100)) {
		for _, w := range wholeWords {
			if strings.Contains(text, w) {
				return true
			}
		}
	}
	for _, at := range figure.FindAllStringIndex(text, -1) {
		if figureIs(text, at, n) {
			return true
		}
	}
	return saysNumeral(text, n)
}

func figureIs(text string, at []int, n decimal.Decimal) bool {
	d, err := decimal.NewFromString(text[at[0]:at[1]])
	if err != nil {
		return false
	}
	for _, m := range multiplier {
		if strings.HasPrefix(text[at[1]:], m.word) && d.Shift(m.shift).Equal(n) {
			return true
		}
	}
	rest := strings.TrimPrefix(text[at[1]:], "万")
	if small := figure.FindString(rest); rest != text[at[1]:] && small != "" && strings.HasPrefix(rest, small+"千") {
		k, err := decimal.NewFromString(small)
		return err == nil && d.Shift(4).Add(k.Shift(3)).Equal(n)
	}
	return false
}

func saysNumeral(text string, n decimal.Decimal) bool {
	for i, r := range text {
		if !numeral.Is(r) {
			continue
		}
		if v, ok := numeral.Value(numeral.Prefix(text[i:])); ok && decimal.NewFromInt(v).Equal(n) {
			return true
		}
	}
	return false
}
