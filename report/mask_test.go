package report

import "testing"

// TestMask hides ID numbers, mobiles and bank cards, however they are spaced, and
// nothing that is a figure.
func TestMask(t *testing.T) {
	for text, want := range map[string]string{
		"身份证11010519491231002X。":      "身份证110*************2X。",
		"身份证11010519491231002x":       "身份证110*************2X",
		"１１０１０５１９４９１２３１００２Ｘ":          "11010519491231002Ｘ",
		"电话13800138000":               "电话138******00",
		"电话 138 0013 8000 转":          "电话 138******00 转",
		"卡号6222 0212 3456 7890 127":   "卡号6222 0212 3456 7890 127",
		"卡号4111 1111 1111 1111":       "卡号411***********11",
		"0955-7010000":                "0955-7010000",
		"累计 2070000 元":                "累计 2070000 元",
		"123456789012345678":          "123456789012345678",
		"文件 2024-06-05 15:04":         "文件 2024-06-05 15:04",
		"实发 11,330,000.00 元，12345 人次": "实发 11,330,000.00 元，12345 人次",
	} {
		if got := Mask(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

// TestHarmless keeps a spreadsheet from taking a text for a formula.
func TestHarmless(t *testing.T) {
	for text, want := range map[string]string{"=1+1": "'=1+1", "+1": "+1", "-12.5": "-12.5", "-1+2": "'-1+2", "@x": "'@x", "＝1": "'＝1", "\t=1": "'\t=1", "甲": "甲", "a\x00": "a"} {
		if got := harmless(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}
