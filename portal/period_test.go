package portal

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"huibao/act"
	"huibao/portal/desk"
)

// linked are the links of a page below a path.
func linked(body, below string) []string {
	var list []string
	for _, m := range regexp.MustCompile(`href="(`+regexp.QuoteMeta(below)+`[^"]*)"`).FindAllStringSubmatch(body, -1) {
		list = append(list, m[1])
	}
	return list
}

// TestPeriodFiles: what the page of a period offers comes as it was written, named in
// Chinese, and each opening is recorded; leaders are offered what was locked alone; a draft
// that was touched is not given out.
func TestPeriodFiles(t *testing.T) {
	h := newHouse(t)
	h.admit("lead", act.Held{Role: act.Leader})
	h.admit("off", act.Held{Role: act.Officer})
	lead, off := h.enter("lead"), h.enter("off")
	page := "/period/" + june
	if files := linked(lead.get(page).body, page+"/"); len(files) != 0 {
		t.Errorf("a leader is offered of a draft: %q", files)
	}
	if r := lead.get(page + "/draft/" + url.PathEscape("通报.pdf")); r.status != http.StatusNotFound {
		t.Errorf("a leader opens a draft: %d", r.status)
	}
	must(t, os.WriteFile(filepath.Join(h.dir, "returns", june, "中宁县更正.xlsx"), another(h.example(), 1), 0o600))
	for range 2 {
		must(t, h.desk.Look(t.Context()))
	}
	h.judge()
	if n := h.openAll(off, page); n < 9 {
		t.Errorf("%d files of a draft", n)
	}
	bulletin := filepath.Join(h.dir, "out", june, "通报.pdf")
	must(t, os.Remove(bulletin)) // it is shared with other tests
	must(t, os.WriteFile(bulletin, []byte("another"), 0o600))
	if r := off.get(page + "/draft/" + url.PathEscape("通报.pdf")); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "改动") {
		t.Errorf("a draft that was touched: %d", r.status)
	}
	h.lock()
	if n := h.openAll(off, page); n < 12 {
		t.Errorf("%d files of an edition", n)
	}
	whole := len(linked(off.get(page).body, page+"/"))
	if n := h.openAll(lead, page); n < 10 || n >= whole {
		t.Errorf("%d files of an edition for a leader, %d in all", n, whole)
	}
	for _, path := range []string{"draft/通报.pdf", "2/通报.pdf", "0/通报.pdf", "1-sent/通报.pdf", "1/../../plan.xlsx", "1/plan.xlsx", "1/", "x/通报.pdf"} {
		if r := off.get(page + "/" + strings.ReplaceAll(url.PathEscape(path), "%2F", "/")); r.status < 300 {
			t.Errorf("%s: %d", path, r.status)
		}
	}
}

// openAll opens every file that a page offers, and counts them.
func (h *house) openAll(b *browser, page string) int {
	h.t.Helper()
	body := b.get(page).body
	list := linked(body, page+"/")
	for _, link := range list {
		r := b.get(link)
		name, err := url.PathUnescape(link[strings.LastIndex(link, "/")+1:])
		must(h.t, err)
		if r.status != http.StatusOK || !strings.Contains(r.header.Get("Content-Disposition"), extValue("_"+name)) || r.header.Get("Content-Security-Policy") != "sandbox" {
			h.t.Errorf("%s: %d %v", link, r.status, r.header)
		}
		sum := sha256.Sum256([]byte(r.body))
		if made := name == desk.ZipName || name == desk.SumsName || name == desk.ChangeName; !made && !strings.Contains(body, hex.EncodeToString(sum[:])[:16]) {
			h.t.Errorf("%s is not what the page says", link)
		}
	}
	return len(list)
}

// TestS31Changes: what goes wrong when a page of changes is made is ours, and is in the log
// alone; that there is nothing to compare with is told.
func TestS31Changes(t *testing.T) {
	h := newHouse(t)
	h.admit("off", act.Held{Role: act.Officer})
	off := h.enter("off")
	page := "/period/" + june + "/draft/" + url.PathEscape(desk.ChangeName)
	if r := off.get(page); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "没有更早的草稿可比") {
		t.Errorf("nothing to compare with: %d", r.status)
	}
	must(t, os.Rename(filepath.Join(h.dir, "ledger", "originals"), filepath.Join(h.dir, "ledger", "away")))
	if r := off.get(page); r.status != http.StatusInternalServerError || strings.Contains(r.body, "originals") {
		t.Errorf("%d %s", r.status, r.body)
	}
}
