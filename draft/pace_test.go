package draft

import (
	"context"
	"testing"
)

// TestPaces holds what steps on the way to a year's target become.
func TestPaces(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"三季度前完成危房改造300户，年底累计完成700户", "1.1 2025-09 42.86; 1.1 2025-12 100; "},
		{"上半年建成公厕10座，全年建成公厕25座", "1.1 2025-06 40; 1.1 2025-12 100; "},
		{"8月底前建成幼儿园3所", ""},
		{"6月底前新建公厕10座，12月底前新建书屋25个", ""},
	} {
		d, err := FromText(context.Background(), "2025年民生实事\n1."+c.text+"。")
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, p := range d.Plan.Paces {
			got += p.Indicator + " " + p.Period.String() + " " + p.Share.String() + "; "
		}
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}
