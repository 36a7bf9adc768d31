// Package cases runs the shared cases: small inputs that once came out wrong. A case
// is a recipe — it issues a blank return, edits it and runs the program — and says
// what must come out. The program is called from outside, by its commands alone.
package cases

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Set is a folder of cases with the plans that they run on.
type Set struct {
	Dir   string
	Plans map[string]*Plan
	Cases []*Case
}

// Case is one input and what must come out of it.
type Case struct {
	ID        string   `json:"id"`
	Kind      string   `json:"kind"`
	Why       string   `json:"why"`
	Guard     bool     `json:"guard"` // passed when it was written and must go on passing
	Plan      string   `json:"plan"`
	PlanEdits []Edit   `json:"plan_edits"`
	First     int      `json:"first"`   // the first month of History, 1 where it is left out
	History   int      `json:"history"` // so many months are first collected truthfully and run
	Do        []Step   `json:"do"`
	Draft     *Draft   `json:"draft"`
	Expect    []Expect `json:"expect"`
	Needs     []string `json:"needs"` // programs
	bad       error    // why it cannot be read
}

// Step is something that is done in the workspace.
type Step struct {
	Do           string   `json:"do"`
	Unit         string   `json:"unit"`
	Period       string   `json:"period"`
	Date         string   `json:"date"`
	Edits        []Edit   `json:"edits"`
	Name         string   `json:"name"`
	Zip          string   `json:"zip"`   // put inside this archive
	Reuse        string   `json:"reuse"` // this period's own file is filled in again
	With         []string `json:"with"`
	Uncalculated bool     `json:"uncalculated"`
	Except       []string `json:"except"`
	Args         []string `json:"args"`
	Sheets       []Table  `json:"sheets"`
	As           string   `json:"as"`
	Path         string   `json:"path"`
	Text         string   `json:"text"`
	Encoding     string   `json:"encoding"`
	From         string   `json:"from"`
	To           string   `json:"to"`
}

// Edit is a change of a return or of plan.xlsx.
type Edit struct {
	Row        any             `json:"row"`
	Col        string          `json:"col"`
	At         string          `json:"at"`    // 计数!A2
	Value      json.RawMessage `json:"value"` // null empties the cell; absent is no change
	Format     string          `json:"format"`
	Stored     string          `json:"stored"` // the number's stored text
	Formula    string          `json:"formula"`
	Cached     any             `json:"cached"`
	Recalc     bool            `json:"recalc"`
	Runs       []TextRun       `json:"runs"`
	Strike     bool            `json:"strike"`
	White      bool            `json:"white"`
	HideColumn bool            `json:"hide_column"`
	MergeDown  int             `json:"merge_down"`
	MergeRef   string          `json:"mergeref"`
	Sheet      string          `json:"sheet"`
	Title      string          `json:"title"`
	Rename     string          `json:"rename"`
	Tick       string          `json:"tick"`
	Part       string          `json:"part"`
	Find       string          `json:"find"`
	Put        string          `json:"put"`
	Column     string          `json:"column"` // of the plan
	Append     []any           `json:"append"`
	Head       []any           `json:"head"`
}

// TextRun is a piece of rich text.
type TextRun struct {
	Text   string `json:"text"`
	Strike bool   `json:"strike"`
	Vert   string `json:"vert"`
}

// Table is a sheet of a table that a unit made itself.
type Table struct {
	Name       string            `json:"name"`
	Rows       [][]any           `json:"rows"`
	Merges     []string          `json:"merges"`
	HiddenRows []int             `json:"hidden_rows"`
	Formats    map[string]string `json:"formats"`
	Stored     map[string]string `json:"stored"`
	Comments   map[string]string `json:"comments"`
	Hidden     bool              `json:"hidden"`
}

// Draft is a government's text out of which a plan is drafted.
type Draft struct {
	Text   string   `json:"text"`
	File   string   `json:"file"`
	Rows   [][]any  `json:"rows"`
	Merges []string `json:"merges"`
}

// Expect is one thing that must hold.
type Expect struct {
	That     string     `json:"that"`
	Unit     string     `json:"unit"`
	Code     string     `json:"code"`
	Item     string     `json:"item"`
	Period   string     `json:"period"`
	Is       any        `json:"is"`
	Not      any        `json:"not"`
	Severity string     `json:"severity"`
	Status   string     `json:"status"`
	Text     string     `json:"text"`
	N        int        `json:"n"`
	Step     int        `json:"step"`
	File     string     `json:"file"`
	Path     string     `json:"path"`
	As       string     `json:"as"`
	Trace    string     `json:"trace"`
	Sheet    string     `json:"sheet"`
	Row      string     `json:"row"`
	Col      string     `json:"col"`
	After    string     `json:"after"`
	Within   any        `json:"within"`
	Formula  bool       `json:"formula"`
	Coerced  *bool      `json:"coerced"`
	Sheets   []string   `json:"sheets"`
	Parts    []string   `json:"parts"`
	Comment  string     `json:"comment"`
	Of       [][]Expect `json:"of"`

	// of a draft
	Target     any      `json:"target"`
	Measure    *string  `json:"measure"`
	Comparator *string  `json:"comparator"`
	Baseline   any      `json:"baseline"`
	Kind       string   `json:"kind"`
	Name       string   `json:"name"`
	Task       *int     `json:"task"`
	PartOf     any      `json:"part_of"`
	Confidence string   `json:"confidence"`
	Reads      string   `json:"reads"`
	From       int      `json:"from"`
	Upto       int      `json:"to"`
	Words      string   `json:"words"`
	Number     any      `json:"number"`
	Has        []string `json:"has"`
}

// Plan is a plan.xlsx, and what truthful clerks type into its returns.
type Plan struct {
	Year   int                                  `json:"year"`
	Sheets Sheets                               `json:"sheets"`
	Values map[string]map[string]map[string]any `json:"values"` // unit, code, heading: a value or a list by month
}

// Sheets are the sheets of a plan in their order.
type Sheets []PlanSheet

// PlanSheet is one sheet of a plan.
type PlanSheet struct {
	Name string  `json:"-"`
	Head []any   `json:"head"`
	Rows [][]any `json:"rows"`
}

// UnmarshalJSON keeps the order in which the sheets stand.
func (s *Sheets) UnmarshalJSON(data []byte) error {
	d := numbers(data)
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		var sheet PlanSheet
		if err := d.Decode(&sheet); err != nil {
			return err
		}
		sheet.Name, _ = name.(string)
		*s = append(*s, sheet)
	}
	return nil
}

// numbers decodes JSON with the text of its numbers kept.
func numbers(data []byte) *json.Decoder {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	return d
}

// Load reads cases.jsonl and plans.json of a folder. A case that asks for something
// unknown is kept and fails when it is run.
func Load(dir string) (*Set, error) {
	s := &Set{Dir: dir}
	data, err := os.ReadFile(filepath.Join(dir, "plans.json"))
	if err != nil {
		return nil, err
	}
	if err := numbers(data).Decode(&s.Plans); err != nil {
		return nil, fmt.Errorf("plans.json: %w", err)
	}
	if data, err = os.ReadFile(filepath.Join(dir, "cases.jsonl")); err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for n, line := range strings.Split(string(data), "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		c, err := parse([]byte(line))
		if err != nil {
			return nil, fmt.Errorf("cases.jsonl, line %d: %w", n+1, err)
		}
		if seen[c.ID] {
			return nil, fmt.Errorf("cases.jsonl, line %d: %s is there twice", n+1, c.ID)
		}
		seen[c.ID] = true
		s.Cases = append(s.Cases, c)
	}
	return s, nil
}

func parse(line []byte) (*Case, error) {
	c := &Case{}
	d := numbers(line)
	d.DisallowUnknownFields()
	bad := d.Decode(c)
	if bad != nil {
		c = &Case{}
		if err := json.Unmarshal(line, &struct {
			ID    *string `json:"id"`
			Kind  *string `json:"kind"`
			Guard *bool   `json:"guard"`
		}{&c.ID, &c.Kind, &c.Guard}); err != nil {
			return nil, err
		}
		c.bad = bad
	}
	if c.First == 0 {
		c.First = 1
	}
	if bad == nil && c.Draft == nil && c.Plan == "" {
		c.bad = fmt.Errorf("it names no plan")
	}
	return c, nil
}
