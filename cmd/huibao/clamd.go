package main

import (
	"context"
	"errors"
	"time"

	"github.com/urfave/cli/v2"

	"huibao/internal/clamd"
	"huibao/portal/desk"
)

// trialTime bounds the question whether clamd takes our largest file.
const trialTime = 30 * time.Second

// scanned has what is handed in scanned, where it is asked for. A clamd that takes less than
// we do would leave the largest files unscanned, which nobody wants: it is refused. One
// that is away now may come: a machine that starts does not wait for it.
func scanned(c *cli.Context, v *voice, d *desk.Desk) error {
	by, err := scannerOf(c)
	if err != nil || by == nil {
		return err
	}
	address := c.String("clamd")
	ctx, cancel := context.WithTimeout(c.Context, trialTime)
	defer cancel()
	switch err := by.Takes(ctx, d.MaxFile()); {
	case errors.Is(err, clamd.ErrSize):
		return usage("clamd 收不下 %d MB 的文件，而报表最大可以这么大：请在 clamd.conf 把 StreamMaxLength、MaxFileSize 和 MaxScanSize 都设为 %dM 或更大，重启 clamd 再启动服务", d.MaxFile()>>20, d.MaxFile()>>20)
	case err != nil && c.Bool("clamd-required"):
		v.say("注意：clamd 现在没有应答（%s）。它应答以前，网上报来的文件都不收。", address)
	case err != nil:
		v.say("注意：clamd 现在没有应答（%s）。它应答以前，报来的文件照收，标明“未查毒”。", address)
	}
	d.Scan(by, c.Bool("clamd-required"))
	return nil
}

// scannerOf is --clamd; nil where none is asked for.
func scannerOf(c *cli.Context) (*clamd.Scanner, error) {
	address := c.String("clamd")
	if address == "" {
		if c.Bool("clamd-required") {
			return nil, usage("--clamd-required 要和 --clamd 地址一起写")
		}
		return nil, nil
	}
	by, err := clamd.At(address)
	if err != nil {
		return nil, usage("--clamd 应写作 unix:/run/clamav/clamd.ctl 或 127.0.0.1:3310 的样子")
	}
	return by, nil
}
