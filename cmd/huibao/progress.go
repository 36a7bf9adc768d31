package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	ptext "github.com/jedib0t/go-pretty/v6/text"

	"huibao/batch"
)

// How often progress is told: on a terminal the bar is renewed, elsewhere a line is
// written.
const (
	barEvery  = 200 * time.Millisecond
	lineEvery = 5 * time.Second
	barWidth  = 24
)

// progress tells of long work, after the first second: a bar on a terminal, a line
// every few seconds when piped, or JSON (--log-format json); nothing under --quiet.
// done must be called at the end.
func (v *voice) progress() (step func(s batch.Stage, done, total int, path string), done func()) {
	if v.quiet {
		return nil, func() {}
	}
	p := &progress{voice: v, start: time.Now(), bar: terminalWidth(v.err) > 0 && !v.logJSON}
	return p.step, p.done
}

type progress struct {
	*voice
	stage batch.Stage
	start time.Time
	last  time.Time
	bar   bool
	shown bool
}

// progressLine is a line of --log-format json.
type progressLine struct {
	Stage   string `json:"stage"`
	Done    int    `json:"done"`
	Total   int    `json:"total"`
	Seconds int    `json:"seconds"`
	Left    int    `json:"seconds_left"`
	Path    string `json:"path"`
}

func (p *progress) step(s batch.Stage, n, total int, path string) {
	now := time.Now()
	if s != p.stage && p.stage != "" {
		p.start = now
	}
	p.stage = s
	every := lineEvery
	if p.bar {
		every = barEvery
	}
	since := now.Sub(p.start)
	if since < time.Second || now.Sub(p.last) < every || !p.bar && since < lineEvery {
		return
	}
	p.last, p.shown = now, true
	left := (since / time.Duration(max(n, 1)) * time.Duration(total-n)).Round(time.Second)
	rate := time.Duration(n) * time.Second / max(since, 1)
	switch {
	case p.bar:
		full := barWidth * n / max(total, 1)
		fmt.Fprintf(p.err, "\r\x1b[K%s [%s%s] %d/%d，每秒 %d 个，约剩 %s  %s", p.stage, strings.Repeat("█", full), strings.Repeat("░", barWidth-full),
			n, total, rate, left, ptext.Trim(path, 40))
	case p.logJSON:
		line, err := json.Marshal(progressLine{string(p.stage), n, total, int(since.Seconds()), int(left.Seconds()), path})
		if err == nil {
			fmt.Fprintln(p.err, string(line))
		}
	default:
		fmt.Fprintf(p.err, "%s %d/%d，每秒 %d 个，约剩 %s\n", p.stage, n, total, rate, left)
	}
}

func (p *progress) done() {
	if p.shown && p.bar {
		fmt.Fprint(p.err, "\r\x1b[K")
	}
}
