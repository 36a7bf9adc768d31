package portal

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"huibao/act"
)

// TestOffline: what to do while the portal is not there is one page for all, of no person and no
// moment, so that the proxy can keep it; every page leads to it.
func TestOffline(t *testing.T) {
	h := newHouse(t)
	h.admit("off", act.Held{Role: act.Officer})
	off := h.enter("off")
	stranger := &browser{h: h}
	page := stranger.get("/offline")
	if page.status != http.StatusOK || !strings.Contains(page.body, "没有看到编号的，当作没有收到") || !strings.Contains(page.body, "（示例）张敏　0955-7000001") {
		t.Fatal(page.status, page.body)
	}
	h.clock.move(time.Minute)
	if again := off.get("/offline"); again.body != page.body {
		t.Error("it is another page to who signed in, or a minute later")
	}
	for _, path := range []string{"/login", "/no"} {
		if body := stranger.get(path).body; !strings.Contains(body, `href="/offline"`) {
			t.Errorf("%s does not lead to it", path)
		}
	}
	if body := off.get("/board/" + june).body; !strings.Contains(body, `href="/offline"`) || !strings.Contains(body, "data-cut hidden") {
		t.Error("the board does not lead to it")
	}
}
