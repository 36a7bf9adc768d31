package mask

import "testing"

// TestMask hides ID numbers, mobiles and bank cards, however they are spaced, and
// nothing that is a figure.
func TestMask(t *testing.T) {
	for text, want := range map[string]string{
		"身份证11010519491231002X。":      "身份证110*************2X。",
		"身份证11010519491231002x":       "身份证110*************2X",
		"１１０１０５１９４９１２３１００２Ｘ":          "110*************2X",
		"电话13800138000":               "电话138******00",
		"电话 138 0013 8000 转":          "电话 138******00 转",
		"卡号6222 0212 3456 7890 127":   "卡号6222 0212 3456 7890 127",
		"卡号4111 1111 1111 1111":       "卡号411***********11",
		"110105194912310000":          "110*************00",
		"1.1010519491231E+17":         "1.1****************",
		"１３８－００１３－８０００":               "138******00",
		"0955-7010000":                "0955-7010000",
		"累计 2070000 元":                "累计 2070000 元",
		"123456789012345678":          "123456789012345678",
		"文件 2024-06-05 15:04":         "文件 2024-06-05 15:04",
		"实发 11,330,000.00 元，12345 人次": "实发 11,330,000.00 元，12345 人次",
	} {
		if got := Text(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

// TestHolds tells texts with personal numbers from others, masked ones included.
func TestHolds(t *testing.T) {
	for text, want := range map[string]bool{"张三 13800138000": true, "138******00": false, "累计 2070000 元": false, "１１０１０５１９４９１２３１００２Ｘ": true, "": false} {
		if got := Holds(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
