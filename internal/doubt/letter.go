package doubt

import (
	"strings"

	"huibao/internal/regexp"
)

var (
	// courtesies are what a letter says whatever its figures are: by which paper, what its reader is asked to do with it, what
	// is to be done if anything is amiss, whether its form will do, that the form is as it was issued, and which one of before it takes the place of.
	courtesies = regexp.MustCompile(`《[^》]*》|[敬恳烦]?请(?:予以?|各位|您|贵[局办委]|领导|市[^,]{0,4})?(?:一并|及时)?(?:审[阅核示批定查]|查[收阅看]|阅[示知]|批示|批评指正|指正|知悉|提出?[^,]{0,4}意见)` +
		`|(?:^|,)(?:如果?|若|倘若?|要是|万一|假如)(?:有|遇|您|数|报?表|附件|对|发现|存在|仍|打|无法|收|格式|需)[^。;]*` +
		`|[^,。;!数]{0,6}(?:公式|格式|表样|表式|模板|表头|行列|结构|单元格|编码)[^,。;]{0,8}(?:没有?|未|不曾)(?:再|作|做|经|任何)*(?:改动?|变动?|动|调整?)过?|(?:^|,)[只仅]填了?[^,。;]{0,6}(?:格子?|单元格)(?:$|[,。;])` +
		`|(?:^|,)[^,。;数]{0,10}(?:格式|表样|模板|排版|版本|附件)(?:对不对|行不行|可不可以|对吗|行吗|可以吗)|(?:^|,)(?:哪里)?不(?:对|行|妥|合适)(?:的话|的)?[^,。;数]{0,4}(?:马上|立即|立刻|随时|及时|重新)(?:再)?(?:改|更正|调整|报|发)[^,。;]{0,4}` +
		`|(?:^|,)(?:此前|之前|以前|前期|上[次回版]|上一[次版份]|昨[天日]|刚才)[^,]{0,12}(?:作废|有误|不作数|不算|删除|忽略)|(?:^|,)(?:此前|之前|前期|上[次月期回])[^,]{0,8}(?:有误|错误|不对|漏报)的?[^,]{0,4}已[^,]{0,6}(?:更正|改正|修改|补报)`)
	// formal are the set phrases about a letter itself.
	formal = regexp.MustCompile(`(?:根据|按照?|依据|遵照)[^,。;]{0,16}(?:要求|通知|精神|安排|部署)|(?:^|,)[现特]将?[^,。;未没估暂待不初预部个]{0,16}(?:报上|呈上|呈报|上报|报送|报告|汇报|报来)(?:如下)?(?:$|[,:])`)
	// bidsElse is of a condition that gives the figures to somebody else all the same.
	bidsElse = regexp.MustCompile(`(?:如果?|若)[^。;]{0,30}为准`)
	// finished are what a letter says of figures that are done with, takenBack what takes it back.
	finished  = regexp.MustCompile(`[以按](?:本|这|此)(?:次|表|件|份|版|封)[^,]{0,6}为准|已(?:经|报|由|按)?[^,]{0,16}(?:审定|审签|核实|核对|定稿|更正|修改)|[核校]对无误|现将?[^,]{0,6}(?:正式|最终)(?:报?表|数据?|版|稿)`)
	takenBack = regexp.MustCompile(`[尚未没待但估暂]|不过|除|可能|大概|预计|不[全准齐是]|拿不|个别|部分`)
)

// OfLetter is what a letter says, folded, without what it says whatever its figures are; "" where it says that they are
// done with.
func OfLetter(text string) string {
	if bidsElse.MatchString(text) {
		return text
	}
	rest := strings.Trim(formal.ReplaceAllString(courtesies.ReplaceAllString(text, ""), ""), ",.!: ")
	if finished.MatchString(rest) && !takenBack.MatchString(rest) {
		return ""
	}
	return rest
}
