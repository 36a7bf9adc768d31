package check

import "huibao"

var f10 = Check{"F10", huibao.Warning, "收到.csv 有一行不能采用", "登记的收到时间决定是否迟报、哪份在后", "请改正 收到.csv 的这一行后再运行一次；改正以前按首次看到的日期算", nil}

// Receipt is the finding on a place of a period's 收到.csv that could not be read, and
// why.
func Receipt(p huibao.Period, at huibao.Place, found, why string) huibao.Finding {
	f := huibao.Finding{ID: p.String() + "-" + f10.Code, Code: f10.Code, Severity: f10.Severity, Status: huibao.StatusOpen, Title: f10.Title,
		Sheet: at.Sheet, Cell: at.Cell, Found: found, Expected: "文件,时间,方式；时间写作 2024-07-03 16:20", Message: at.String() + "：" + why + "。", Remedy: f10.Remedy}
	if at.Cell != "" {
		f.ID += "-" + at.Cell
	}
	return f
}
