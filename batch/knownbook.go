package batch

import (
	"io"
	"path"

	xlsx "huibao/internal/book"
	"huibao/ledger"
	"huibao/report"
)

// bookKey is what the pieces of the last 汇总表.xlsx are kept under.
func (c *readings) bookKey() string { return fingerprint([]string{c.by, "book"}) }

// workbook writes 汇总表.xlsx. In a run what did not change of it is taken from the last one, which
// is let go before the new one takes its place: what is open can't be replaced everywhere.
func (o *writer) workbook(m *report.Model) error {
	return o.renderUnlike(workbookFile, func(out io.Writer) error {
		c := o.memory
		if c == nil || c.by == "" || c.dry {
			return report.Workbook(out, m)
		}
		kept, done, err := c.lastBook(o.w)
		if err != nil {
			return err
		}
		defer done()
		m.Last = report.LastBook{Kept: kept, Digest: c.rowKey}
		if err := report.Workbook(out, m); err != nil {
			return err
		}
		m.Last = report.LastBook{}
		return c.rememberBook(kept.Now)
	})
}

// lastBook are the pieces of the workbook that lies there, as the last run noted them; none that
// is not as it was then.
func (c *readings) lastBook(w Workspace) (kept *xlsx.Kept, done func(), err error) {
	none := func() {}
	if c.doubt || c.anew {
		return &xlsx.Kept{}, none, nil
	}
	var pieces map[string][]xlsx.Piece
	if ok, err := c.led.Reading(c.period, c.bookKey(), &pieces); err != nil || !ok {
		return &xlsx.Kept{}, none, err
	}
	f, err := openRegular(w.Dir, path.Join("out", c.period.String(), workbookFile))
	if err != nil {
		return &xlsx.Kept{}, none, nil // what can't be read is made anew
	}
	done = func() { _ = f.Close() }
	info, err := f.Stat()
	if err != nil {
		return &xlsx.Kept{}, done, nil
	}
	return xlsx.KeptIn(f, info.Size(), pieces), done, nil
}

// rememberBook keeps what the workbook is made of.
func (c *readings) rememberBook(pieces map[string][]xlsx.Piece) error {
	if len(pieces) == 0 {
		return nil
	}
	d, err := ledger.Encode(pieces)
	if err != nil {
		return err
	}
	c.used = append(c.used, c.bookKey())
	c.replace(c.bookKey(), d)
	return nil
}
