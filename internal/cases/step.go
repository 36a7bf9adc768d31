package cases

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
)

func (m *room) step(ctx context.Context, s *Step) error {
	switch s.Do {
	case "return":
		return m.hand(ctx, s)
	case "collect":
		return m.collect(ctx, s)
	case "run":
		return m.run(ctx, s)
	case "table":
		p, err := m.place(s.Period, s.Name)
		if err != nil {
			return err
		}
		return writeTable(p, s.Sheets, s.As)
	case "file":
		return m.file(s)
	case "copy":
		return m.copy(s)
	case "remove":
		return os.Remove(m.path(s.Path))
	case "mend":
		return m.mend(s)
	case "huibao":
		return m.command(ctx, s)
	case "plan":
		b, err := openBook(m.path("plan.xlsx"))
		if err != nil {
			return err
		}
		if err := b.editPlan(s.Edits); err != nil {
			return err
		}
		return b.write(m.path("plan.xlsx"))
	case "keep":
		m.kept[s.As] = m.digest(s.Path)
		return nil
	}
	return fmt.Errorf("an unknown step")
}

// place is where a file of a period is handed in.
func (m *room) place(period, name string) (string, error) {
	p := m.path(path.Join("returns", period, name))
	return p, os.MkdirAll(filepath.Dir(p), 0o755)
}

// issue makes the blank returns of a period.
func (m *room) issue(ctx context.Context, period string) {
	m.call(ctx, m.dir, "-C", m.ws, "issue", "--period", period, "--date", period+"-20")
}

// blank is the blank return of a unit.
func (m *room) blank(ctx context.Context, unit, period string) (*book, error) {
	p := m.path(path.Join("issued", period, unit+"_"+period+".xlsx"))
	if !exists(p) {
		m.issue(ctx, period)
	}
	if !exists(p) {
		return nil, fmt.Errorf("no blank return for %s %s", unit, period)
	}
	return openBook(p)
}

// hand fills in a return and hands it in.
func (m *room) hand(ctx context.Context, s *Step) error {
	b, err := m.blank(ctx, s.Unit, s.Period)
	if err != nil {
		return err
	}
	if s.Reuse != "" {
		if err := b.Close(); err != nil {
			return err
		}
		if b, err = openBook(m.path(path.Join("returns", s.Reuse, s.Unit+"_"+s.Reuse+".xlsx"))); err != nil {
			return err
		}
		if err := b.nextMonth(s.Reuse, s.Period); err != nil {
			return err
		}
	}
	list, err := b.fill(m.plan, s.Unit, s.Period, s.Edits, s.Uncalculated)
	if err != nil {
		return err
	}
	name := s.Name
	if name == "" {
		name = s.Unit + "_" + s.Period + ".xlsx"
	}
	p := filepath.Join(m.dir, path.Base(name))
	if s.Zip == "" {
		if p, err = m.place(s.Period, name); err != nil {
			return err
		}
	}
	if err := b.write(p); err != nil {
		return err
	}
	if err := editParts(p, list, (*parts).foreign); err != nil {
		return err
	}
	if err := dress(ctx, p, s.With, m.dir); err != nil || s.Zip == "" {
		return err
	}
	return m.pack(s, p, name)
}

// pack puts a file inside an archive that is handed in.
func (m *room) pack(s *Step, file, name string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	w, err := z.Create(name)
	if err != nil {
		return err
	}
	if _, err := w.Write(data); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	p, err := m.place(s.Period, s.Zip)
	if err != nil {
		return err
	}
	return os.WriteFile(p, buf.Bytes(), 0o644)
}

// collect hands in every unit's truthful return.
func (m *room) collect(ctx context.Context, s *Step) error {
	m.issue(ctx, s.Period)
	for _, u := range slices.Sorted(maps.Keys(m.plan.Values)) {
		if slices.Contains(s.Except, u) {
			continue
		}
		if err := m.hand(ctx, &Step{Unit: u, Period: s.Period, Uncalculated: s.Uncalculated}); err != nil {
			return err
		}
	}
	return nil
}

func (m *room) run(ctx context.Context, s *Step) error {
	date := s.Date
	if date == "" {
		var err error
		if date, err = after(s.Period, 3); err != nil {
			return err
		}
	}
	exit, _ := m.huibao(ctx, append([]string{"run", "--period", s.Period, "--date", date}, s.Args...)...)
	m.exits = append(m.exits, exit)
	return nil
}

// command calls the program; @finding PERIOD UNIT CODE is that finding's id.
func (m *room) command(ctx context.Context, s *Step) error {
	args := slices.Clone(s.Args)
	for i, a := range args {
		words := strings.Fields(a)
		if !strings.HasPrefix(a, "@finding ") || len(words) != 4 {
			continue
		}
		list, err := m.findings(words[1])
		if err != nil {
			return err
		}
		at := slices.IndexFunc(list, func(f finding) bool { return f.fileUnit == words[2] && f.Code == words[3] })
		if at < 0 {
			return fmt.Errorf("no finding %s of %s", words[3], words[2])
		}
		args[i] = list[at].ID
	}
	exit, _ := m.huibao(ctx, args...)
	m.exits = append(m.exits, exit)
	return nil
}

func (m *room) file(s *Step) error {
	data := []byte(s.Text)
	if s.Encoding != "" {
		enc, err := htmlindex.Get(s.Encoding)
		if err != nil {
			return err
		}
		if data, err = enc.NewEncoder().Bytes(data); err != nil {
			return err
		}
	}
	return writeFile(m.path(s.Path), data)
}

func (m *room) copy(s *Step) error {
	from := m.path(s.From)
	if strings.HasPrefix(s.From, "files/") {
		from = filepath.Join(m.runner.Set.Dir, filepath.FromSlash(s.From))
	}
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return writeFile(m.path(s.To), data)
}

func writeFile(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

// mend takes the annotated copy, mends it and hands it in.
func (m *room) mend(s *Step) error {
	from, err := m.returned(s.Unit, s.Period)
	if err != nil {
		return err
	}
	copied, err := openParts(from)
	if err != nil {
		return err
	}
	copied.path = filepath.Join(m.dir, "mend.xlsx")
	copied.data[stylesPart] = tooOpaque.ReplaceAllString(copied.data[stylesPart], `rgb="$1"`)
	if err := copied.save(); err != nil {
		return err
	}
	b, err := openBook(copied.path)
	if err != nil {
		return err
	}
	list, err := b.edit(s.Edits)
	if err != nil {
		return err
	}
	p, err := m.place(s.Period, s.Name)
	if err != nil {
		return err
	}
	if err := b.write(p); err != nil {
		return err
	}
	return editParts(p, list)
}

// returned is the annotated copy of a unit's return.
func (m *room) returned(unit, period string) (string, error) {
	dir := m.path(path.Join("out", period, "returned"))
	var named, all []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		ext := filepath.Ext(p)
		if filepath.Dir(p) == dir && strings.Contains(d.Name(), unit) && (ext == ".xlsx" || ext == ".xlsm") {
			named = append(named, p)
		}
		if ext == ".xlsx" {
			all = append(all, p)
		}
		return nil
	})
	if len(named) == 0 {
		named = all
	}
	if err != nil || len(named) == 0 {
		return "", fmt.Errorf("nothing for %s in returned/", unit)
	}
	slices.Sort(named)
	return named[len(named)-1], nil
}

// digest is that of a file of the workspace, "" where there is none.
func (m *room) digest(rel string) string {
	data, err := os.ReadFile(m.path(rel))
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
