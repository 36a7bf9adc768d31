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
)

// TestR1Filled: a blank return that was filled in as its own 填报说明 says has nothing to be mended,
// explained or known, and the page says so and what is next. (That this house has no run of May is a
// hint, which is nobody's to do anything about.)
func TestR1Filled(t *testing.T) {
	h := newHouse(t)
	unit, err := h.desk.UnitCode("市总工会")
	must(t, err)
	h.admit("silent", act.Held{Role: act.Clerk, Unit: unit})
	b := h.enter("silent")
	blank := b.get("/blank/" + june + "/" + unit)
	if blank.status != http.StatusOK {
		t.Fatal(blank.status)
	}
	f, err := excelize.OpenReader(strings.NewReader(blank.body))
	must(t, err)
	before, err := f.GetCellValue("计数", "E4")
	must(t, err)
	done, err := strconv.Atoi(before)
	if before != "" {
		must(t, err)
	}
	must(t, f.SetCellValue("计数", "F4", 2100-done)) // half of the year's, by half of the year
	must(t, f.SetCellValue("计数", "G4", 2100))
	rows, err := f.GetRows("填报说明")
	must(t, err)
	says := map[string]string{"填报人": "王一", "联系电话": "0955-7000002", "审核人": "李二", "签批人": "赵三", "填报日期": "2024-06-25"}
	for i, row := range rows {
		if len(row) > 0 && says[row[0]] != "" {
			cell, err := excelize.CoordinatesToCellName(2, i+1)
			must(t, err)
			must(t, f.SetCellValue("填报说明", cell, says[row[0]]))
			delete(says, row[0])
		}
	}
	if len(says) > 0 {
		t.Fatalf("填报说明 has no place for %v", says)
	}
	var out bytes.Buffer
	must(t, f.Write(&out))
	if r := b.handIn(unit, upload{"6月.xlsx", out.Bytes()}); r.status != http.StatusSeeOther {
		t.Fatal(r.status)
	}
	h.judge()
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
