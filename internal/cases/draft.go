package cases

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// drafted is what `plan draft` makes of a text.
type drafted struct {
	Title  string      `json:"title"`
	Year   any         `json:"year"`
	Tasks  []draftTask `json:"tasks"`
	Review []struct {
		Quote string `json:"quote"`
	} `json:"review"`
	Units []struct {
		Name string `json:"name"`
	} `json:"units"`
}

type draftTask struct {
	No         int               `json:"no"`
	Lead       []string          `json:"lead"`
	Indicators []json.RawMessage `json:"indicators"`
	raw        string
}

// UnmarshalJSON keeps the text, for what a case reads there.
func (t *draftTask) UnmarshalJSON(data []byte) error {
	type plain draftTask
	if err := numbers(data).Decode((*plain)(t)); err != nil {
		return err
	}
	var err error
	t.raw, err = spaced(data)
	return err
}

// draftTarget is an indicator that was drafted.
type draftTarget struct {
	Code       string `json:"code"`
	Name       string `json:"name"`
	Target     any    `json:"target"`
	Measure    string `json:"measure"`
	Comparator string `json:"comparator"`
	Baseline   any    `json:"baseline"`
	Kind       string `json:"kind"`
	PartOf     string `json:"part_of"`
	Confidence string `json:"confidence"`
	task       int
	reads      string
}

func (t *draftTarget) String() string {
	s := t.Name + " " + t.Comparator + text(t.Target) + t.Measure
	if t.PartOf != "" {
		s += " (of " + t.PartOf + ")"
	}
	return s
}

// doDraft has a plan drafted.
func (m *room) doDraft(ctx context.Context) error {
	d := m.c.Draft
	p := filepath.Join(m.dir, "方案.txt")
	var err error
	switch {
	case d.Rows != nil:
		p = filepath.Join(m.dir, "方案.xlsx")
		err = writeTable(p, []Table{{Name: "方案", Rows: d.Rows, Merges: d.Merges}}, "")
	case d.File != "":
		err = m.textOf(d.File, p)
	default:
		err = os.WriteFile(p, []byte(d.Text), 0o644)
	}
	if err != nil {
		return err
	}
	exit, stdout, stderr := m.call(ctx, m.dir, "plan", "draft", p, "--json")
	m.exits, m.said = append(m.exits, exit), append(m.said, stderr)
	m.draft = &drafted{}
	if err := numbers([]byte(stdout)).Decode(m.draft); err != nil {
		m.draft = &drafted{} // nothing is drafted
	}
	return nil
}

// textOf copies a text of the cases without its remarks.
func (m *room) textOf(name, to string) error {
	data, err := os.ReadFile(filepath.Join(m.runner.Set.Dir, filepath.FromSlash(name)))
	if err != nil {
		return err
	}
	var b strings.Builder
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, "#") {
			b.WriteString(line)
		}
	}
	return os.WriteFile(to, []byte(b.String()), 0o644)
}

// targets are all indicators that were drafted.
func (d *drafted) targets() ([]*draftTarget, error) {
	var list []*draftTarget
	for _, task := range d.Tasks {
		for _, data := range task.Indicators {
			t := &draftTarget{task: task.No}
			if err := numbers(data).Decode(t); err != nil {
				return nil, err
			}
			s, err := spaced(data)
			if err != nil {
				return nil, err
			}
			t.reads = strings.TrimSuffix(s, "}") + `, "task": ` + task.raw + "}"
			list = append(list, t)
		}
	}
	return list, nil
}

// spaced writes JSON on one line with a blank after each comma and colon.
func spaced(data []byte) (string, error) {
	var v any
	var buf bytes.Buffer
	if err := numbers(data).Decode(&v); err != nil {
		return "", err
	}
	d := numbers(data)
	open := []json.Delim{}
	first, key := true, false
	for {
		t, err := d.Token()
		if err != nil {
			break // the end: it was decoded above
		}
		closing := t == json.Delim('}') || t == json.Delim(']')
		inObject := len(open) > 0 && open[len(open)-1] == '{'
		switch {
		case closing:
		case inObject && key:
			buf.WriteString(": ")
		case !first:
			buf.WriteString(", ")
		}
		if inObject && !closing {
			key = !key
		}
		first = false
		if delim, ok := t.(json.Delim); ok {
			buf.WriteString(delim.String())
			if closing {
				open, key = open[:len(open)-1], false
			} else {
				open, first, key = append(open, delim), true, false
			}
			continue
		}
		if err := writeToken(&buf, t); err != nil {
			return "", err
		}
	}
	return buf.String(), nil
}

func writeToken(buf *bytes.Buffer, t any) error {
	e := json.NewEncoder(buf)
	e.SetEscapeHTML(false)
	if err := e.Encode(t); err != nil {
		return err
	}
	buf.Truncate(buf.Len() - 1) // the line break
	return nil
}

// fits reports whether a target is the one that a case asks for.
func (t *draftTarget) fits(e *Expect, all []*draftTarget) (bool, error) {
	measure := strings.ReplaceAll(t.Measure, "名", "人")
	switch {
	case e.Target != nil && !same(text(t.Target), text(e.Target)),
		e.Measure != nil && !oneOf(*e.Measure, measure),
		e.Comparator != nil && !oneOf(*e.Comparator, t.Comparator),
		e.Task != nil && t.task != *e.Task,
		e.Baseline != nil && !same(text(t.Baseline), text(e.Baseline)),
		e.Kind != "" && !oneOf(e.Kind, t.Kind),
		e.Confidence != "" && t.Confidence != e.Confidence:
		return false, nil
	}
	if e.PartOf != nil {
		if (t.PartOf != "") != truthy(e.PartOf) {
			return false, nil
		}
		whole, ok := e.PartOf.(string)
		if ok && !slices.ContainsFunc(all, func(w *draftTarget) bool {
			return same(text(w.Target), whole) && strings.TrimLeft(t.PartOf, "=") == w.Code
		}) {
			return false, nil
		}
	}
	for _, p := range [][2]string{{e.Name, t.Name}, {e.Reads, t.reads}} {
		if p[0] == "" {
			continue
		}
		if _, ok, err := matches(p[0], p[1]); err != nil || !ok {
			return false, err
		}
	}
	return true, nil
}

// check is "" where an expectation of the draft holds.
func (d *drafted) check(e *Expect) (string, error) {
	all, err := d.targets()
	if err != nil {
		return "", err
	}
	var hit *draftTarget
	if e.That == "target" || e.That == "no_target" {
		var errs error
		at := slices.IndexFunc(all, func(t *draftTarget) bool {
			ok, err := t.fits(e, all)
			errs = errors.Join(errs, err)
			return ok
		})
		if errs != nil {
			return "", errs
		}
		if at >= 0 {
			hit = all[at]
		}
	}
	switch {
	case e.That == "target" && hit == nil:
		return fmt.Sprintf("no target %s; drafted: %v", e.asked(), all), nil
	case e.That == "no_target" && hit != nil:
		return "drafted " + hit.String(), nil
	case e.That == "targets" && (len(all) < e.From || len(all) > e.Upto):
		return fmt.Sprintf("%d targets, expected %d–%d: %v", len(all), e.From, e.Upto, all), nil
	}
	return d.checkRest(e, all)
}

// asked is what a case asks of a target.
func (e *Expect) asked() string {
	s := orNothing(e.Target)
	for _, x := range []*string{e.Measure, e.Comparator} {
		if x != nil {
			s += " " + *x
		}
	}
	return strings.TrimSpace(s + " " + e.Name + " " + orNothing(e.Baseline) + " " + orNothing(e.PartOf))
}

func (d *drafted) set(words string) bool {
	for _, x := range d.Review {
		if strings.Contains(x.Quote, words) {
			return true
		}
	}
	return false
}

func (d *drafted) checkRest(e *Expect, all []*draftTarget) (string, error) {
	switch e.That {
	case "target", "no_target", "targets":
	case "taken":
		if !d.set(e.Words) && !slices.ContainsFunc(all, func(t *draftTarget) bool { return same(text(t.Target), text(e.Number)) }) {
			return text(e.Number) + " is neither drafted nor set aside for review", nil
		}
	case "review":
		if !d.set(e.Words) {
			return "“" + e.Words + "” is not set aside for review", nil
		}
	case "year":
		return d.checkYear(e), nil
	case "title":
		not, _ := e.Not.(string)
		if _, ok, err := matches(not, d.Title); err != nil || ok {
			return "title " + d.Title, err
		}
	case "units":
		return d.checkUnits(e), nil
	case "tasks":
		var got []any
		for _, t := range d.Tasks {
			got = append(got, t.No)
		}
		if fmt.Sprint(got) != fmt.Sprint(e.Is) {
			return fmt.Sprintf("task numbers %v, expected %v", got, e.Is), nil
		}
	default:
		return "unknown expectation " + e.That, nil
	}
	return "", nil
}

func (d *drafted) checkYear(e *Expect) string {
	year := text(d.Year)
	if list, ok := e.Not.([]any); ok {
		if slices.ContainsFunc(list, func(v any) bool { return text(v) == year }) {
			return "year " + year
		}
		return ""
	}
	if year == text(e.Is) || e.Is == nil && year == "0" {
		return ""
	}
	return fmt.Sprintf("year %s, expected %s", year, text(e.Is))
}

func (d *drafted) checkUnits(e *Expect) string {
	var got []string
	for _, u := range d.Units {
		got = append(got, u.Name)
	}
	for _, t := range d.Tasks {
		got = append(got, t.Lead...)
	}
	said := strings.Join(got, " ")
	bad := slices.ContainsFunc(e.Has, func(u string) bool { return !strings.Contains(said, u) })
	if list, ok := e.Not.([]any); ok {
		bad = bad || slices.ContainsFunc(list, func(u any) bool { return strings.Contains(said, text(u)) })
	}
	if bad {
		return "units " + said
	}
	return ""
}
