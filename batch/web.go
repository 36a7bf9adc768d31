package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"huibao"
	"huibao/act"
	"huibao/check"
	"huibao/internal/durable"
	"huibao/internal/fault"
)

// webDir holds, below a period's returns, what was handed in by the portal. The ledger has
// it first; what lies there is for people to see.
const webDir = act.Web

// WebPath is where a file lies that a unit handed in by the portal: nth is how many
// times the unit did before and this time. Every time has a folder of its own, so that
// nothing is ever overwritten, and the file's name stays as the unit wrote it.
func WebPath(p huibao.Period, unit string, nth int, name string) string {
	return path.Join("returns", p.String(), webDir, FileName(unit), fmt.Sprintf("第%d次", nth), WebName(name))
}

// WebName is the name under which a file is kept that a browser calls so: the last part
// of a path of any system, without what no system takes, with its extension.
func WebName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	ext := path.Ext(name)
	if len(ext) > len(".numbers") {
		return FileName(name)
	}
	return FileName(strings.TrimSuffix(name, ext)) + strings.TrimRight(FileName("x" + ext)[1:], ". ")
}

// layOut writes what the portal took and what does not lie in the folder: it was just
// handed in, or somebody took it away. What can't be written is told, and read none the
// less.
func (n *runner) layOut(ctx context.Context, s *act.State, here map[string]bool) []string {
	var notes []string
	for i := range s.Files {
		e := &s.Files[i]
		if e.Unit == "" || e.Overwritten || here[e.Path] || n.opt.DryRun || ctx.Err() != nil {
			continue
		}
		if err := n.layOne(*e); err != nil {
			notes = append(notes, fmt.Sprintf("%s 没有能写到文件夹里（%s）；网上报来的原件在台账里，照常审核", e.Path, fault.Text(err)))
		}
	}
	return notes
}

func (n *runner) layOne(e act.Event) error {
	name := filepath.FromSlash(e.Path)
	if !filepath.IsLocal(name) {
		return errors.New("路径不在工作区里")
	}
	f, err := n.led.Original(e.SHA256)
	if err != nil {
		return err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(n.w.Dir, filepath.Dir(name)), 0o755); err != nil {
		return err
	}
	return durable.WriteFile(filepath.Join(n.w.Dir, name), data, 0o644)
}

// ofSender holds what a unit handed in by the portal to be its own: another unit's return
// is named and not read, since nobody hands in for another.
func (j *judge) ofSender(s *huibao.Submission) {
	ret := s.Return
	if s.From == "" || ret == nil || ret.Unit == "" || ret.Unit == s.From || j.plan.Heir(ret.Unit) == s.From {
		return
	}
	names := j.plan.UnitName(ret.Unit) + "\n" + j.plan.UnitName(s.From)
	s.Return = &huibao.Return{Remarks: []huibao.Remark{{Kind: huibao.RemarkForeign, Text: names}}}
}

// explained writes what a unit explained in the portal where it would stand in the
// return: into the row's 说明, or under the finding's code on the first sheet. It holds
// while the figures are those that it explains.
func (j *judge) explained(s *huibao.Submission) {
	if s.Return == nil {
		return
	}
	for _, a := range j.scene.state.Answers() {
		if a.Act.Kind != act.Explain || a.Unit != s.Unit || a.Basis != check.Basis(s.Return, s.SHA256, a.Row) {
			continue
		}
		if row := s.Return.RowByCode(a.Row); a.Row != "" && row != nil {
			text := together(row.Note(), a.Text)
			row.Values.Set(huibao.Value{Field: huibao.FieldNote, Word: text, Text: text, Source: row.Values.Of(huibao.FieldNote).Source, Origin: huibao.OriginDerived,
				Remarks: []huibao.Remark{{Kind: huibao.RemarkDerived, Text: "网页上写的说明"}}})
			continue
		}
		if s.Return.OtherNotes == nil {
			s.Return.OtherNotes = map[string]string{}
		}
		s.Return.OtherNotes[a.Code] = together(s.Return.OtherNotes[a.Code], a.Text)
	}
}

// together joins what stands in a cell and what was added to it.
func together(was, added string) string {
	switch {
	case was == "":
		return added
	case strings.Contains(was, added):
		return was
	}
	return was + "；" + added
}
