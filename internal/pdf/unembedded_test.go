package pdf

import (
	"bytes"
	"testing"
)

// TestUnembedded: without its typefaces a document is small, the same bytes each time, and others where it says
// something else, in another typeface or on another page.
func TestUnembedded(t *testing.T) {
	Unembedded = true
	t.Cleanup(func() { Unembedded = false })
	drawn := func(say func(*Doc)) string {
		d, err := New(Meta{Title: "题"})
		if err != nil {
			t.Fatal(err)
		}
		d.Title("关于进展情况的通报")
		d.Heading(1, "一、总体情况")
		say(d)
		var b bytes.Buffer
		if err := d.Render(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	seen := map[string]string{}
	for name, say := range map[string]func(*Doc){
		"a paragraph":             func(d *Doc) { d.Para("共12个单位已报。") },
		"another figure":          func(d *Doc) { d.Para("共13个单位已报。") },
		"as a heading":            func(d *Doc) { d.Heading(2, "共12个单位已报。") },
		"as a heading over it":    func(d *Doc) { d.Heading(1, "共12个单位已报。") },
		"on a page of its own":    func(d *Doc) { d.Section(false); d.Para("共12个单位已报。") },
		"on a page that is broad": func(d *Doc) { d.Section(true); d.Para("共12个单位已报。") },
	} {
		text := drawn(say)
		for range 4 {
			if again := drawn(say); again != text {
				t.Fatalf("%s: not the same bytes twice", name)
			}
		}
		if other, is := seen[text]; is {
			t.Errorf("%s is as %s", name, other)
		}
		seen[text] = name
		if len(text) > 1<<14 {
			t.Errorf("%s takes %d bytes", name, len(text))
		}
	}
}
