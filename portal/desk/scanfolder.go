package desk

import (
	"bytes"
	"context"
	"fmt"
	"path"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/ledger"
)

// scanFolder scans what a run found in the folder, each file once. The office put it there, and
// it is read as it comes; what holds a virus is recorded, shown at its unit and on the board,
// and given to nobody.
func (d *Desk) scanFolder(ctx context.Context, period huibao.Period) error {
	if d.scanner == nil {
		return nil
	}
	b, err := d.board(ctx, period)
	if err != nil {
		return err
	}
	for i := range b.con.Submissions {
		sub := &b.con.Submissions[i]
		if _, known := d.scanned.Load(sub.SHA256); known || sub.From != "" || sub.SHA256 == "" || sub.Period != period {
			continue
		}
		virus, err := d.ask(ctx, scanTime, sub.SHA256)
		if err != nil {
			return fmt.Errorf("%s is not scanned: %w", sub.SHA256, err) // the next run asks again
		}
		if virus != "" {
			if err := d.caughtInFolder(ctx, sub, virus); err != nil {
				return err
			}
		}
		d.scanned.Store(sub.SHA256, true)
	}
	return nil
}

func (d *Desk) caughtInFolder(ctx context.Context, sub *huibao.Submission, virus string) error {
	return d.led.Act(ctx, d.as(runner), func(t *ledger.Tx) error {
		if known, err := t.Caught(sub.SHA256); err != nil || known {
			return err
		}
		_, err := t.Append(act.New(act.Caught, sub.SHA256, act.Virus{Where: act.Where{Period: sub.Period, Unit: sub.Unit}, Virus: virus,
			Name: batch.WebName(path.Base(sub.Path)), Size: sub.Size, Time: sub.Receipt.Time, How: sub.Receipt.How}))
		return err
	})
}

// clear scans files of a form that are not returns before they are used. What holds a virus is
// kept, recorded and refused; what could not be scanned is refused where it must be, else
// recorded.
func (d *Desk) clear(ctx context.Context, p *Person, files ...Upload) error {
	if d.scanner == nil {
		return nil
	}
	scanning := scan{left: scanTime}
	for _, x := range files {
		if len(x.Data) == 0 {
			continue
		}
		f, err := d.keep(Incoming{Name: x.Name, Body: bytes.NewReader(x.Data)})
		if err == nil {
			err = d.scan(ctx, &scanning, &f)
		}
		if err != nil {
			return err
		}
		what := ""
		switch {
		case f.virus != "":
			what, err = "查出病毒", &Problem{Sentence: fmt.Sprintf("文件“%s”查出病毒（%s），没有收下；请先在自己的电脑上全面查杀，再上传", clip(x.Name), f.virus)}
		case f.Scan == act.Unscanned:
			what = "未查毒"
		default:
			continue
		}
		if bad := d.saw(ctx, ledger.Access{Person: p.ID, What: what, Object: f.SHA256 + " " + clip(batch.WebName(x.Name)), Address: p.Address}); bad != nil || err != nil {
			if bad != nil {
				return bad
			}
			return err
		}
	}
	return nil
}
