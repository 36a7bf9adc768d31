package batch_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"huibao"
	"huibao/act"
	"huibao/batch"
)

// TestReissueAlike reprints a period of which everything lies there as the run wrote it, or some of it does, or what it was
// printed with is another: what would be written again is left alone, and nothing else; what is said of it is the same.
func TestReissueAlike(t *testing.T) {
	s := newSmall(t, true)
	for i, county := range smallCounties {
		s.put(t, county, "1", i)
	}
	s.put(t, "丙县", "1", 5) // of which a copy goes back
	s.run(t)
	out := s.w.Out(s.opt.Period)
	first := whole(t, out)
	long := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	document := func(res *batch.Result) string {
		d, err := res.Document()
		must(t, err)
		data, err := json.Marshal(d)
		must(t, err)
		return string(data)
	}
	again := func(name string, opt batch.Options, left ...string) string {
		t.Helper()
		for file := range whole(t, out) {
			must(t, os.Chtimes(filepath.Join(out, file), long, long))
		}
		res, err := batch.Reissue(t.Context(), s.w, opt)
		must(t, err)
		kept := map[string]bool{}
		for file := range whole(t, out) {
			info, err := os.Stat(filepath.Join(out, file))
			must(t, err)
			kept[file] = info.ModTime().Equal(long)
		}
		for _, file := range left {
			if !kept[file] {
				t.Errorf("%s: %s was written again", name, file)
			}
		}
		if all := len(left) == len(first); res.Unchanged() != all {
			t.Errorf("%s: everything was left alone: %v", name, !all)
		}
		return document(res)
	}
	var all []string
	for file := range first {
		all = append(all, file)
	}
	said := again("as it was", s.opt, all...)
	sameFiles(t, first, whole(t, out), 5)

	for _, file := range []string{"通报.docx", "汇总表.xlsx", "run.json", "findings.csv", "专报.pdf"} {
		must(t, os.WriteFile(filepath.Join(out, file), []byte("改过"), 0o644))
		left := map[bool]string{true: "汇总表.xlsx", false: "findings.json"}[file != "汇总表.xlsx"]
		if got := again(file, s.opt, left); got != said {
			t.Errorf("%s was mended, and it says\n%s\nafter\n%s", file, got, said)
		}
		sameFiles(t, first, whole(t, out), 5)
	}

	public := s.opt
	public.Public = true
	again("with the public's", public)
	for _, file := range []string{"公示.pdf", "公示.docx", "公示.xlsx"} {
		must(t, os.Remove(filepath.Join(out, file)))
	}
	again("without", s.opt)

	must(t, os.MkdirAll(filepath.Join(s.w.Dir, "templates"), 0o755))
	own := filepath.Join(s.w.Dir, "templates", "通报.tmpl")
	data, err := os.ReadFile(filepath.Join("..", "templates", "text", "通报.tmpl"))
	must(t, err)
	must(t, os.WriteFile(own, append(data, '\n'), 0o644))
	again("by another text", s.opt)
	must(t, os.Remove(own))
	again("by another program", func() batch.Options { o := s.opt; o.Version = "later"; return o }())
	again("by this one", s.opt)
	sameFiles(t, first, whole(t, out), 5)
	again("as it was at last", s.opt, all...)
}

// TestReissueAlikeLater: a report prints what the last run left, whatever was decided since; what an earlier period comes to
// by now is in it, as ever.
func TestReissueAlikeLater(t *testing.T) {
	jan := newSmall(t, true)
	jan.put(t, "甲县", "1", 0)
	jan.run(t)
	feb := jan.month(t, 2)
	feb.put(t, "甲县", "1", 1)
	feb.run(t)
	report := func(want bool) {
		t.Helper()
		res, err := batch.Reissue(t.Context(), feb.w, feb.opt)
		must(t, err)
		if res.Unchanged() != want {
			t.Errorf("everything was left alone: %v", !want)
		}
	}
	decide := func(s *small) {
		t.Helper()
		_, err := batch.Decide(t.Context(), s.w, s.opt, []batch.Choice{{Kind: act.LeaveOut, Ref: "1.1", Unit: "甲县", Why: "不实"}})
		must(t, err)
	}
	report(true)
	decide(feb)
	report(true)
	decide(jan)
	report(true) // January stands as it was run
	jan.opt.Date = huibao.Date{Year: 2024, Month: 3, Day: 9}
	jan.run(t)
	report(false)
}
