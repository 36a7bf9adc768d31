package check

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"huibao"
	"huibao/internal/quote"
)

// What in a note says of its row's figure that it is none yet (readings.md, 1), a clause at a time.
var (
	// provisional is a clause that calls the figure itself an estimate, or not verified.
	provisional = regexp.MustCompile(`(?:^|[\d%％\p{Han}])(?:[为是系]|均为|属于?)(?:预计|估计|估算|暂估|预估|初步|暂定|大概|粗略)(?:统计)?(?:数[据字值]?|值)?$` +
		`|^(?:[本该此]?[行月期表栏]?(?:数据?|数字|人数|户数)?)?(?:预计|估计|估算|暂估|预估|初步)(?:统计)?(?:数[据字值]?|值)$` +
		`|^(?:[本该此以上述]*[行月期表栏项]?(?:的?数[据字量值]?|人数|户数|情况)?)(?:目前|暂|均|都)?(?:尚|还)?(?:未|没有|待|有待)(?:经)?(?:进一步)?(?:核实|核对|核定|核准|确认|复核|审核|查实|核)(?:的?数[据字]?)?$` +
		`|^(?:预计|估计|估算|暂估|预估|暂定|约数|初步统计|初步数)$` +
		`|(?:^|[^\p{Han}]|数[据字]?|[账表])与\p{Han}{1,12}(?:不一致|不相符|不符|有出入|有差异|对不上)$`)
	// ofBefore is a clause that calls the figure one of a month before: 数据为4月底数, 上月数.
	ofBefore = regexp.MustCompile(`^(?:[本该此以上]*[行月期表栏]?(?:的?数[据字]?)?)(?:为|是|系|仍为|仍是)?(?:截[至止])?(?:(1[0-2]|[1-9])月(?:份|底|末|份?底|份?末)?|上个?[月期](?:底|末)?)(?:的?(?:统计)?(?:数[据字]?))$`)
	// lessPlace is a clause that leaves a place out of the figure: 不含岭头村, 岭头村未报.
	lessPlace   = regexp.MustCompile(`^(?:暂)?(?:不含|不包括|不包含|未含|未包括|未包含|未计入|缺|缺少)(\p{Han}{1,7}(?:村|镇|乡|街道|街道办事处|社区))(?:的?数[据字]?)?$|^(\p{Han}{1,7}(?:村|镇|乡|街道|社区|[县区]))(?:的?数[据字]?)?(?:尚|还|暂)?(?:未|没有?)(?:上?报|报送|报来|统计|纳入|计入)`)
	kindOfPlace = regexp.MustCompile(`农村|乡镇|城镇|乡村|城乡|小区|[行政自然示范脱贫困重点中心美丽试搬迁移民空新]村|各|[其它]他`)
	// unfinished is what a figure holds that is not done: 其中4户尚未验收, 含计划演出3场.
	unfinished = regexp.MustCompile(`^其中.{0,6}?(\d+)\s*([\p{Han}]{1,3}?)(?:均|都)?(?:仍|还|尚|正)?(?:(?:未|没有?|待)(?:完成|完工|竣工|验收|建成|开工|投用)|在建|在施工|施工中|建设中|正在(?:施工|建设|改造|实施))` +
		`|^(?:其中)?(?:含|包含|包括)(?:了)?(?:计划|预计|预约|拟|在建|未)[\p{Han}]{0,8}?(\d+)\s*([\p{Han}]{1,3})`)
	// takeBack says that what was told too much before is still to be taken off.
	takeBack = regexp.MustCompile(`(?:应|需|须|请|待|拟)(?:予以|从中)?(?:核减|扣减|扣除|减去|减掉|剔除)`)
	// paidBy is by how much a standard is paid, where that is not what the cell says.
	paidBy  = regexp.MustCompile(`(?:实际|仍|还是?|暂|目前)(?:仍|还|暂)?(?:然)?按(?:照)?(?:每[人户]每?月)?\s*(\d+(?:\.\d+)?)\s*元`)
	clauses = regexp.MustCompile(`[，,。；;！!（）()\n\s]+`)
	// begun is in what counts as done, where what has only begun does.
	begun = regexp.MustCompile(`开工|启动|签约|立项|(?:^|[^不])(?:含|包括)在建`)
)

// doubtedIn asks about a figure of which its own note says that it is an estimate, not verified, or
// holds what is not done, or is paid otherwise.
func doubtedIn(s *scope, p pair, note string) (hit, bool) {
	for _, clause := range clauses.Split(strings.TrimSpace(note), -1) {
		if clause != "" && s.doubts(p, clause) {
			f := mainField(p.Kind)
			switch {
			case p.Kind == huibao.KindStandard:
				f = huibao.FieldStandard
			case p.Kind == huibao.KindCount && p.r.Quantity(huibao.FieldThis).IsNumber():
				f = huibao.FieldThis
			}
			at := p.r.At(f)
			return hit{place: at, code: p.Code, found: quote.Visible(note), severity: huibao.Error, holds: true, remedy: "请只填核实过的、已经完成的数；填的就是这样的数，请改正说明",
				message: fmt.Sprintf("%s：填的是 %s，说明里却写着%s，能不能计入还不知道。", at, p.r.Quantity(f), quote.Text(clause))}, true
		}
	}
	return hit{}, false
}

// doubts reports whether a clause of a note doubts the row's figure.
func (s *scope) doubts(p pair, clause string) bool {
	if provisional.MatchString(clause) || takeBack.MatchString(clause) && p.Kind == huibao.KindCount {
		return true
	}
	if s.notAll(clause) || s.ofMonthBefore(clause) {
		return true
	}
	if g := paidBy.FindStringSubmatch(clause); g != nil && p.Kind == huibao.KindStandard {
		d, err := huibao.ParseDecimal(g[1])
		return err == nil && !anyFigure(p.r, d)
	}
	g := unfinished.FindStringSubmatch(clause)
	if g == nil || p.Kind != huibao.KindCount || begun.MatchString(p.DoneMeans) {
		return false
	}
	d, err := huibao.ParseDecimal(g[1] + g[3])
	_, of := inRow(p, d, g[2]+g[4])
	return err == nil && of
}

// notAll reports whether a clause leaves a place of the unit's out of the figure.
func (s *scope) notAll(clause string) bool {
	g := lessPlace.FindStringSubmatch(clause)
	return g != nil && !kindOfPlace.MatchString(g[1]+g[2])
}

// ofMonthBefore reports whether a clause says that the figure is one of a month before the period's.
func (s *scope) ofMonthBefore(clause string) bool {
	g := ofBefore.FindStringSubmatch(clause)
	if g == nil || s.Form == nil {
		return false
	}
	month, err := strconv.Atoi(g[1])
	return err != nil || month != s.Form.Period.Month && month != s.Form.Day.CutOff.Month
}
