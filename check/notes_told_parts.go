package check

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/claim"
	"huibao/internal/regexp"
)

var (
	// closed is before what is left of a list's whole, which ends it: 其余3户; what is behind it may not be of later.
	closed = regexp.MustCompile(`(?:其余|余下|[,、]余)(\d)`)
	// partedHere is behind the number of which those behind it are parts: 29人次中审验14人次.
	partedHere = regexp.MustCompile(`^[中里](?:有|,)?`)
	anyMonth   = regexp.MustCompile(`\d月|[上本当]月|[上本]期|累计`)
	// noTwice says that nobody is in two parts.
	noTwice = regexp.MustCompile(`(?:互不|没有?|未|不|无)(?:重复|交叉|重叠)|[一每]人一[件户次个号]|[一每]户一`)
	// oneWay ends what kind a thing is, or in which way somebody was employed: each is of one.
	oneWay = regexp.MustCompile(`[^有]就业$|岗位$|创业$`)
	ofKind = regexp.MustCompile(`机$|车$|椅$|[^农机]器$`)
	things = regexp.MustCompile(`^[台辆件套](?:次)?$`)
)

// onceEach reports whether no part of a list is in another one, by what the row counts, or by the sentence's own words.
func (n rowNote) onceEach(s claim.Sentence, l list) bool {
	if noTwice.MatchString(s.Text) {
		return true
	}
	seen := map[string]bool{}
	for _, label := range l.labels {
		label = strings.TrimLeft(lead.ReplaceAllString(label, ""), "中里有")
		if seen[label] {
			return false
		}
		seen[label] = true
	}
	for label := range seen {
		if !(oneWay.MatchString(label) || things.MatchString(n.p.Measure) && ofKind.MatchString(label)) {
			return false
		}
	}
	return true
}

// partsOwn reports whether a list parts the number before it by the row's own words: 29人次中审验14人次、换证12人次.
func (n rowNote) partsOwn(s claim.Sentence, l list) bool {
	if l.from == 0 {
		return false
	}
	m, behind := leadingMeasure(s.Claims[l.from-1].Words)
	if m == "" || !partedHere.MatchString(behind) {
		return false
	}
	for _, label := range l.labels {
		label = strings.TrimLeft(lead.ReplaceAllString(label, ""), "中里有")
		if label == "" || n.unowned(label) != "" {
			return false
		}
	}
	return true
}

// restBeside reports whether the last number of a list is beside the figure, which those before it make.
func (n rowNote) restBeside(l list) bool {
	if !theOthers.MatchString(l.labels[len(l.labels)-1]) {
		return false
	}
	last, err := decimal.NewFromString(l.terms[len(l.terms)-1])
	return err == nil && anyFigure(n.p.r, l.sum.Sub(last))
}

// eachOf is before a number that each of those before it has: 3个村，每村演出3场.
var (
	eachOf   = regexp.MustCompile(`^[每各](?:个)?(\p{Han}{1,3})$`)
	attended = regexp.MustCompile(`^(?:参训|参加|参与|到场)(?:人数|学员|人员)?$`)
	onceHeld = regexp.MustCompile(`(?:^|[^\d.])(?:1|一)(?:期|场|次|班|个班)`)
)

// otherEach is a number of things of which each has so many of the row's.
func (n rowNote) otherEach(s claim.Sentence, i int) (contradiction, bool) {
	c := s.Claims[i]
	value, _, of := n.measured(c)
	if i == 0 || !of || n.p.Kind != huibao.KindCount || n.p.Mode != huibao.ModeFlow || len(s.Claims) > i+1 || c.Depth > 0 {
		return contradiction{}, false
	}
	each, last := eachOf.FindStringSubmatch(strings.TrimSpace(n.unowned(c.Before))), s.Claims[i-1]
	if each == nil || strings.TrimPrefix(strings.TrimSpace(last.Words), "个") != each[1] || last.About || !n.onlyOf(s.Claims[:i-1]) || eachLater.MatchString(s.Text) {
		return contradiction{}, false
	}
	product := last.Value.Mul(value)
	if anyFigure(n.p.r, product) || n.isTarget(product) || !n.inHalf(product) {
		return contradiction{}, false
	}
	return contradiction{field: saidField(n.p), words: last.Clause + "，" + c.Clause, why: fmt.Sprintf("（%s×%s＝%s）", last.Value, value, product)}, true
}

var eachLater = regexp.MustCompile(`其中|计划|预计|拟|将|下[月期]|另|每[年月周季天]|未|标准|任务|目标|平均|约`)

// onlyOf reports whether there is no more than one of each of those before a product: 1栋3个单元.
func (n rowNote) onlyOf(before []claim.Claim) bool {
	for _, c := range before {
		if !c.Value.Equal(decimal.NewFromInt(1)) {
			return false
		}
	}
	return true
}

// inHalf reports whether a number is at least half of the period's figure and at most the double: it is meant for it.
func (n rowNote) inHalf(value decimal.Decimal) bool {
	this, known := n.p.r.Quantity(huibao.FieldThis).Decimal()
	return known && this.Sign() > 0 && value.Add(value).GreaterThanOrEqual(this) && value.LessThanOrEqual(this.Add(this))
}

// otherAttended is how many were at the one course or meeting that was held, of a row that counts their times.
func (n rowNote) otherAttended(s claim.Sentence, i int) (contradiction, bool) {
	c := s.Claims[i]
	m, behind := leadingMeasure(c.Words)
	if m == "" || m+"次" != n.p.Measure || behind != "" || !attended.MatchString(strings.TrimSpace(c.Before)) || !onceHeld.MatchString(s.Text) || !n.inHalf(c.Value) || putRight.MatchString(s.Text) {
		return contradiction{}, false
	}
	for _, other := range s.Claims {
		if n.isFigure(other.Value) {
			return contradiction{}, false
		}
	}
	return contradiction{field: saidField(n.p), words: c.Clause}, true
}

func (n rowNote) isTarget(value decimal.Decimal) bool {
	target, set := n.p.Target.Decimal()
	return set && target.Equal(value)
}
