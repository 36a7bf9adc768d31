package batch_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/samples"
)

// TestSendOut registers what was sent out: the same again is nothing new, another file
// of the same name is refused, and what lies there stays. A unit that is not waited for
// and reported all the same is not printed as waived.
func TestSendOut(t *testing.T) {
	w := batch.Workspace{Dir: faultWorkspace(t)}
	ctx := context.Background()
	opt := options(samples.Periods()[0])
	_, err := batch.Run(ctx, w, opt)
	must(t, err)
	_, err = batch.Decide(ctx, w, opt, []batch.Choice{{Kind: act.Waive, Ref: "海原县", Why: "以为不报"}, {Kind: act.Waive, Ref: "中宁县", Why: "不等"}})
	must(t, err)
	_, err = batch.Lock(ctx, w, opt, batch.LockOptions{Why: "其余单位未报"})
	must(t, err)
	c, err := batch.Standing(ctx, w, opt)
	must(t, err)
	waived := map[string]bool{}
	for _, d := range c.Decisions {
		waived[c.Plan.UnitName(d.Unit)] = d.Kind == huibao.DecisionWaive
	}
	if waived["海原县"] || !waived["中宁县"] {
		t.Errorf("waived: %v", waived)
	}
	sealed := filepath.Join(t.TempDir(), "盖章.pdf")
	must(t, os.WriteFile(sealed, []byte("%PDF-one"), 0o600))
	for range 2 {
		sent, err := batch.SendOut(ctx, w, opt, batch.Sending{Number: "卫政办发〔2024〕6号", PDF: sealed})
		must(t, err)
		if got := tree(t, sent.Dir); sent.Edition != 1 || got["盖章.pdf"] != "%PDF-one" {
			t.Errorf("edition %d: %v", sent.Edition, got)
		}
	}
	must(t, os.WriteFile(sealed, []byte("%PDF-two"), 0o600))
	_, err = batch.SendOut(ctx, w, opt, batch.Sending{Number: "卫政办发〔2024〕6号", PDF: sealed})
	var refused *act.Refusal
	if !errors.As(err, &refused) || refused.Code != act.CodeLocked {
		t.Errorf("another file of the name: %v", err)
	}
	must(t, os.WriteFile(sealed+".txt", []byte("none"), 0o600))
	if _, err = batch.SendOut(ctx, w, opt, batch.Sending{Number: "卫政办发〔2024〕6号", PDF: sealed + ".txt"}); err == nil || errors.As(err, &refused) {
		t.Errorf("a text for a PDF: %v", err)
	}
	if _, err = batch.SendOut(ctx, w, opt, batch.Sending{Number: "卫政办发〔2024〕7号"}); !errors.As(err, &refused) || refused.Code != act.CodeWhy {
		t.Errorf("a second number without a reason: %v", err)
	}
	if got := tree(t, filepath.Join(w.Out(opt.Period), "第1版-印发")); got["盖章.pdf"] != "%PDF-one" {
		t.Errorf("what was sent out was replaced: %v", got)
	}
}
