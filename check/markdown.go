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
