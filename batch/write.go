package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"huibao"
	"huibao/act"
	"huibao/internal/cores"
	"huibao/internal/docx"
	"huibao/internal/durable"
	"huibao/ledger"
	"huibao/report"
	"huibao/statement"
)

// Names of the outputs (outputs.md).
const (
	workbookFile   = "汇总表.xlsx"
	bulletinFile   = "通报.pdf"
	findingsJSON   = "findings.json"
	findingsCSV    = "findings.csv"
	runJSON        = "run.json"
	briefFile      = "专报.pdf"
	publicFile     = "公示.pdf"
	publicBook     = "公示.xlsx"
	correctionFile = "更正.pdf"
	returnedDir    = "returned"
)

// writer writes the outputs of a period; run.json comes last and commits the set.
// before and made say of each annotated return what it was made from, and its hash. dir
// is where the outputs go, but for what goes back to units: out/P, or a folder in which
// an edition is made.
type writer struct {
	ctx      context.Context
	w        Workspace
	led      *ledger.Ledger
	con      *statement.Consolidation
	scene    *scene
	info     report.Info
	opt      Options
	dir      string
	pages    map[string][][]string // of the official texts: the indicators on each page
	before   map[string]ledger.Made
	made     map[string]ledger.Made
	copies   map[*huibao.Submission]report.Copy
	list     []report.Output
	keeps    bool      // what is made anew of the past is kept
	missing  []string  // of the official texts: what could not be printed, in Chinese
	checksum string    // of con; "" where it was not asked for yet
	memory   *readings // of a run: what the last one made, and what the next may take of this one
	beside   bool      // something could not be put in its place and lies beside it

	alike map[string]string // what it would write again, hashes by path (madeAlike)
}

func (o *writer) all() error {
	if err := os.MkdirAll(filepath.Join(o.w.Out(o.con.Period), returnedDir), 0o755); err != nil {
		return err
	}
	if err := sweepOutputs(o.w.Out(o.con.Period), o.dir); err != nil {
		return err
	}
	checksum := o.checksum
	if checksum == "" {
		checksum = report.Checksum(o.con)
	}
	model := report.NewModelSummed(o.con, o.info, checksum)
	err := o.workbook(model)
	if err == nil {
		err = o.officialTexts(model)
	}
	if err == nil {
		err = o.returned()
	}
	if err == nil {
		err = o.documents(model.Checksum)
	}
	return err
}

// edition writes every kind of output, the units' own among them.
func (o *writer) edition() error {
	units, err := ownEditions(o.scene, o.con)
	if err != nil {
		return err
	}
	if o.list, err = o.unitEditions(units); err != nil {
		return err
	}
	return o.all()
}

// sweepOutputs removes what a run or a lock that died has left unfinished.
func sweepOutputs(dir, but string) error {
	if err := durable.Sweep(dir); err != nil {
		return err
	}
	left, err := filepath.Glob(filepath.Join(dir, durable.TempPrefix+"*"))
	for _, d := range left {
		if d != but {
			err = errors.Join(err, os.RemoveAll(d))
		}
	}
	return err
}

// lies reports whether an output lies in out/P.
func (o *writer) lies(name string) bool { return lies(o.w, o.con.Period, name) }

func lies(w Workspace, p huibao.Period, name string) bool {
	_, err := os.Lstat(filepath.Join(w.Out(p), name))
	return err == nil
}

// outputPath is where an output is said to lie.
func outputPath(p huibao.Period, name string) string { return path.Join("out", p.String(), name) }

func (o *writer) madeList() []ledger.Made {
	var list []ledger.Made
	for _, name := range slices.Sorted(maps.Keys(o.made)) {
		list = append(list, o.made[name])
	}
	return list
}

// officialTexts writes the bulletin, the brief, and, where they are wanted, the public's
// edition; against an edition that was issued, the correction, which is told by what the
// others print.
func (o *writer) officialTexts(m *report.Model) error {
	o.pages, o.con.Printed = map[string][][]string{}, nil
	err := o.official(bulletinFile, m, report.Bulletin)
	o.con.Demands = statement.Demanded(m.Demands(), report.Sentences(o.con.Printed), o.con.Issued)
	if err == nil {
		err = o.official(briefFile, m, report.Brief)
	}
	if err == nil && o.opt.Public {
		err = o.publicTexts()
	}
	if err != nil {
		return err
	}
	o.con.Printed = append(o.con.Printed, report.SheetLines(m)...)
	if m.Corrects() {
		return o.official(correctionFile, m, report.Correct)
	}
	return nil
}

// publicTexts writes the public's edition.
func (o *writer) publicTexts() error {
	open, err := o.openModel()
	if err == nil {
		err = o.official(publicFile, open, report.Notice)
	}
	if err == nil {
		err = o.render(publicBook, func(out io.Writer) error { return report.PublicWorkbook(out, open) })
	}
	return err
}

// official writes one text and notes what stands on its pages.
func (o *writer) official(name string, m *report.Model, set func(io.Writer, *report.Model) (report.Laid, error)) error {
	var word *docx.Writer
	err := o.render(name, func(out io.Writer) error {
		laid, err := set(out, m)
		o.pages[name] = laid.Pages
		if name != correctionFile { // which tells of the others
			o.con.Printed = append(o.con.Printed, laid.Printed...)
		}
		if laid.Missing != "" {
			o.missing = append(o.missing, name+" 中有的字没有字形，显示为〓："+laid.Missing)
		}
		word = laid.Word
		return err
	})
	if err != nil {
		return err
	}
	return o.render(wordName(name), word.Render)
}

// wordName is the editable text beside a PDF.
func wordName(pdf string) string { return strings.TrimSuffix(pdf, ".pdf") + ".docx" }

// openModel is the period as the public sees it.
func (o *writer) openModel() (*report.Model, error) {
	before, err := publicPast(o.ctx, o.led, o.scene.plan, o.opt, o.keeps)
	if err != nil {
		return nil, err
	}
	now := o.scene.inForce.Public()
	c := o.scene.consolidateBy(now, nil, before, concerning(o.con.Submissions(), now))
	o.final(c)
	return report.NewModel(c, o.info), nil
}

// final makes a part of the period as final as the whole.
func (o *writer) final(c *statement.Consolidation) {
	c.Locks, c.Edition, c.Issued = o.con.Locks, o.con.Edition, nil
	day := o.con.Plan.Day(c.Period).Bulletin
	if day != c.Plan.Day(c.Period).Bulletin {
		c.Plan = dated(c.Plan, &act.Edition{Where: act.Where{Period: c.Period}, IssuedOn: day})
	}
}

// render writes one output, as it is drawn.
func (o *writer) render(name string, draw func(io.Writer) error) error {
	if err := o.ctx.Err(); err != nil {
		return err
	}
	out, err := o.save(name, draw)
	o.list, o.beside = append(o.list, out), o.beside || out.Path != outputPath(o.con.Period, name)
	return err
}

// renderUnlike is render of what need not be drawn where it lies there as it would be: nothing else rests on its being drawn.
func (o *writer) renderUnlike(name string, draw func(io.Writer) error) error {
	out := report.Output{Path: outputPath(o.con.Period, name)}
	if out.SHA256 = o.alike[out.Path]; out.SHA256 != "" && sameContent(o.w, out.Path, out.SHA256) {
		o.list = append(o.list, out)
		return nil
	}
	return o.render(name, draw)
}

// save writes one output; where its place is held by another program, beside it.
func (o *writer) save(name string, draw func(io.Writer) error) (report.Output, error) {
	target := filepath.Join(o.dir, filepath.FromSlash(name))
	if strings.HasPrefix(name, returnedDir+"/") {
		target = filepath.Join(o.w.Out(o.con.Period), filepath.FromSlash(name))
	}
	sum := sha256.New()
	err := durable.Write(target, 0o644, func(out io.Writer) error { return draw(io.MultiWriter(out, sum)) })
	var held *durable.HeldError
	if errors.As(err, &held) {
		name, err = path.Join(path.Dir(name), filepath.Base(held.Kept)), nil
	}
	return report.Output{Path: outputPath(o.con.Period, name), SHA256: hex.EncodeToString(sum.Sum(nil))}, err
}

// sameContent reports whether an output lies in its place as it was written.
func sameContent(w Workspace, name, sum string) bool {
	f, err := openRegular(w.Dir, name)
	if err != nil {
		return false
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return err == nil && hex.EncodeToString(h.Sum(nil)) == sum
}

// standing is the result of the last run, if all its outputs lie there as they were
// written.
func standing(w Workspace, p huibao.Period) (*Result, bool) {
	data, err := os.ReadFile(filepath.Join(w.Out(p), runJSON))
	if err != nil {
		return nil, false
	}
	var run struct{ Outputs []report.Output }
	if err := json.Unmarshal(data, &run); err != nil || len(run.Outputs) == 0 {
		return nil, false
	}
	var unlike atomic.Bool
	cores.Together(0, len(run.Outputs), func(i int) {
		if out := &run.Outputs[i]; !unlike.Load() && !sameContent(w, out.Path, out.SHA256) {
			unlike.Store(true)
		}
	})
	if unlike.Load() {
		return nil, false
	}
	sum := sha256.Sum256(data)
	self := report.Output{Path: outputPath(p, runJSON), SHA256: hex.EncodeToString(sum[:])}
	return &Result{Outputs: append(run.Outputs, self), before: data}, true
}

// documents writes findings.json, findings.csv and, last, run.json.
func (o *writer) documents(checksum string) error {
	err := o.renderUnlike(findingsCSV, func(out io.Writer) error { return report.FindingsCSV(out, o.con) })
	if err == nil {
		err = o.renderUnlike(findingsJSON, func(out io.Writer) error { return report.WriteDocument(out, o.con) })
	}
	if err != nil {
		return err
	}
	made := report.Written{Checksum: checksum, Outputs: slices.Clone(o.list), Pages: o.pages, Copies: o.copies}
	return o.renderUnlike(runJSON, func(out io.Writer) error { return report.WriteRun(out, o.con, made) })
}
