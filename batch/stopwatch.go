package batch

import (
	"strconv"
	"time"
)

// stopwatch times the stages of a run, where there is a clock.
type stopwatch struct {
	now     func() time.Time
	last    time.Time
	seconds map[string]string
}

func newStopwatch(opt Options) *stopwatch {
	w := &stopwatch{now: opt.Now, seconds: map[string]string{}}
	if w.now != nil {
		w.last = w.now()
	}
	return w
}

// stage ends a stage.
func (w *stopwatch) stage(name string) {
	if w.now == nil {
		return
	}
	t := w.now()
	ms := t.Sub(w.last).Milliseconds()
	w.seconds[name] = strconv.FormatInt(ms/1000, 10) + "." + strconv.FormatInt(1000+ms%1000, 10)[1:]
	w.last = t
}
