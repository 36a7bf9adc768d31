// Package meter counts what goes on and shows it in the text format of Prometheus (version
// 0.0.4). It has the three kinds that we need and no more: the client library brings protobuf
// and a dozen packages with it.
package meter

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"
)

// bounds are those of a Histogram: fine where people wait, coarse where they have gone.
var bounds = []time.Duration{10 * time.Millisecond, 25 * time.Millisecond, 50 * time.Millisecond, 100 * time.Millisecond, 250 * time.Millisecond, 500 * time.Millisecond,
	time.Second, 2500 * time.Millisecond, 5 * time.Second, 10 * time.Second, 30 * time.Second, time.Minute, 2 * time.Minute, 5 * time.Minute}

// Histogram is how long something took, as quantiles are told from it. The zero Histogram is
// ready; it may be used by several goroutines.
type Histogram struct {
	counts [15]atomic.Uint64 // up to each bound, and beyond
	sum    atomic.Int64      // nanoseconds
}

// Observe counts one that took so long.
func (h *Histogram) Observe(d time.Duration) {
	i := 0
	for i < len(bounds) && d > bounds[i] {
		i++
	}
	h.counts[i].Add(1)
	h.sum.Add(int64(d))
}

// Counter is how often something happened.
type Counter struct{ atomic.Uint64 }

// Page shows what is counted; it is made by its methods before it is served.
type Page struct {
	parts []func(context.Context, *bytes.Buffer) error
}

func (p *Page) add(name, help, kind string, lines func(context.Context, *bytes.Buffer) error) {
	p.parts = append(p.parts, func(ctx context.Context, b *bytes.Buffer) error {
		fmt.Fprintf(b, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
		return lines(ctx, b)
	})
}

// Histogram shows one; the name ends in _seconds.
func (p *Page) Histogram(name, help string, h *Histogram) {
	p.add(name, help, "histogram", func(_ context.Context, b *bytes.Buffer) error {
		n := uint64(0)
		for i := range h.counts {
			n += h.counts[i].Load()
			le := "+Inf"
			if i < len(bounds) {
				le = seconds(bounds[i])
			}
			fmt.Fprintf(b, "%s_bucket{le=%q} %d\n", name, le, n)
		}
		fmt.Fprintf(b, "%s_sum %s\n%s_count %d\n", name, seconds(time.Duration(h.sum.Load())), name, n)
		return nil
	})
}

// Counter shows one; the name ends in _total.
func (p *Page) Counter(name, help string, c *Counter) {
	p.add(name, help, "counter", func(_ context.Context, b *bytes.Buffer) error {
		fmt.Fprintf(b, "%s %d\n", name, c.Load())
		return nil
	})
}

// Asked shows what is asked for when the page is: whole numbers, or times in seconds. Of an error
// nothing is shown: what can't be told is no zero.
func (p *Page) Asked(name, help, kind string, ask func(context.Context) (any, error)) {
	p.add(name, help, kind, func(ctx context.Context, b *bytes.Buffer) error {
		v, err := ask(ctx)
		if d, ok := v.(time.Duration); ok {
			v = seconds(d)
		}
		if err == nil {
			fmt.Fprintf(b, "%s %v\n", name, v)
		}
		return err
	})
}

// seconds is a duration as a decimal number of seconds, to the millisecond.
func seconds(d time.Duration) string {
	if d < 0 {
		return "-" + seconds(-d)
	}
	return fmt.Sprintf("%d.%03d", d/time.Second, d%time.Second/time.Millisecond)
}

// ServeHTTP answers with the page. What could not be asked for is missing, and counted in
// huibao_metrics_missing.
func (p *Page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	missing := 0
	for _, part := range p.parts {
		if part(r.Context(), &b) != nil {
			missing++
		}
	}
	fmt.Fprintf(&b, "# HELP huibao_metrics_missing Values of this page that could not be told.\n# TYPE huibao_metrics_missing gauge\nhuibao_metrics_missing %d\n", missing)
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	_, _ = w.Write(b.Bytes()) // who asked went away
}
