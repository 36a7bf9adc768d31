package batch

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"huibao"
	"huibao/ledger"
	"huibao/report"
	"huibao/statement"
)

// returned writes each unit's own workbook with the findings on its cells, and
// removes those of earlier runs that are not written any more. One that would come
// out as it lies there is left alone.
func (o *writer) returned() error {
	var subs, of []*huibao.Submission
	var names []string
	for i := range o.con.Submissions() {
		s := o.about(&o.con.Submissions()[i])
		if !wantsCopy(s) {
			continue
		}
		ext, err := o.copyExtension(s)
		if err != nil {
			return err
		}
		name := copyStem(s) + ext
		for n := 2; slices.Contains(names, name); n++ {
			name = copyStem(s) + "(" + strconv.Itoa(n) + ")" + ext
		}
		subs, of, names = append(subs, s), append(of, &o.con.Submissions()[i]), append(names, name)
	}
	list, made := make([]report.Output, len(subs)), make([]madeOf, len(subs))
	err := parallel(o.ctx, o.opt.workers(len(subs)), len(subs), func(i int) error {
		var err error
		list[i], made[i], err = o.copyFor(subs[i], path.Join(returnedDir, names[i]))
		return err
	})
	if err != nil {
		return err
	}
	for i := range list {
		o.made[list[i].Path] = ledger.Made{Path: list[i].Path, Key: made[i].key(), SHA256: list[i].SHA256}
		o.copies[of[i]] = report.Copy{Path: list[i].Path, ListOnly: made[i].why}
		o.beside = o.beside || path.Base(list[i].Path) != names[i] && path.Base(list[i].Path) != listName(names[i])
		names[i] = path.Base(list[i].Path)
	}
	o.list = append(o.list, list...)
	return removeOthers(filepath.Join(o.w.Out(o.con.Period), returnedDir), names)
}

// madeOf is what a copy was made from, and why it is the list alone, "" where it is not.
type madeOf struct{ print, why string }

// whySign stands between the two in the ledger.
const whySign = "|"

func (m madeOf) key() string {
	if m.why == "" {
		return m.print
	}
	return m.print + whySign + m.why
}

// whyList says why a copy that the ledger knows is the list alone.
func whyList(m ledger.Made) string {
	_, why, _ := strings.Cut(m.Key, whySign)
	return why
}

// ListOnly is a file that went back to its unit as the list of findings alone, because
// it can't be annotated: where that list lies, and why.
type ListOnly struct {
	Path string `json:"path"`
	Why  string `json:"why"`
}

// listsAlone are those of a period's last run, in the order of paths.
func listsAlone(ctx context.Context, led *ledger.Ledger, p huibao.Period) ([]ListOnly, error) {
	list := []ListOnly{}
	err := led.View(ctx, func(v *ledger.View) error {
		made, err := v.Made(p)
		for _, name := range slices.Sorted(maps.Keys(made)) {
			if why := whyList(made[name]); why != "" {
				list = append(list, ListOnly{name, why})
			}
		}
		return err
	})
	return list, err
}

// copyFor writes one annotated return, unless it lies there already.
func (o *writer) copyFor(s *huibao.Submission, name string) (out report.Output, made madeOf, err error) {
	desk := o.desk()
	made.print = fingerprint(struct {
		SHA, Path, Version string
		State              huibao.ReturnState
		Why                string
		Findings           []huibao.Finding
		Desk               report.Desk
	}{s.SHA256, s.Path, o.opt.made(), s.State, s.Why, s.Findings, desk})
	for _, name := range []string{name, listName(name)} {
		out = report.Output{Path: outputPath(o.con.Period, name)}
		if old, ok := o.before[out.Path]; ok && strings.HasPrefix(old.Key+whySign, made.print+whySign) && sameContent(o.w, out.Path, old.SHA256) {
			out.SHA256, made.why = old.SHA256, whyList(old)
			return out, made, nil
		}
	}
	f, size, err := o.original(s)
	if err != nil {
		return out, made, err
	}
	defer f.Close()
	var b bytes.Buffer
	if made.why, err = report.Annotate(&b, f, size, s, desk); err != nil {
		return out, made, err
	}
	if made.why != "" {
		name = listName(name)
	}
	out, err = o.save(name, func(w io.Writer) error {
		_, err := b.WriteTo(w)
		return err
	})
	return out, made, err
}

// listName is what a copy that is the list alone is called: it is no workbook with
// macros, whatever the file is.
func listName(name string) string { return strings.TrimSuffix(name, path.Ext(name)) + ".xlsx" }

// desk is where the returns of the period go back to.
func (o *writer) desk() report.Desk { return backTo(o.con, o.info.Date) }

// backTo is where returns of a period go back to.
func backTo(c *statement.Consolidation, today huibao.Date) report.Desk {
	d := c.Plan.Day(c.Period).Deadline
	return report.Desk{Office: c.Plan.Office, Contact: c.Plan.Contact, Phone: c.Plan.Phone, Deadline: d, Passed: d.Before(today)}
}

func (o *writer) original(s *huibao.Submission) (*os.File, int64, error) {
	f, err := o.led.Original(s.SHA256)
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, 0, errors.Join(err, f.Close())
	}
	return f, info.Size(), nil
}

// copyExtension is what a copy's name ends with; a file is opened for it only where it
// may be another kind of workbook.
func (o *writer) copyExtension(s *huibao.Submission) (string, error) {
	macros := false
	if s.Return != nil {
		_, macros = s.Return.Has(huibao.RemarkMacros)
	}
	switch strings.ToLower(path.Ext(s.Path)) {
	case ".xlsm", ".xltx", ".xltm":
	default:
		if !macros {
			return ".xlsx", nil
		}
	}
	f, size, err := o.original(s)
	if err != nil {
		return "", err
	}
	defer f.Close()
	return report.CopyExtension(f, size), nil
}

// about is a submission with the findings on its own file alone: those on a part of
// a joined return go back in the part.
func (o *writer) about(s *huibao.Submission) *huibao.Submission {
	whole := s
	if s.PartOf != "" {
		at := slices.IndexFunc(o.con.Submissions(), func(w huibao.Submission) bool { return w.Path == s.PartOf && !w.Gone })
		if at < 0 {
			return s
		}
		whole = &o.con.Submissions()[at]
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

// copyStem is what the copy of a file is called, but for its ending. A copy that came
// back is called as it was.
func copyStem(s *huibao.Submission) string {
	const suffix = "-" + huibao.ReviewSheet
	stem := strings.TrimSuffix(path.Base(s.Path), path.Ext(s.Path))
	return FileName(strings.TrimSuffix(stem, suffix)) + suffix
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
