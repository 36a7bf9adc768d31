package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"huibao"
	"huibao/batch"
	"huibao/internal/fault"
	"huibao/report"
)

// watchEvery is how often the folder of a period is looked at.
const watchEvery = 3 * time.Second

// watcher runs a period again whenever something came into its folder.
type watcher struct {
	voice *voice
	w     batch.Workspace
	opt   batch.Options
	known map[string]bool // what was told of: files, notes
	done  string          // what the folder held before the last run
	seen  string          // what it held at the last look
	wrong string          // why the last run failed, "" where it did not
}

// watch goes on until it is stopped.
func (x *watcher) watch(ctx context.Context, looks <-chan time.Time) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-looks:
		}
		if err := x.look(ctx); err != nil {
			return err
		}
	}
}

// look looks once; what is still being written is left until it stands still from one
// look to the next. The error is that it was stopped.
func (x *watcher) look(ctx context.Context) error {
	now, err := batch.Glimpse(ctx, x.w, x.opt)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		x.fail(err)
		return nil
	case now == x.done || now != x.seen:
		x.seen = now
		return nil
	}
	return x.run(ctx, now)
}

// run runs the period and tells of each file that is new; the error is that it was stopped.
func (x *watcher) run(ctx context.Context, now string) error {
	if x.opt.Now != nil {
		x.opt.Date = huibao.DateOf(x.opt.Now()) // it may be watched past midnight
	}
	res, err := batch.Run(ctx, x.w, x.opt)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		x.fail(err)
		return nil
	}
	x.done, x.wrong = now, ""
	return x.tell(res)
}

// fail says what is wrong, once; it is tried again, since it may be mended.
func (x *watcher) fail(err error) {
	if text := fault.Text(err); text != x.wrong {
		x.wrong = text
		x.say("这一次没有运行成：%s", text)
		var bad *batch.PlanError
		if errors.As(err, &bad) {
			x.voice.findings(bad.Plan.Findings())
		}
	}
}

// say is voice.say with the time before it, where there is a clock.
func (x *watcher) say(format string, args ...any) {
	if x.opt.Now != nil {
		format = x.opt.Now().Format("15:04:05") + "　" + format
	}
	x.voice.say(format, args...)
}

// tell says of every file and note that is new what came of it, and where the period
// stands then.
func (x *watcher) tell(res *batch.Result) error {
	lines, err := x.news(res)
	if err != nil || len(lines) == 0 {
		return err
	}
	for _, line := range lines {
		x.say("%s", line)
	}
	s := res.Summary
	x.say("应报 %d 个单位，未报 %d 个%s", s.Owed, len(s.Missing), named(s.Missing))
	return nil
}

// news are the lines on what is new in a result, which is known from then on.
func (x *watcher) news(res *batch.Result) ([]string, error) {
	d, err := res.Document()
	if err != nil {
		return nil, err
	}
	var lines []string
	add := func(key, line string) {
		if !x.known[key] {
			x.known[key] = true
			lines = append(lines, line)
		}
	}
	for i := range d.Files {
		f := &d.Files[i]
		add(strings.Join([]string{f.Path, f.SHA256, f.Received}, "\x00"), fileLine(f))
	}
	for _, f := range res.Late {
		add(strings.Join([]string{f.Path, f.SHA256, f.Received}, "\x00"), fmt.Sprintf("%s　已收到，未计入：本期已锁定（第 %d 版）", f.Path, res.Edition))
	}
	for _, note := range res.Notes {
		add(note, "注意："+note)
	}
	return lines, nil
}

// fileLine is a file's verdict in one line.
func fileLine(f *report.FileEntry) string {
	unit := f.Unit
	if unit == "" {
		unit = "看不出单位"
	}
	line := fmt.Sprintf("%s　%s　%s", f.Path, unit, f.State.Label())
	var asks []string
	for _, of := range []struct {
		severity huibao.Severity
		word     string
	}{{huibao.Error, "待改"}, {huibao.Warning, "待说明"}} {
		open := slices.DeleteFunc(slices.Clone(f.Findings), func(x huibao.Finding) bool { return x.Severity != of.severity || !x.Stands() })
		if len(open) > 0 {
			asks = append(asks, fmt.Sprintf("%s %d 处", of.word, len(open)))
		}
	}
	if len(asks) > 0 {
		line += "　" + strings.Join(asks, "，")
	}
	if f.Why != "" {
		line += "　" + f.Why
	}
	return line
}
