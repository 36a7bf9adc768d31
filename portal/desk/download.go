package desk

import (
	"bytes"
	"context"
	"io"
	"os"

	"huibao"
	"huibao/batch"
	"huibao/ledger"
)

// Download is something to be saved. Close it.
type Download struct {
	Name string
	io.ReadSeekCloser
}

// made is a Download of bytes.
type made struct{ *bytes.Reader }

func (made) Close() error { return nil }

// Original opens a file as it was handed in, and records who did (S29).
func (d *Desk) Original(ctx context.Context, p *Person, period huibao.Period, unit string, pick Pick) (*Download, error) {
	r, b, err := d.picked(ctx, p, period, unit, pick)
	if err == nil {
		err = d.mayServe(ctx, r, b)
	}
	if err != nil {
		return nil, err
	}
	if r.Handed.SHA256 == "" {
		return nil, ErrNotFound // it was not taken out of its archive
	}
	var f *os.File
	if f, err = d.led.Original(r.Handed.SHA256); err != nil {
		return nil, err
	}
	return &Download{r.Handed.Name, f}, d.opened(ctx, p, "下载原件", period, unit)
}

// Copy makes the annotated copy of a file.
func (d *Desk) Copy(ctx context.Context, p *Person, period huibao.Period, unit string, pick Pick) (*Download, error) {
	r, b, err := d.picked(ctx, p, period, unit, pick)
	if err == nil {
		err = d.mayServe(ctx, r, b)
	}
	if err != nil {
		return nil, err
	}
	if r.Handed.sub == nil {
		return nil, ErrNotFound
	}
	name, data, err := batch.CopyOf(d.led, b.con, r.Handed.sub, huibao.DateOf(d.now()))
	if err == nil && data == nil {
		err = ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return &Download{name, made{bytes.NewReader(data)}}, d.opened(ctx, p, "下载批注件", period, unit)
}

// Receipt makes the receipt of a return as a PDF.
func (d *Desk) Receipt(ctx context.Context, p *Person, period huibao.Period, unit string, pick Pick) (*Download, error) {
	r, b, err := d.picked(ctx, p, period, unit, pick)
	if err != nil {
		return nil, err
	}
	s := r.Handed.sub
	if s == nil || s.Version == 0 || s.Unit != unit || s.Return == nil {
		return nil, ErrNotFound
	}
	name, data, err := batch.ReceiptOf(d.w, d.options(period), b.con, s)
	if err != nil {
		return nil, err
	}
	return &Download{name, made{bytes.NewReader(data)}}, d.opened(ctx, p, "下载回执", period, unit)
}

func (d *Desk) opened(ctx context.Context, p *Person, what string, period huibao.Period, unit string) error {
	return d.saw(ctx, ledger.Access{Person: p.ID, What: what, Object: period.String() + " " + unit, Address: p.Address})
}
