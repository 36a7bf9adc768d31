package importer

import (
	"testing"

	"huibao"
)

// readings is the table of how people type numbers: the text, the measure asked
// for, and what it reads as; "" is a refusal, "/" not applicable.
var readings = []struct{ text, measure, want string }{
	{"1200", "人", "1200"}, {" 1200 ", "人", "1200"}, {"１２００", "人", "1200"}, {"1,200", "人", "1200"}, {"1，200", "人", "1200"}, {"1 200", "人", "1200"}, {"1,2345", "人", "12345"},
	{"1200人", "人", "1200"}, {"1200 人", "人", "1200"}, {"1.2万", "人", "12000"}, {"1.2万人", "人", "12000"}, {"1万2千", "人", "12000"}, {"3千", "人", "3000"}, {"2亿", "元", "200000000"},
	{"85%", "%", "85"}, {"８５％", "%", "85"}, {"-12", "户", "-12"}, {"－12", "户", "-12"}, {"0", "户", "0"}, {"0.50", "公里", "0.5"}, {"3200米", "公里", "3.2"}, {"1.5里", "公里", "0.75"},
	{"5.5万元", "元/人/年", "55000"}, {"690元", "元/人/月", "690"}, {"'120", "人", "120"}, {"1200（含上年结转）", "人", "1200"}, {"壹仟贰佰", "人", "1200"}, {"一千二百人", "人", "1200"},
	{"十二", "人", "12"}, {"二十", "人", "20"}, {"一百零五", "人", "105"}, {"三万五千", "人", "35000"}, {"/", "人", "/"}, {"—", "人", "/"}, {"-", "人", "/"}, {"无此项", "人", "/"}, {"不涉及", "人", "/"},
	{"", "人", ""}, {"约1200", "人", ""}, {"1200多", "人", ""}, {"1200余人", "人", ""}, {"110-120", "人", ""}, {"计划110/完成90", "人", ""}, {"同上", "人", ""}, {"三十余户", "户", ""}, {"12+3", "人", ""},
	{"abc", "人", ""}, {"完成", "人", ""}, {"1.2.3", "人", ""}, {"12户", "人", ""}, {"85%", "人", ""}, {"1e5", "人", ""}, {"1234567890123456", "人", ""}, {"1亩", "公顷", ""}, {"２０多", "人", ""}, {"NaN", "人", ""}, {"Inf", "人", ""}, {"0x10", "人", ""},
}

// TestReadNumber reads the table; whatever is refused or read leniently says so.
func TestReadNumber(t *testing.T) {
	for _, c := range readings {
		q, remarks := ReadNumber(c.text, c.measure)
		if q.String() != c.want {
			t.Errorf("%q (%s): %q, want %q (%v)", c.text, c.measure, q, c.want, remarks)
		}
		if c.text != "" && c.want != "/" && len(remarks) == 0 {
			t.Errorf("%q: no remark", c.text)
		}
	}
}

// TestReadDate reads days as people type them.
func TestReadDate(t *testing.T) {
	for text, want := range map[string]string{"2024-06-05": "2024-06-05", "2024.6.5": "2024-06-05", "2024/6/5": "2024-06-05", "2024年6月5日": "2024-06-05", "6月5日": "2024-06-05",
		"20240605": "2024-06-05", "45448": "2024-06-05", "2024年6月": "2024-06-01", "2024-02-30": "", "六月": "", "": "", "13月1日": ""} {
		d, _, ok := ReadDate(text, 2024)
		if got := d.String(); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %s %v", text, got, ok)
		}
	}
}

// FuzzReadNumber never panics, and what it reads it reads again the same.
func FuzzReadNumber(f *testing.F) {
	for _, c := range readings {
		f.Add(c.text, c.measure)
	}
	f.Fuzz(func(t *testing.T, text, measure string) {
		q, _ := ReadNumber(text, measure)
		d, ok := q.Decimal()
		if !ok {
			return
		}
		if again, _ := ReadNumber(d.String(), measure); !again.Equal(huibao.Num(d)) {
			t.Errorf("%q read as %s, which reads as %s", text, d, again)
		}
	})
}
