package check

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/regexp"
)

var (
	h06 = Check{"H06", huibao.Info, "重报的内容", "后一版本与前一版本有哪些不同", "不必处理；请核对改动是否都是有意的", nil}
	x05 = Check{"X05", huibao.Warning, "分解之和与全市不符", "各单位加起来与全市任务不同", "请办公室核对“分解”表", nil}
	x06 = Check{"X06", huibao.Notice, "会审未填或有异议", "牵头单位应当看过县（区）的数", "请牵头单位填写会审意见；有异议的请与县（区）核对", nil}
	x07 = Check{"X07", huibao.Error, "同一件事计了两次", "一家的数很像全市的数，加在一起会重复计算", "请核对：只报本单位自己完成的数，没有的填 0；确是自己完成的请说明", nil}
)

// likeLeast is how many like units make an outlier tell something.
const likeLeast = 5

// likeMost is how many spreads from the middle of the like units one may lie, and
// likeFloor the least spread, as a share of the middle.
var (
	likeMost  = decimal.NewFromInt(5)
	likeFloor = decimal.New(30, -2)
	likeShare = decimal.New(10, -2) // and in any case a tenth of the allocation
)

// unlikeOthers is X02: counts per allocation, of counties that have one.
func unlikeOthers(in AcrossInput, out map[string][]huibao.Finding) {
	most := boundIn(in.Plan.Settings, "X02", likeMost)
	for i := range in.Plan.Indicators {
		ind := &in.Plan.Indicators[i]
		if ind.Kind != huibao.KindCount || ind.Comparator == huibao.AtMost {
			continue
		}
		units, shares := in.shares(ind)
		ahead := in.farAhead(ind, units, shares)
		for _, unit := range ahead {
			in.tellAhead(ind, unit, shares[slices.Index(units, unit)], out)
		}
		if len(units) < likeLeast {
			continue
		}
		middle := median(shares)
		width := spread(shares, middle, decimal.Max(middle.Abs().Mul(likeFloor), likeShare))
		for k, unit := range units {
			if shares[k].Sub(middle).Abs().LessThanOrEqual(width.Mul(most)) || slices.Contains(ahead, unit) {
				continue
			}
			s := in.subs[unit]
			row := s.Return.RowByCode(ind.Code)
			at := row.At(huibao.FieldCumulative)
			in.add(out, s, x02, hit{place: at, code: ind.Code, found: row.Quantity(huibao.FieldCumulative).String(), expected: "多数单位约完成 " + huibao.Whole(middle).PercentText(0),
				message: fmt.Sprintf("%s：%s %s 完成本单位任务的 %s，%d 个单位的中位数是 %s。", at, ind.Code, ind.Name, huibao.Whole(shares[k]).PercentText(0), len(units), huibao.Whole(middle).PercentText(0))})
		}
	}
}

// tellAhead asks a unit that is far ahead of its pace.
func (in AcrossInput) tellAhead(ind *huibao.Indicator, unit string, share decimal.Decimal, out map[string][]huibao.Finding) {
	s := in.subs[unit]
	row := s.Return.RowByCode(ind.Code)
	at, pace := row.At(huibao.FieldCumulative), in.Plan.Share(ind, in.Period)
	in.add(out, s, x02, hit{place: at, code: ind.Code, severity: huibao.Warning, found: row.Quantity(huibao.FieldCumulative).String(), expected: "序时 " + pace.PercentText(0),
		message: fmt.Sprintf("%s：%s %s 已完成本单位任务的 %s，序时是 %s，多数单位没有这样快。", at, ind.Code, ind.Name, huibao.Whole(share).PercentText(0), pace.PercentText(0))})
}

// shares are what the counties have reached of their allocations.
func (in AcrossInput) shares(ind *huibao.Indicator) (units []string, shares []decimal.Decimal) {
	for _, a := range in.Plan.Assignments(ind) {
		if a.Role != huibao.RolePart || a.Return != a.Subject {
			continue
		}
		q, _ := in.number(a.Return, ind.Code)
		d, ok := q.Decimal()
		part, allocated := in.Plan.Allocation(ind.Code, a.Subject).Decimal()
		if ok && allocated && part.Sign() > 0 {
			units, shares = append(units, a.Return), append(shares, d.DivRound(part, 6))
		}
	}
	return units, shares
}

// objection and consent are words by which a reviewing bureau objects, and by which it
// says that it does not.
var (
	objection = regexp.MustCompile(`异议|不同意|不认可|不符|不一致|有误|不准确|不实|虚报|错误|出入`)
	consent   = regexp.MustCompile(`(?:无|没有|未见|未发现|不存在|未提出)(?:任何|其他|明显)?(?:异议|不同意见|不符|不一致|有误|不准确|不实|虚报|错误|出入|问题|意见)`)
)

func objects(text string) bool { return objection.MatchString(consent.ReplaceAllString(text, "")) }

// reviews is X06: lead bureaus that did not say that they have seen the counties'
// figures, or that object.
func reviews(in AcrossInput, out map[string][]huibao.Finding) {
	for i := range in.Plan.Units {
		u := &in.Plan.Units[i]
		s := in.subs[u.Code]
		if s == nil || u.Level != huibao.LevelBureau || !in.leads(u.Code) {
			continue
		}
		text := strings.TrimSpace(s.Return.Review)
		switch {
		case text == "":
			in.add(out, s, x06, hit{message: "没有填写“牵头单位会审意见”。"})
		case objects(text):
			in.add(out, s, x06, hit{found: text, message: "会审意见有异议：“" + text + "”。"})
		}
	}
}

// leads reports whether a bureau leads a task of which counties report figures.
func (in AcrossInput) leads(unit string) bool {
	for _, t := range in.Plan.Tasks {
		if !slices.Contains(t.Lead, unit) {
			continue
		}
		for _, ind := range in.Plan.TaskIndicators(t.No) {
			if ind.ReportBy != huibao.ByLead && ind.Months.Has(in.Period) && ind.Scope != huibao.ScopeOutside {
				return true
			}
		}
	}
	return false
}

// changesMost is how many changes are named.
const changesMost = 12

// resubmitted is H06: what a version changed from the one before. One that was sent back changed nothing.
func resubmitted(in AcrossInput, out map[string][]huibao.Finding) {
	versions := map[string][]*huibao.Submission{}
	for i := range in.Submissions {
		s := &in.Submissions[i]
		versions[s.Unit] = append(versions[s.Unit], s)
	}
	for _, now := range in.subs {
		before := lastBefore(slices.Values(versions[now.Unit]), now)
		if before == nil {
			continue
		}
		changes := huibao.ChangesSince(before.Return, now.Return)
		if len(changes) == 0 {
			continue
		}
		var texts []string
		for _, c := range changes[:min(len(changes), changesMost)] {
			texts = append(texts, fmt.Sprintf("%s %s %s → %s", c.Code, c.Field, orBlank(c.Before), orBlank(c.After)))
		}
		tail := ""
		if len(changes) > changesMost {
			tail = fmt.Sprintf("；等 %d 处", len(changes))
		}
		in.add(out, now, h06, hit{place: changes[0].At, found: fmt.Sprintf("%d 处", len(changes)),
			message: fmt.Sprintf("与第 %d 版相比改了 %d 处：%s%s。", before.Version, len(changes), strings.TrimRight(strings.Join(texts, "；"), "。"), tail)})
	}
}

// Before is the last earlier version of a unit's return that was not sent back; where all were, the last; nil where there is none.
// A part of a return is no version by itself, nor is what was left out.
func Before(subs []huibao.Submission, now *huibao.Submission) *huibao.Submission {
	return lastBefore(func(yield func(*huibao.Submission) bool) {
		for i := range subs {
			if !yield(&subs[i]) {
				return
			}
		}
	}, now)
}

func lastBefore(subs iter.Seq[*huibao.Submission], now *huibao.Submission) (last *huibao.Submission) {
	for s := range subs {
		if s.Unit != now.Unit || s.Return == nil || !s.Stands() || s.Version >= now.Version {
			continue
		}
		if last == nil || sentBack(last) && !sentBack(s) || sentBack(last) == sentBack(s) && s.Version > last.Version {
			last = s
		}
	}
	return last
}

func orBlank(s string) string {
	if s == "" {
		return "（空）"
	}
	return s
}

// AtTop are the findings on a plan as they stand at the top of a period's: allocations
// that do not add up (P03) as X05.
func AtTop(plan []huibao.Finding) []huibao.Finding {
	var list []huibao.Finding
	for _, f := range plan {
		if f.Code == "P03" && f.Severity == huibao.Warning {
			f.Code, f.Title, f.Remedy = x05.Code, x05.Title, x05.Remedy
			f.ID = id(ofPlan.SHA256, f, "")
		}
		list = append(list, f)
	}
	return list
}

// Beside is a submission with what its comparison with others brought, and the state that
// this makes of it: a row that is held out now is not counted (X07).
func Beside(s huibao.Submission, found []huibao.Finding) huibao.Submission {
	s.Findings = slices.Concat(s.Findings, found)
	held := heldOut(s.Findings, s.LeftOut)
	if !s.Counts() || len(held) == len(s.HeldOut) {
		return s
	}
	s.HeldOut = held
	s.State, s.Why = huibao.StatePending, pendingWhy(openWarnings(s.Findings), without(held, s.LeftOut))
	return s
}
