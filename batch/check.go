package batch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"huibao"
	"huibao/check"
	"huibao/importer"
	"huibao/inforce"
	"huibao/internal/durable"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/report"
)

// CheckOptions say which files to check, and by which plan: the one named, else
// the workspace's, else what the returns themselves carry.
type CheckOptions struct {
	Files     []string
	Plan      string
	Workspace *Workspace
	Period    huibao.Period // of returns that do not say theirs
	Date      huibao.Date
	Limits    sheet.Limits
}

// CheckResult is what was found in the files.
type CheckResult struct {
	Plan        *huibao.Plan // nil without one
	Submissions []huibao.Submission
	Outputs     []CheckOutput
}

// UnitName is the unit's name, or its code without a plan.
func (r *CheckResult) UnitName(code string) string {
	if r.Plan == nil {
		return code
	}
	return r.Plan.UnitName(code)
}

// CheckOutput is an annotated copy that was written.
type CheckOutput struct {
	For, Path, SHA256 string

	ListOnly string // why it is the list of findings alone; "" for a copy of the file
}

// Document is the result as JSON (interfaces.md).
func (r *CheckResult) Document() report.Document {
	d := report.Document{Files: []report.FileEntry{}, Findings: []huibao.Finding{}, Missing: []string{}, Outputs: []report.Output{}}
	for i := range r.Submissions {
		d.Files = append(d.Files, report.NewFileEntry(&r.Submissions[i], r.UnitName))
		if d.Period.IsZero() {
			d.Period = r.Submissions[i].Period
		}
	}
	for _, o := range r.Outputs {
		d.Outputs = append(d.Outputs, report.Output{Path: o.Path, SHA256: o.SHA256})
	}
	return d
}

// Check checks files one by one and writes an annotated copy of each that has
// findings.
func Check(ctx context.Context, opt CheckOptions) (*CheckResult, error) {
	res := &CheckResult{}
	var history huibao.History
	path := opt.Plan
	if path == "" && opt.Workspace != nil {
		path = opt.Workspace.Plan()
		var err error
		if history, err = historyOf(ctx, *opt.Workspace); err != nil {
			return nil, err
		}
	}
	if path != "" {
		plan, err := LoadPlan(ctx, path, huibao.Period{}, opt.Limits)
		if err != nil {
			return nil, err
		}
		res.Plan = plan.Plan
	}
	for _, f := range opt.Files {
		s, data, form, err := checkOne(ctx, f, res.Plan, history, opt)
		if err != nil {
			return nil, err
		}
		res.Submissions = append(res.Submissions, s)
		out, err := annotateBeside(f, &s, data, opt.Workspace, deskOf(form, opt.Date))
		if err != nil {
			return nil, err
		}
		if out.Path != "" {
			res.Outputs = append(res.Outputs, out)
		}
	}
	return res, nil
}

// historyOf is everything that the ledger knows of what was reported.
func historyOf(ctx context.Context, w Workspace) (h huibao.History, err error) {
	led, err := w.ReadLedger()
	if err != nil {
		return nil, err
	}
	defer led.Close()
	err = led.View(ctx, func(v *ledger.View) error {
		h, err = v.History(huibao.Period{Year: 9999, Month: 12})
		return err
	})
	return h, err
}

func checkOne(ctx context.Context, path string, plan *huibao.Plan, history huibao.History, opt CheckOptions) (huibao.Submission, []byte, *huibao.Form, error) {
	s := huibao.Submission{Path: filepath.ToSlash(path), Receipt: huibao.Receipt{Time: opt.Date.Time()}}
	data, err := readBounded(path, opt.Limits.FileBytes)
	if err != nil {
		return s, nil, nil, err
	}
	sum := sha256.Sum256(data)
	s.SHA256, s.Size = hex.EncodeToString(sum[:]), int64(len(data))
	known := importer.Known{Limits: opt.Limits}
	if plan != nil {
		known.Plan = inforce.At(plan, firstGuess(plan, opt.Period))
	}
	ret, err := read(ctx, s, data, known)
	if err != nil {
		return s, nil, nil, err
	}
	if ret.Period.IsZero() {
		ret.Period = opt.Period
	}
	s.Period = ret.Period
	form, wider, areas := ret.Stamp, map[string][]huibao.Quantity(nil), check.AreaTargets(nil)
	if plan != nil && !ret.Period.IsZero() {
		now := inforce.At(plan, ret.Period)
		known = importer.Known{Plan: now, Period: ret.Period, Limits: opt.Limits, Form: now.ReadingForm}
		if ret, err = read(ctx, s, data, known); err != nil {
			return s, nil, nil, err
		}
		ret.Period = s.Period
		own, err := now.HistoryOf(ret.Unit, history.Until(ret.Period).BySubject().Of)
		if err != nil {
			return s, nil, nil, err
		}
		form, wider, areas = now.Form(ret.Unit, own), now.WiderTargets(), now.AreaTargets
	}
	if ret.Period.IsZero() && ret.Unit != "" {
		ret.Remarks = append(ret.Remarks, huibao.Remark{Kind: huibao.RemarkNoTable, Text: "看不出是哪个报告期的；请在文件名或标题中写明（如 2024年6月），或用 --period 指定"})
	}
	s.Return, s.Unit, s.Version = ret, ret.Unit, 1
	v := check.Run(check.Input{Form: form, Return: ret, Path: s.Path, SHA256: s.SHA256, Collecting: ret.Period, Received: opt.Date, Wider: wider, Areas: areas})
	s.Return, s.State, s.Why, s.Findings, s.HeldOut = v.Return, v.State, v.Why, v.Findings, v.HeldOut
	return s, data, form, nil
}

// deskOf is where a return goes back to by its form.
func deskOf(f *huibao.Form, day huibao.Date) report.Desk {
	if f == nil {
		return report.Desk{}
	}
	return report.Desk{Office: f.Office, Contact: f.Contact, Phone: f.Phone, Deadline: f.Day.Deadline, Passed: f.Day.Deadline.Before(day)}
}

// firstGuess is the period by whose plan a file is read until its own is known: the one
// that was named, else the last of the plan's year.
func firstGuess(plan *huibao.Plan, named huibao.Period) huibao.Period {
	if !named.IsZero() {
		return named
	}
	year := plan.Periods()
	return year[len(year)-1]
}

func read(ctx context.Context, s huibao.Submission, data []byte, known importer.Known) (*huibao.Return, error) {
	return importer.Read(ctx, importer.File{Path: s.Path, SHA256: s.SHA256, Size: s.Size, Data: bytes.NewReader(data)}, known)
}

func readBounded(path string, limit int64) ([]byte, error) {
	f, err := openRegular(filepath.Dir(path), filepath.Base(path))
	if err != nil {
		return nil, fmt.Errorf("%s 无法打开：%w", path, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, fmt.Errorf("%s 无法读取：%w", path, err)
	}
	return data, nil
}

// annotateBeside writes the annotated copy of a file with findings: beside it, or
// under the workspace's out/ when the file lies in one.
func annotateBeside(path string, s *huibao.Submission, data []byte, w *Workspace, desk report.Desk) (CheckOutput, error) {
	if len(s.Findings) == 0 {
		return CheckOutput{}, nil
	}
	var copied bytes.Buffer
	why, err := report.Annotate(&copied, bytes.NewReader(data), int64(len(data)), s, desk)
	if err != nil {
		return CheckOutput{}, fmt.Errorf("%s 的批注无法生成：%w", path, err)
	}
	ext := ".xlsx"
	if why == "" {
		ext = report.CopyExtension(bytes.NewReader(data), int64(len(data)))
	}
	dir := filepath.Dir(path)
	if w != nil && within(w.Dir, path) {
		dir = filepath.Join(w.Out(s.Period), "checked")
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return CheckOutput{}, err
		}
	}
	stem := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	target := filepath.Join(dir, FileName(stem)+"-"+huibao.ReviewSheet+ext)
	err = durable.WriteFile(target, copied.Bytes(), 0o644)
	var held *durable.HeldError
	if errors.As(err, &held) {
		target, err = held.Kept, nil
	}
	sum := sha256.Sum256(copied.Bytes())
	return CheckOutput{For: s.Path, Path: filepath.ToSlash(target), SHA256: hex.EncodeToString(sum[:]), ListOnly: why}, err
}

// within reports whether a path lies below a folder.
func within(dir, path string) bool {
	abs, err := filepath.Abs(path)
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(dir, abs)
	return err == nil && filepath.IsLocal(rel)
}
