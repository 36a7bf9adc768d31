package huibao

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// TargetRef is a target that is a reference value times a factor
// (`@月最低工资标准×2`).
type TargetRef struct {
	Name   string
	Factor decimal.Decimal
}

// Indicator is one number or state that a task promises (指标). Unit names are
// unit codes.
type Indicator struct {
	Code        string // task.n, never changes
	Task        int
	Name        string
	Kind        Kind
	Mode        Mode
	Basis       Basis  `json:",omitempty"` // 数据口径 of a rate; "" as its mode has it (BasisOf)
	Measure     string // 计量单位
	Comparator  Comparator
	Target      Quantity // 目标值 of the plan, in Measure; percent for rates
	TargetRef   *TargetRef
	Baseline    Quantity // 原值
	Scope       Scope
	Class       string // 适用类区
	Responsible string // 责任单位
	ReportBy    ReportBy
	Reporters   []string // 报送单位, where not all counties
	Months      MonthSet // 报送期
	PayBy       PayBy
	Start       Date // 起始日期
	Deadline    Date // its own 完成时限, else the task's (see Plan.DeadlineOf)
	DoneMeans   string
	Numerator   string
	Denominator string
	Places      int32  // 小数位
	PartOf      string // 其中: code of the whole
	SumsUp      bool   // `=16.1`: one of the parts that add up to it
	Over100     bool   // 可超100
	Public      bool   // 公开
	Aliases     []string
	PublicName  string `json:",omitempty"` // 公示名称: what the public's notice calls it
	Note        string
	Quote       string // 原文
	At          Row    `json:"-"`
}

// ComesWhole reports whether the figure is of things that cannot be divided.
func (i *Indicator) ComesWhole() bool { return i.Kind == KindCount && i.Places == 0 }

// BasisOf is over which time the numbers of a rate are counted: as the plan says, else as
// the words of its numerator do, else cumulative rates are of the year and the others of
// the day.
func (i *Indicator) BasisOf() Basis {
	switch {
	case i.Kind != KindRate:
		return ""
	case i.Basis != "":
		return i.Basis
	case i.Mode == ModeCumulative, strings.HasPrefix(i.Numerator, BasisYear.Label()):
		return BasisYear
	}
	return BasisNow
}

// IsPercent reports whether the target is a percentage.
func (i *Indicator) IsPercent() bool { return i.Kind == KindRate }

// CompareCodes orders indicator codes by task and number: 3.2 before 3.10.
func CompareCodes(a, b string) int {
	at, an := splitCode(a)
	bt, bn := splitCode(b)
	switch {
	case at != bt:
		return sign(at - bt)
	case an != bn:
		return sign(an - bn)
	}
	return strings.Compare(a, b)
}

// CodeTask returns the task number of a code like 3.2, and false when it is
// not of that form.
func CodeTask(code string) (int, bool) {
	t, n := splitCode(code)
	return t, t > 0 && n > 0
}

func splitCode(code string) (task, n int) {
	t, rest, ok := strings.Cut(code, ".")
	if !ok {
		return 0, 0
	}
	task, err := strconv.Atoi(t)
	if err != nil {
		return 0, 0
	}
	n, err = strconv.Atoi(rest)
	if err != nil {
		return 0, 0
	}
	return task, n
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

// MonthSet is the set of months (bits 1…12) in which an indicator is reported
// (报送期). The zero set means every period.
type MonthSet uint16

// QuarterEnds is 季末: March, June, September and December.
const QuarterEnds MonthSet = 1<<3 | 1<<6 | 1<<9 | 1<<12

// MonthRange returns the months from a to b, over the turn of the year when a is
// later than b (11-3).
func MonthRange(a, b int) MonthSet {
	var s MonthSet
	for m := a; ; m = m%12 + 1 {
		s |= 1 << m
		if m == b {
			return s
		}
	}
}

// Has reports whether p is a period in which the indicator is reported.
func (s MonthSet) Has(p Period) bool {
	if s == 0 {
		return true
	}
	for m := p.Start().Month; m <= p.Month; m++ {
		if s&(1<<m) != 0 {
			return true
		}
	}
	return false
}
