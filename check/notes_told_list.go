package check

import (
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/claim"
	"huibao/internal/doubt"
	"huibao/internal/regexp"
)

var (
	// onePlace ends the label of a part that no other part of its list overlaps: a place, a road, a section.
	onePlace = regexp.MustCompile(`(?:[镇乡村县区市旗]|街道|社区|小区|[^\d]线|路|段|号?楼|[\d一二三四五六七八九十]号?[栋组队]|标段|点|中心|卫生院|医院|学校|[小中]学|幼儿园|公司)(?:报来|报送|完成|新增|筛查|改造)?$`)
	// parted are the labels that are all of their kind.
	parted    = []string{"上旬 中旬 下旬", "县道 乡道 村道", "男 女", "城镇 农村", "城市 农村", "城区 乡镇"}
	lead      = regexp.MustCompile(`^(?:其中|分别为?|即|包括|为|长|各|:)*`)
	theOthers = regexp.MustCompile(`其[他它余]$|^[余剩]下?$`)
	// inAll is before the parts of all that was said before them, someOnly in a list of some of them.
	inAll    = regexp.MustCompile(`^(?:即|分别为?|长|为)`)
	someOnly = regexp.MustCompile(`其中|等|主要|重点|最[多少高低]|如|以及|除`)
	// each is before a number of several parts: 东城、西城各1场.
	each   = regexp.MustCompile(`各|每|均`)
	listOf = regexp.MustCompile(`计划|预计|拟|将|下[月期]|剩余|其余|余下|还差|另|未|待|目标|任务|上[月年期]|去年|同期|原`)
)

// list is a run of numbers of one measure in a sentence.
type list struct {
	labels  []string
	sum     decimal.Decimal
	last    decimal.Decimal // one in the last place
	from    int
	terms   []string
	words   []string
	skipped int // numbers in brackets between them
}

// otherSum is a list of parts that do not make the figure, or a total that is not the figure.
func (n rowNote) otherSum(s claim.Sentence) (contradiction, bool) {
	if n.p.Kind != huibao.KindCount || listOf.MatchString(n.unowned(closed.ReplaceAllString(s.Text, "$1"))) || n.p.Mode != huibao.ModeFlow {
		return contradiction{}, false
	}
	for i := 0; i < len(s.Claims); {
		l := n.listAt(s, i)
		i += max(1, len(l.labels)+l.skipped)
		if len(l.labels) < 2 {
			continue
		}
		if found, is := n.otherList(s, l); is {
			return found, true
		}
		if i < len(s.Claims) && s.Claims[i].Kind == claim.Total {
			if found, is := n.otherTotal(s.Claims[i]); is {
				return found, true
			}
		}
	}
	return contradiction{}, false
}

// listAt is the list that begins with a number.
func (n rowNote) listAt(s claim.Sentence, from int) (l list) {
	l.from = from
	measure := ""
	for i, c := range s.Claims[from:] {
		value, last, of := n.measured(c)
		m, behind := leadingMeasure(c.Words)
		if i == 0 && partedHere.MatchString(behind) {
			return l
		}
		if i > 0 && c.Depth > s.Claims[from].Depth { // parts of a part
			l.skipped++
			continue
		}
		if !of || c.About || i > 0 && (m != measure || strings.HasPrefix(c.Before, "其中")) || c.Kind != claim.Other || c.Depth < s.Claims[from].Depth || each.MatchString(c.Before) {
			return l
		}
		measure = m
		l.labels = append(l.labels, strings.TrimSpace(c.Before))
		l.sum, l.last = l.sum.Add(value), last
		l.terms, l.words = append(l.terms, value.String()), append(l.words, c.Clause)
	}
	return l
}

func (n rowNote) otherList(s claim.Sentence, l list) (contradiction, bool) {
	this, known := n.p.r.Quantity(huibao.FieldThis).Decimal()
	cum, also := n.p.r.Quantity(huibao.FieldCumulative).Decimal()
	ofNow := !anyMonth.MatchString(s.Text) && (l.apart() || n.onceEach(s, l) || l.whole(s))
	if !known || fieldTold(n.s, n.p, "本月") == "" || agrees(this, l.sum, l.last) || also && agrees(cum, l.sum, l.last) || n.isFigure(l.sum) && !(ofNow && l.sum.GreaterThan(this)) || n.partsOther(s, l) {
		return contradiction{}, false
	}
	all := this
	if also && (isNear(l.sum, cum) || strings.Contains(s.Text, "累计")) && !isNear(l.sum, this) {
		all = cum
	}
	over, whole := l.sum.GreaterThan(all), l.whole(s) || n.partsOwn(s, l)
	alone := len(l.labels) > 2 && len(l.labels) == n.toldInAll && !someOnly.MatchString(s.Text)
	if !isNear(l.sum, all) || !whole && !((l.apart() || n.onceEach(s, l)) && (over || alone)) || n.restBeside(l) {
		return contradiction{}, false
	}
	return contradiction{field: saidField(n.p), words: strings.Join(l.words, "、"), why: "（" + strings.Join(l.terms, "＋") + "＝" + l.sum.String() + "）"}, true
}

// partsOther reports whether what is told before a list, which it parts, is none of the row's.
func (n rowNote) partsOther(s claim.Sentence, l list) bool {
	if l.from == 0 {
		return false
	}
	c := s.Claims[l.from-1]
	if value, _, of := n.measured(c); of {
		return !n.isFigure(value)
	}
	return !inAll.MatchString(l.labels[0]) && !c.Value.Equal(decimal.NewFromInt(int64(len(l.labels)))) && !onePlace.MatchString(l.labels[0])
}

// whole reports whether a list says that it is of all: by its labels, or by how many parts there are.
func (l list) whole(s claim.Sentence) bool {
	if strings.Contains(s.Text, "等") || strings.Contains(s.Text, "其中") && !theOthers.MatchString(l.labels[len(l.labels)-1]) {
		return false
	}
	if theOthers.MatchString(l.labels[len(l.labels)-1]) {
		return true
	}
	names := make([]string, len(l.labels))
	for i, label := range l.labels {
		names[i] = lead.ReplaceAllString(label, "")
	}
	for _, set := range parted {
		if strings.Join(names, " ") == set {
			return true
		}
	}
	return l.from > 0 && s.Claims[l.from-1].Value.Equal(decimal.NewFromInt(int64(len(l.labels)))) && inAll.MatchString(l.labels[0])
}

// apart reports whether no part of a list can be in another one: each is of a place of its own.
func (l list) apart() bool {
	seen := map[string]bool{}
	for _, label := range l.labels {
		label = lead.ReplaceAllString(label, "")
		if !onePlace.MatchString(label) || seen[label] {
			return false
		}
		seen[label] = true
	}
	return true
}

// otherTotal is the total of a list that is no figure of the row.
func (n rowNote) otherTotal(c claim.Claim) (contradiction, bool) {
	value, last, of := n.measured(c)
	this, known := n.p.r.Quantity(huibao.FieldThis).Decimal()
	if !of || !known || agrees(this, value, last) || n.isFigure(value) || !n.nearAny(value) {
		return contradiction{}, false
	}
	return contradiction{field: saidField(n.p), words: c.Clause}, true
}

// listing are the clauses of a sentence whose numbers make a figure of the row together: none is told as the whole.
func (n rowNote) listing(all []doubt.Clause) map[string]bool {
	found := map[string]bool{}
	for from := range all {
		total := decimal.Zero
		for to := from; to < len(all) && (to == from || !all[to].Begins); to++ {
			numbers, _ := n.numbers(all[to].Text)
			if len(numbers) != 1 || numbers[0].bare || to > from && strings.HasPrefix(all[to].Text, "其中") {
				break
			}
			if total = total.Add(numbers[0].value); to > from && anyFigure(n.p.r, total) {
				for _, c := range all[from : to+1] {
					found[c.Text] = true
				}
			}
		}
	}
	return found
}
