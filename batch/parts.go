package batch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"huibao"
	"huibao/importer"
	"huibao/internal/durable"
	"huibao/internal/mask"
	"huibao/internal/sheet"
	"huibao/templates"
)

// Part is one part of a return that was handed out.
type Part struct {
	Bureau string `json:"bureau"`
	Path   string `json:"path"`
	Rows   int    `json:"rows"`
}

// Split hands a return out: one workbook for each bureau that is named in it, with
// its rows alone and what is filled in already, in a folder beside the file.
func Split(ctx context.Context, path string, lim sheet.Limits) ([]Part, error) {
	ret, err := readStamped(ctx, path, lim)
	if err != nil {
		return nil, err
	}
	dir := strings.TrimSuffix(path, filepath.Ext(path)) + "_分表"
	list := []Part{}
	for _, bureau := range bureaus(ret.Stamp) {
		form := *ret.Stamp
		form.Part, form.Reviews = bureau, nil
		form.Rows = slices.DeleteFunc(slices.Clone(form.Rows), func(r huibao.FormRow) bool { return r.Bureau != bureau })
		name := FileName(form.Unit.Name+"_"+form.Period.String()+"_"+bureau) + ".xlsx"
		if err := writeForm(filepath.Join(dir, name), &form, entriesOf(ret)); err != nil {
			return nil, err
		}
		list = append(list, Part{Bureau: bureau, Path: filepath.ToSlash(filepath.Join(dir, name)), Rows: len(form.Rows)})
	}
	return list, nil
}

func bureaus(f *huibao.Form) []string {
	var list []string
	for _, r := range f.Rows {
		if !slices.Contains(list, r.Bureau) {
			list = append(list, r.Bureau)
		}
	}
	return list
}

// readStamped reads a return by its own stamp; one without is an error.
func readStamped(ctx context.Context, path string, lim sheet.Limits) (*huibao.Return, error) {
	data, err := readBounded(path, lim.FileBytes)
	if err != nil {
		return nil, err
	}
	ret, err := importer.Read(ctx, importer.File{Path: filepath.ToSlash(path), Size: int64(len(data)), Data: bytes.NewReader(data)}, importer.Known{Limits: lim})
	if err != nil {
		return nil, fmt.Errorf("%s：%w", path, err)
	}
	if ret.Stamp == nil {
		return nil, fmt.Errorf("%s 不是下发的报表，或存成了别的格式（找不到隐藏的标记）；请用下发的 .xlsx 文件", path)
	}
	return ret, nil
}

func entriesOf(ret *huibao.Return) templates.Entries {
	e := templates.Entries{Rows: map[string]huibao.Values{}, Sign: ret.SignOff, Notes: ret.OtherNotes, ZeroReport: ret.ZeroReport != nil}
	for i := range ret.Rows {
		e.Rows[ret.Rows[i].Code] = ret.Rows[i].Values
	}
	return e
}

func writeForm(path string, f *huibao.Form, e templates.Entries) error {
	var b bytes.Buffer
	if err := templates.Filled(&b, f, e); err != nil {
		return fmt.Errorf("%s 无法生成：%w", path, err)
	}
	return durable.WriteNew(path, b.Bytes(), 0o644)
}

// Clash is a cell that two parts fill in differently.
type Clash struct {
	Code   string   `json:"code"`
	Name   string   `json:"name"`
	Field  string   `json:"field"`
	Texts  []string `json:"texts"`
	Places []string `json:"places"`
}

// Merged is what came of putting parts together.
type Merged struct {
	Unit    string        `json:"unit"`
	Period  huibao.Period `json:"period"`
	Rows    int           `json:"rows"`
	Empty   []string      `json:"empty"` // codes of rows in which nothing is filled in
	Clashes []Clash       `json:"clashes"`
}

// Merge puts the parts of one unit's return together into one workbook. Cells that
// two parts fill in differently are clashes: then nothing is written.
func Merge(ctx context.Context, paths []string, out string, lim sheet.Limits) (*Merged, error) {
	m := &merger{entries: templates.Entries{Rows: map[string]huibao.Values{}, Notes: map[string]string{}}, from: map[string]string{}}
	for _, path := range paths {
		ret, err := readStamped(ctx, path, lim)
		if err != nil {
			return nil, err
		}
		if err := m.add(path, ret); err != nil {
			return nil, err
		}
	}
	if m.form == nil {
		return nil, errors.New("没有可以合并的文件")
	}
	m.form.Part = ""
	slices.SortStableFunc(m.form.Rows, func(a, b huibao.FormRow) int { return huibao.CompareCodes(a.Code, b.Code) })
	res := &Merged{Unit: m.form.Unit.Name, Period: m.form.Period, Rows: len(m.form.Rows), Empty: []string{}, Clashes: append([]Clash{}, m.clashes...)}
	for _, r := range m.form.Rows {
		if row := (huibao.ReturnRow{Kind: r.Kind, Values: m.entries.Rows[r.Code]}); !row.FilledIn() {
			res.Empty = append(res.Empty, r.Code)
		}
	}
	if len(m.clashes) > 0 {
		return res, nil
	}
	return res, writeForm(out, m.form, m.entries)
}

// merger gathers the parts.
type merger struct {
	form    *huibao.Form
	entries templates.Entries
	from    map[string]string // where a cell was first filled in
	clashes []Clash
}

func (m *merger) add(path string, ret *huibao.Return) error {
	f := *ret.Stamp
	m.entries.ZeroReport = ret.ZeroReport != nil && (m.form == nil || m.entries.ZeroReport) // each speaks of its own rows
	if m.form == nil {
		m.form = &f
	} else if f.Unit.Code != m.form.Unit.Code || f.Period != m.form.Period || f.PlanVersion != m.form.PlanVersion {
		return fmt.Errorf("%s 是%s %s 的报表，与前面的%s %s 不是同一份（或方案版本不同），不能合并", path, f.Unit.Name, f.Period, m.form.Unit.Name, m.form.Period)
	}
	for _, r := range f.Rows {
		if m.form.RowByCode(r.Code) == nil {
			m.form.Rows = append(m.form.Rows, r)
		}
	}
	for i := range ret.Rows {
		m.addRow(path, &ret.Rows[i])
	}
	if m.entries.Sign.FilledBy == "" {
		m.entries.Sign = ret.SignOff
	}
	for code, note := range ret.OtherNotes {
		if m.entries.Notes[code] == "" {
			m.entries.Notes[code] = note
		}
	}
	return nil
}

func (m *merger) set(code string, v huibao.Value) {
	values := m.entries.Rows[code]
	values.Set(v)
	m.entries.Rows[code] = values
}

func (m *merger) addRow(path string, row *huibao.ReturnRow) {
	for _, f := range row.Fields() {
		v := row.Values.Of(f)
		c, ok := huibao.ColumnOf(row.Kind, f)
		if !ok || !c.IsInput() || v.Text == "" || v.Formula != "" || v.Origin == huibao.OriginDerived {
			continue
		}
		key := row.Code + " " + string(f)
		old, twice := m.entries.Rows[row.Code].Lookup(f)
		place := filepath.Base(path) + " " + v.Source.Place().String()
		if twice && (old.Text != v.Text && !(old.Quantity.IsNumber() && old.Quantity.Equal(v.Quantity))) {
			m.clashes = append(m.clashes, Clash{Code: row.Code, Name: row.Name, Field: c.Label, Texts: []string{mask.Text(old.Text), mask.Text(v.Text)}, Places: []string{m.from[key], place}})
			continue
		}
		m.set(row.Code, v)
		if !twice {
			m.from[key] = place
		}
	}
}
