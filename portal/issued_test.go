package portal

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao/act"
	"huibao/internal/thorough"
)

// issuedTo are the files of editions that a page offers a unit, by their names.
func (b *browser) issuedTo(page, unit string) (names []string) {
	b.h.t.Helper()
	for _, link := range linked(b.get(page).body, "/r/"+june+"/"+unit+"/issued/") {
		name, err := url.PathUnescape(link[strings.LastIndex(link, "/")+1:])
		must(b.h.t, err)
		names = append(names, name)
	}
	return names
}

// sendsOut registers the first edition as it is, by the office.
func (h *house) sendsOut(officer *browser) {
	h.t.Helper()
	text, err := os.ReadFile(filepath.Join(h.dir, "out", june, "第1版", "通报.docx"))
	must(h.t, err)
	if r := officer.issues(text, "number", "卫政办发〔2024〕8号"); r.status != http.StatusSeeOther {
		h.t.Fatal(r.status, r.body)
	}
}

// TestS12Issued: once an edition was sent out, and no sooner, a unit is offered its bulletin and
// what is its own of it, on its page and at home; of another unit's, of the office's and of
// drafts nothing, by whatever name it asks.
func TestS12Issued(t *testing.T) {
	h := newHouse(t)
	b, off := h.clerk(), h.overseer()
	page := "/r/" + june + "/" + h.mine
	gone := times.ReplaceAllString(b.get("/no/such/page").body, "")
	refused := func(when, path string) {
		t.Helper()
		if r := b.get(path); r.status != http.StatusNotFound || times.ReplaceAllString(r.body, "") != gone {
			t.Errorf("%s, %s: %d, or another page than of what is not there", when, path, r.status)
		}
	}
	bulletin := page + "/issued/1/" + url.PathEscape("通报.pdf")
	refused("before the lock", bulletin)
	h.lock()
	refused("before it was sent out", bulletin)
	if body := b.get(page).body; !strings.Contains(body, "第 1 版已定稿，还没有印发") || len(b.issuedTo(page, h.mine)) != 0 {
		t.Error("before it was sent out the page does not say what is waited for")
	}
	h.sendsOut(off)
	want := []string{"通报 改.docx", "通报.pdf"}
	for _, at := range []string{page, "/"} {
		if got := b.issuedTo(at, h.mine); !slices.Equal(got, want) {
			t.Errorf("%s offers %q, want %q", at, got, want)
		}
	}
	for _, name := range want {
		r := b.get(page + "/issued/1/" + url.PathEscape(name))
		if r.status != http.StatusOK || !strings.Contains(r.header.Get("Content-Disposition"), extValue(june+"_第1版_"+name)) || r.header.Get("Content-Security-Policy") != "sandbox" {
			t.Errorf("%s: %d %v", name, r.status, r.header)
		}
	}
	for _, name := range []string{"汇总表.xlsx", "专报.pdf", "通报.docx", "findings.csv", "SHA256SUMS.txt", "全部.zip", "反馈_海原县.pdf", "汇总表_海原县.xlsx", "../1/通报.pdf", ""} {
		refused("not a unit's", page+"/issued/1/"+url.PathEscape(name))
	}
	for _, other := range []string{strings.Replace(bulletin, h.mine, h.other, 1), strings.Replace(bulletin, "/1/", "/2/", 1), strings.Replace(bulletin, "/1/", "/0/", 1), strings.Replace(bulletin, "/1/", "/draft/", 1), strings.Replace(bulletin, h.mine, "全市", 1)} {
		refused("another's", other)
	}
	if seen := off.get("/audit").body; !strings.Contains(seen, "下载通报") {
		t.Error("S29: the record does not say who opened it")
	}
	if !slices.Equal(off.issuedTo("/r/"+june+"/"+h.other, h.other), want) {
		t.Error("the office does not see what a unit is given")
	}
}

// TestS12Own: each county is given its own workbook and text of an edition, and no other's.
func TestS12Own(t *testing.T) {
	thorough.Need(t)
	from, err := ran()
	must(t, err)
	dir := t.TempDir()
	must(t, os.CopyFS(dir, os.DirFS(from)))
	plan := filepath.Join(dir, "plan.xlsx")
	f, err := excelize.OpenFile(plan)
	must(t, err)
	rows, err := f.GetRows("审核设置")
	must(t, err)
	must(t, f.RemoveRow("审核设置", len(rows))) // withoutOwnEditions put it there
	must(t, f.Save())
	must(t, f.Close())
	h := housed(t, dir)
	off := h.overseer()
	h.lock()
	h.sendsOut(off)
	h.admit("mine", act.Held{Role: act.Clerk, Unit: h.mine})
	h.admit("other", act.Held{Role: act.Signer, Unit: h.other})
	for id, units := range map[string][3]string{"mine": {h.mine, "中宁县", "海原县"}, "other": {h.other, "海原县", "中宁县"}} {
		b := h.enter(id)
		page := "/r/" + june + "/" + units[0]
		want := []string{"通报 改.docx", "通报.pdf", "汇总表_" + units[1] + ".xlsx", "反馈_" + units[1] + ".pdf"}
		if got := b.issuedTo(page, units[0]); !slices.Equal(got, want) {
			t.Errorf("%s is offered %q, want %q", id, got, want)
		}
		for _, name := range want {
			data, err := os.ReadFile(filepath.Join(h.dir, "out", june, "第1版", name))
			if name == want[0] {
				data, err = os.ReadFile(filepath.Join(h.dir, "out", june, "第1版-印发", name))
			}
			must(t, err)
			if r := b.get(page + "/issued/1/" + url.PathEscape(name)); r.status != http.StatusOK || r.body != string(data) {
				t.Errorf("%s: %s: %d, or other bytes", id, name, r.status)
			}
			if r := b.get(page + "/issued/1/" + url.PathEscape(strings.Replace(name, units[1], units[2], 1))); name != want[0] && name != want[1] && r.status != http.StatusNotFound {
				t.Errorf("%s opens %s of another: %d", id, name, r.status)
			}
		}
	}
}
