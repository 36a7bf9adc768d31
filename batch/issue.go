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
	"strings"
	"unicode"
	"unicode/utf8"

	"huibao"
	"huibao/act"
	"huibao/inforce"
	"huibao/internal/durable"
	"huibao/internal/mask"
	"huibao/internal/regexp"
	"huibao/ledger"
	"huibao/templates"
)

// Issued is one blank return that was made.
type Issued struct {
	Unit     string      `json:"unit"`
	Path     string      `json:"path"` // relative to the workspace
	Rows     int         `json:"rows"`
	Deadline huibao.Date `json:"deadline"`
}

// DeadlineOf is the day by which issued returns are due, in Chinese.
func DeadlineOf(list []Issued) string {
	if len(list) == 0 {
		return ""
	}
	return list[0].Deadline.Chinese()
}

// Issue makes the blank returns of a period for the units named (all that owe one,
// if none is), with what last counted prefilled. It replaces those of an earlier
// issue and says which are made; a list of who gets which lies beside them, and
// with Options.Pack an archive of all for mailing, which comes last.
func Issue(ctx context.Context, w Workspace, opt Options, names []string) ([]Issued, error) {
	plan, err := LoadPlan(ctx, w.Plan(), opt.Period, opt.Limits)
	if err != nil {
		return nil, err
	}
	if err := plan.Plan.Collects(opt.Period); err != nil {
		return nil, err
	}
	led, err := openLedger(ctx, w, opt)
	if err != nil {
		return nil, err
	}
	defer led.Close()
	p := plan.At(opt.Period)
	units, err := pick(p, names)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(w.Issued(opt.Period), 0o755); err != nil {
		return nil, err
	}
	before, err := readPast(ctx, led, plan, opt, true)
	if err != nil {
		return nil, err
	}
	list := []Issued{}
	var acts []act.Act
	for _, u := range units {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		history, err := p.HistoryOf(u.Code, before.figures.Of)
		if err != nil {
			return nil, err
		}
		form := p.Form(u.Code, history)
		made, sha, err := issueOne(w, form)
		if err != nil {
			return nil, err
		}
		list = append(list, made)
		acts = append(acts, act.New(act.Issued, u.Code, act.Blank{Where: act.Where{Period: opt.Period, Unit: u.Code}, Plan: form.PlanVersion,
			FormDigest: p.FormDigest(u.Code), SHA256: sha, Prefilled: prefilled(form)}))
	}
	if err := led.Act(ctx, opt.actor(), func(t *ledger.Tx) error { return appendAll(t, acts) }); err != nil {
		return nil, err
	}
	archive, err := writeManifest(w, p, opt.Pack)
	if archive != "" {
		list = append(list, Issued{Path: path.Join("issued", opt.Period.String(), filepath.Base(archive))})
	}
	return list, err
}

// pick finds the units that are named among those that owe a return.
func pick(p *inforce.Plan, names []string) ([]*huibao.Unit, error) {
	owing := p.ReturningUnits()
	if len(names) == 0 {
		return owing, nil
	}
	var list []*huibao.Unit
	for _, name := range names {
		u := p.UnitByName(name)
		if u == nil {
			return nil, fmt.Errorf("方案的单位表中没有 %q", name)
		}
		found := false
		for _, o := range owing {
			found = found || o.Code == u.Code
		}
		if !found {
			return nil, fmt.Errorf("%s 在 %s 没有应报的内容", u.Name, p.Period())
		}
		list = append(list, u)
	}
	return list, nil
}

// appendAll appends acts.
func appendAll(t *ledger.Tx, acts []act.Act) error {
	for _, a := range acts {
		if _, err := t.Append(a); err != nil {
			return err
		}
	}
	return nil
}

// prefilled are the figures that a blank return shows of earlier periods, a row a line:
// what comes back altered is held against them.
func prefilled(f *huibao.Form) string {
	var b strings.Builder
	for i := range f.Rows {
		r := &f.Rows[i]
		if q := r.Prior.Values[huibao.FieldCumulative]; r.Prior.Counted && q.IsNumber() {
			fmt.Fprintf(&b, "%s\t%s\t%s=%s\n", r.Code, r.Subject.Code, huibao.FieldPrevious, q)
		}
	}
	return b.String()
}

// issuedFigures are those that the unit's last blank return of the period showed, by
// indicator; nil where no act says.
func issuedFigures(state *act.State, unit string) map[string]huibao.Quantity {
	a, ok := state.Issued[unit]
	var doc act.Blank
	if !ok || a.Into(&doc) != nil { // an older program's is of another shape
		return nil
	}
	figures := map[string]huibao.Quantity{}
	for line := range strings.Lines(doc.Prefilled) {
		parts := strings.Split(strings.TrimSpace(line), "\t")
		if len(parts) != 3 {
			continue
		}
		text, ok := strings.CutPrefix(parts[2], string(huibao.FieldPrevious)+"=")
		if d, err := huibao.ParseDecimal(text); ok && err == nil {
			figures[parts[0]] = huibao.Num(d)
		}
	}
	return figures
}

// issueOne writes a blank return; it returns its hash, too.
func issueOne(w Workspace, f *huibao.Form) (Issued, string, error) {
	var b bytes.Buffer
	if err := templates.Blank(&b, f); err != nil {
		return Issued{}, "", fmt.Errorf("%s 的报表无法生成：%w", f.Unit.Name, err)
	}
	name := issuedName(f.Unit.Name, f.Period)
	made := Issued{Unit: f.Unit.Name, Path: path.Join("issued", f.Period.String(), name), Rows: len(f.Rows), Deadline: f.Day.Deadline}
	sum := sha256.Sum256(b.Bytes())
	return made, hex.EncodeToString(sum[:]), durable.WriteFile(filepath.Join(w.Issued(f.Period), name), b.Bytes(), 0o644)
}

// Blank is where the blank return of a unit (its name in that period) is written.
func (w Workspace) Blank(unit string, p huibao.Period) string {
	return filepath.Join(w.Issued(p), issuedName(unit, p))
}

func issuedName(unit string, p huibao.Period) string {
	return FileName(unit) + "_" + p.String() + ".xlsx"
}

// maxName is how many characters of a name go into a file's name, and how many bytes: a
// file system takes 255, to which endings are added.
const (
	maxName      = 60
	maxNameBytes = 200
)

// FileName makes a name fit for a file on every system: characters that Windows
// forbids or that do not show are replaced, personal numbers hidden, reserved names
// and overlong ones avoided.
func FileName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x20 || r == utf8.RuneError || !unicode.IsPrint(r) && r != '\u3000' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, mask.Text(strings.ToValidUTF8(s, "_")))
	s = strings.TrimRight(strings.TrimSpace(s), ". ")
	if r := []rune(s); len(r) > maxName {
		s = string(r[:maxName])
	}
	for len(s) > maxNameBytes {
		_, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
	}
	stem, _, _ := strings.Cut(strings.ToUpper(s), ".")
	switch {
	case s == "":
		return "_"
	case reserved.MatchString(strings.TrimSpace(stem)):
		return "_" + s
	}
	return s
}

// reserved are the names of devices on Windows, with any extension.
var reserved = regexp.MustCompile(`^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])$`)
