package check

import (
	"fmt"
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
		{"F06", huibao.Warning, "引用了其他工作簿", "引用的数可能没有更新", "请在 Excel 中断开链接（数据→编辑链接）后重新报送，或说明数据已核对", linked},
		{"F07", huibao.Info, "文件带有宏", "宏不会被运行，批注副本中按原样保留", "不必处理", onFile(huibao.RemarkMacros, "")},
		{"F08", huibao.Info, "同样的文件已报过", "重复报送不会重复计数", "如本意是更正，请检查是否发错了文件", onFile(huibao.RemarkDuplicate, "内容与已报的文件完全相同：")},
		{"F09", huibao.Info, "临时文件或系统文件", "不是报表", "不必处理", onFile(huibao.RemarkSystemFile, "")},
		{"F11", huibao.Info, "文件有小毛病", "不影响其余的数，但写出它的程序可能有问题", "其余的数已照读；用 Excel 或 WPS 打开另存一次，毛病就没有了", onFile(huibao.RemarkOddities, "文件的写法有小毛病：")},
	}
}

// notSpreadsheet is an error for a file that claims to be a spreadsheet, and an
// info for an honest attachment.
func notSpreadsheet(s *scope) []hit {
	if r, ok := s.Return.Has(huibao.RemarkAttachment); ok {
		h := hit{found: r.Text, severity: huibao.Info, message: "文件是 " + r.Text + "，作为附件保存，没有从中取数。", remedy: "报表请另以 .xlsx 报送"}
		if _, ok := s.Return.Has(huibao.RemarkUnsealed); ok {
			h.message += "文件名和文字中没有回执编号（扫描件没有文字），不能核对盖的是哪一次的章。"
			h.remedy += "；盖章件请以回执编号命名"
		}
		return []hit{h}
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

// linked is F06: an info where what was saved with the links is there and agrees with
// what was counted; else the linked cells that do not.
func linked(s *scope) []hit {
	r, ok := s.Return.Has(huibao.RemarkLinks)
	if !ok {
		return nil
	}
	var list []hit
	for _, p := range s.rows("") {
		for _, f := range p.r.Fields() {
			v := p.r.Values.Of(f)
			why := linkDoubt(p, v)
			if why != "" {
				list = append(list, hit{place: v.Source.Place(), code: p.Code, found: v.Text, cause: "有 %d 格引用其他工作簿，数可能没有更新",
					message: fmt.Sprintf("%s：%s引用其他工作簿，%s。", v.Source.Place(), f.Label(p.Kind), why)})
			}
		}
	}
	if len(list) == 0 {
		list = append(list, hit{place: r.Place, found: r.Text, severity: huibao.Info, message: r.Text + "，用的是文件里保存的数。", remedy: "不必处理；保存的数与以前计入的对得上"})
	}
	return list
}

// linkDoubt says why the saved value of a link may be an old one; "" where it is not
// linked, or agrees with history.
func linkDoubt(p pair, v huibao.Value) string {
	if !strings.Contains(v.Formula, "[") || v.Origin == huibao.OriginDerived || !v.Quantity.IsNumber() {
		return ""
	}
	before := p.Prior.Values[huibao.FieldCumulative]
	n := len(p.Series)
	switch {
	case v.Field == huibao.FieldPrevious && !before.IsNumber():
		return "没有以前计入的数可以核对"
	case v.Field == huibao.FieldPrevious && !v.Quantity.Equal(before):
		return "是 " + v.Quantity.String() + "，上期计入的是 " + before.String()
	case v.Field == huibao.FieldThis && n > 0 && p.Series[n-1].This.Equal(v.Quantity) && !v.Quantity.Equal(huibao.NumInt(0)):
		return "与上期的本期完成相同（" + v.Quantity.String() + "）"
	}
	return ""
}
