package docx

import (
	"strings"

	"golang.org/x/text/width"

	"huibao/internal/regexp"
)

// chineseFigure is a number in Chinese characters before a measure, or a share. A lone 一 is left
// out, and 百, 千, 万 alone: 一个不落, 千家万户.
var chineseFigure = regexp.MustCompile(`百分之[一二三四五六七八九十百两零〇点]+|(?:[二三四五六七八九十两]|[一二三四五六七八九][一二三四五六七八九十百千万亿零〇])[一二三四五六七八九十百千万亿两零〇]*(?:个|户|项|家|人|名|处|条|座|所|套|亩|件|次|辆|台|张|份|间|栋|床|天|类|倍|元|米|公里|平方米|吨)`)

// chineseFigures are the numbers of a text in Chinese characters, but for what is numbered, what
// belongs to a figure before it, and quotations.
func chineseFigures(text string) []string {
	var list []string
	text = quotation.ReplaceAllString(text, "“”")
	for _, m := range chineseFigure.FindAllStringIndex(text, -1) {
		before := text[:m[0]]
		if numbered(before, text[m[1]:]) || strings.HasSuffix(before, markPlace) || endsInDigit.MatchString(before[max(0, len(before)-3):]) {
			continue
		}
		list = append(list, text[m[0]:m[1]])
	}
	return list
}

var endsInDigit = regexp.MustCompile(`[\d０-９]$`)

// edition is what a header or a footer numbers besides pages and issues: 第8版.
var edition = regexp.MustCompile(`(第[\d０-９]+)\s*([页期号]?)`)

func editions(text string) []string {
	var list []string
	for _, m := range edition.FindAllStringSubmatch(text, -1) {
		if m[2] == "" {
			list = append(list, width.Fold.String(m[1]))
		}
	}
	return list
}
