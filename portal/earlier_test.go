package portal

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"huibao"
	"huibao/internal/thorough"
)

// rowOf is the text of the row of a table in which a link stands first.
func rowOf(page, link string) string {
	at := strings.Index(page, `<tr><th scope="row" class="nb"><a href="`+link+`"`)
	if at < 0 {
		return ""
	}
	row, _, _ := strings.Cut(page[at:], "</tr>")
	return strings.Join(strings.Fields(tagged.ReplaceAllString(row, " ")), " ")
}

// onDay moves the clock to a day and hour of 2024 in the office's zone.
func (h *house) onDay(month time.Month, day, hour int) {
	h.clock.mu.Lock()
	defer h.clock.mu.Unlock()
	h.clock.at = time.Date(2024, month, day, hour, 0, 0, 0, huibao.China)
}

// TestEarlier: the unit's page has a table of its returns of earlier periods, once something of
// them is known: what counts, when it came, how often it was mended, its receipt, what was sent out.
func TestEarlier(t *testing.T) {
	h := newHouse(t)
	b := h.clerk()
	may, link := "/r/2024-05/"+h.mine, "/r/"+june+"/"+h.mine
	if rowOf(b.get("/").body, may) != "" {
		t.Error("a period of which nothing is known")
	}
	body, kind := form(t, []upload{{"5月.xlsx", []byte("编码,本期\n1.1,3\n")}})
	if r := b.send(may+"/files", body.String(), kind); r.status != http.StatusSeeOther {
		t.Fatal(r.status, r.body)
	}
	if got := rowOf(b.get("/").body, may); got != "2024年5月 ◎ 审核中 没有 没有 还没有" {
		t.Errorf("before it was judged: %q", got)
	}
	h.judge()
	if got := rowOf(b.get("/").body, may); got != "2024年5月 ● 通过 第 2 版 计入 7月5日 迟报 30 天 1 次 2024年5月 回执 还没有" || b.get(may).status != http.StatusOK {
		t.Errorf("with that from the folder: %q", got)
	}
	b.handIn(h.mine, upload{"6月.xlsx", another(h.example(), 1)})
	h.judge()
	h.onDay(7, 27, 9)
	b = h.enter("clerk")
	if got := rowOf(b.get("/").body, link); got != "2024年6月 ▲ 待说明 第 2 版 计入 7月5日 16:00 按时 1 次 2024年6月 回执 还没有" {
		t.Errorf("while it is open: %q", got)
	}
	receipts := linked(b.get("/").body, link+"/receipt/")
	if len(receipts) != 1 || b.get(receipts[0]).status != http.StatusOK {
		t.Errorf("receipts: %q", receipts)
	}
	off := h.overseer()
	h.lock()
	if got := rowOf(b.get("/").body, link); got != "2024年6月 ◆ 已锁定 第 2 版 计入 7月5日 16:00 按时 1 次 2024年6月 回执 已定稿，还没有印发" {
		t.Errorf("locked: %q", got)
	}
	h.sendsOut(off)
	if got := rowOf(b.get("/").body, link); !strings.HasSuffix(got, " 回执 2024年6月通报 第 1 版") {
		t.Errorf("sent out: %q", got)
	}
}

// TestUnreadAfter: a file from which no return is read, after one that counts, is told beside it:
// nobody is told that nothing is to be mended and that something must be at once.
func TestUnreadAfter(t *testing.T) {
	thorough.Need(t)
	h := newHouse(t)
	b, unit := h.filledIn()
	h.clock.move(time.Minute)
	b.handIn(unit, upload{"坏.xlsx", []byte("PK\x03\x04 broken")})
	h.judge()
	for _, at := range []string{"/", "/r/" + june + "/" + unit} {
		page := b.get(at).body
		if strings.Contains(page, ">没有要改的") || !strings.Contains(page, "■ 后来报的“坏.xlsx”（7月5日 16:01:00）") || !strings.Contains(page, "没有计入</b>") || !strings.Contains(page, "版没有要改的") || !strings.Contains(page, "看怎么改</a>，改好再报") || !strings.Contains(page, "现在计入的仍是第 1 版，") || strings.Contains(page, "。。") {
			t.Errorf("%s: %s", at, page)
		}
	}
	for _, link := range linked(b.get("/r/"+june+"/"+unit).body, "/r/"+june+"/"+unit+"/receipt/") {
		if page := b.get(link).body; !strings.Contains(page, "退回：") || strings.Contains(page, "。；") {
			t.Errorf("%s: what is wrong is not told in one sentence: %s", link, page)
		}
	}
	h.clock.move(time.Minute)
	page := "/r/" + june + "/" + unit
	versions := linked(b.get("/").body, page+"?n=") // what is broken, told first; then both as they came
	first := b.get(linked(b.get(versions[len(versions)-2]).body, page+"/original/")[0])
	b.handIn(unit, upload{"好.xlsx", []byte(first.body)})
	h.judge()
	if page := b.get("/").body; strings.Contains(page, "后来报的") {
		t.Error("a later return could be read, and what was broken before it is told:", page)
	}
}

// TestLockedPages: once a period is locked nobody is asked to do anything, and whoever has a
// correction is told what comes first.
func TestLockedPages(t *testing.T) {
	thorough.Repeats(t)
	h := newHouse(t)
	b := h.clerk()
	at := "/r/" + june + "/" + h.mine
	for _, locked := range []bool{false, true} {
		if locked {
			h.lock()
		}
		for _, path := range []string{"/", at} {
			page := b.get(path).body
			for words, when := range map[string]bool{"◆ 已锁定，不用再做什么：第 1 版已计入，2 行除外": true, "</i>已锁定</span>": true, "锁定以后还要更正的": true, "先请办公室解锁，再报改好的表": true, "改好了，再报一次": false, ">去提交": false} {
				if is := strings.Contains(page, words); is != (when == locked) && !(path == "/" && words == ">去提交") {
					t.Errorf("%s, locked %v: %s is there: %v", path, locked, words, is)
				}
			}
		}
	}
}

// TestDaysWhole: a day among what is signed stands in one line.
func TestDaysWhole(t *testing.T) {
	h := newHouse(t)
	page := h.clerk().get("/r/" + june + "/" + h.mine + "/sign").body
	if !strings.Contains(page, `<td class="nb" data-h="执行日期">2024-01-01</td>`) {
		t.Error("a day may be broken at its hyphens")
	}
}
