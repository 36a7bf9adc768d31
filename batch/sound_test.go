package batch

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"huibao"
)

// TestS5Sound: a file on which the reader breaks down is one that can't be read; what is read,
// and errors of the program's own, pass.
func TestS5Sound(t *testing.T) {
	var none []*huibao.Return
	list, err := sound(func() ([]*huibao.Return, error) { return none[3:], nil })
	if err != nil || len(list) != 1 || len(list[0].Remarks) != 1 || list[0].Remarks[0].Kind != huibao.RemarkDamaged || !strings.Contains(list[0].Remarks[0].Text, "没有读完") {
		t.Errorf("%+v, %v", list, err)
	}
	read, bad := []*huibao.Return{{Unit: "C1"}}, errors.New("bad")
	if list, err = sound(func() ([]*huibao.Return, error) { return read, bad }); list[0] != read[0] || err != bad {
		t.Errorf("%+v, %v", list, err)
	}
}

// TestS5Time: a file that takes too long is one that was not read; what is read in time, errors
// of the program's own and the end of the whole run pass.
func TestS5Time(t *testing.T) {
	waits := func(ctx context.Context) ([]*huibao.Return, error) { <-ctx.Done(); return nil, ctx.Err() }
	r := &reader{opt: Options{FileTime: time.Nanosecond}}
	if _, err := r.within(t.Context(), waits); !errors.Is(err, errSlow) {
		t.Error(err)
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.within(stopped, waits); errors.Is(err, errSlow) || !errors.Is(err, context.Canceled) {
		t.Errorf("a run that is stopped: %v", err)
	}
	for _, limit := range []time.Duration{0, time.Hour} {
		r := &reader{opt: Options{FileTime: limit}}
		bad := errors.New("bad")
		if _, err := r.within(t.Context(), func(context.Context) ([]*huibao.Return, error) { return nil, bad }); err != bad {
			t.Errorf("%v: %v", limit, err)
		}
		list, err := r.within(t.Context(), func(ctx context.Context) ([]*huibao.Return, error) { return []*huibao.Return{{Unit: "C1"}}, ctx.Err() })
		if err != nil || list[0].Unit != "C1" {
			t.Errorf("%v: %v", limit, err)
		}
	}
}
