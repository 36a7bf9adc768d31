package importer

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"huibao"
	"huibao/internal/sheet"
)

// readStamp looks for the stamp of an issued return: the hidden sheet, else the
// document's properties.
func (r *reader) readStamp(pages []page) {
	for _, p := range pages {
		if p.Name != huibao.StampSheet {
			continue
		}
		var cells []string
		for n := 1; n <= p.grid.MaxRow; n++ {
			cells = append(cells, p.grid.At(n, 1).Raw)
		}
		if f, err := huibao.DecodeStamp(cells); err == nil {
			r.ret.Stamp = f
			r.claim(huibao.Claim{By: "stamp", Unit: f.Unit.Code, UnitText: f.Unit.Name, Period: f.Period, PlanVersion: f.PlanVersion})
			return
		}
	}
	props := r.book.Props
	period, err := huibao.ParsePeriod(props[huibao.PropPeriod])
	if unit := props[huibao.PropUnit]; unit != "" && err == nil {
		r.claim(huibao.Claim{By: "props", Unit: unit, UnitText: unit, Period: period, PlanVersion: props[huibao.PropPlan]})
	}
}

func (r *reader) claim(c huibao.Claim) { r.ret.Claims = append(r.ret.Claims, c) }

// textRows is how many rows of a sheet's head are read for unit and period.
const textRows = 12

// spanAnywhere is the period since January that the head of a page speaks of (a
// heading 1—5月累计, a text 截至5月底), for a file of which nothing else tells its
// period.
func (r *reader) spanAnywhere(pages []page) huibao.Period {
	for _, p := range pages {
		for _, n := range p.grid.Rows() {
			for _, cell := range p.grid.Row(n) {
				if n > textRows || cell.Type != sheet.Text || len(cell.Raw) > maxProse {
					continue
				}
				text := strings.Join(strings.Fields(fold(cell.Raw)), "")
				if m := spanIn(text); m > 0 && r.year() > 0 && !strings.Contains(text, "全年") {
					return huibao.Period{Year: r.year(), Month: m}
				}
			}
		}
	}
	return huibao.Period{}
}

// maxProse bounds a text in which a period is looked for, in bytes.
const maxProse = 2000

func holdsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

func (r *reader) year() int {
	switch {
	case r.known.Plan != nil:
		return r.known.Plan.Year
	case r.known.Period.IsZero() && r.ret.Stamp != nil:
		return r.ret.Stamp.Year
	}
	return r.known.Period.Year
}

// fold narrows full-width forms and trims.
func fold(s string) string {
	if strings.IndexFunc(s, isWide) < 0 {
		return strings.TrimSpace(s)
	}
	return strings.TrimSpace(width.Fold.String(s))
}

// isWide reports whether a character has another form for width.Fold: Han and
// kana do not, and they are most of what stands in a return.
func isWide(r rune) bool {
	return r == 0x3000 || r == 0x20a9 || r >= 0xff00 && r <= 0xffef
}

// unitOf finds the unit of a name: by its own or another name, else by the only
// name of the plan that stands in the text. Without a plan only the stamp's unit is
// known.
func (r *reader) unitOf(text string) string {
	if r.known.Plan == nil {
		if s := r.ret.Stamp; s != nil && (text == s.Unit.Name || text == s.Unit.Code) {
			return s.Unit.Code
		}
		return ""
	}
	if u := r.known.Plan.UnitNamed(text); u != nil {
		return u.Code
	}
	return r.known.Plan.Mentioned(text)
}

// claimByName reads unit, period and the mark of a later version out of the file's
// name, and the unit out of its folders.
func (r *reader) claimByName() {
	name := fold(strings.TrimSuffix(path.Base(r.file.Path), path.Ext(r.file.Path)))
	c := huibao.Claim{By: "name", UnitText: name, Period: r.periodIn(name)}
	if r.known.Plan != nil {
		if c.Unit = r.known.Plan.Mentioned(name); c.Unit == "" {
			c.Unit = r.known.Plan.Mentioned(path.Dir(r.file.Path))
			c.By = "folder"
		}
	}
	if r.ret.SentBy != "" {
		c.Unit, c.UnitText = "", "" // the sender's
	}
	r.claim(c)
	r.ret.Correction, r.ret.Revision = correctionOf(name)
}

// follow takes from our own list of findings, if the file is an annotated copy that came
// back, which file it mends.
func (r *reader) follow(pages []page) {
	for _, p := range pages {
		if p.follows != "" {
			r.ret.Follows = p.follows
		}
	}
}

// followed reads the hash out of a sheet that is our own list of findings, by its name
// or its title; "" for any other.
func followed(name string, g *sheet.Grid) string {
	if !strings.HasPrefix(name, huibao.ReviewSheet) && g.At(1, 1).Raw != huibao.ReviewSheet {
		return ""
	}
	for _, n := range g.Rows() {
		if sha, ok := strings.CutPrefix(strings.TrimSpace(g.At(n, 1).Raw), huibao.ReviewOf); ok && len(sha) == hashLength {
			return sha
		}
	}
	return ""
}

// bareReview says so where a file holds our list of findings and no table: the list was
// sent back, not the return.
func (r *reader) bareReview(pages []page) bool {
	for _, p := range pages {
		if !p.isOurs() && p.grid.MaxRow > 0 {
			return false
		}
	}
	if r.follow(pages); r.ret.Follows == "" {
		return false
	}
	r.claimByName()
	r.settleClaims()
	r.remark(huibao.RemarkNotSpreadsheet, "这是审核意见，不是报表", huibao.Place{})
	return true
}

// hashLength is that of a SHA-256 in hex.
const hashLength = 64

func (r *reader) knows(unit string) bool {
	return r.known.Plan == nil || r.known.Plan.UnitByCode(unit) != nil
}

// nearest is what the file says of its unit, for a person to go on.
func (r *reader) nearest() string {
	for _, c := range r.ret.Claims {
		if c.UnitText != "" {
			return c.UnitText
		}
	}
	return ""
}
