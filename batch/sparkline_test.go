package batch_test

import (
	"archive/zip"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestSparklines: every row of 各期对比 has its line, of its own cells, all in one group.
func TestSparklines(t *testing.T) {
	dir, _ := sharedDemo(t)
	path := filepath.Join(dir, "out", "2024-06", "汇总表.xlsx")
	f, err := excelize.OpenFile(path)
	must(t, err)
	rows, err := f.GetRows("各期对比")
	must(t, err)
	must(t, f.Close())
	z, err := zip.OpenReader(path)
	must(t, err)
	defer z.Close()
	xml := ""
	for _, part := range z.File {
		if strings.HasPrefix(part.Name, "xl/worksheets/sheet") && xml == "" {
			r, err := part.Open()
			must(t, err)
			data, err := io.ReadAll(r)
			must(t, err)
			if strings.Contains(string(data), "<x14:sparkline>") {
				xml = string(data)
			}
		}
	}
	lines := 0
	for n, row := range rows {
		if len(row) == 0 || !strings.Contains(row[0], ".") {
			continue
		}
		lines++
		at := strconv.Itoa(n + 1)
		if !strings.Contains(xml, "<xm:f>各期对比!D"+at+":E"+at+"</xm:f><xm:sqref>F"+at+"</xm:sqref>") {
			t.Errorf("row %s has no line", at)
		}
	}
	if groups := strings.Count(xml, "<x14:sparklineGroup "); groups != 1 || lines < 50 || strings.Count(xml, "<x14:sparkline>") != lines {
		t.Errorf("%d rows, %d lines in %d groups", lines, strings.Count(xml, "<x14:sparkline>"), groups)
	}
}
