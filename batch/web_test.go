package batch_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/check"
	"huibao/ledger"
	"huibao/templates"
)

// byWeb hands a file in as the portal does: kept, then the act; nothing is in the folder.
func (s *small) byWeb(t *testing.T, unit, name string, data []byte, nth int, at time.Time) int {
	t.Helper()
	led, err := s.w.OpenLedger(context.Background(), "test")
	must(t, err)
	defer led.Close()
	kept, err := led.Keep(bytes.NewReader(data))
	must(t, err)
	n := 0
	must(t, led.Act(context.Background(), ledger.Actor{Who: "clerk", When: at}, func(tx *ledger.Tx) (err error) {
		n, err = tx.Append(act.New(act.HandIn, batch.WebPath(s.opt.Period, unit, nth, name), act.File{Where: act.Where{Period: s.opt.Period, Unit: s.form[unit].Unit.Code},
			SHA256: kept.SHA256, Size: kept.Size, Time: at, How: act.Web, Given: true}))
		return err
	}))
	return n
}

// bytesOf is a return as put writes it; the file goes again.
func (s *small) bytesOf(t *testing.T, county string, variant int) []byte {
	t.Helper()
	s.put(t, county, "x", variant)
	must(t, os.Remove(filepath.Join(s.w.Returns(s.opt.Period), county+"_x.xlsx")))
	return s.made[county+string(rune('0'+variant))]
}

// TestByWeb: what the portal took is laid out in the folder, counts as the newest, is put
// back where it was taken away, and is not withdrawn by that; 收到.csv that has its name
// alone says nothing of its time.
func TestByWeb(t *testing.T) {
	s := newSmall(t, true)
	ctx := context.Background()
	at := time.Date(2024, 2, 3, 10, 0, 0, 0, time.UTC)
	for i := range 2 {
		s.byWeb(t, "甲县", `C:\表\甲县.xlsx`, s.bytesOf(t, "甲县", i), i+1, at.Add(time.Duration(i)*time.Minute))
	}
	must(t, os.WriteFile(filepath.Join(s.w.Returns(s.opt.Period), "收到.csv"), []byte("文件,时间,方式\n甲县.xlsx,2024-02-01,邮件\n"), 0o600))
	first := filepath.Join(s.w.Dir, "returns", "2024-01", "网报", "甲县", "第1次", "甲县.xlsx")
	for round := range 3 {
		res, err := batch.Run(ctx, s.w, s.opt)
		must(t, err)
		state := s.state(t)
		if len(state.Files) != 2 || state.Files[0].Withdrawn || state.Files[0].Overwritten || state.Files[1].Time != at.Add(time.Minute) {
			t.Fatalf("round %d: %+v", round, state.Files)
		}
		if res.Consolidation != nil {
			if got := res.Counting("C1"); got == nil || got.Version != 2 || got.N != state.Files[1].N || got.From != "C1" {
				t.Errorf("round %d: %+v", round, got)
			}
		}
		if data, err := os.ReadFile(first); err != nil || !bytes.Equal(data, s.made["甲县0"]) {
			t.Errorf("round %d: not laid out: %v", round, err)
		}
		must(t, os.RemoveAll(filepath.Dir(first)))
	}
	must(t, os.Remove(filepath.Join(s.w.Returns(s.opt.Period), "收到.csv")))
	must(t, os.MkdirAll(filepath.Dir(first), 0o755))
	must(t, os.WriteFile(first, s.bytesOf(t, "甲县", 2), 0o600)) // somebody works in it: that is a hand-in of the folder
	_, err := batch.Run(ctx, s.w, s.opt)
	must(t, err)
	if files := s.state(t).Files; len(files) != 3 || files[2].Unit != "" || files[2].How != "文件夹" || !files[0].Overwritten {
		t.Errorf("%+v", files)
	}
}

// TestByWebOfAnother: a unit's account hands in for its unit alone; another unit's return
// is named and neither counts nor takes the place of what that unit handed in.
func TestByWebOfAnother(t *testing.T) {
	s := newSmall(t, true)
	s.put(t, "乙县", "1", 0)
	at := time.Date(2024, 2, 5, 10, 0, 0, 0, time.UTC)
	n := s.byWeb(t, "甲县", "乙县.xlsx", s.bytesOf(t, "乙县", 1), 1, at)
	res, err := batch.Run(context.Background(), s.w, s.opt)
	must(t, err)
	if got := res.Counting("C2"); got == nil || got.Version != 1 || got.From != "" {
		t.Errorf("乙县: %+v", got)
	}
	for i := range res.Submissions() {
		if x := &res.Submissions()[i]; x.N == n {
			if x.State != huibao.StateUnrecognised || x.Unit != "" || len(x.Findings) != 1 || x.Findings[0].Code != "S04" || !strings.Contains(x.Why, "“乙县”，却由“甲县”") {
				t.Errorf("%s %q %+v", x.State, x.Why, x.Findings)
			}
		}
	}
}

// TestExplainedInPage: an explanation in the page does all that the same words in the
// row do: the same findings, states, figures and notes.
func TestExplainedInPage(t *testing.T) {
	const why = "一月新建设施集中验收，台账可查，二月起恢复正常"
	ctx := context.Background()
	s := newSmall(t, true)
	must(t, os.WriteFile(filepath.Join(s.w.Returns(s.opt.Period), "甲县_1.xlsx"), s.filled(t, "甲县", ""), 0o600))
	res, err := batch.Run(ctx, s.w, s.opt)
	must(t, err)
	sub := res.Counting("C1")
	if sub == nil || sub.State != huibao.StatePending {
		t.Fatalf("%+v", sub)
	}
	f := sub.Findings[0]
	for _, x := range sub.Findings {
		if x.Severity == huibao.Warning && x.Stands() {
			f = x
		}
	}
	led, err := s.w.OpenLedger(ctx, "test")
	must(t, err)
	must(t, led.Act(ctx, ledger.Actor{Who: "clerk", When: s.opt.Date.Time()}, func(tx *ledger.Tx) error {
		_, err := tx.Append(act.New(act.Explain, f.ID, act.Decision{Where: act.Where{Period: s.opt.Period, Unit: "C1"}, Name: "甲县", Ref: f.ID, Code: f.Code, Row: f.Indicator,
			Basis: check.Basis(sub.Return, sub.SHA256, f.Indicator), Value: f.Found, Text: why}))
		return err
	}))
	must(t, led.Close())
	res, err = batch.Run(ctx, s.w, s.opt)
	must(t, err)
	page := res.Counting("C1")

	row := newSmall(t, true)
	must(t, os.WriteFile(filepath.Join(row.w.Returns(row.opt.Period), "甲县_1.xlsx"), row.filled(t, "甲县", why), 0o600))
	res, err = batch.Run(ctx, row.w, row.opt)
	must(t, err)
	typed := res.Counting("C1")
	if page.State != typed.State || page.State != huibao.StateAccepted || len(page.Findings) != len(typed.Findings) {
		t.Fatalf("%s %s, in the row %s", page.State, page.Why, typed.State)
	}
	for i := range page.Findings {
		a, b := page.Findings[i], typed.Findings[i]
		if a.Code != b.Code || a.Status != b.Status || a.Holds != b.Holds || (a.Explanation == nil) != (b.Explanation == nil) || a.Explanation != nil && *a.Explanation != *b.Explanation {
			t.Errorf("%+v\n%+v", a, b)
		}
	}
	if got := page.Return.RowByCode(f.Indicator).Note(); got != why {
		t.Errorf("%q", got)
	}
}

// filled is a return of which one cumulative is not what its row adds up to, with a 说明
// in that row.
func (s *small) filled(t *testing.T, county, note string) []byte {
	t.Helper()
	f := s.form[county]
	e := templates.Entries{Rows: map[string]huibao.Values{}, Sign: huibao.SignOff{FilledBy: "张三", Phone: "0955-7654321", CheckedBy: "李四", ApprovedBy: "王五", DateText: "2024-02-03"}}
	for i := range f.Rows {
		v := huibao.Values{}
		for field, n := range map[huibao.Field]int64{huibao.FieldThis: 21, huibao.FieldCumulative: int64(21 + 9*(1-i))} {
			q := huibao.NumInt(n)
			v.Set(huibao.Value{Field: field, Quantity: q, Text: q.String()})
		}
		if i == 0 && note != "" {
			v.Set(huibao.Value{Field: huibao.FieldNote, Word: note, Text: note})
		}
		e.Rows[f.Rows[i].Code] = v
	}
	var b bytes.Buffer
	must(t, templates.Filled(&b, f, e))
	return b.Bytes()
}
