package huibao

import (
	"slices"
	"strings"
)

// Promise is an indicator as one subject is held to it for a period: a unit, or the
// city as a whole. It is made by inforce alone, for the return and for the roll-up.
type Promise struct {
	Code          string     `json:"code"`
	TaskNo        int        `json:"task_no"`
	Task          string     `json:"task"`
	Category      string     `json:"category"`
	Bureau        string     `json:"bureau"` // name of the responsible unit
	Name          string     `json:"name"`
	Aliases       []string   `json:"aliases,omitempty"`
	Kind          Kind       `json:"kind"`
	Mode          Mode       `json:"mode,omitempty"`
	Basis         Basis      `json:"basis,omitempty"` // of a rate
	Measure       string     `json:"measure"`
	Comparator    Comparator `json:"comparator"`
	Places        int32      `json:"places"`
	Subject       UnitRef    `json:"subject"` // whose figure it is
	Role          Role       `json:"role"`
	Target        Quantity   `json:"target"`    // what this row is held to: the subject's own allocation or the plan's target where that binds it; missing where neither
	Allocated     bool       `json:"allocated"` // Target is an allocation
	Baseline      Quantity   `json:"baseline"`  // 原值, of the subject where 期初 has one for a stock
	Reference     Quantity   `json:"reference"` // relations and reference targets: the reference value in force
	Factor        Quantity   `json:"factor"`    // the reference's factor (2 in @月最低工资标准×2)
	ReferenceName string     `json:"reference_name,omitempty"`
	Numerator     string     `json:"numerator,omitempty"`
	Denominator   string     `json:"denominator,omitempty"`
	PayBy         PayBy      `json:"pay_by,omitempty"`
	Start         Date       `json:"start"`
	Deadline      Date       `json:"deadline"`
	Share         Ratio      `json:"share"` // p: share due by the period's end
	DoneMeans     string     `json:"done_means,omitempty"`
	PartOf        string     `json:"part_of,omitempty"`
	SumsUp        bool       `json:"sums_up,omitempty"`
	Over100       bool       `json:"over_100,omitempty"`
}

// Role says what a reported row is for.
type Role string

// The three roles of a row.
const (
	RolePart  Role = "part"  // one part of the city's figure (a county's, or 市本级's)
	RoleCity  Role = "city"  // the one figure of a 牵头报送 indicator
	RoleCheck Role = "check" // the bureau's own figure beside the counties' sum (双报核对)
)

// HasParts reports whether a relation's value is made of a numerator and a
// denominator.
func (r *Promise) HasParts() bool {
	return r.Kind == KindRelation && r.Numerator != "" && r.Denominator != ""
}

// DueStandard is what a standard must reach or a relation's own value must:
// the target, or reference × factor.
func (r *Promise) DueStandard() Quantity {
	ref, ok := r.Reference.Decimal()
	if !ok {
		return r.Target
	}
	if k, ok := r.Factor.Decimal(); ok {
		ref = ref.Mul(k)
	}
	return Num(ref)
}

// CountsAs reports whether a measure that people write for a promise's is of what it counts: it
// converts into its own, is a word that people use for the same thing, or a word of its name
// (学位 for the 个 of 新增学前教育学位, and of no other promise in 个).
func (r *Promise) CountsAs(measure string) bool {
	if _, ok := ConvertMeasure(measure, r.Measure); ok || SameMeasure(measure, r.Measure) {
		return true
	}
	if slices.ContainsFunc(sameThings, func(list []string) bool { return slices.Contains(list, measure) && slices.Contains(list, r.Measure) }) {
		return true
	}
	named := measure
	if measure == "个" {
		named = r.Measure
	} else if r.Measure != "个" {
		return false
	}
	at := slices.IndexFunc(namedThings, func(list []string) bool { return slices.Contains(list, named) })
	return at >= 0 && slices.ContainsFunc(namedThings[at], func(word string) bool {
		return slices.ContainsFunc(append([]string{r.Name}, r.Aliases...), func(name string) bool { return strings.Contains(name, word) })
	})
}

// sameThings are measures that people use for the same thing whatever is counted, and namedThings
// words that stand for 个 only beside a name that holds one of them.
var (
	sameThings = [][]string{{"个", "所", "处", "座", "家", "项", "间", "件", "点"}, {"张", "床", "床位", "张床位"},
		{"场", "场次", "次"}, {"人", "名", "位", "人数"}, {"人次", "人·次"}, {"户", "户数"}, {"台", "台套"}, {"株", "棵"}, {"口", "眼"}}
	namedThings = [][]string{{"学位"}, {"车位", "泊位"}, {"桩"}, {"枪"}, {"托位"}, {"工位"}, {"岗"}, {"盏"}}
)

// LeavesOut reports whether a name enumerates fewer things than a full one does (高危人群筛查 of 患者及高危人群筛查): it may
// be of one of them only.
func LeavesOut(name, full string) bool { return enumerated(name) < enumerated(full) }

// enumerated is how many marks and words that enumerate stand in a name.
func enumerated(name string) (n int) {
	for _, c := range name {
		if strings.ContainsRune("、/和及与或", c) {
			n++
		}
	}
	return n
}
