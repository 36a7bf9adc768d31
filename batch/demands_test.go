package batch_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huibao"
	"huibao/batch"
	"huibao/internal/docx"
	"huibao/internal/thorough"
	"huibao/statement"
)

// said are the sentences of a text under a heading, and the rows of its tables with a caption.
func said(list []statement.Printed, text, place string) []string {
	var found []string
	for i := range list {
		if p := &list[i]; p.Text == text && p.Place == place {
			found = append(found, strings.TrimPrefix(p.Name+"|"+p.Whole(), "|"))
		}
	}
	return found
}

// TestDemands asks in March for a return that did not come and for rows that contradict
// themselves; the edition keeps it, and April's bulletin says what came of each.
func TestDemands(t *testing.T) {
	march := newSmall(t, true).month(t, 3)
	march.put(t, "甲县", "1", 0)
	march.put(t, "乙县", "1", 5)
	must(t, march.lock())
	var kept []string
	for _, d := range march.standing(t).Demands {
		kept = append(kept, strings.Join([]string{d.Period.String(), string(d.Ask), d.Name, d.Code, d.Item, d.By.String(), d.Sentence}, "|"))
	}
	want := []string{"2024-03|补报|丙县|||2024-04-15|丙县于4月15日前补报。", "2024-03|核清|乙县|1.1|第1种设施|2024-04-15|乙县于4月15日前核清所列数据。",
		"2024-03|核清|乙县|1.2|第2种设施|2024-04-15|乙县于4月15日前核清所列数据。"}
	if !slices.Equal(kept, want) {
		t.Fatalf("%q, want %q", kept, want)
	}
	const settled = "；乙县第1种设施、乙县第2种设施的4月数已计入，逐条见附件3。"
	rows := func(first string) []string {
		return []string{first, "第1种设施|单位 乙县，事项 第1种设施，要求 核清，期限 4月15日，落实情况 4月数已计入", "第2种设施|单位 乙县，事项 第2种设施，要求 核清，期限 4月15日，落实情况 4月数已计入"}
	}
	april := func(name string, first string, table []string) {
		t.Helper()
		s := *march
		s.w = copied(t, march.w)
		now := s.month(t, 4)
		for _, county := range smallCounties[:2] {
			now.put(t, county, "1", 0)
		}
		must(t, now.lock())
		c := now.standing(t)
		got := said(c.Printed, "通报", "报送和数据核实情况")
		if i := slices.IndexFunc(got, func(s string) bool { return strings.Contains(s, "通报要求") }); first == "" && i >= 0 || first != "" && (i < 0 || got[i] != first) {
			t.Errorf("%s: %q, want %q", name, got, first)
		}
		if got := said(c.Printed, "通报", "3月通报要求的落实情况"); !slices.Equal(got, table) {
			t.Errorf("%s: %q, want %q", name, got, table)
		}
	}
	april("nothing came", "3月通报要求的事项：丙县的3月数仍未计入"+settled, rows("单位 丙县，事项 3月报表，要求 补报，期限 4月15日，落实情况 3月数仍未计入，4月报表未报"))

	edited := filepath.Join(t.TempDir(), "改稿.docx")
	editDocument(t, filepath.Join(march.w.Out(march.opt.Period), "第1版", "通报.docx"), edited, func(data []byte) []byte {
		return bytes.Replace(data, []byte("核清所列数据"), []byte("抓紧核实"), 1)
	})
	res, err := batch.SendOut(context.Background(), march.w, march.opt, batch.Sending{Number: "1号", DOCX: edited})
	must(t, err)
	if !slices.Equal(res.Struck, []string{"乙县于4月15日前核清所列数据。"}) {
		t.Errorf("struck: %q", res.Struck)
	}
	march.put(t, "丙县", "1", 0)
	march.opt.Date = march.opt.Date.AddDays(10)
	march.run(t)
	april("it came after the lock", "3月通报要求的事项：丙县已补报、未计入3月数，逐条见附件3。", rows("单位 丙县，事项 3月报表，要求 补报，期限 4月15日，落实情况 4月15日收到，未计入3月数")[:1])

	_, err = batch.Unlock(t.Context(), march.w, march.opt, "丙县", "补报")
	must(t, err)
	must(t, march.lock())
	second := rows("") // which asks again
	for i := range second {
		second[i] = strings.ReplaceAll(second[i], "4月15日", "4月18日")
	}
	april("it counts in the second edition", "3月通报要求的事项：乙县第1种设施、乙县第2种设施的4月数已计入；丙县已补报，逐条见附件3。",
		append(second[1:], "单位 丙县，事项 3月报表，要求 补报，期限 4月15日，落实情况 4月15日收到，已计入3月数"))
}

// documentText is the text of a .docx.
func documentText(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	must(t, err)
	blocks, err := docx.Read(t.Context(), bytes.NewReader(data), int64(len(data)), docx.DefaultLimits())
	must(t, err)
	var b strings.Builder
	for _, x := range blocks {
		b.WriteString(x.Text + "\n")
	}
	return b.String()
}

// TestDemandsLate runs April, takes in a return of March that comes after March's lock, and runs
// April again: it says what a run that remembers nothing says, and so after a document was sent
// out which asks for less. A run with nothing new makes nothing.
func TestDemandsLate(t *testing.T) {
	thorough.Need(t)
	march := newSmall(t, true).month(t, 3)
	march.put(t, "甲县", "1", 0)
	march.put(t, "乙县", "1", 5)
	must(t, march.lock())
	april := march.month(t, 4)
	for _, county := range smallCounties[:2] {
		april.put(t, county, "1", 0)
	}
	says := func(what, want string) {
		t.Helper()
		for _, anew := range []bool{false, true} {
			april.opt.Anew = anew
			april.run(t)
			if got := documentText(t, filepath.Join(april.w.Out(april.opt.Period), "通报.docx")); !strings.Contains(got, "3月通报要求的事项："+want+"，逐条见附件3。") {
				t.Errorf("%s, anew %v: %s", what, anew, got)
			}
		}
		april.opt.Anew = false
		if !april.run(t).Unchanged() {
			t.Errorf("%s: a run with nothing new makes outputs", what)
		}
	}
	const settled = "；乙县第1种设施、乙县第2种设施的4月数已计入"
	says("nothing came", "丙县的3月数仍未计入"+settled)
	march.put(t, "丙县", "1", 0)
	march.opt.Date = march.opt.Date.AddDays(10)
	march.run(t)
	says("it came after the lock", "丙县已补报、未计入3月数"+settled)
	edited := filepath.Join(t.TempDir(), "改稿.docx")
	editDocument(t, filepath.Join(march.w.Out(march.opt.Period), "第1版", "通报.docx"), edited, func(data []byte) []byte {
		return bytes.Replace(data, []byte("核清所列数据"), []byte("抓紧核实"), 1)
	})
	_, err := batch.SendOut(t.Context(), march.w, march.opt, batch.Sending{Number: "1号", DOCX: edited})
	must(t, err)
	says("what was sent out asks for less", "丙县已补报、未计入3月数")
}

// TestDemandsYears locks a year's last month with a row that is being checked and a return that
// did not come: the next year's first bulletin says what came of the return, and nothing of the
// row, since the code is another indicator's there.
func TestDemandsYears(t *testing.T) {
	thorough.Need(t)
	december := newSmall(t, true).month(t, 11)
	december.opt.Period.Month, december.opt.Date = 12, huibao.Date{Year: 2025, Month: 1, Day: 5}
	december.forms(t)
	december.put(t, "甲县", "1", 0)
	december.put(t, "乙县", "1", 5)
	must(t, december.lock())
	if got := december.standing(t).Demands; len(got) != 3 || got[1].Ask != statement.AskSettle {
		t.Fatalf("%+v", got)
	}
	december.year(t, 2025)
	january := december.month(t, 1)
	january.opt.Period.Year = 2025
	january.opt.Date = huibao.Date{Year: 2025, Month: 2, Day: 5}
	january.forms(t)
	for _, county := range smallCounties[:2] {
		january.put(t, county, "1", 0)
	}
	must(t, january.lock())
	var got []string
	for _, d := range january.standing(t).AskedBefore {
		got = append(got, d.Period.String()+" "+string(d.Ask)+" "+d.Name)
	}
	if want := []string{"2024-12 补报 丙县"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
