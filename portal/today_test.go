package portal

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/batch"
	"huibao/internal/sheet"
	"huibao/internal/thorough"
	"huibao/samples"
)

// TestToday: the board says what is otherwise than the last draft before today, however many
// were made since; on the first day it says nothing, and nothing of a locked period.
func TestToday(t *testing.T) {
	thorough.Need(t)
	h := newHouse(t)
	h.overseer()
	board := func() string {
		t.Helper()
		_, said, _ := strings.Cut(h.enter("overseer").get("/board/"+june).body, `id="today"`)
		said, _, _ = strings.Cut(said, "</section>")
		return said
	}
	if said := board(); said != "" {
		t.Errorf("on the first day: %s", said)
	}
	h.clock.move(24 * time.Hour)
	if said := board(); !strings.Contains(said, "比昨天") || !strings.Contains(said, "7月5日 00:00") || !strings.Contains(said, "都没有变化") {
		t.Errorf("a day later: %s", said)
	}
	from := filepath.Join(h.dir, "returns", june, "县区", "中宁县6月报表.xlsx")
	data, err := os.ReadFile(from)
	must(t, err)
	for n := range 6 { // more drafts than are kept
		f, err := excelize.OpenFile(from)
		must(t, err)
		must(t, errors.Join(f.SetCellValue("计数", "F17", 1200+n), f.SaveAs(from), f.Close()))
		h.runNow()
	}
	said := board()
	for _, want := range []string{"比昨天", "中宁县　待说明，报表换了　指标 14.1", "全市数 1 个变了", `<a href="/f/` + june + `/14.1"><span class="nb">14.1</span></a>`, "（中宁县）", "亮灯",
		`<span class="step">本期 454 → 1,659</span><span class="step">累计（现值） 2,556 → 4,742</span><span class="step">完成率% — → 55.8</span>`} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q: %s", want, said)
		}
	}
	must(t, os.WriteFile(from, data, 0o600))
	h.runNow()
	if said := board(); !strings.Contains(said, "都没有变化") {
		t.Errorf("all as it was yesterday: %s", said)
	}
	h.clock.move(72 * time.Hour)
	if said := board(); !strings.Contains(said, "比 7月6日") {
		t.Errorf("after days without a run: %s", said)
	}
	h.lock()
	if said := board(); said != "" {
		t.Errorf("of a locked period: %s", said)
	}
}

// runNow runs June as the command line does, by the clock.
func (h *house) runNow() {
	h.t.Helper()
	h.clock.move(time.Minute)
	opt := batch.Options{Period: samples.Periods()[1].Period, Date: huibao.DateOf(h.clock.now()), Now: h.clock.now, Limits: sheet.DefaultLimits(), MaxFiles: 1000, MaxDepth: 8, Who: "test"}
	_, err := batch.Run(context.Background(), placed(h.dir), opt)
	must(h.t, err)
}
