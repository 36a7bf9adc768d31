package claim

import (
	"fmt"
	"strings"
	"testing"
)

// TestRead tells of what each number of a note is.
func TestRead(t *testing.T) {
	const own = "农村公路改造，公里，公租房入住率"
	for note, want := range map[string]string{
		"累计改造39.7公里，占任务的14%":       "cumulative 39.7, share 14",
		"截至6月25日，累计完成1,234公里":      "cumulative 1234",
		"1—5月共完成3公里":               "cumulative/5 3",
		"本月3公里，上月4公里":              "month 3, last 4",
		"5月检查3公里":                  " 3",
		"5月改造3公里，6月7日改造2公里":        "month/5 3,  2",
		"较5月增加2公里，环比下降8.5%":        "change/5 2, change less 8.5",
		"比5月（245公里）少5公里":           "last/5 245, change/5 less 5",
		"剩余5公里，缺口7公里":              "remainder 5, remainder 7",
		"6月末入住率91.5%，满意率98%":       "rate/6 91.5,  98",
		"合计13公里。红泉乡5公里、石坝镇4.5公里":   "total 13 |  5,  4.5",
		"宁建发〔2024〕37号核定改造10公里":     "document 10",
		"联系人：马丽，0955-5021088":      "",
		"Y302线8.6公里，K0+000至K8+250": " 8.6",
		"第3批、3标段、2024年、6月5日18时":    "",
		"约累计近50公里，100公里以上":         "about  50, about  100",
		"目标180公里，累计61公里，占33.9%":    " 180, cumulative 61, share 33.9",
		"13公里均已验收，其中5公里":           "month 13,  5",
		"累计完成其他5公里":                " 5",
	} {
		var lines []string
		for _, s := range Read(note, own) {
			var list []string
			for _, c := range s.Claims {
				list = append(list, c.text())
			}
			lines = append(lines, strings.Join(list, ", "))
		}
		if got := strings.Join(lines, " | "); got != want {
			t.Errorf("%s: %q, want %q", note, got, want)
		}
	}
}

func (c Claim) text() string {
	text := string(c.Kind)
	if c.Month > 0 {
		text += fmt.Sprintf("/%d", c.Month)
	}
	if c.Less {
		text += " less"
	}
	if c.About {
		text = "about " + text
	}
	return text + " " + c.Value.String()
}
