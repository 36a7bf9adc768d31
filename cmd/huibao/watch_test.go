package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huibao"
	"huibao/batch"
)

// TestWatch looks at a folder while files come in: one that stands still is judged and
// told of in one line, one that is still being written is left alone, an error is told
// once, and a stop at any moment ends it.
func TestWatch(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ws")
	if code := run([]string{"huibao", "-q", "demo", dir}); code == exitFailed {
		t.Fatal("no demo")
	}
	s := scene{w: batch.Workspace{Dir: dir}, date: huibao.Date{Year: 2024, Month: 7, Day: 8}, exact: true, period: huibao.Period{Year: 2024, Month: 6}}
	var out bytes.Buffer
	x := &watcher{voice: &voice{out: &out, err: &out}, w: s.w, opt: s.options(), known: map[string]bool{}}
	res, err := batch.Run(t.Context(), x.w, x.opt)
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(err)
	_, err = x.news(res)
	check(err)
	x.done, err = batch.Glimpse(t.Context(), x.w, x.opt)
	check(err)

	look := func(n int) string {
		t.Helper()
		for range n {
			check(x.look(t.Context()))
		}
		said := out.String()
		out.Reset()
		return said
	}
	expect := func(when, said string, want ...string) {
		t.Helper()
		for _, w := range want {
			if strings.Count(said, w) != 1 {
				t.Errorf("%s: %q is not said once in:\n%s", when, w, said)
			}
		}
		if len(want) == 0 && said != "" {
			t.Errorf("%s: said %s", when, said)
		}
	}
	returns := x.w.Returns(s.period)
	put := func(name, content string) { check(os.WriteFile(filepath.Join(returns, name), []byte(content), 0o644)) }
	expect("nothing came", look(2))
	put("来函.txt", "六月情况")
	expect("a file that came", look(2), "returns/2024-06/来函.txt　看不出单位　", "应报")
	put("~$来函.docx", "")
	expect("a file that is open", look(2))
	put("补充.txt", "六月")
	expect("the first look", look(1))
	put("补充.txt", "六月补充")
	expect("still being written", look(1))
	expect("written", look(1), "returns/2024-06/补充.txt　看不出单位　", "应报")
	plan, err := os.ReadFile(x.w.Plan())
	check(err)
	check(os.WriteFile(x.w.Plan(), plan[:len(plan)/2], 0o644))
	expect("half a plan", look(3), "这一次没有运行成：")
	check(os.WriteFile(x.w.Plan(), plan, 0o644))
	put("再补.txt", "六月再补")
	expect("the plan again", look(2), "returns/2024-06/再补.txt　看不出单位　")

	ctx, stop := context.WithCancel(t.Context())
	looks, ended := make(chan time.Time), make(chan error)
	go func() { ended <- x.watch(ctx, looks) }()
	looks <- time.Time{}
	stop()
	if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if err := x.look(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped within a look: %v", err)
	}
}
