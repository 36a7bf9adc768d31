package check

import (
	"fmt"

	"huibao"
	"huibao/internal/quote"
)

// seenChecks hold back what a reader of the sheet would not take for what is stored,
// and saved results that their formulas do not give.
func seenChecks() []Check {
	return []Check{
		{"V21", huibao.Error, "看到的与存的不是一回事", "看表的人看到的不是这个数，不能按存的数计", "请把要报的数直接填入，去掉删除线、上下标和特殊的数字格式、颜色", onValue(huibao.RemarkNotAsShown,
			func(v huibao.Value, label string, r huibao.Remark) hit {
				h := say(v, label, "存的是%s，%s。", quote.Text(v.Text), r.Text)
				h.cause, h.item = "有 %d 格看到的与存的不是一回事", fmt.Sprintf("%s存的是%s，%s", v.Source.Place(), quote.Text(v.Text), r.Text)
				return h
			})},
		{"V22", huibao.Error, "存的结果不是公式的结果", "公式改过或没有重算，存的是旧数", "请用 Excel 或 WPS 打开，重新计算、保存后再报；或直接填数", onValue(huibao.RemarkStale,
			func(v huibao.Value, label string, r huibao.Remark) hit {
				h := say(v, label, "的%s。", r.Text)
				h.cause, h.item = "有 %d 格存的结果不是公式的结果", v.Source.Place().String()+"的"+r.Text
				return h
			})},
		{"V23", huibao.Error, "被合并盖住的格里有数", "合并以后只看得到左上一格，盖住的数没有人看得到", "请取消合并，分行填写", covered},
	}
}

// covered judges values under a merge: an other one than the merge shows is wrong, the
// same one is told.
func covered(s *scope) []hit {
	list := onValue(huibao.RemarkCovered, func(v huibao.Value, label string, r huibao.Remark) hit {
		return say(v, label, "%s。", r.Text)
	})(s)
	same := onValue(huibao.RemarkCoveredSame, func(v huibao.Value, label string, r huibao.Remark) hit {
		h := say(v, label, "%s，照常读取。", r.Text)
		h.severity = huibao.Info
		return h
	})(s)
	return append(list, same...)
}
