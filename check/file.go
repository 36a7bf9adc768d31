package check

import (
	"strings"

	"huibao"
)

// onFile makes a hit of the first remark of a kind on the file.
func onFile(kind huibao.RemarkKind, say string) func(*scope) []hit {
	return func(s *scope) []hit {
		r, ok := s.Return.Has(kind)
		if !ok {
			return nil
		}
		return []hit{{place: r.Place, found: r.Text, message: say + r.Text + "。"}}
	}
}

func fileChecks() []Check {
	return []Check{
		{"F01", huibao.Error, "不是表格文件", "只有表格文件能逐格核对", "请报送 .xlsx 格式的报表；盖章扫描件可以一并附上，但不能代替报表", notSpreadsheet},
		{"F02", huibao.Error, "文件有打开密码", "加密的文件无法读取", "请去掉打开密码后重新报送", onFile(huibao.RemarkEncrypted, "文件无法读取：")},
		{"F03", huibao.Error, "文件损坏", "损坏的文件可能缺数，不能当作少报", "请用 Excel 或 WPS 打开并另存为新的 .xlsx 后重新报送", onFile(huibao.RemarkDamaged, "")},
		{"F04", huibao.Error, "文件超过限额", "超大的文件多半不是报表", "请删去多余的内容后重新报送", onFile(huibao.RemarkOverLimit, "")},
		{"F05", huibao.Info, "由其他格式读入", "换过格式的文件容易丢失内容", "数已照读，请核对；下次请直接报送 .xlsx", onFile(huibao.RemarkOtherFormat, "文件是")},
		{"F06", huibao.Warning, "引用了其他工作簿", "引用的数可能没有更新", "请在 Excel 中断开链接（数据→编辑链接）后重新报送，或说明数据已核对", onFile(huibao.RemarkLinks, "")},
		{"F07", huibao.Info, "文件带有宏", "宏不会被运行，批注副本中按原样保留", "不必处理", onFile(huibao.RemarkMacros, "")},
		{"F08", huibao.Info, "同样的文件已报过", "重复报送不会重复计数", "如本意是更正，请检查是否发错了文件", onFile(huibao.RemarkDuplicate, "内容与已报的文件完全相同：")},
		{"F09", huibao.Info, "临时文件或系统文件", "不是报表", "不必处理", onFile(huibao.RemarkSystemFile, "")},
	}
}

// notSpreadsheet is an error for a file that claims to be a spreadsheet, and an
// info for an honest attachment.
func notSpreadsheet(s *scope) []hit {
	if r, ok := s.Return.Has(huibao.RemarkAttachment); ok {
		return []hit{{found: r.Text, severity: huibao.Info, message: "文件是" + r.Text + "，作为附件保存，没有从中取数。",
			remedy: "报表请另以 .xlsx 报送"}}
	}
	for _, kind := range []huibao.RemarkKind{huibao.RemarkNotSpreadsheet, huibao.RemarkUnsupported} {
		if r, ok := s.Return.Has(kind); ok {
			if s.Return.Follows != "" { // our own list of findings came back without the return
				return []hit{{found: r.Text, message: strings.TrimRight(r.Text, "。") + "。", remedy: "请在原来的报表中改正后重新报送报表本身；审核意见不必报回"}}
			}
			return []hit{{found: r.Text, message: "文件不能作为报表读取：" + strings.TrimRight(r.Text, "。") + "。"}}
		}
	}
	return nil
}
