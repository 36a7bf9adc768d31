package batch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path"
	"path/filepath"

	"huibao"
	"huibao/internal/durable"
	"huibao/report"
	"huibao/statement"
)

// receiptsDir is where receipts lie, under out/P.
const receiptsDir = "回执"

// Receipts writes the receipts of units' returns as the last run or lock left them: of
// those named, else of every unit that has sent one. A unit that was named and has sent
// none is an error.
func Receipts(ctx context.Context, w Workspace, opt Options, names []string) ([]report.Output, error) {
	led, err := openForReading(ctx, w, opt)
	if err != nil {
		return nil, err
	}
	defer led.Close()
	_, con, date, err := lastScene(ctx, led, opt)
	if err != nil {
		return nil, err
	}
	opt.Date = date
	info, err := infoOf(w, opt)
	if err != nil {
		return nil, err
	}
	units, err := receiptUnits(con, names)
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(w.Out(opt.Period), receiptsDir)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	var list []report.Output
	for _, u := range units {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s := lastReturn(con, u.Code)
		if s == nil {
			if len(names) > 0 {
				return nil, fmt.Errorf("%s 本期没有收到报表，没有回执", u.Name)
			}
			continue
		}
		var b bytes.Buffer
		if err := report.Receipt(&b, con, info, s); err != nil {
			return nil, err
		}
		name := receiptName(con, s)
		if err := durable.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o644); err != nil {
			return nil, err
		}
		sum := sha256.Sum256(b.Bytes())
		list = append(list, report.Output{Path: path.Join("out", opt.Period.String(), receiptsDir, name), SHA256: hex.EncodeToString(sum[:])})
	}
	return list, nil
}

// receiptName is what the receipt of a return is called.
func receiptName(c *statement.Consolidation, s *huibao.Submission) string {
	return FileName(report.ReceiptNumber(c, s)) + ".pdf"
}

// ReceiptNumber is the number of a return's receipt.
func ReceiptNumber(c *statement.Consolidation, s *huibao.Submission) string {
	return report.ReceiptNumber(c, s)
}

// ReceiptOf makes the receipt of one return, and says what it is called.
func ReceiptOf(w Workspace, opt Options, c *statement.Consolidation, s *huibao.Submission) (name string, data []byte, err error) {
	info, err := infoOf(w, opt)
	if err != nil {
		return "", nil, err
	}
	var b bytes.Buffer
	err = report.Receipt(&b, c, info, s)
	return receiptName(c, s), b.Bytes(), err
}

func receiptUnits(c *statement.Consolidation, names []string) ([]*huibao.Unit, error) {
	if len(names) == 0 {
		return c.Plan.ReturningUnits(), nil
	}
	var list []*huibao.Unit
	for _, name := range names {
		u := c.Plan.UnitByName(name)
		if u == nil {
			return nil, fmt.Errorf("方案的单位表中没有 %q", name)
		}
		list = append(list, u)
	}
	return list, nil
}

// lastReturn is the return of a unit that counts, else the last that was read.
func lastReturn(c *statement.Consolidation, unit string) *huibao.Submission {
	last := c.Counting(unit)
	if last != nil {
		return last
	}
	for i := range c.Submissions() {
		if s := &c.Submissions()[i]; s.Unit == unit && s.Stands() && s.Return != nil && (last == nil || s.Version > last.Version) {
			last = s
		}
	}
	return last
}
