package importer

import "testing"

// TestBareFigure reads of a cell beside ours a number, also with its measure, and nothing that says more.
func TestBareFigure(t *testing.T) {
	for text, want := range map[string]string{"3": "3", "3户": "3", "１２ 户": "12", "2.5公里": "2.5", "-3": "-3", "约3户": "", "3户5人": "", "12月": "", "城镇3户": "", "3/5": "", "同上": ""} {
		if got, is := bareFigure(text); got != want || is != (want != "") {
			t.Errorf("%q: %q, %t", text, got, is)
		}
	}
}
