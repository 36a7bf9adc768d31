package huibao

import (
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// Place is where something stands in a workbook, as its user sees it.
type Place struct {
	Sheet string `json:"sheet"`
	Cell  string `json:"cell"` // "F12"
}

// String prints “计数”F12, or nothing.
func (p Place) String() string {
	if p.Sheet == "" {
		return p.Cell
	}
	return "“" + p.Sheet + "”" + p.Cell
}

// Row is one row of a sheet of plan.xlsx; Row 0 means that the thing does not
// come from a workbook.
type Row struct {
	Sheet string `json:"sheet,omitempty"`
	Row   int    `json:"row,omitempty"`
}

// Plan is one year's 方案: tasks, indicators, units and targets, as the office
// wrote them, with the revisions (修订) not yet applied. Package inforce makes of it
// the plan in force for a period.
type Plan struct {
	Title, Issuer, Office     string // 名称 发布单位 印发单位
	Year                      int    // 年度
	Contact, Phone            string // 联系人 联系电话
	Version                   string // 版本, the office's own words
	Quarterly                 bool   // 报告周期: 季 rather than 月
	DocNumber, MainTo, CopyTo string // 发文字号 主送 抄送
	MoneyMeasure              string // 金额单位 for display, 元 by default
	Yellow, Red               decimal.Decimal

	Calendar    []CalendarDay
	Tasks       []Task
	Indicators  []Indicator
	Units       []Unit
	References  []Reference
	Allocations []Allocation
	Paces       []PacePoint
	Openings    []Opening
	Formulas    []AuditFormula
	Settings    []Setting
	Revisions   []Revision
	Holidays    []Holiday `json:",omitempty"`
	Phrases     []Phrase  `json:",omitempty"`

	// Columns says in which column (1-based) a heading of a sheet stands, so that
	// what is wrong can be named by cell.
	Columns map[string]map[string]int `json:"-"`

	// HeadRows says in which row the headings of a sheet stand.
	HeadRows map[string]int `json:"-"`
	// AllocationRows says in which row of 分解 an indicator stands, filled in or not.
	AllocationRows map[string]int `json:"-"`
}

// CalendarDay is one row of 报送日历: the days of one period.
type CalendarDay struct {
	Period                            Period
	Issue, CutOff, Deadline, Bulletin Date // 下发 数据截止 报送截止 通报
	At                                Row  `json:"-"`
}

// Task is a promised task (任务). Lead and Support are unit codes, groups such as
// 各县（区）人民政府 expanded; LeadAs and SupportAs the names as written.
type Task struct {
	No            int
	Category      string
	Title         string
	Deadline      Date
	Lead, Support []string

	LeadAs, SupportAs []string
	Leader            string // 分管领导
	At                Row    `json:"-"`
}

// Reference is a value that relations and formulas refer to (参照), as in force
// from a day on; with Unit it is that unit's own.
type Reference struct {
	Name, Class, Unit string
	Value             decimal.Decimal
	Measure           string
	From              Date
	At                Row `json:"-"`
}

// Allocation is the part of a target given to a unit (分解). Unit "" is the whole
// city; a cell left blank has no Allocation.
type Allocation struct {
	Indicator, Unit string
	Value           decimal.Decimal
	At              Row `json:"-"`
}

// PacePoint is one row of 序时: the cumulative share due by a period's end.
type PacePoint struct {
	Indicator string
	Period    Period
	Share     decimal.Decimal // percent
	At        Row             `json:"-"`
}

// Opening is an opening balance (期初) when huibao is taken up in mid-year.
type Opening struct {
	Indicator, Unit string
	Until           Period
	Value           decimal.Decimal
	At              Row `json:"-"`
}

// AuditFormula is one of the office's own checks (审核公式).
type AuditFormula struct {
	Code, AppliesTo, Formula, Severity string
	Tolerance                          decimal.Decimal
	Hint                               string
	At                                 Row `json:"-"`
}

// AppliesToCity is what 适用 of an audit formula says of one that is checked once,
// over all units.
const AppliesToCity = CityName

// AppliesNames are the words of 适用.
func (f AuditFormula) AppliesNames() []string {
	return strings.FieldsFunc(f.AppliesTo, func(r rune) bool { return strings.ContainsRune("、，,;； \n", r) })
}

// Setting changes the severity or bound of a catalogue check (审核设置).
type Setting struct {
	Code, Severity, Bound, Note string
	At                          Row `json:"-"`
}

// HarmlessSetting is the 编号 of a row of 审核设置 whose 界限 lists words that beside a
// number leave it what it is.
const HarmlessSetting = "无碍词"

// Words are the words of a setting's 界限.
func (s Setting) Words() []string {
	return strings.FieldsFunc(s.Bound, func(r rune) bool { return strings.ContainsRune("、，,;； \n", r) })
}

// Phrase is what the office's texts ask for in a situation (通报用语).
type Phrase struct {
	Case Situation
	Text string
	At   Row `json:"-"`
}

// Situation is one for which an office may have words of its own.
type Situation string

// The situations.
const (
	LongBehind  Situation = "连续三期滞后"
	FarBehind   Situation = "严重滞后"
	Overdue     Situation = "逾期未完成"
	StandardLow Situation = "标准未落实"
	RateLow     Situation = "比率未达标"
	ToLeader    Situation = "请示" // in 专报: what is asked of the leader
)

// Situations are all of them.
func Situations() []string {
	return []string{string(LongBehind), string(FarBehind), string(Overdue), string(StandardLow), string(RateLow), string(ToLeader)}
}

// PhraseFor is what the office's texts ask for in a situation; "" for nothing.
func (p *Plan) PhraseFor(s Situation) string {
	for _, x := range p.Phrases {
		if x.Case == s {
			return x.Text
		}
	}
	return ""
}

// Holiday is a day off, or a working day at a weekend (节假日).
type Holiday struct {
	Date Date
	Work bool // 班
	Note string
	At   Row `json:"-"`
}

// MendSetting is the 编号 of a row of 审核设置 whose 界限 is how many working days units have
// to mend what the office asks for.
const MendSetting = "补报期限"

// mendDays is how many they have where the plan does not say.
const mendDays = 3

// MendDays is how many working days units have to mend what the office asks for.
func (p *Plan) MendDays() int {
	for _, s := range p.Settings {
		if n, err := strconv.Atoi(strings.TrimSpace(s.Bound)); s.Code == MendSetting && err == nil && n > 0 {
			return n
		}
	}
	return mendDays
}

// WorkingDays is so many working days after a day: of Saturdays and Sundays those that 节假日
// says, of other days all but those that it takes out.
func (p *Plan) WorkingDays(d Date, n int) Date {
	special := map[Date]bool{}
	for _, h := range p.Holidays {
		special[h.Date] = h.Work
	}
	for n > 0 {
		d = d.AddDays(1)
		w := d.Time().Weekday()
		work, told := special[d]
		if !told {
			work = w != time.Saturday && w != time.Sunday
		}
		if work {
			n--
		}
	}
	return d
}

// Revision is a change of a target or an allocation in mid-year (修订).
type Revision struct {
	From, Recorded   Date // 生效日期 录入时间
	Indicator, Unit  string
	Column, Old, New string // 栏目 原值 新值
	Basis            string // 依据
	At               Row    `json:"-"`
}

// Columns of a revision (修订 栏目).
const (
	ReviseTarget     = "目标值"
	ReviseAllocation = "分解"
	ReviseDeadline   = "完成时限"
)

// PlanRemark is what planfile could not read or resolve in plan.xlsx; the P
// checks judge it. Kind is one of the PlanRemark constants.
type PlanRemark struct {
	Kind    PlanRemarkKind
	Place   Place
	Found   string
	Allowed string // what would be right, in Chinese
}

// PlanRemarkKind tells what is wrong with a place of the plan.
type PlanRemarkKind string

// What planfile remarks.
const (
	PlanSheetMissing  PlanRemarkKind = "sheet-missing"
	PlanColumnMissing PlanRemarkKind = "column-missing"
	PlanUnreadable    PlanRemarkKind = "unreadable"
	PlanUnknownName   PlanRemarkKind = "unknown-name"
	PlanDuplicate     PlanRemarkKind = "duplicate"
)
