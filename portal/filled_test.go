package portal

import (
	"bytes"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao/act"
	"huibao/internal/thorough"
)

// TestR1Filled: a blank return that was filled in as its own 填报说明 says has nothing to be mended,
// explained or known, and the page says so and what is next. (That this house has no run of May is a
// hint, which is nobody's to do anything about.)
func TestR1Filled(t *testing.T) {
	thorough.Repeats(t)
	h := newHouse(t)
	b, unit := h.filledIn()
	page := b.get("/r/" + june + "/" + unit).body
	if !strings.Contains(page, "通过：第 1 版已全部计入") || !strings.Contains(page, "没有要改的，请提交；") {
		t.Error("it does not pass")
	}
	for _, found := range regexp.MustCompile(`<article class="find[^]]*?</h3>|id="know"`).FindAllString(page, -1) {
		t.Errorf("found: %s", found)
	}
	if home := b.get("/").body; !strings.Contains(home, "去提交，请复核和签发") {
		t.Error("home does not lead to the next step")
	}
}

// filledIn hands in a whole return of a unit that has handed in nothing, by its clerk.
func (h *house) filledIn() (b *browser, unit string) {
	h.t.Helper()
	unit, err := h.desk.UnitCode("市总工会")
	must(h.t, err)
	h.admit("silent", act.Held{Role: act.Clerk, Unit: unit})
	b = h.enter("silent")
	blank := b.get("/blank/" + june + "/" + unit)
	if blank.status != http.StatusOK {
		h.t.Fatal(blank.status)
	}
	f, err := excelize.OpenReader(strings.NewReader(blank.body))
	must(h.t, err)
	before, err := f.GetCellValue("计数", "E4")
	must(h.t, err)
	done, err := strconv.Atoi(before)
	if before != "" {
		must(h.t, err)
	}
	must(h.t, f.SetCellValue("计数", "F4", 2100-done)) // half of the year's, by half of the year
	must(h.t, f.SetCellValue("计数", "G4", 2100))
	rows, err := f.GetRows("填报说明")
	must(h.t, err)
	says := map[string]string{"填报人": "王一", "联系电话": "0955-7000002", "审核人": "李二", "签批人": "赵三", "填报日期": "2024-06-25"}
	for i, row := range rows {
		if len(row) > 0 && says[row[0]] != "" {
			cell, err := excelize.CoordinatesToCellName(2, i+1)
			must(h.t, err)
			must(h.t, f.SetCellValue("填报说明", cell, says[row[0]]))
			delete(says, row[0])
		}
	}
	if len(says) > 0 {
		h.t.Fatalf("填报说明 has no place for %v", says)
	}
	var out bytes.Buffer
	must(h.t, f.Write(&out))
	if r := b.handIn(unit, upload{"6月.xlsx", out.Bytes()}); r.status != http.StatusSeeOther {
		h.t.Fatal(r.status)
	}
	h.judge()
	return b, unit
}
