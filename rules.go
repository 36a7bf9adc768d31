package huibao

import (
	"slices"
	"sync"

	"github.com/shopspring/decimal"
)

// RowRule is one entry of the one table of rules behind a return's validation,
// its 自检 column and the L (and a few V, H and T) checks. The rule complains
// when Wrong is true; it is silent when a number that Wrong needs is missing.
type RowRule struct {
	Code    string              // of the check that says the same
	Kind    Kind                // of the rows it is for
	Applies func(*FormRow) bool // nil: all rows of the kind
	At      Field               // the cell to point at
	Wrong   Expr                //
	Say     string              // the complaint in the 自检 column, in Chinese
}

func c(f Field) Expr                   { return Cell{f} }
func k(n KnownNumber) Expr             { return Known{n} }
func num(n int64) Expr                 { return Const{decimal.NewFromInt(n)} }
func op(a Expr, s string, b Expr) Expr { return Op{s, a, b} }

var half = Const{decimal.New(5, -1)}

// RowRules lists the rules in reading order. The list is everybody's: it is not changed.
func RowRules() []RowRule { return rowRules() }

var rowRules = sync.OnceValue(func() []RowRule { return slices.Concat(countRules(), rateRules(), standardRules()) })

func countRules() []RowRule {
	flow := func(r *FormRow) bool { return r.Mode == ModeFlow }
	counted := func(r *FormRow) bool { return r.Mode != ModeStock }
	return []RowRule{
		{"V04", KindCount, nil, FieldCumulative, op(c(FieldCumulative), "<", num(0)), "累计数不能为负"},
		{"V04", KindCount, nil, FieldThis, op(c(FieldThis), "<", num(0)), "本期为负（核减），请在说明栏写明原因"},
		{"L03", KindCount, counted, FieldCumulative,
			op(op(c(FieldThis), ">=", num(0)), "and", op(c(FieldCumulative), "<", c(FieldThis))), "本年累计小于本期完成"},
		{"H01", KindCount, counted, FieldCumulative, op(c(FieldCumulative), "<", k(KnownPrevious)), "累计数比上期减少，请核对；确有核减请写明原因"},
		{"H02", KindCount, flow, FieldCumulative,
			op(op(k(KnownPrevious), "+", c(FieldThis)), "<>", c(FieldCumulative)), "上期累计＋本期完成≠本年累计"},
		{"L02", KindCount, func(r *FormRow) bool { return r.PartOf != "" && !r.SumsUp }, FieldCumulative,
			op(c(FieldCumulative), ">", WholeCell{FieldCumulative}), "“其中”数大于总数"},
		{"L01", KindCount, func(r *FormRow) bool { return r.PartOf == "" }, FieldCumulative,
			op(PartsSum{FieldCumulative}, "<>", c(FieldCumulative)), "分项之和不等于总数"},
		{"T01", KindCount, func(r *FormRow) bool { return flow(r) && r.Allocated && r.Share.Valid() }, FieldCumulative,
			op(op(c(FieldCumulative), "<", k(KnownDueNow)), "and", op(op(op(c(FieldCumulative), "*", k(KnownShareDen)), "*", num(10)), "<=",
				op(op(op(k(KnownShareNum), "*", num(10)), "-", k(KnownShareDen)), "*", k(KnownTarget)))), "进度滞后，请说明原因"},
	}
}

func rateRules() []RowRule {
	fromYearStart := func(r *FormRow) bool { return r.Basis == BasisYear }
	return []RowRule{
		{"V04", KindRate, nil, FieldNumer, op(c(FieldNumer), "<", num(0)), "分子不能为负"},
		{"V04", KindRate, nil, FieldDenom, op(c(FieldDenom), "<", num(0)), "分母不能为负"},
		{"L04", KindRate, func(r *FormRow) bool { return !r.Over100 }, FieldNumer,
			op(c(FieldNumer), ">", c(FieldDenom)), "分子大于分母"},
		{"L04", KindRate, func(r *FormRow) bool { return r.Over100 }, FieldNumer,
			op(op(c(FieldDenom), "=", num(0)), "and", op(c(FieldNumer), ">", num(0))), "分母为 0，分子不为 0"},
		{"H01", KindRate, fromYearStart, FieldNumer, op(c(FieldNumer), "<", Last{FieldNumer}), "分子（本年累计）比上期减少，请核对；确有核减请写明原因"},
		{"H01", KindRate, fromYearStart, FieldDenom, op(op(c(FieldDenom), "*", num(100)), "<", op(Last{FieldDenom}, "*", num(95))), "分母比上期减少 5% 以上，请核对；口径有变化的请写明原因"},
	}
}

func standardRules() []RowRule {
	due := op(c(FieldStandard), "*", c(FieldMonths))
	paysFull := func(r *FormRow) bool { return r.PayBy == PayFull }
	topUp := func(r *FormRow) bool { return r.PayBy == PayTopUp }
	lump := func(r *FormRow) bool { return r.PayBy == PayOnce || r.PayBy == PayByYear }
	off := op(c(FieldPaid), ">", op(due, "+", half))
	short := op(c(FieldPaid), "<", op(due, "-", half))
	return []RowRule{
		{"V04", KindStandard, nil, FieldPaid, op(c(FieldPaid), "<", num(0)), "金额不能为负"},
		{"V04", KindStandard, nil, FieldMonths, op(c(FieldMonths), "<", num(0)), "人月（次）不能为负"},
		{"V04", KindStandard, nil, FieldPeople, op(c(FieldPeople), "<", num(0)), "人数不能为负"},
		{"V04", KindStandard, nil, FieldBackPay, op(c(FieldBackPay), "<", num(0)), "补发不能为负"},
		{"H01", KindStandard, nil, FieldMonths, op(c(FieldMonths), "<", Last{FieldMonths}), "累计人月（次）比上期减少，请核对；确有核减请写明原因"},
		{"H01", KindStandard, nil, FieldPaid, op(c(FieldPaid), "<", Last{FieldPaid}), "累计实发比上期减少，请核对；确有追回请写明原因"},
		{"L06", KindStandard, nil, FieldStandard, op(c(FieldStandard), "<", k(KnownBaseline)), "执行标准低于原标准"},
		{"T04", KindStandard, nil, FieldStandard, op(c(FieldStandard), "<", k(KnownDue)), "执行标准低于应执行标准"},
		{"L05", KindStandard, paysFull, FieldPaid, off, "实发大于应发"},
		{"L05", KindStandard, paysFull, FieldPaid,
			op(op(c(FieldSince), "<=", k(KnownYearStart)), "and", short), "实发小于应发"},
		{"L05", KindStandard, paysFull, FieldPaid,
			op(c(FieldPaid), "<", op(op(k(KnownBaseline), "*", c(FieldMonths)), "-", half)), "实发小于按原标准应发"},
		{"L05", KindStandard, topUp, FieldPaid, off, "补差发放的实发不应大于标准×人月"},
		{"L05", KindStandard, lump, FieldPaid, off, "实发大于应发"},
		{"L05", KindStandard, lump, FieldPaid, short, "实发小于应发"},
	}
}
