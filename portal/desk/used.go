package desk

import (
	"context"
	"slices"
	"strconv"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/ledger"
	"huibao/statement"
)

// Use is where a figure that is opened stands in what was printed.
type Use struct {
	File, Path string // as it is offered; Path is "" where the person is not offered it
	Where      string // 正文, 附件1, of a workbook the sheet
	Place      string // within it
	Page       int    // 0 where it is not known
	Words      string // "" for who may not see what it says of other units
}

// Uses are all such places; Draft, of a draft. More are left out of the list.
type Uses struct {
	List  []Use
	Draft bool
	More  int
}

// mostUses bounds how many places a page lists, usesKept how many drafts' lines are kept.
const (
	mostUses = 40
	usesKept = 3
)

// filesOfTexts are what texts are offered as.
var filesOfTexts = map[string]string{"通报": "通报.pdf", "专报": "专报.pdf", "公示": "公示.pdf", "汇总表": "汇总表.xlsx", "更正": "更正.pdf"}

// used finds where the figure of the page stands in the edition that it is of, or in the last draft,
// which is the office's alone; a unit is told of the bulletin that it was sent, of its own figure with what is said of it alone.
func (d *Desk) used(ctx context.Context, p *Person, x *FigurePage, con *statement.Consolidation) (*Uses, error) {
	if x.Edition == 0 && !p.Has(office...) {
		return nil, nil
	}
	if !x.All {
		if sent, err := d.sentOut(ctx, x.Period); err != nil || sent != x.Edition {
			return nil, err
		}
	}
	list, edition := con.Printed, strconv.Itoa(x.Edition)
	if x.Edition == 0 {
		var err error
		if list, err = d.printed(ctx, x.Period); err != nil || list == nil {
			return nil, err
		}
		edition = DraftName
	}
	u := &Uses{Draft: x.Edition == 0}
	for _, l := range batch.UsesOf(list, con, x.UnitCode, x.Code) {
		use := Use{File: filesOfTexts[l.Text], Where: l.Part, Place: l.Place, Page: l.Page, Words: l.Whole()}
		if l.Text == "汇总表" && l.Name != "" {
			use.Words = l.Name + "：" + use.Words
		}
		if use.File == "" {
			use.File = l.Text
		}
		switch {
		case x.All:
			use.Path = "/period/" + x.Period.String() + "/" + edition + "/" + use.File
		case l.Text != "通报":
			continue
		case x.UnitCode == huibao.CityUnit || l.Row != x.Code+"|"+x.UnitCode:
			use.Words = "" // which may say something of others
		}
		if !slices.Contains(u.List, use) {
			u.List = append(u.List, use)
		}
	}
	if x.All && x.UnitCode == huibao.CityUnit {
		u.List = append(u.List, Use{File: filesOfTexts["汇总表"], Path: "/period/" + x.Period.String() + "/" + edition + "/" + filesOfTexts["汇总表"], Where: "指标", Words: "编码 " + x.Code + " 的一行"})
	}
	if n := len(u.List) - mostUses; n > 0 {
		u.List, u.More = u.List[:mostUses], n
	}
	return u, nil
}

// printed is what the last run of a period printed; nil where that is not kept.
func (d *Desk) printed(ctx context.Context, period huibao.Period) ([]statement.Printed, error) {
	var last act.Run
	err := d.led.View(ctx, func(v *ledger.View) (err error) { last, err = v.LastRun(period); return err })
	if err != nil || last.Draft == "" {
		return nil, err
	}
	return d.prints.get(ctx, last.Draft, func(ctx context.Context) (list []statement.Printed, err error) {
		err = d.led.View(ctx, func(v *ledger.View) (err error) { list, err = batch.PrintedBy(v, period, last); return err })
		return list, err
	})
}
