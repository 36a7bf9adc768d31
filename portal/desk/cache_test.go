package desk

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
)

// TestCache: a value is made once however many ask; what failed or broke down is made anew
// and keeps nobody waiting; the oldest goes; who gives up does not stop it.
func TestCache(t *testing.T) {
	ctx := context.Background()
	c := newCache[int, int](2)
	var made atomic.Int32
	begun, go1 := make(chan struct{}), make(chan struct{})
	fresh := func(context.Context) (int, error) {
		if made.Add(1) == 1 {
			close(begun)
			<-go1
		}
		return int(made.Load()), nil
	}
	var wg sync.WaitGroup
	ask := func(ctx context.Context, want int, wantErr error) {
		if v, err := c.get(ctx, 1, fresh); v != want || !errors.Is(err, wantErr) {
			t.Errorf("%d, %v, want %d, %v", v, err, want, wantErr)
		}
	}
	wg.Go(func() { ask(ctx, 1, nil) })
	<-begun
	gone, cancel := context.WithCancel(ctx)
	cancel()
	ask(gone, 0, context.Canceled)
	for range 20 {
		wg.Go(func() { ask(ctx, 1, nil) })
	}
	close(go1)
	wg.Wait()
	for key, want := range map[int]int{2: 2} {
		if v, _ := c.get(ctx, key, fresh); v != want {
			t.Errorf("key %d: %d", key, v)
		}
	}
	ask(ctx, 1, nil)
	_, _ = c.get(ctx, 3, fresh)
	ask(ctx, 4, nil) // the oldest had gone
	bad := errors.New("bad")
	for range 2 {
		if _, err := c.get(ctx, 9, func(context.Context) (int, error) { return 0, bad }); !errors.Is(err, bad) {
			t.Error(err)
		}
	}
	func() {
		defer func() { _ = recover() }()
		_, _ = c.get(ctx, 8, func(context.Context) (int, error) { panic("broke down") })
	}()
	if v, err := c.get(ctx, 8, func(context.Context) (int, error) { return 5, nil }); v != 5 || err != nil {
		t.Error(v, err)
	}
	if len(c.by) != len(c.order) || len(c.by) > 2 {
		t.Errorf("%d kept, %d in order", len(c.by), len(c.order))
	}
}
