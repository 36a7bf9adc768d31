package batch_test

import (
	"context"
	"database/sql"
	"hash/crc32"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/internal/thorough"
)

// steps runs a period after each of some changes: how many returns are judged anew is told, and
// the outputs and rows are those of a run that remembers nothing.
type steps struct{ *small }

func (s steps) run(t *testing.T, what string, judged int) {
	t.Helper()
	res := s.small.run(t)
	if res.Judged != judged {
		t.Errorf("%s: %d returns were judged, not %d", what, res.Judged, judged)
	}
	s.hold(t, what)
}

// first is a run of a return of each county.
func (s steps) first(t *testing.T) {
	t.Helper()
	s.puts(t)
	s.run(t, "first", 3)
}

// puts writes a return of each county.
func (s *small) puts(t *testing.T) {
	t.Helper()
	for i, county := range smallCounties {
		s.put(t, county, "1", i)
	}
}

// hold judges everything again in a copy, whose rows and outputs must be the same: after every step, in a plain
// run after one of four, which their names choose.
func (s steps) hold(t *testing.T, what string) {
	t.Helper()
	if !thorough.All(t) && crc32.ChecksumIEEE([]byte(t.Name()+what))%4 != 0 {
		return
	}
	again := s.copied(t)
	list, err := batch.Rebuild(context.Background(), again.w, again.opt)
	must(t, err)
	for _, r := range list {
		if !r.Same {
			t.Errorf("%s: %s has other rows when everything is judged", what, r.Period)
		}
	}
	if was, now := whole(t, filepath.Join(s.w.Dir, "out")), whole(t, filepath.Join(again.w.Dir, "out")); !maps.Equal(was, now) {
		t.Errorf("%s: other outputs when everything is judged", what)
	}
}

// onFile is a workspace whose ledger lies in a file, so that a copy of it is whole.
func onFile(t *testing.T) *small {
	t.Helper()
	s := newSmall(t, true)
	s.w.Database = ""
	return s
}

func (s *small) decides(t *testing.T, c batch.Choice) int {
	t.Helper()
	acts, err := batch.Decide(context.Background(), s.w, s.opt, []batch.Choice{c})
	must(t, err)
	return acts[0].N
}

// TestVerdicts changes one thing at a time: what rests on it is judged anew, and nothing else. A plain run stops half-way.
func TestVerdicts(t *testing.T) {
	s := steps{onFile(t)}
	s.first(t)
	s.opt.Date.Day++
	s.run(t, "another day", 0)
	s.put(t, "乙县", "1", 3)
	s.run(t, "a return mended: it and the one before it", 2)
	s.put(t, "乙县", "2", 5)
	s.run(t, "another file of the unit", 3)
	n := s.decides(t, batch.Choice{Kind: act.Accept, Ref: s.finding(t, "乙县"), Why: "已核实"})
	s.run(t, "a question answered", 3)
	_, err := batch.TakeBack(context.Background(), s.w, s.opt, n, "误记")
	must(t, err)
	s.run(t, "and taken back", 3)
	if !thorough.All(t) {
		return
	}
	s.decides(t, batch.Choice{Kind: act.LeaveOut, Ref: "1.1", Unit: "甲县", Why: "不实"})
	s.run(t, "a row left out", 1)
	must(t, os.Remove(filepath.Join(s.w.Returns(s.opt.Period), "丙县_1.xlsx")))
	s.run(t, "a file taken away", 1)
	s.received(t, "甲县_1.xlsx,2024-02-03,邮件\n")
	s.run(t, "received on another day", 1)
	s.plan(t, 1100)
	s.run(t, "another plan", 5)
	s.opt.Version = "next"
	s.run(t, "another version", 5)
	s.opt.Version = "test"
	s.run(t, "the version of before", 5)
}

// TestVerdictsPutBack: a file that was replaced and comes back as it was is another version, of the same content
// in the same place.
func TestVerdictsPutBack(t *testing.T) {
	thorough.Need(t)
	s := steps{onFile(t)}
	s.first(t)
	s.put(t, "甲县", "1", 4)
	s.run(t, "replaced", 2)
	s.put(t, "甲县", "1", 0)
	s.run(t, "put back", 3)
	s.opt.Date.Day++
	s.run(t, "another day", 3)
	s.decides(t, batch.Choice{Kind: act.Prefer, Ref: "returns/2024-01/甲县_1.xlsx", Why: "以此为准"})
	s.run(t, "preferred", 3)
	s.opt.Date.Day++
	s.run(t, "and another day", 3)
	if c := s.standing(t).Counting(s.form["甲县"].Unit.Code); c == nil || c.Return.Row(0).Quantity(huibao.FieldThis).String() != "21" {
		t.Errorf("%+v counts", c)
	}
}

// TestVerdictsOfSeveral: of a workbook with two counties' sheets the one is judged anew that a decision is on, and
// both are remembered after it.
func TestVerdictsOfSeveral(t *testing.T) {
	thorough.Need(t)
	s := steps{onFile(t)}
	f := excelize.NewFile()
	for i, county := range smallCounties[:2] {
		_, err := f.NewSheet(county)
		must(t, err)
		for j, row := range [][]any{{"民生实事1月完成情况统计表"}, {"指标名称", "累计完成"}, {s.form[county].Rows[0].Name, 60 + i}, {s.form[county].Rows[1].Name, 30 + i}} {
			must(t, f.SetSheetRow(county, "A"+string(rune('1'+j)), &row))
		}
	}
	must(t, f.DeleteSheet("Sheet1"))
	must(t, f.SaveAs(filepath.Join(s.w.Returns(s.opt.Period), "两县.xlsx")))
	s.run(t, "first", 2)
	s.opt.Date.Day++
	s.run(t, "another day", 0)
	s.decides(t, batch.Choice{Kind: act.LeaveOut, Ref: "1.1", Unit: smallCounties[0], Why: "不实"})
	s.run(t, "a row left out", 1)
	s.opt.Date.Day++
	s.run(t, "and another day", 0)
}

// finding is the id of a warning or an error of a county's return.
func (s *small) finding(t *testing.T, county string) string {
	t.Helper()
	c := s.standing(t)
	subs := c.Submissions()
	for i := range subs {
		for _, f := range subs[i].Findings {
			if subs[i].Unit == s.form[county].Unit.Code && f.Severity == huibao.Warning {
				return f.ID
			}
		}
	}
	t.Fatalf("nothing is found of %s", county)
	return ""
}

// TestVerdictsOfHistory changes an earlier month.
func TestVerdictsOfHistory(t *testing.T) {
	thorough.Need(t)
	jan := onFile(t)
	jan.puts(t)
	jan.run(t)
	feb := steps{jan.month(t, 2)}
	feb.puts(t)
	feb.run(t, "first", 3)
	feb.opt.Date.Day++
	feb.run(t, "another day", 0)
	jan.put(t, "甲县", "1", 4)
	jan.run(t)
	feb.run(t, "another January", 3)
}

// TestVerdictsDamaged alters what is remembered of a return: it is made anew.
func TestVerdictsDamaged(t *testing.T) {
	for name, query := range map[string]string{
		"cut":   "UPDATE reading SET doc=substr(doc, 1, length(doc)/2)",
		"mixed": "UPDATE reading SET doc=(SELECT doc FROM reading ORDER BY key LIMIT 1)",
		"both":  "UPDATE reading SET doc=(SELECT doc FROM reading ORDER BY key LIMIT 1), digest=(SELECT digest FROM reading ORDER BY key LIMIT 1)",
		"gone":  "DELETE FROM reading",
	} {
		t.Run(name, func(t *testing.T) {
			s := steps{onFile(t)}
			s.first(t)
			db, err := sql.Open("sqlite", filepath.Join(s.w.Ledger(), "ledger.db"))
			must(t, err)
			_, err = db.Exec(query)
			must(t, err)
			must(t, db.Close())
			s.opt.Date.Day++
			if res := s.small.run(t); res.Judged < 2 { // of "mixed" the first is as it was
				t.Errorf("%d were judged", res.Judged)
			}
			s.hold(t, name)
		})
	}
}

// TestVerdictsOfRunThatFailed breaks a run off after it judged: the next one believes what the
// last whole one left, and reads no more than that one had to.
func TestVerdictsOfRunThatFailed(t *testing.T) {
	thorough.Need(t)
	s := steps{onFile(t)}
	s.first(t)
	s.put(t, "乙县", "1", 3)
	inTheWay := filepath.Join(s.w.Out(s.opt.Period), "汇总表.xlsx")
	must(t, os.Remove(inTheWay))
	must(t, os.MkdirAll(filepath.Join(inTheWay, "x"), 0o755))
	if _, err := batch.Run(context.Background(), s.w, s.opt); err == nil {
		t.Fatal("it did not fail")
	}
	must(t, os.RemoveAll(inTheWay))
	res := s.small.run(t)
	if res.Read > 1 || res.Judged != 2 {
		t.Errorf("%d read, %d judged", res.Read, res.Judged)
	}
	s.hold(t, "after a run that failed")
}
