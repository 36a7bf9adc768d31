package batch

import (
	"context"
	"errors"

	"huibao/internal/cores"
)

// parallel does n pieces of work with some workers, one at least, begun in their order; the first error
// stops it. Each piece writes its result where nobody else does.
func parallel(ctx context.Context, workers, n int, do func(i int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	cores.Together(max(1, workers), n, func(i int) {
		if ctx.Err() != nil {
			return
		}
		if err := do(i); err != nil {
			cancel(err)
		}
	})
	if err := context.Cause(ctx); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	return ctx.Err()
}
