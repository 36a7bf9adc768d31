package check

import (
	"fmt"
	"strings"

	"huibao"
)

// place is where a return says of which unit or period it is: one sheet's text, the
// stamp, the file's name or its folder.
type place struct {
	by, where, says string
	sheet           string // of a text: on which it stands
}

// witness is what the places say, against what was believed.
type witness struct {
	agree int
	other []place
}

// unitPlaces compares the units that the places name with the return's. Without a plan
// the stamp is all that is known: a text that names another county is one.
func (s *scope) unitPlaces() witness {
	var st witness
	for _, c := range s.Return.Claims {
		text := c.UnitText
		switch {
		case c.Unit == s.Return.Unit && c.Unit != "":
			st.agree += places(c)
			continue
		case c.Unit != "":
		case c.By == "text" && s.Form != nil && s.Form == s.Return.Stamp && otherArea(text, s.Form):
		default:
			continue
		}
		st.add(c, text)
	}
	return st
}

// otherArea reports whether a text is the name of another county or district than the
// form's.
func otherArea(text string, f *huibao.Form) bool {
	const ends = "县区市旗"
	last := func(s string) rune {
		r := []rune(strings.TrimSpace(s))
		if len(r) == 0 {
			return 0
		}
		return r[len(r)-1]
	}
	for _, known := range append([]string{f.Unit.Name, f.Unit.Code}, f.UnitAliases...) {
		if strings.Contains(text, known) || strings.Contains(known, text) {
			return false
		}
	}
	return strings.ContainsRune(ends, last(text)) && strings.ContainsRune(ends, last(f.Unit.Name))
}

// periodPlaces compares the periods that the places name with the return's.
func (s *scope) periodPlaces() witness {
	var st witness
	for _, c := range s.Return.Claims {
		switch {
		case c.Period.IsZero():
		case c.Period == s.Return.Period:
			st.agree += places(c)
		default:
			st.add(c, c.Period.Chinese())
		}
	}
	return st
}

// places is in how many places a claim stands.
func places(c huibao.Claim) int { return max(len(c.Sheets), 1) }

func (st *witness) add(c huibao.Claim, says string) {
	if c.By != "text" || len(c.Sheets) == 0 {
		where := map[string]string{"stamp": "下发时的戳记", "props": "文件属性", "name": "文件名", "folder": "文件夹", "text": "表内文字"}[c.By]
		st.other = append(st.other, place{by: c.By, where: where, says: says})
		return
	}
	for _, sheet := range c.Sheets {
		st.other = append(st.other, place{by: c.By, where: "“" + sheet + "”表", says: says, sheet: sheet})
	}
}

// leftover reports whether what disagrees is a mere leftover: the stamp, and beside it at
// most one place of those that people see, while two places or more agree.
func (st witness) leftover() bool {
	seen := 0
	for _, p := range st.other {
		if p.by != "stamp" && p.by != "props" {
			seen++
		}
	}
	return st.agree >= 2 && seen <= 1
}

// named reports whether the file's name or folder is among what disagrees.
func (st witness) named() bool {
	for _, p := range st.other {
		if p.by == "name" || p.by == "folder" {
			return true
		}
	}
	return false
}

// list is “填报说明”表、文件名写的是“石桥区”.
func (st witness) list() string {
	var said []string
	where := map[string][]string{}
	for _, p := range st.other {
		if len(where[p.says]) == 0 {
			said = append(said, p.says)
		}
		where[p.says] = append(where[p.says], p.where)
	}
	for i, says := range said {
		said[i] = strings.Join(where[says], "、") + "写的是“" + says + "”"
	}
	return strings.Join(said, "，")
}

// unitsDiffer is S04: the places do not name the same unit, or a unit handed in what names
// another one.
func unitsDiffer(s *scope) []hit {
	if r, ok := s.Return.Has(huibao.RemarkForeign); ok {
		named, sender, _ := strings.Cut(r.Text, "\n")
		return []hit{{found: named, expected: sender, message: fmt.Sprintf("里面写的是“%s”，却由“%s”的账号报来，没有读取。", named, sender)}}
	}
	return twoUnits(s)
}

// twoUnits says that the places do not name the same unit. A file's name that names another
// one than all that stands in it is no leftover: it may be this unit's figures in the
// other's return.
func twoUnits(s *scope) []hit {
	st := s.unitPlaces()
	if s.Return.Unit == "" || len(st.other) == 0 || st.leftover() && !st.named() {
		return nil
	}
	name := s.unitName()
	return []hit{{found: st.other[0].says, expected: name, message: fmt.Sprintf("按“%s”读取，但%s。", name, st.list())}}
}

// unitName is the name of the return's unit as the form or a claim gives it.
func (s *scope) unitName() string {
	if s.Form != nil {
		return s.Form.Unit.Name
	}
	for _, c := range s.Return.Claims {
		if c.Unit == s.Return.Unit && c.UnitText != "" {
			return c.UnitText
		}
	}
	return s.Return.Unit
}

// otherPeriod is S05: the return is of another period than the one collected, or its
// places do not name the same.
func otherPeriod(s *scope) []hit {
	if s.wrongPeriod() {
		return []hit{{found: s.Return.Period.String(), expected: s.Collecting.String(),
			message: fmt.Sprintf("这是 %s 的报表，现在收的是 %s。", s.Return.Period.Chinese(), s.Collecting.Chinese())}}
	}
	st := s.periodPlaces()
	if len(st.other) == 0 || st.leftover() {
		return nil
	}
	return []hit{{found: st.other[0].says, expected: s.Return.Period.String(), remedy: "请核对是哪一期的数，并把各处的报告期和文件名改为一致后重新报送",
		message: fmt.Sprintf("不能确定是哪一期的数：按 %s 读取，但%s。", s.Return.Period.Chinese(), st.list())}}
}

// leftovers is S21: one place names another unit or period, and all others agree.
func leftovers(s *scope) []hit {
	if s.wrongPeriod() {
		return nil
	}
	var list []hit
	if st := s.unitPlaces(); len(st.other) > 0 && st.leftover() && !st.named() && s.headed(st, s.ofOtherUnit) == nil {
		list = append(list, hit{found: st.other[0].says, expected: s.unitName(), message: fmt.Sprintf("各处都是“%s”，只有%s，按“%s”读取。", s.unitName(), st.list(), s.unitName())})
	}
	if st := s.periodPlaces(); len(st.other) > 0 && st.leftover() && s.headed(st, nil) == nil {
		list = append(list, hit{found: st.other[0].says, expected: s.Return.Period.String(),
			message: fmt.Sprintf("各处都是 %s，只有%s，按 %s 读取。", s.Return.Period.Chinese(), st.list(), s.Return.Period.Chinese())})
	}
	return list
}
