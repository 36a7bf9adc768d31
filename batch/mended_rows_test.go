package batch_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"huibao/act"
	"huibao/batch"
	"huibao/internal/thorough"
)

// asksOf says which rows of a county are asked by X08, and by which numbers of findings.
func (s *small) asksOf(t *testing.T, county string) (rows, ids []string) {
	t.Helper()
	for _, sub := range s.standing(t).Submissions() {
		for _, f := range sub.Findings {
			if sub.Unit == s.form[county].Unit.Code && f.Code == "X08" && f.Stands() {
				rows, ids = append(rows, f.Indicator+" "+f.Found+" "+f.Expected), append(ids, f.ID)
			}
		}
	}
	return rows, ids
}

// sendsPiece is a county with a whole return of six rows, and days later a file with some of them.
func sendsPiece(t *testing.T, piece map[int]int) (s steps, county string) {
	t.Helper()
	s = wider(t)
	s.rows = 6
	s.small.plan(t, 1000)
	s.forms(t)
	county = smallCounties[0]
	s.putRows(t, county, "whole", map[int]int{0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 5: 1})
	s.small.run(t)
	s.next(t, county, "piece", piece)
	return s, county
}

// next hands in a further file on the day after.
func (s *steps) next(t *testing.T, county, name string, rows map[int]int) {
	t.Helper()
	s.opt.Date.Day++
	s.putRows(t, county, name, rows)
	s.small.run(t)
	s.hold(t, name)
}

// TestMendedRowsOnly: a later file with the mended rows alone is sent back; the rows in which it says something else do not
// count on, and are asked, until the whole return comes, the office accepts the old figure, or leaves the file out.
func TestMendedRowsOnly(t *testing.T) {
	s, county := sendsPiece(t, map[int]int{1: 2, 3: 1})
	rows, ids := s.asksOf(t, county)
	if got := s.reached(t, county); got != "28 — 30 31 32 33 退回待说明" || strings.Join(rows, ",") != "1.2 29 36" {
		t.Fatalf("the piece: %s %v", got, rows)
	}
	for _, sub := range s.standing(t).Submissions() {
		if strings.Contains(sub.Path, "piece") && !strings.HasSuffix(sub.Why, "请在整份报表上改好再报；其中 1.2 与计入的一份不同，改好以前不计入") {
			t.Errorf("the piece: %s", sub.Why)
		}
	}
	_, err := batch.Lock(t.Context(), s.w, s.opt, batch.LockOptions{})
	var open *batch.QuestionsError
	if !errors.As(err, &open) || !slices.ContainsFunc(open.Questions, func(q batch.Question) bool {
		return q.What == "1.2 未计入（本单位又报过 36，那一份退回了）"
	}) {
		t.Errorf("the lock asks %v, %+v", err, open)
	}
	s.decides(t, batch.Choice{Kind: act.Accept, Ref: ids[0], Why: "来函确认原数"})
	s.small.run(t)
	if got := s.reached(t, county); got != "28 29 30 31 32 33 退回通过" {
		t.Errorf("accepted: %s", got)
	}
	s.next(t, county, "piece2", map[int]int{1: 3})
	if got, _ := s.asksOf(t, county); s.reached(t, county) != "28 — 30 31 32 33 退回退回待说明" || strings.Join(got, ",") != "1.2 29 43" {
		t.Errorf("a further figure is not what was accepted: %s %v", s.reached(t, county), got)
	}
	s.next(t, county, "piece3", map[int]int{1: 1})
	if got, _ := s.asksOf(t, county); s.reached(t, county) != "28 — 30 31 32 33 退回退回退回待说明" || strings.Join(got, ",") != "1.2 29 43" {
		t.Errorf("the first figure again takes nothing back: %s %v", s.reached(t, county), got)
	}
	for _, sub := range s.standing(t).Submissions() {
		for _, f := range sub.Findings {
			if f.Code == "X08" && !strings.Contains(f.Message, "里是 43；那一份退回了，没有计入，其后报来的 returns/2024-01/"+county+"_piece3.xlsx 又与这一份相同，也退回了，") {
				t.Errorf("both files are not named: %s", f.Message)
			}
		}
	}
	s.next(t, county, "whole2", map[int]int{0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 5: 1})
	if got := s.reached(t, county); !strings.HasPrefix(got, "28 29 30 31 32 33 ") || !strings.HasSuffix(got, "通过") {
		t.Errorf("the whole: %s", got)
	}
}

// TestMendedRowsSettled are the other ends of it, and files that say nothing else.
func TestMendedRowsSettled(t *testing.T) {
	thorough.Repeats(t)
	s, county := sendsPiece(t, map[int]int{1: 2})
	s.decides(t, batch.Choice{Kind: act.LeaveOut, Ref: "returns/2024-01/" + county + "_piece.xlsx", Unit: county, Why: "误发"})
	s.small.run(t)
	if got := s.reached(t, county); got != "28 29 30 31 32 33 不采用通过" {
		t.Errorf("left out: %s", got)
	}
	s, county = sendsPiece(t, map[int]int{1: 2})
	s.next(t, county, "whole2", map[int]int{0: 1, 1: 2, 2: 1, 3: 1, 4: 1, 5: 1})
	if got := s.reached(t, county); got != "28 36 30 31 32 33 已替代已替代通过" {
		t.Errorf("the whole: %s", got)
	}
	s, county = sendsPiece(t, map[int]int{1: 1, 4: 1})
	if got := s.reached(t, county); got != "28 29 30 31 32 33 退回通过" {
		t.Errorf("the same figures: %s", got)
	}
}
