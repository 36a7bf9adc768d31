package desk

import (
	"context"
	"errors"
	"slices"
	"sync"
)

// cache makes a value once for each key, however many ask for it at the same time, and
// keeps those that were made last. Nobody changes what it gives.
type cache[K comparable, V any] struct {
	most  int
	mu    sync.Mutex
	by    map[K]*cached[V]
	order []K // oldest first
}

type cached[V any] struct {
	done chan struct{}
	v    V
	err  error
}

func newCache[K comparable, V any](most int) *cache[K, V] {
	return &cache[K, V]{most: most, by: map[K]*cached[V]{}}
}

// errUnmade is of a value whose maker broke down.
var errUnmade = errors.New("desk: a shared value was not made")

// get is the value of a key; who asks first makes it, the others wait as long as their
// context lasts. What failed is made anew for who asks next. fresh must not depend on the
// context of the one who asks first.
func (c *cache[K, V]) get(ctx context.Context, key K, fresh func(context.Context) (V, error)) (V, error) {
	c.mu.Lock()
	e, ok := c.by[key]
	if !ok {
		e = &cached[V]{done: make(chan struct{}), err: errUnmade}
		c.put(key, e)
	}
	c.mu.Unlock()
	if !ok {
		func() {
			defer func() {
				if e.err != nil {
					c.drop(key, e)
				}
				close(e.done)
			}()
			e.v, e.err = fresh(context.WithoutCancel(ctx))
		}()
	}
	select {
	case <-e.done:
		return e.v, e.err
	case <-ctx.Done():
		var none V
		return none, ctx.Err()
	}
}

// put keeps an entry, and lets the oldest go.
func (c *cache[K, V]) put(key K, e *cached[V]) {
	c.by[key], c.order = e, append(c.order, key)
	if len(c.order) > c.most {
		delete(c.by, c.order[0])
		c.order = c.order[1:]
	}
}

func (c *cache[K, V]) drop(key K, e *cached[V]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.by[key] == e {
		delete(c.by, key)
		c.order = slices.DeleteFunc(c.order, func(k K) bool { return k == key })
	}
}
