package report_test

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"huibao"
	"huibao/report"
	"huibao/statement"
)

// TestHandEdits: a correction lists what was edited by hand in the document that was signed, and
// cites its number; one of an edition that was signed as it was lists nothing.
func TestHandEdits(t *testing.T) {
	c := city{counties: 3, month: 6, sent: 1}
	made := func() *statement.Consolidation { return c.consolidation(rand.New(rand.NewPCG(1, 7))) }
	for _, edits := range [][]string{nil, {"“累计88户”：底稿为 88，印发稿为 89"}} {
		con, before := made(), made()
		before.Edition, before.Sent = 1, &statement.Sent{Number: "政办发〔2024〕8号", Edits: edits, Why: "按会签意见"}
		con.Issued = before
		m := report.NewModel(con, report.Info{Date: huibao.Date{Year: 2024, Month: 8, Day: 1}, Texts: texts(t)})
		list := m.Corrections()
		if len(list) != len(edits) {
			t.Fatalf("%d edits: %+v", len(edits), list)
		}
		for i, e := range edits {
			if list[i].Old != e {
				t.Errorf("%+v", list[i])
			}
		}
		var b bytes.Buffer
		laid, err := report.Correct(&b, m)
		if err != nil {
			t.Fatal(err)
		}
		said := ""
		for i := range laid.Printed {
			said += laid.Printed[i].Whole()
		}
		if !strings.Contains(said, "政办发〔2024〕8号") || strings.Contains(said, "原通报印发稿有1处与底稿不同") != (len(edits) > 0) {
			t.Errorf("%d edits: %s", len(edits), said)
		}
	}
}
