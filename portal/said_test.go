package portal

import (
	"net/http"
	"strings"
	"testing"

	"huibao/act"
)

// TestSaid: the office reads whatever the units wrote beside their figures, each with its figure or
// return to open, and is sent there before it locks.
func TestSaid(t *testing.T) {
	h := newHouse(t)
	h.admit("off", act.Held{Role: act.Officer})
	off := h.enter("off")
	page := "/said/" + june
	if body := off.get("/lock/" + june).body; !strings.Contains(body, page) || !strings.Contains(body, "写了 14 条说明") {
		t.Error("who locks is not sent to it")
	}
	body := off.get(page).body
	for _, want := range []string{"14 条", "（核减）5月将同一小区12户重复计入，经现场核对后本月核减。", "说明 <span class=\"nb\">计数 K25</span>", "本期完成 -12；本年累计 17", "核实无误", "L05", "会审意见"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q", want)
		}
	}
	links := append(linked(body, "/f/"+june+"/"), linked(body, "/r/"+june+"/")...)
	if len(links) != 14 {
		t.Errorf("%d links", len(links))
	}
	for _, link := range links {
		if r := off.get(link); r.status != http.StatusOK {
			t.Errorf("%s: %d", link, r.status)
		}
	}
}
