package sheet

import (
	"context"
	"errors"
	"strings"
)

// readCalc notes what the workbook says of its calculation (calcPr): results that are
// to be computed anew when it is opened, or were not computed before it was saved.
func (b *Book) readCalc(s *scanner) {
	mode, _ := s.raw("calcMode")
	completed, given := s.raw("calcCompleted")
	switch {
	case s.on("fullCalcOnLoad"):
		b.Uncalculated = "文件注明打开时要重算"
	case string(mode) == "manual" && given && (string(completed) == "0" || string(completed) == "false"):
		b.Uncalculated = "文件设为手动计算，保存前没有算完"
	}
}

// idleWriters are programs that save workbooks without computing their formulas, by
// what they call themselves.
var idleWriters = []string{"openpyxl", "xlsxwriter", "sheetjs", "apache poi", "npoi", "exceljs", "js-xlsx"}

// readApp notes a program that saved the workbook and is known not to calculate. A part
// that cannot be read says nothing.
func (x *xlsx) readApp(ctx context.Context) error {
	const part = "docProps/app.xml"
	if !x.z.has(part) || x.book.Uncalculated != "" {
		return nil
	}
	err := x.walk(ctx, part, "Properties", func(s *scanner) error {
		if len(s.starts) != 2 || !s.is("Application") {
			return nil
		}
		text, err := s.inner(x.lim.TextRunes)
		name := strings.ToLower(string(text))
		for _, w := range idleWriters {
			if strings.Contains(name, w) {
				x.book.Uncalculated = "文件由不计算公式的程序（" + clip(text) + "）保存"
			}
		}
		return err
	})
	var bad *Error
	if errors.As(err, &bad) && bad.Reason == Damaged {
		return nil
	}
	return err
}
