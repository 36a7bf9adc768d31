package check

import (
	"fmt"
	"strings"

	"huibao"
	"huibao/internal/quote"
)

// unread says of a text that is asked about what was seen, which numbers it may be, and
// how to answer.
func unread(v huibao.Value, label string, r huibao.Remark) hit {
	lines := strings.Split(r.Text, "\n")
	why, maybe := lines[0], lines[1:]
	h := hit{message: fmt.Sprintf("%s：%s填的是%s，%s", v.Source.Place(), label, quote.Text(v.Text), why), cause: "有 %d 格填的是" + quoted(v.Text) + "，" + escaped(why)}
	switch len(maybe) {
	case 0:
		h.message += "。"
		return h
	case 1:
		h.message += "；可能是 " + maybe[0] + "。"
		h.remedy = "确是 " + maybe[0] + " 请只填 " + maybe[0] + "；不是的请填确切的数，说明写在说明栏"
		return h
	}
	h.message += "；可能是 " + strings.Join(maybe, "，也可能是 ") + "。"
	var answers []string
	for _, m := range maybe {
		answers = append(answers, "是 "+m+" 请只填 "+m)
	}
	h.expected = strings.Join(maybe, " 或 ")
	h.remedy = strings.Join(answers, "；") + "；都不是的请填确切的数，说明写在说明栏"
	return h
}
