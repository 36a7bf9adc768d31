package meter

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// TestPage holds the text to the format, line by line.
func TestPage(t *testing.T) {
	var h Histogram
	var c Counter
	for _, d := range []time.Duration{5 * time.Millisecond, 10 * time.Millisecond, 11 * time.Millisecond, 3 * time.Second, time.Hour} {
		h.Observe(d)
	}
	c.Add(7)
	var p Page
	p.Histogram("x_seconds", "X.", &h)
	p.Counter("runs_total", "Runs.", &c)
	p.Asked("age_seconds", "Age.", "gauge", func(context.Context) (any, error) { return 1500 * time.Millisecond, nil })
	p.Asked("depth", "Depth.", "gauge", func(context.Context) (any, error) { return 3, nil })
	p.Asked("behind_seconds", "Behind.", "gauge", func(context.Context) (any, error) { return -1500 * time.Millisecond, nil })
	p.Asked("away", "Away.", "gauge", func(context.Context) (any, error) { return 0, errors.New("away") })
	w := httptest.NewRecorder()
	p.ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	want := `# HELP x_seconds X.
# TYPE x_seconds histogram
x_seconds_bucket{le="0.010"} 2
x_seconds_bucket{le="0.025"} 3
x_seconds_bucket{le="0.050"} 3
x_seconds_bucket{le="0.100"} 3
x_seconds_bucket{le="0.250"} 3
x_seconds_bucket{le="0.500"} 3
x_seconds_bucket{le="1.000"} 3
x_seconds_bucket{le="2.500"} 3
x_seconds_bucket{le="5.000"} 4
x_seconds_bucket{le="10.000"} 4
x_seconds_bucket{le="30.000"} 4
x_seconds_bucket{le="60.000"} 4
x_seconds_bucket{le="120.000"} 4
x_seconds_bucket{le="300.000"} 4
x_seconds_bucket{le="+Inf"} 5
x_seconds_sum 3603.026
x_seconds_count 5
# HELP runs_total Runs.
# TYPE runs_total counter
runs_total 7
# HELP age_seconds Age.
# TYPE age_seconds gauge
age_seconds 1.500
# HELP depth Depth.
# TYPE depth gauge
depth 3
# HELP behind_seconds Behind.
# TYPE behind_seconds gauge
behind_seconds -1.500
# HELP away Away.
# TYPE away gauge
# HELP huibao_metrics_missing Values of this page that could not be told.
# TYPE huibao_metrics_missing gauge
huibao_metrics_missing 1
`
	if got := w.Body.String(); got != want || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/plain; version=0.0.4") {
		t.Errorf("got\n%s", got)
	}
}
