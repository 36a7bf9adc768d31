package batch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/durable"
	"huibao/ledger"
	"huibao/report"
)

// Names of the outputs (outputs.md).
const (
	workbookFile = "汇总表.xlsx"
	bulletinFile = "通报.pdf"
	findingsJSON = "findings.json"
	findingsCSV  = "findings.csv"
	runJSON      = "run.json"
	returnedDir  = "returned"
)

// writer writes the outputs of a period; run.json comes last and commits the set.
type writer struct {
	ctx  context.Context
	w    Workspace
	led  *ledger.Ledger
	con  *huibao.Consolidation
	opt  Options
	list []report.Output
}

func write(ctx context.Context, w Workspace, led *ledger.Ledger, c *huibao.Consolidation, opt Options) ([]report.Output, error) {
	out := &writer{ctx: ctx, w: w, led: led, con: c, opt: opt}
	if err := os.MkdirAll(filepath.Join(w.Out(c.Period), returnedDir), 0o755); err != nil {
		return nil, err
	}
	if err := durable.Sweep(w.Out(c.Period)); err != nil {
		return nil, err
	}
	model := report.NewModel(c, report.Info{Date: opt.Date, Version: opt.Version})
	err := out.render(workbookFile, func(b *bytes.Buffer) error { return report.Workbook(b, model) })
	if err == nil {
		err = out.render(bulletinFile, func(b *bytes.Buffer) error { return report.Bulletin(b, model) })
	}
	if err == nil {
		err = out.returned()
	}
	if err == nil {
		err = out.documents()
	}
	return out.list, err
}

// render writes one output.
func (o *writer) render(name string, draw func(*bytes.Buffer) error) error {
	if err := o.ctx.Err(); err != nil {
		return err
	}
	var b bytes.Buffer
	if err := draw(&b); err != nil {
		return err
	}
	return o.put(name, b.Bytes())
}

func (o *writer) put(name string, data []byte) error {
	target := filepath.Join(o.w.Out(o.con.Period), filepath.FromSlash(name))
	err := durable.WriteFile(target, data, 0o644)
	var held *durable.HeldError
	if errors.As(err, &held) {
		name, err = path.Join(path.Dir(name), filepath.Base(held.Kept)), nil
	}
	sum := sha256.Sum256(data)
	o.list = append(o.list, report.Output{Path: path.Join("out", o.con.Period.String(), name), SHA256: hex.EncodeToString(sum[:])})
	return err
}

// returned writes each unit's own workbook with the findings on its cells, and
// removes those of earlier runs that are not written any more.
func (o *writer) returned() error {
	keep := []string{}
	for i := range o.con.Submissions {
		s := o.about(&o.con.Submissions[i])
		if !wantsCopy(s) {
			continue
		}
		name := path.Join(returnedDir, copyName(s))
		for n := 2; slices.Contains(keep, path.Base(name)); n++ {
			name = path.Join(returnedDir, strings.TrimSuffix(copyName(s), ".xlsx")+"("+string(rune('0'+n%10))+").xlsx")
		}
		keep = append(keep, path.Base(name))
		err := o.render(name, func(b *bytes.Buffer) error { return o.annotate(b, s) })
		if err != nil {
			return err
		}
	}
	return removeOthers(filepath.Join(o.w.Out(o.con.Period), returnedDir), keep)
}

// about is a submission with the findings on its own file alone: those on a part of
// a joined return go back in the part.
func (o *writer) about(s *huibao.Submission) *huibao.Submission {
	whole := s
	if s.PartOf != "" {
		at := slices.IndexFunc(o.con.Submissions, func(w huibao.Submission) bool { return w.Path == s.PartOf && !w.Gone })
		if at < 0 {
			return s
		}
		whole = &o.con.Submissions[at]
	}
	own := *s
	own.State, own.Why = whole.State, whole.Why
	own.Findings = nil
	for _, f := range whole.Findings {
		if whole.FileOf(f) == s.Path {
			own.Findings = append(own.Findings, f)
		}
	}
	return &own
}

// wantsCopy reports whether a file goes back to its unit with notes: there is more to
// say than hints that ask for nothing.
func wantsCopy(s *huibao.Submission) bool {
	switch s.State {
	case huibao.StateIgnored, huibao.StateAttachment, huibao.StateSuperseded, huibao.StateArchive:
		return false
	}
	news := func(f huibao.Finding) bool { return f.Severity != huibao.Info }
	return slices.ContainsFunc(s.Findings, news) && s.SHA256 != ""
}

func copyName(s *huibao.Submission) string {
	stem := strings.TrimSuffix(path.Base(s.Path), path.Ext(s.Path))
	return FileName(stem) + "-审核意见.xlsx"
}

func (o *writer) annotate(b *bytes.Buffer, s *huibao.Submission) error {
	f, err := o.led.Original(s.SHA256)
	if err != nil {
		return err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	copied, err := report.Annotate(data, s)
	if err != nil {
		return err
	}
	_, err = b.Write(copied)
	return err
}

func removeOthers(dir string, keep []string) error {
	list, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, f := range list {
		if !f.IsDir() && !slices.Contains(keep, f.Name()) {
			err = errors.Join(err, os.Remove(filepath.Join(dir, f.Name())))
		}
	}
	return err
}

// documents writes findings.json, findings.csv and, last, run.json.
func (o *writer) documents() error {
	csv, err := report.FindingsCSV(o.con)
	if err != nil {
		return err
	}
	if err := o.put(findingsCSV, csv); err != nil {
		return err
	}
	findings, err := report.JSON(report.NewDocument(o.con, nil))
	if err != nil {
		return err
	}
	if err := o.put(findingsJSON, findings); err != nil {
		return err
	}
	run, err := report.JSON(report.NewRun(o.con, slices.Clone(o.list)))
	if err != nil {
		return err
	}
	return o.put(runJSON, run)
}
