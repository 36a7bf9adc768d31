package check

import (
	"fmt"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/formula"
)

// l11 says which checks could not run, and for want of what: one for a check and a
// return.
var l11 = Check{"L11", huibao.Info, "有的核对没有进行", "缺了所需的数，这一项没有核对，并不等于没有问题", "不必处理；补齐所缺的数后会自动核对", notRun}

// notRun looks at the rules whose figures are not there, on rows that can be judged.
func notRun(s *scope) []hit {
	if s.Form == nil || s.unread() {
		return nil
	}
	list := s.withoutHistory()
	list = append(list, s.withoutParts()...)
	return append(list, s.withoutFigures()...)
}

// withoutFigures are the plan's own formulas of which a figure is missing.
func (s *scope) withoutFigures() []hit {
	var codes []string
	for _, a := range s.Form.Formulas {
		f, err := formula.Parse(a.Formula)
		if err != nil {
			continue
		}
		n := &formFigures{s: s}
		if r := f.Eval(n, a.Tolerance); !r.Known && len(n.used) > 0 {
			codes = append(codes, a.Code)
		}
	}
	if len(codes) == 0 {
		return nil
	}
	return []hit{couldNot("L09", "审核公式 "+few(codes)+" 涉及的数没有填或没有计入")}
}

// withoutHistory are the checks that need the period before, where rows have none
// though the year has begun.
func (s *scope) withoutHistory() []hit {
	if s.Form.Period.Prev().Year != s.Form.Year {
		return nil
	}
	var codes, short []string
	for _, p := range s.rows(huibao.KindCount) {
		if p.Mode != huibao.ModeFlow || p.Role == huibao.RoleCheck {
			continue
		}
		if !p.Prior.Counted {
			codes = append(codes, p.Code)
		} else if n := len(flows(p.FormRow)); n > 0 && n < jumpFew {
			short = append(short, p.Code)
		}
	}
	var list []hit
	if len(codes) > 0 {
		list = append(list, couldNot("H02", fmt.Sprintf("上一期没有计入的累计数（%s）", few(codes))))
	}
	if len(short) > 0 {
		list = append(list, couldNot("H03", fmt.Sprintf("以往计入的不足 %d 期", jumpFew)))
	}
	return list
}

// withoutParts are sums whose parts, and parts whose whole, are blank or held out.
func (s *scope) withoutParts() []hit {
	var sums, parts []string
	for _, p := range s.rows(huibao.KindCount) {
		if p.PartOf != "" && !p.SumsUp && !(numbers{s, p}).Whole(huibao.FieldCumulative).IsNumber() && s.Form.RowByCode(p.PartOf) != nil {
			parts = append(parts, p.Code)
		}
		hasParts := slices.ContainsFunc(s.Form.Rows, func(r huibao.FormRow) bool { return r.SumsUp && r.PartOf == p.Code })
		if hasParts && !(numbers{s, p}).Parts(huibao.FieldCumulative).IsNumber() {
			sums = append(sums, p.Code)
		}
	}
	var list []hit
	if len(sums) > 0 {
		list = append(list, couldNot("L01", "分项没有数或没有计入（"+few(sums)+"）"))
	}
	if len(parts) > 0 {
		list = append(list, couldNot("L02", "总数没有填或没有计入（"+few(parts)+"）"))
	}
	return list
}

func couldNot(code, why string) hit {
	return hit{found: code, message: code + " 没有核对：" + why + "。"}
}

// fewMost is how many codes a message names.
const fewMost = 6

func few(codes []string) string {
	if len(codes) > fewMost {
		return strings.Join(codes[:fewMost], "、") + fmt.Sprintf("等 %d 个", len(codes))
	}
	return strings.Join(codes, "、")
}
