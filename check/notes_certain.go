package check

import (
	"strings"

	"golang.org/x/text/width"

	"huibao/internal/doubt"
	"huibao/internal/regexp"
)

var (
	// notGuessed denies that a figure was guessed or copied; noneMissed that any is missing: 一天不缺, 一个没落.
	notGuessed = regexp.MustCompile(`^(?:都|也|全|并|可|绝)*(?:不是|没有?|未)(?:凭空|大概|随便|瞎|乱|照)*(?:估|编|猜|凑|蒙|抄)(?:算|计|测|造)?(?:的|过|数)?$`)
	noneMissed = regexp.MustCompile(`^(?:\d+\p{Han}{1,3})?[^,\d没未不无]{0,8}一[天个户人件台项笔次处份页张家本场村条](?:都|也)?(?:不|没|未)(?:缺|落|漏|少|差|丢)(?:下|掉|了)?(?:[都全均]已?(?:经|予以)?(?:到|齐|办|发|领|完成|验收|安装|装|送|核|兑现|落实|入账|到位){1,2}[了过齐完好位到]?)?$|^[^,\d没未不无]{0,8}无(?:一|任何|明显)?(?:遗漏|缺漏|缺失|漏[报统项]|差错|错漏|重复|异常|误差)(?:情况|现象|项)?$`)
	// leftOutAll is a clause by which those that are not done, on trial or not here are none of the figure.
	leftOutAll = regexp.MustCompile(`^[^,]{0,6}(?:没有?|未|尚未)[^,没未不的]{1,4}的[^,没未不也都先]{1,6}(?:一律|一概|全部|均|就)?(?:(?:没有?|未|不)(?:予以?)?(?:列|计|算|报|统计)(?:入|进|在内|进去|发到|开通|完成|办结)?|剔(?:除|掉|出)了?|(?:扣|减)(?:除|掉|了|去))$|^试\p{Han}{1,2}[^,没未不也都先]{0,6}(?:没有?|未|不)(?:列|计|算)(?:入|进)?(?:开通|开业|运营|完成)?$`)
	// byRecord is a clause by which the figure is that of a list that was kept.
	byRecord = regexp.MustCompile(`^(?:都|均)?[按照]着?(?:清单|名册|台账|登记[簿本册])(?:逐一|逐个|如实)?(?:报|填|列|写)(?:的|数)?$`)
	// bySigner names who filled in, checked or answers for a return.
	bySigner = regexp.MustCompile(`^(?:填[表报]|审[核批定]|经办|联系|负责|制表|复核|签[发批]|分管|统计|报[送出])(?:人员?[:为是]?|[:])\p{Han}{2,4}?(?:[副科局股处室站所主]{1,2}[长任])?(?:同志)?[,:\d*×-]*$`)
	// countLater is a clause of what is counted once it is done.
	countLater = regexp.MustCompile(`(?:交付|验收|竣工|完工|建成|投用|投入使用|办结|完成|到账|合格|通过|结业|开园)(?:后|以后|之后)[,]?(?:才|再|方)?(?:予以?|一并)?(?:计[入算]?|列入?|纳入|统计)(?:的|本表|数)?$`)
	// afterMending is a figure, or those in it, after it was put right: 期末970人为清退后人数.
	afterMending = regexp.MustCompile(`^[^,未没不]{0,12}[为是系](?:清退|剔除|核减|去重|扣除|核实|核查|比对|退出)(?:之?后)的?(?:实际)?(?:[人户个]数|数[据字]?)?$`)
	// asideOpen leaves out so many that are not done: 2个在建项目因未竣工没有统计在内.
	asideOpen = regexp.MustCompile(`^(?:另?有)?\d+\p{Han}{1,2}(?:在建|续建|拟建|未[完竣开]工|未验收)[^,]{0,12}(?:没有?|未|不|暂不)(?:予以?)?(?:统计|计算?|列|纳|算)(?:入|进)?(?:在内|的)?$`)
	// foundAgain is what was missing and is there now.
	foundAgain = regexp.MustCompile(`^[^,]{0,6}(?:暂缺|缺失|遗失|漏)的[^,没未不]{1,8}(?:已经?)?(?:找到|找回|补齐|补上|补全)了?$`)
)

// certain reports whether a clause denies a doubt, or leaves out those that are in doubt: the figure stands.
func certain(text string) bool {
	return notGuessed.MatchString(text) || noneMissed.MatchString(text) || leftOutAll.MatchString(text) || foundAgain.MatchString(text) || afterMending.MatchString(text) || asideOpen.MatchString(text) || byRecord.MatchString(text) || bySigner.MatchString(text) || countLater.MatchString(text) && !strings.Contains(text, "先")
}

// withoutCertain is a note without such clauses: their words weigh as doubts.
func withoutCertain(note string, list []doubt.Clause) string {
	for _, c := range list {
		if certain(strings.TrimRight(c.Text, "。. ")) {
			note = withoutClause(note, c.Text)
		}
	}
	return note
}

// withoutClause is a note without one of its clauses, which are told in half width.
func withoutClause(note, clause string) string {
	return strings.ReplaceAll(width.Fold.String(note), clause, "")
}
