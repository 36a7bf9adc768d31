package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/urfave/cli/v2"

	"huibao/batch"
	"huibao/internal/clamdtest"
	"huibao/portal/desk"
	"huibao/samples"
)

// TestClamdLimit: a clamd that takes less than a return may have is refused at start, by
// one byte; one that is away is told.
func TestClamdLimit(t *testing.T) {
	dir := t.TempDir()
	if err := samples.Unpack(dir); err != nil {
		t.Fatal(err)
	}
	d, err := desk.Open(context.Background(), batch.Workspace{Dir: dir}, "", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	fake := clamdtest.Serve(t, "tcp", "127.0.0.1:0")
	try := func() (said string, err error) {
		var out strings.Builder
		app := &cli.App{Writer: &out, Flags: serveCommand().Flags, Action: func(c *cli.Context) error { return scanned(c, newVoice(c), d) }}
		err = app.Run([]string{"huibao", "--clamd", fake.Address})
		return out.String(), err
	}
	max := int(d.MaxFile())
	for _, c := range []struct {
		mood  clamdtest.Mood
		limit int
		fails bool
		said  string
	}{{limit: max}, {limit: max - 1, fails: true}, {mood: clamdtest.Cuts, said: "未查毒"}} {
		fake.Set(c.mood, c.limit, "")
		said, err := try()
		if (err != nil) != c.fails || c.fails && !strings.Contains(err.Error(), "StreamMaxLength") || !strings.Contains(said, c.said) || c.said == "" && said != "" {
			t.Errorf("%+v: %q, %v", c, said, err)
		}
	}
}
