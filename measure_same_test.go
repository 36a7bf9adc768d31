package huibao_test

import (
	"testing"

	"huibao"
)

func TestSameMeasure(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"公里", "千米", true}, {"元/人/月", "元/月/人", true}, {"元/人·月", "元/人/月", true}, {"元/月", "元/人/月", true}, {"元", "元/人/月", true}, {"（户）", "户", true},
		{"名", "人", true}, {"所", "个", true}, {"㎡", "平方米", true}, {"场次", "场", true}, {"户数", "户", true}, {"人数", "人", true}, {"台次", "台", false}, {"户次", "户", false}, {"次", "场", false},
		{"公里（km）", "公里", true}, {"公里(千米)", "公里", true}, {"台（套）", "台", true}, {"人／次", "人次", true}, {"人（次）", "人次", true}, {"台/次", "台次", true}, {"人(名)", "人", true}, {"平方米（㎡）", "平方米", true},
		{"公里(米)", "公里", false}, {"公里（里）", "公里", false}, {"户（人）", "户", false}, {"人/次", "人", false}, {"台（次）", "台", false}, {"元/次", "元/人", false}, {"元/次", "元次", false}, {"元(万元)", "元", false}, {"台（户）", "台", false},
		{"百户", "户", false}, {"里", "公里", false}, {"元/年", "元/人/月", false}, {"万元", "元", false}, {"人", "户", false}, {"人次", "人", false}, {"元/人/月", "元", false}, {"户/月", "户/人/月", false}, {"", "户", false},
	} {
		if got := huibao.SameMeasure(c.a, c.b); got != c.want {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}
