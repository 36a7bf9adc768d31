//go:build unix

package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"huibao/act"
	"huibao/batch"
	"huibao/ledger"
	"huibao/portal/desk"
)

// settle waits until a run has seen everything.
func (c *chaos) settle() {
	c.t.Helper()
	led, err := c.workspace().ReadLedger()
	c.must(err)
	defer led.Close()
	for end := time.Now().Add(chaosTime); ; time.Sleep(50 * time.Millisecond) {
		open := true
		c.must(led.View(context.Background(), func(v *ledger.View) error {
			s, err := v.State(c.city.period)
			if err != nil {
				return err
			}
			last, err := v.LastRun(s.Period)
			open = s.Since(last.Head)
			return err
		}))
		if !open {
			return
		}
		if time.Now().After(end) {
			c.t.Fatal("it is never judged")
		}
	}
}

// holds proves what stands after a round.
func (c *chaos) holds() {
	ctx := context.Background()
	for _, r := range slices.Concat(c.servers[:], c.workers[:]) {
		c.must(r.cmd.Process.Signal(os.Interrupt))
		c.must(r.cmd.Wait())
	}
	led, err := c.workspace().ReadLedger()
	c.must(err)
	defer led.Close()
	v, err := led.Verify(ctx, nil)
	if err != nil || len(v.Problems) > 0 {
		c.t.Errorf("the ledger: %+v, %v", v.Problems, err)
	}
	var files []act.Event
	var run act.Run
	c.must(led.View(ctx, func(v *ledger.View) error {
		s, err := v.State(c.city.period)
		if err != nil {
			return err
		}
		files = s.Files
		run, err = v.LastRun(c.city.period)
		return err
	}))
	if len(files) != len(c.sent) {
		c.t.Errorf("%d returns are in the chain, %d were acknowledged", len(files), len(c.sent))
	}
	times := map[string]int{}
	for _, f := range files {
		times[f.SHA256]++
	}
	for _, h := range c.sent {
		if n := times[digestOf(h.data)]; n != 1 {
			c.t.Errorf("%s is there %d times", h.name, n)
		}
	}
	for _, o := range run.Outputs {
		if data, err := os.ReadFile(filepath.Join(c.dir, o.Name)); err != nil || digestOf(data) != o.SHA256 {
			c.t.Errorf("%s is not what the run printed: %v", o.Name, err)
		}
	}
	c.same(files)
}

func digestOf(data []byte) string {
	h := sha256.Sum256(data)
	return hex.EncodeToString(h[:])
}

// same hands the same in, in the chain's order, at one process whose ledger is a file and whose
// originals are in a folder: the bulletin has the same bytes.
func (c *chaos) same(files []act.Event) {
	ctx := context.Background()
	w := batch.Workspace{Dir: c.t.TempDir()}
	c.must(os.CopyFS(w.Dir, os.DirFS(c.city.dir)))
	d, err := desk.Open(ctx, w, version, c.city.clock)
	c.must(err)
	defer d.Close()
	data := map[string]handedIn{}
	for _, h := range c.sent {
		data[digestOf(h.data)] = h
		_, err := d.Admit(ctx, "test", []act.Grant{{Person: h.unit, Name: "某", Roles: []act.Held{{Role: act.Clerk, Unit: h.unit}}}}, false)
		c.must(err)
	}
	for _, f := range files {
		h, given := data[f.SHA256], false
		p := &desk.Person{ID: h.unit, Name: "某", Roles: []act.Held{{Role: act.Clerk, Unit: h.unit}}}
		_, err = d.HandIn(ctx, p, c.city.period, h.unit, c.city.clock(), func() (desk.Incoming, error) {
			if given {
				return desk.Incoming{}, io.EOF
			}
			given = true
			return desk.Incoming{Name: h.name, Body: bytes.NewReader(h.data)}, nil
		})
		c.must(err)
	}
	d.JudgeDue(ctx, c.must)
	for _, name := range []string{"通报.pdf", "通报.docx", "专报.pdf"} {
		want, err := os.ReadFile(filepath.Join(w.Out(c.city.period), name))
		c.must(err)
		got, err := os.ReadFile(filepath.Join(c.workspace().Out(c.city.period), name))
		c.must(err)
		if !bytes.Equal(got, want) {
			c.t.Errorf("%s has other bytes than of one process: %d and %d", name, len(got), len(want))
		}
	}
}
