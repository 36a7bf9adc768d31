package cases

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
)

// finding is one of findings.json.
type finding struct {
	ID        string `json:"id"`
	Code      string `json:"code"`
	Severity  string `json:"severity"`
	Status    string `json:"status"`
	Indicator string `json:"indicator"`
	Unit      string `json:"unit"`
	Message   string `json:"message"`
	Found     any    `json:"found"`
	Remedy    any    `json:"remedy"`
	fileUnit  string
}

type findingsFile struct {
	Files []struct {
		Path     string    `json:"path"`
		Unit     string    `json:"unit"`
		State    string    `json:"state"`
		LateDays any       `json:"late_days"`
		Findings []finding `json:"findings"`
	} `json:"files"`
	Findings []finding `json:"findings"`
}

// audited reads findings.json of a period, which may not be there.
func (m *room) audited(period string) (f findingsFile, err error) {
	data, err := os.ReadFile(m.path(path.Join("out", period, "findings.json")))
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return f, err
	}
	return f, numbers(data).Decode(&f)
}

func (m *room) findings(period string) ([]finding, error) {
	d, err := m.audited(period)
	if err != nil {
		return nil, err
	}
	var list []finding
	for _, x := range d.Files {
		for _, f := range x.Findings {
			f.fileUnit = x.Unit
			list = append(list, f)
		}
	}
	for _, f := range d.Findings {
		f.fileUnit = f.Unit
		list = append(list, f)
	}
	return list, nil
}

// check is "" where an expectation holds, else what came out.
func (m *room) check(ctx context.Context, e *Expect) (string, error) {
	switch e.That {
	case "figure":
		return m.checkFigure(ctx, e), nil
	case "finding":
		return m.checkFinding(e)
	case "no_finding":
		return m.checkNoFinding(e)
	case "at_most":
		return m.checkAtMost(e)
	case "state", "late":
		return m.checkState(e)
	case "exit":
		return m.checkExit(e), nil
	case "same":
		if m.kept[e.As] == "" || m.digest(e.Path) != m.kept[e.As] {
			return e.Path + " has other bytes than before", nil
		}
		return "", nil
	case "exists", "absent":
		switch there := exists(m.path(e.Path)); {
		case there && e.That == "absent":
			return e.Path + " was written", nil
		case !there && e.That == "exists":
			return e.Path + " is gone", nil
		}
		return "", nil
	case "says":
		return m.checkSays(ctx, e)
	case "cell":
		return m.checkCell(e)
	case "returned":
		return m.checkReturned(e)
	case "any":
		return m.checkAny(ctx, e)
	}
	if m.draft == nil {
		return "unknown expectation " + e.That, nil
	}
	return m.draft.check(e)
}

const out = "out" // a figure that is not counted

// figure is what counts of a unit, as trace says.
func (m *room) figure(ctx context.Context, e *Expect) string {
	_, stdout := m.huibao(ctx, "trace", e.Code, "--period", e.Period, "--json")
	type part struct {
		Unit     string `json:"unit"`
		Item     string `json:"item"`
		Value    any    `json:"value"`
		Excluded any    `json:"excluded"`
		Parts    []part `json:"parts"`
	}
	var d struct {
		Figures []part `json:"figures"`
	}
	if err := numbers([]byte(stdout)).Decode(&d); err != nil {
		return out
	}
	const city = "全市"
	at := slices.IndexFunc(d.Figures, func(f part) bool { return f.Unit == city && f.Item == cmp.Or(e.Item, "本年累计") })
	if at < 0 {
		return out
	}
	f := d.Figures[at]
	if e.Unit == city {
		return cmp.Or(orNothing(f.Value), out)
	}
	for _, p := range f.Parts {
		if v := orNothing(p.Value); p.Unit == e.Unit && !truthy(p.Excluded) && v != "" && v != "/" {
			return v
		}
	}
	return out
}

// truthy is what is not empty, nil, 0 or false.
func truthy(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case bool:
		return v
	case string:
		return v != ""
	case json.Number:
		return v != "0"
	}
	return true
}

func (m *room) checkFigure(ctx context.Context, e *Expect) string {
	got := m.figure(ctx, e)
	for w := range strings.SplitSeq(text(e.Is), "|") {
		if got == w || got != out && w != out && same(got, w) {
			return ""
		}
	}
	said := fmt.Sprintf("%s %s %s is not counted", e.Unit, e.Code, cmp.Or(e.Item, "本年累计"))
	if got != out {
		said = fmt.Sprintf("%s %s %s counted as %s", e.Unit, e.Code, cmp.Or(e.Item, "本年累计"), got)
		if !slices.Contains(m.wrong, said) {
			m.wrong = append(m.wrong, said)
		}
	}
	return said + ", expected " + text(e.Is)
}

const asked = "error|warning"

func (m *room) checkFinding(e *Expect) (string, error) {
	list, err := m.findings(e.Period)
	if err != nil {
		return "", err
	}
	for _, f := range list {
		if !oneOf(cmp.Or(e.Severity, asked), f.Severity) || !oneOf(cmp.Or(e.Status, "open"), f.Status) || e.Unit != "" && e.Unit != f.fileUnit && e.Unit != f.Unit {
			continue
		}
		about := f.Message + text(f.Found)
		if e.Code != "" && f.Indicator != e.Code && !standsIn(e.Code, about) {
			continue
		}
		if e.Text == "" {
			return "", nil
		}
		if _, ok, err := matches(e.Text, about+text(f.Remedy)); err != nil || ok {
			return "", err
		}
	}
	return fmt.Sprintf("no open %s at %s %s %s", cmp.Or(e.Severity, asked), e.Unit, e.Code, e.Text), nil
}

func (m *room) checkNoFinding(e *Expect) (string, error) {
	list, err := m.findings(e.Period)
	if err != nil {
		return "", err
	}
	for _, f := range list {
		if !oneOf(cmp.Or(e.Severity, asked), f.Severity) || f.Status != "open" || e.Unit != "" && e.Unit != f.fileUnit || e.Code != "" && f.Indicator != e.Code {
			continue
		}
		if e.Text != "" {
			if _, ok, err := matches(e.Text, f.Message); err != nil {
				return "", err
			} else if !ok {
				continue
			}
		}
		return fmt.Sprintf("%s %s: %s", f.Code, f.Severity, f.Message), nil
	}
	return "", nil
}

func (m *room) checkAtMost(e *Expect) (string, error) {
	list, err := m.findings(e.Period)
	var open []string
	for _, f := range list {
		if oneOf(asked, f.Severity) && f.Status == "open" && f.fileUnit == e.Unit {
			open = append(open, f.Code)
		}
	}
	if err != nil || len(open) <= e.N {
		return "", err
	}
	return fmt.Sprintf("%d open errors and warnings for one cause: %s", len(open), strings.Join(open, " ")), nil
}

func (m *room) checkState(e *Expect) (string, error) {
	d, err := m.audited(e.Period)
	if err != nil {
		return "", err
	}
	var got []string
	for _, x := range d.Files {
		if x.Unit != e.Unit || e.File != "" && !strings.HasSuffix(x.Path, e.File) {
			continue
		}
		v := x.State
		if e.That == "late" {
			v = text(x.LateDays)
		}
		if oneOf(text(e.Is), v) {
			return "", nil
		}
		got = append(got, v)
	}
	return fmt.Sprintf("%s %s %v, expected %s", e.Unit, e.That, got, text(e.Is)), nil
}

func (m *room) checkExit(e *Expect) string {
	at, got := e.Step, "None"
	if at < 0 {
		at += len(m.exits)
	}
	if at >= 0 && at < len(m.exits) {
		got = fmt.Sprint(m.exits[at])
	}
	if oneOf(text(e.Is), got) {
		return ""
	}
	said := strings.Split(strings.TrimSpace(m.said[len(m.said)-1]), "\n")
	return fmt.Sprintf("exit %s, expected %s: %s", got, text(e.Is), said[len(said)-1])
}

// checkSays looks for words in a file, in what trace says, or in all that was printed.
func (m *room) checkSays(ctx context.Context, e *Expect) (string, error) {
	var said string
	switch p := m.path(e.Path); {
	case e.Path != "" && strings.HasSuffix(e.Path, ".pdf"):
		// a file that is not there says nothing
		data, _ := exec.CommandContext(ctx, "pdftotext", "-raw", p, "-").Output()
		said = string(data)
	case e.Path != "":
		data, err := os.ReadFile(p)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		said = string(data)
	case e.Trace != "":
		_, said = m.huibao(ctx, "trace", e.Trace, "--period", e.Period)
	default:
		said = strings.Join(m.said, "")
	}
	if said = blankless(said); said == "" {
		return "nothing there", nil
	}
	if e.Text != "" {
		if _, ok, err := matches(e.Text, said); err != nil || !ok {
			return "does not say " + e.Text, err
		}
	}
	if not, _ := e.Not.(string); not != "" {
		if found, ok, err := matches(not, said); err != nil || ok {
			return "says " + found, err
		}
	}
	return "", nil
}

// checkAny holds where all of one list hold.
func (m *room) checkAny(ctx context.Context, e *Expect) (string, error) {
	var all []string
	for _, list := range e.Of {
		n := len(all)
		for i := range list {
			got, err := m.check(ctx, &list[i])
			if err != nil {
				got = err.Error()
			}
			if got != "" {
				all = append(all, got)
			}
		}
		if len(all) == n {
			return "", nil
		}
	}
	return strings.Join(all, " / "), nil
}
