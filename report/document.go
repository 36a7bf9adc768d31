package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"huibao"
	"huibao/internal/mask"
	"huibao/statement"
)

// Document is the JSON of `check --json` and `run --json`, and findings.json
// (interfaces.md).
type Document struct {
	Period   huibao.Period    `json:"period"`
	Files    []FileEntry      `json:"files"`
	Findings []huibao.Finding `json:"findings"`
	Missing  []string         `json:"missing"`
	Outputs  []Output         `json:"outputs"`
	Edition  int              `json:"edition,omitempty"`         // the last that was locked
	State    string           `json:"state,omitempty"`           // draft, locked or reopened
	LeftOut  []DecisionEntry  `json:"left_out,omitempty"`        // rows and returns that the office left out
	Waived   []DecisionEntry  `json:"waived,omitempty"`          // units that were not waited for
	Late     []LateFile       `json:"late_after_lock,omitempty"` // received since, and not counted
}

// DecisionEntry is a decision of the office and its reason.
type DecisionEntry struct {
	N    int    `json:"n"`
	Unit string `json:"unit"`
	Row  string `json:"row,omitempty"`
	File string `json:"file,omitempty"` // SHA-256
	Why  string `json:"why"`
}

// LateFile is a file that came in after its period was locked.
type LateFile struct {
	Path     string `json:"path"`
	SHA256   string `json:"sha256"`
	Unit     string `json:"unit"` // "" where it cannot be told
	Received string `json:"received"`
}

// State says whether a period's outputs are final.
func State(c *statement.Consolidation) string {
	switch {
	case c.Locked():
		return "locked"
	case c.Edition > 0:
		return "reopened"
	}
	return "draft"
}

// Decided are what the office left out and whom it did not wait for.
func Decided(c *statement.Consolidation) (leftOut, waived []DecisionEntry) {
	leftOut, waived = []DecisionEntry{}, []DecisionEntry{}
	for _, x := range c.Decisions {
		if x.Lapsed {
			continue
		}
		e := DecisionEntry{N: x.N, Unit: c.Plan.UnitName(x.Unit), Row: x.Row, Why: mask.Text(x.Why)}
		switch x.Kind {
		case huibao.DecisionLeaveOut:
			if x.Row == "" {
				e.File = x.Ref
			}
			leftOut = append(leftOut, e)
		case huibao.DecisionWaive:
			waived = append(waived, e)
		}
	}
	return leftOut, waived
}

// FileEntry is one file that was handed in.
type FileEntry struct {
	Path     string             `json:"path"`
	SHA256   string             `json:"sha256"`
	Unit     string             `json:"unit"`
	Period   huibao.Period      `json:"period"`
	Version  int                `json:"version"`
	Received string             `json:"received"` // RFC 3339
	LateDays int                `json:"late_days"`
	State    huibao.ReturnState `json:"state"`
	Why      string             `json:"why,omitempty"`
	Values   int                `json:"values"`
	HeldOut  int                `json:"held_out"`
	Findings []huibao.Finding   `json:"findings"`
	Returned *Copy              `json:"returned,omitempty"` // in run.json: what goes back to the unit
}

// Copy is the annotated copy of a file; ListOnly says, where the file can't be
// annotated and the copy is the list alone, why.
type Copy struct {
	Path     string `json:"path"`
	ListOnly string `json:"list_only,omitempty"`
}

// Output is a file that was written: its path relative to the workspace, and its
// SHA-256.
type Output struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
}

// NewDocument describes a consolidation. Units are named, not coded.
func NewDocument(c *statement.Consolidation, outputs []Output) Document {
	d := withoutFiles(c, outputs)
	for i := range c.Submissions() {
		d.Files = append(d.Files, NewFileEntry(&c.Submissions()[i], c.Plan.UnitName))
	}
	return d
}

// withoutFiles describes it but for the files.
func withoutFiles(c *statement.Consolidation, outputs []Output) Document {
	d := Document{Period: c.Period, Edition: c.Edition, State: State(c), Files: []FileEntry{}, Findings: []huibao.Finding{}, Missing: []string{}, Outputs: outputs}
	if outputs == nil {
		d.Outputs = []Output{}
	}
	d.LeftOut, d.Waived = Decided(c)
	d.Findings = append(d.Findings, c.Findings...)
	for _, u := range c.Missing {
		d.Missing = append(d.Missing, c.Plan.UnitName(u))
	}
	return d
}

// NewFileEntry describes one submission; name is what a unit's code is called, nil for
// the code itself.
func NewFileEntry(s *huibao.Submission, name func(code string) string) FileEntry {
	e := FileEntry{Path: s.Path, SHA256: s.SHA256, Period: s.Period, Version: s.Version, Received: s.Receipt.Time.Format(time.RFC3339),
		LateDays: s.LateDays, State: s.State, Why: mask.Text(s.Why), Values: s.Values(), HeldOut: len(s.HeldOut), Findings: []huibao.Finding{}}
	if s.Unit != "" {
		e.Unit = s.Unit
		if name != nil {
			e.Unit = name(s.Unit)
		}
	}
	for _, f := range s.Findings {
		e.Findings = append(e.Findings, maskFinding(f))
	}
	return e
}

// JSON prints a document, indented, with a line break at the end.
func JSON(v any) ([]byte, error) {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	return append(data, '\n'), nil
}

// Run is run.json: what was read and what was written, with hashes.
type Run struct {
	Document
	PlanVersion string         `json:"plan_version"`
	Checksum    string         `json:"checksum"` // 数据校验码
	Counts      map[string]int `json:"counts"`   // files by state

	// Pages are, for each official text, the indicators whose figures stand on each page.
	Pages map[string][][]string `json:"pages,omitempty"`
}

// WriteDocument prints a consolidation as findings.json: the bytes of JSON, file after
// file.
func WriteDocument(w io.Writer, c *statement.Consolidation) error {
	return writeWithFiles(w, withoutFiles(c, nil), c, nil)
}

// Written is what a run wrote before its run.json, which tells of it; nothing of it need be there.
type Written struct {
	Checksum string                      // the 数据校验码 that the others print
	Outputs  []Output                    // in the order in which they were written
	Pages    map[string][][]string       // by official text: the indicators on each page
	Copies   map[*huibao.Submission]Copy // what goes back to a submission's unit
}

// WriteRun prints run.json likewise.
func WriteRun(w io.Writer, c *statement.Consolidation, m Written) error {
	r := Run{Document: withoutFiles(c, m.Outputs), PlanVersion: c.PlanVersion, Checksum: m.Checksum, Counts: map[string]int{}, Pages: m.Pages}
	for i := range c.Submissions() {
		r.Counts[string(c.Submissions()[i].State)]++
	}
	return writeWithFiles(w, r, c, m.Copies)
}

// noFiles is how a document without files prints them: the first of its lists.
const noFiles = `"files": []`

// writeWithFiles prints a document that lists no files, with them in their place.
func writeWithFiles(w io.Writer, doc any, c *statement.Consolidation, copies map[*huibao.Submission]Copy) error {
	data, err := JSON(doc)
	if err != nil {
		return err
	}
	if len(c.Submissions()) == 0 {
		_, err = w.Write(data)
		return err
	}
	head, tail, ok := bytes.Cut(data, []byte(noFiles))
	if !ok {
		return errors.New("report: a document without a list of files")
	}
	if _, err := fmt.Fprintf(w, "%s%s", head, strings.TrimSuffix(noFiles, "]")); err != nil {
		return err
	}
	for i := range c.Submissions() {
		s := &c.Submissions()[i]
		e := NewFileEntry(s, c.Plan.UnitName)
		if own, ok := copies[s]; ok {
			e.Returned = &own
		}
		entry, err := json.MarshalIndent(e, "    ", "  ")
		if err != nil {
			return fmt.Errorf("report: %w", err)
		}
		between := ",\n    "
		if i == 0 {
			between = between[1:]
		}
		if _, err := fmt.Fprintf(w, "%s%s", between, entry); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(w, "\n  ]%s", tail)
	return err
}
