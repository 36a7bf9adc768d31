package check

import (
	"fmt"
	"strings"
)

// Markdown is docs/checks.md: the catalogue as a table.
func Markdown() string {
	var b strings.Builder
	b.WriteString("# 审核规则\n\n由程序生成（`make golden`），与 `huibao check --list` 一致。\n\n| 编号 | 级别 | 问题 | 为什么 | 怎么办 |\n|---|---|---|---|---|\n")
	for _, c := range List() {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", c.Code, c.Severity, c.Title, c.Reason, c.Remedy)
	}
	return b.String()
}

// Marks of the part of the guide for clerks that is generated.
const (
	guideBegin = "<!-- 审核规则：由 make golden 生成 -->\n"
	guideEnd   = "<!-- 审核规则完 -->\n"
)

// Guide puts the table of the checks that a clerk meets into the guide's text, between
// its marks.
func Guide(text string) string {
	head, rest, ok := strings.Cut(text, guideBegin)
	_, tail, okEnd := strings.Cut(rest, guideEnd)
	if !ok || !okEnd {
		return text
	}
	var b strings.Builder
	b.WriteString("| 编号 | 级别 | 问题 | 怎么办 |\n|---|---|---|---|\n")
	for _, c := range List() {
		if c.Code[0] != 'P' {
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", c.Code, c.Severity, c.Title, c.Remedy)
		}
	}
	return head + guideBegin + b.String() + guideEnd + tail
}
