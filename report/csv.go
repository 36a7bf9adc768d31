package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"huibao"
	"huibao/statement"
)

// FindingsCSV prints every finding, one a line, in UTF-8 with BOM so that Excel
// opens it. A text that a spreadsheet would take for a formula stands behind an
// apostrophe.
func FindingsCSV(out io.Writer, c *statement.Consolidation) error {
	if _, err := io.WriteString(out, "\ufeff"); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	w := csv.NewWriter(out)
	w.UseCRLF = true
	row := func(cells []string) {
		for i := range cells {
			cells[i] = harmless(cells[i])
		}
		_ = w.Write(cells) // the writer keeps its error
	}
	row([]string{"单位", "文件", "编号", "级别", "状态", "问题", "工作表", "单元格", "指标", "发现", "应为", "说明文字", "处理办法", "单位说明", "键"})
	for i := range c.Submissions() {
		s := &c.Submissions()[i]
		for _, f := range s.Findings {
			row(findingRow(s, findingUnitName(c.Plan, s), s.FileOf(f), f))
		}
	}
	for _, f := range c.Findings {
		row(findingRow(nil, findingUnitName(c.Plan, nil), planFile, f))
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}

func findingRow(s *huibao.Submission, unit, path string, f huibao.Finding) []string {
	f = maskFinding(f)
	key := findingKey(s, unit, path, f)
	if IsNoUnit(unit) {
		unit = ""
	}
	explanation := ""
	if f.Explanation != nil {
		explanation = *f.Explanation
	}
	return []string{unit, path, f.Code, f.Severity.Label(), findingStatus(s, f), f.Title, sheetText(f), cellText(f),
		rowText(f), f.Found, f.Expected, f.Message, f.Remedy, explanation, key}
}

// harmless puts an apostrophe before a text that begins like a formula, and drops
// NUL.
func harmless(s string) string {
	s = strings.ReplaceAll(s, "\x00", "")
	if strings.HasPrefix(s, "+") || strings.HasPrefix(s, "-") {
		if isPlainNumber(s[1:]) {
			return s
		}
	}
	if s != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(s)[0]) {
		return "'" + s
	}
	return s
}

func isPlainNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789.") == ""
}
