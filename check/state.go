package check

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"huibao"
)

// state says what becomes of a return, and why in one sentence.
func state(s *scope, list []huibao.Finding, held []string) (huibao.ReturnState, string) {
	if _, ok := s.Return.Has(huibao.RemarkSystemFile); ok {
		return huibao.StateIgnored, "临时文件或系统文件，不是报表"
	}
	if r, ok := s.Return.Has(huibao.RemarkAttachment); ok {
		return huibao.StateAttachment, "附件（" + r.Text + "），没有从中取数"
	}
	if r, ok := s.Return.Has(huibao.RemarkDuplicate); ok && path.Dir(r.Text) != "." && samePeriod(r.Text, s.Path) {
		return huibao.StateIgnored, "与 " + r.Text + " 内容相同，不重复计入"
	}
	if d := LeftOut(s.Decisions, s.SHA256, s.Return.Unit); d != nil {
		return huibao.StateLeftOut, "办公室决定不采用：" + d.Why
	}
	for _, f := range list {
		if sendsBack(f) {
			if s.Return.Unit == "" || f.Code == "S01" && s.Form == nil {
				return huibao.StateUnrecognised, f.Message
			}
			return huibao.StateRejected, f.Message
		}
	}
	if why := noneItsOwn(s); why != "" {
		return huibao.StateIgnored, why
	}
	warnings := openWarnings(list)
	if warnings > 0 || len(held) > 0 {
		return huibao.StatePending, pendingWhy(warnings, held)
	}
	return huibao.StateAccepted, ""
}

// LeftOut is the decision by which the office left a unit's file out, or nil.
func LeftOut(decided []huibao.Decision, sha, unit string) *huibao.Decision {
	for i := range decided {
		if d := &decided[i]; d.Kind == huibao.DecisionLeaveOut && d.Row == "" && d.Ref == sha && d.Unit == unit {
			return d
		}
	}
	return nil
}

func openWarnings(list []huibao.Finding) int {
	n := 0
	for _, f := range list {
		if f.Severity == huibao.Warning && f.Stands() && f.Code[0] != 'X' {
			n++
		}
	}
	return n
}

// samePeriod reports whether two paths lie in the returns of the same period.
func samePeriod(a, b string) bool {
	part := func(p string) string {
		fields := strings.SplitN(p, "/", 3)
		if len(fields) < 3 {
			return p
		}
		return fields[0] + "/" + fields[1]
	}
	return part(a) == part(b)
}

func pendingWhy(warnings int, held []string) string {
	var list []string
	if len(held) > 0 {
		list = append(list, fmt.Sprintf("%d 行有误未计入（%s）", len(held), few(held)))
	}
	if warnings > 0 {
		list = append(list, fmt.Sprintf("%d 处待说明", warnings))
	}
	return strings.Join(list, "，")
}

// without are the codes of a list that are not in another.
func without(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(code string) bool { return slices.Contains(other, code) })
}
