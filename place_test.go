package huibao

import "testing"

func TestPlacesText(t *testing.T) {
	at := func(sheet string, cells ...string) []Place {
		var list []Place
		for _, c := range cells {
			list = append(list, Place{sheet, c})
		}
		return list
	}
	for _, c := range []struct {
		list []Place
		most int
		want string
	}{
		{nil, 0, ""},
		{at("计数", "F5"), 0, "“计数”F5"},
		{at("计数", "F5", "F6", "F7", "F9", "G10"), 0, "“计数”F5:F7、F9、G10"},
		{append(at("计数", "F5"), at("比率", "F6", "F7")...), 0, "“计数”F5、“比率”F6:F7"},
		{at("计数", "F5", "F7", "F9"), 2, "“计数”F5、F7 等"},
		{at("计数", ""), 0, "“计数”"},
		{at("计数", "F6", "F5"), 0, "“计数”F6、F5"},
	} {
		if got := PlacesText(c.list, c.most); got != c.want {
			t.Errorf("%v: %s, want %s", c.list, got, c.want)
		}
	}
}
