package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/numtext"
	"huibao/internal/regexp"
)

// A sentence may tell a cumulative without a share: 本月新增12人，累计新增40人；举办培训班3期，累计培训61人次. A person reads the
// one figure of the row's measure that is called so in the words of its name; what is of another measure is beside it.

var (
	totalSaid = regexp.MustCompile(`累计`)
	leftWords = regexp.MustCompile(`剩余|还剩|尚余|剩下|其余`)
	monthSaid = regexp.MustCompile(`^(?:[本当]月|(?:1[0-2]|[1-9])月份?)(?:新增|完成|发放|培训|改造|检查)?\d`)
	// shareOfSaid is what share a figure is of a task that it names.
	shareOfSaid = regexp.MustCompile(`^(?:占|完成)(?:年度|全年)?(?:目标|任务|计划)数?量?(\d[\d,]*(?:\.\d+)?)(\p{Han}{1,3})的(\d{1,3}(?:\.\d{1,4})?)%$`)
	// totalWords say of a cumulative no more than that it is one, and that it is done.
	totalWords = regexp.MustCompile(`累计|今年以?来|今年|已经?|共|完成|实现|建成|竣工|为|[、:：]`)
	// justDone says no more than that, too: verbs of what is done, how, and whose.
	justDone = regexp.MustCompile(doingVerbs + `|筹集|开放|开通|完工|投用|投入使用|上牌|全部|合计|总计|共计|实际|目前|顺利|[如按]期|有效|全面|各(?:类|乡镇|镇街?|村)|[我本][县区市]`)
	// doerFirst is the county's office that did it.
	doerFirst = regexp.MustCompile(`^\p{Han}{0,3}?[县区市]\p{Han}{0,8}?(?:委员会|办公室|联合会|局|委|残联|妇联|工会)`)
	// nextSaid is one of what is done next, that goes on or does more: another may be a step of what was not done yet.
	nextSaid = regexp.MustCompile(`^(?:下一?步|下阶段)[^补余剩]*?(?:继续|持续|加[大快强]|抓[紧好]|进一步|推进|推动|巩固|扩大|深入|强化)[^补余剩]*$`)
	// stageSaid is in a clause by which what was told is not there yet, or of what comes later.
	stageSaid = regexp.MustCompile(`验收|核|审|评[估审定]|签[约订]|开工|启动|进场|施工|铺设|摊铺|安装|竣工|完工|办理|(?:满足|具备|符合|达到)[^,，]*条件|后续|今后|年[底末内]|下半年|月底|前期`)
	// benefitSaid is a clause of what a work brings, putRightSaid one behind a figure of another measure of what became of
	// that (发现隐患25处，全部整改).
	benefitSaid  = regexp.MustCompile(`^(?:受益|惠及|带动|方便|改善|提升|提高|增强|保障|缓解|解决|满足|优化|(?:有效|切实|进一步|大大|显著|明显|极大|不断|有力|持续)地?(?:方便|改善|提升|提高|增强|保障|缓解|解决|满足|优化|带动)|[^,，]{0,8}(?:满意度|获得感|幸福感|安全感)[^,，]{0,6}(?:提升|提高|增强))`)
	putRightSaid = regexp.MustCompile(`^(?:[已均都全现]|全部|已经|当场)*(?:整改|整治|消除|纠正|处理|兑付|拨付|发放|支付)(?:到位|完毕|完成|结束|销号)?$`)
)

// isAside reports whether a figure is in a measure in which the row does not count, nor what converts into it.
func isAside(figure []string, row *huibao.FormRow) bool {
	return measured(figure[2], figure[3], row) == "" && (strings.HasPrefix(figure[3], "元") || slices.ContainsFunc(numtext.Measures, func(m string) bool {
		return strings.HasPrefix(figure[3], m) && !convertible(m, row.Measure)
	}))
}

// saysNothingElse reports whether what stands around a figure tells no more than up to when it is, where, and of what.
func saysNothingElse(text string, row *huibao.FormRow) bool {
	rest := sinceWhen.ReplaceAllString(ofThisYear.ReplaceAllString(text, ""), "")
	return strings.Trim(withoutWords(totalWords.ReplaceAllString(rest, "、"), nameSigns.Replace(bareName(row.Name))), "、") == ""
}

// saysAround reports whether a clause behind a figure tells what it brings, what became of what was found (other), or what is
// done next, with no word of a step of the work or of what comes later.
func saysAround(clause string, other bool) bool {
	if putRightSaid.MatchString(clause) && other {
		return !notYet(clause)
	}
	return !stageSaid.MatchString(clause) && (nextSaid.MatchString(clause) || benefitSaid.MatchString(clause) && !notYet(clause))
}

// ofAll is a text without that its figure is of all of the unit's own area: 全县 of a county, 全市 of a bureau.
func (r *reader) ofAll(text string) string {
	own := []rune(strings.TrimSuffix(r.form.Unit.Name, "人民政府"))
	if r.isBureau() || len(own) == 0 {
		return strings.ReplaceAll(text, "全市", "")
	}
	return strings.ReplaceAll(text, "全"+string(own[len(own)-1:]), "")
}

// tellsStep reports whether what stands in front of a figure says, beside words of the name and that it is done, anything
// else: a step of the work (已完成入户评估152人), or another thing.
func tellsStep(before, name string, row *huibao.FormRow) bool {
	rest := doerFirst.ReplaceAllString(ofThisYear.ReplaceAllString(sinceWhen.ReplaceAllString(before, ""), ""), "")
	rest = withoutWords(nameSigns.Replace(rest), nameSigns.Replace(strings.Join(append([]string{name, row.Name, row.DoneMeans, row.Numerator, row.Denominator}, row.Aliases...), "|")))
	for _, verb := range nameVerbs {
		rest = strings.ReplaceAll(rest, verb, "")
	}
	return utf8.RuneCountInString(justDone.ReplaceAllString(totalWords.ReplaceAllString(rest, ""), "")) >= leastPiece
}

// saysDoubt reports whether a clause behind a figure says of it, beside the row's own words, what its note would be asked about.
func saysDoubt(clause string, row *huibao.FormRow) bool {
	own := row.Name + "，" + row.DoneMeans
	return !toCome.MatchString(clause) && (doubt.CountedAll(clause) || doubt.Beside(clause, own) == "" && doubt.Doubted(clause, own, false) != "")
}

// totalBehind reports whether a text says a total behind one of its clauses.
func totalBehind(text, clause string) bool {
	_, behind, _ := strings.Cut(strings.Join(strings.Fields(text), ""), clause)
	return totalSaid.MatchString(behind)
}

// saysTotal reports whether what stands in front of a figure calls it the cumulative, in the words of the row's name and
// no others.
func saysTotal(before string, row *huibao.FormRow) bool {
	rest := withoutWords(totalWords.ReplaceAllString(before, "、"), nameSigns.Replace(bareName(row.Name)))
	return totalSaid.MatchString(before) && !notItself(before, row) && strings.Trim(rest, "、") == ""
}
