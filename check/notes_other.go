package check

import "huibao/internal/regexp"

// otherwise are texts that give the number by which a figure is to be put right; the first two groups
// are the number and what is behind it.
var otherwise = []*regexp.Regexp{
	regexp.MustCompile(`真实(?:数字?|数据|情况)[为是]?[:：]?\s*(\d+(?:\.\d+)?)\s*([%％]|\p{Han}{0,3})`),
	regexp.MustCompile(`\d\s*\p{Han}{0,2}[（(]实(?:际|有|为|数)?[:：]?\s*(\d+(?:\.\d+)?)\s*(\p{Han}{0,2})[）)]`),
	regexp.MustCompile(`(?:^|[，,。；;])实际(?:已|只|仅)?(?:筛查|入住|随访|救助|体检|签约|建档|安置|适配|参保)了?\s*(\d+(?:\.\d+)?)\s*(\p{Han}{0,2})(?:$|[，,。；;])`),
	regexp.MustCompile(`(?:^|[，,。；;])请?按照?\s*(\d+(?:\.\d+)?)\s*(\p{Han}{0,2}?)(?:更正|改正|修改|修正|计入)`),
}

// borneOut is behind what was looked at of a figure, by which the figure stands.
var borneOut = regexp.MustCompile(`^[，,]?(?:均|都|全部)?(?:[与和同][^，,。；;]{0,8}(?:一致|相符|吻合)|无误|属实)`)

// otherSaid is where a text gives another number for its row's figure, as correctedIn's places are.
func otherSaid(text string) (places [][]int) {
	for _, re := range otherwise {
		places = append(places, re.FindAllStringSubmatchIndex(text, -1)...)
	}
	return places
}
