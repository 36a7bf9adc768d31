package desk

import (
	"context"
	"maps"
	"path"
	"slices"
	"strconv"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/inforce"
)

// IssuedEdition is an edition that was sent out, as a unit is given it: what went to all, and
// its own workbook and text.
type IssuedEdition struct {
	N      int
	Number string      // 文号
	Date   huibao.Date // that was registered; zero where none was
	Files  []EditionFile
}

// The texts of an edition that go to every unit.
const (
	bulletinFile   = "通报.pdf"
	correctionFile = "更正.pdf"
)

// issuedTo are the editions of a period that were sent out, the newest first: before that a
// unit sees neither the city's figures nor another unit's (portal.md), which its own text and
// workbook hold beside its own.
func (d *Desk) issuedTo(ctx context.Context, s *act.State, unit string) (list []IssuedEdition, err error) {
	for n := s.Edition; n > 0; n-- {
		e := IssuedEdition{N: n}
		sent := slices.DeleteFunc(slices.Clone(s.SentOut), func(o act.SentOut) bool { return o.Edition != n })
		if len(sent) == 0 {
			continue
		}
		last := sent[len(sent)-1]
		e.Number, e.Date = last.Number, last.Date
		if e.Files, err = d.filesTo(ctx, s.Period, s.Numbered(n), sent, unit); err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, nil
}

// filesTo are the files of an edition that a unit is given: the bulletin as it was sent out, and
// as it was printed where what was sent out is no PDF and says the same; a correction; its own.
func (d *Desk) filesTo(ctx context.Context, period huibao.Period, e act.Edition, sent []act.SentOut, unit string) (list []EditionFile, err error) {
	printed := true
	for _, o := range sent {
		for _, f := range o.Files {
			printed = printed && path.Ext(f.Name) != ".pdf"
			if x := (EditionFile{f.Name, f.SHA256, f.Size}); !slices.Contains(list, x) {
				list = append(list, x)
			}
		}
		printed = printed && len(o.Differences) == 0 && len(o.Struck) == 0
	}
	names := []string{correctionFile}
	if printed {
		names = []string{bulletinFile, correctionFile}
	}
	own, err := d.named.get(ctx, namesKey{e.Plan, period}, func(ctx context.Context) (map[string][]string, error) {
		plan, err := d.kept.get(ctx, e.Plan, func(ctx context.Context) (*batch.LoadedPlan, error) {
			return batch.KeptPlan(ctx, d.led, e.Plan, d.limits)
		})
		if err != nil {
			return nil, err
		}
		return namesOf(plan.At(period)), nil
	})
	if err != nil {
		return nil, err
	}
	names = append(names, own[unit]...)
	for _, name := range names {
		if i := slices.IndexFunc(e.Outputs, func(o act.Output) bool { return o.Name == name }); i >= 0 {
			list = append(list, EditionFile{name, e.Outputs[i].SHA256, e.Outputs[i].Size})
		}
	}
	return list, nil
}

// namesKey is of a plan, by its SHA-256, in a period.
type namesKey struct {
	plan   string
	period huibao.Period
}

// namesOf are the names of what is each unit's alone, by what it was called in a plan; none where
// another unit's files would be named the same.
func namesOf(plan *inforce.Plan) map[string][]string {
	of, called := map[string][]string{}, map[string]int{}
	for i := range plan.Units {
		u := &plan.Units[i]
		of[u.Code] = batch.GivenTo(u)
		called[of[u.Code][0]]++
	}
	maps.DeleteFunc(of, func(_ string, names []string) bool { return called[names[0]] > 1 })
	return of
}

// IssuedFile opens a file of an edition that was sent out, for whom the unit's return is, and
// records who did.
func (d *Desk) IssuedFile(ctx context.Context, p *Person, period huibao.Period, unit string, edition int, name string) (*Download, error) {
	if !p.maySee(unit) || !d.collects(period) || d.plan().At(period).UnitByCode(unit) == nil {
		return nil, ErrNotFound
	}
	s, err := d.state(ctx, period)
	if err != nil {
		return nil, err
	}
	list, err := d.issuedTo(ctx, s, unit)
	if err != nil {
		return nil, err
	}
	for _, e := range list {
		i := slices.IndexFunc(e.Files, func(f EditionFile) bool { return f.Name == name })
		if e.N != edition || i < 0 {
			continue
		}
		f, err := d.led.Original(e.Files[i].SHA256)
		if err != nil {
			return nil, err
		}
		which := "第" + strconv.Itoa(edition) + "版_"
		return &Download{period.String() + "_" + which + name, f}, d.opened(ctx, p, "下载通报", period, unit+" "+strconv.Itoa(edition)+" "+name)
	}
	return nil, ErrNotFound
}
