package huibao

// Scope is whose total a target speaks of (口径).
type Scope string

// The four scopes.
const (
	ScopeRegion  Scope = "region"  // 全区, the autonomous region
	ScopeCity    Scope = "city"    // 全市
	ScopeCounty  Scope = "county"  // 县区
	ScopeOutside Scope = "outside" // 市外, not this city's
)

var scopes = []word[Scope]{{ScopeRegion, "全区"}, {ScopeCity, "全市"}, {ScopeCounty, "县区"}, {ScopeOutside, "市外"}}

// Label is the Chinese word.
func (s Scope) Label() string { return labelOf(scopes, s) }

// ParseScope finds the scope of a Chinese word.
func ParseScope(label string) (Scope, bool) { return keyOf(scopes, label) }

// ScopeLabels lists the allowed words.
func ScopeLabels() []string { return labelsOf(scopes) }

// ReportBy says who reports an indicator (报送方式).
type ReportBy string

// The four ways of reporting.
const (
	ByCounties     ReportBy = "counties"      // 县区汇总
	ByCountiesCity ReportBy = "counties+city" // 县区+市本级
	ByLead         ReportBy = "lead"          // 牵头报送
	ByBoth         ReportBy = "both"          // 双报核对
)

var reportBys = []word[ReportBy]{{ByCounties, "县区汇总"}, {ByCountiesCity, "县区+市本级"}, {ByLead, "牵头报送"}, {ByBoth, "双报核对"}}

// Label is the Chinese word.
func (r ReportBy) Label() string { return labelOf(reportBys, r) }

// ParseReportBy finds the way of reporting of a Chinese word.
func ParseReportBy(label string) (ReportBy, bool) { return keyOf(reportBys, label) }

// ReportByLabels lists the allowed words.
func ReportByLabels() []string { return labelsOf(reportBys) }

// PayBy is how a standard is paid out (发放方式).
type PayBy string

// The six ways of paying.
const (
	PayFull    PayBy = "full"     // 全额: paid = standard × person-months
	PayTopUp   PayBy = "top-up"   // 补差: paid ≤ standard × person-months
	PayOnce    PayBy = "once"     // 一次性
	PayByTerm  PayBy = "by-term"  // 按学期
	PayByYear  PayBy = "by-year"  // 按年
	PayNothing PayBy = "not-paid" // 不发放
)

var payBys = []word[PayBy]{{PayFull, "全额"}, {PayTopUp, "补差"}, {PayOnce, "一次性"}, {PayByTerm, "按学期"}, {PayByYear, "按年"}, {PayNothing, "不发放"}}

// Label is the Chinese word.
func (p PayBy) Label() string { return labelOf(payBys, p) }

// ParsePayBy finds the way of paying of a Chinese word.
func ParsePayBy(label string) (PayBy, bool) { return keyOf(payBys, label) }

// PayByLabels lists the allowed words.
func PayByLabels() []string { return labelsOf(payBys) }

// Basis is over which time the two numbers of a rate are counted (数据口径).
type Basis string

// The two bases.
const (
	BasisYear Basis = "year" // 本年累计: from 1 January on, so they only grow
	BasisNow  Basis = "now"  // 时点: as it stands on the day, so they may fall
)

var bases = []word[Basis]{{BasisYear, "本年累计"}, {BasisNow, "时点"}}

// Label is the Chinese word.
func (b Basis) Label() string { return labelOf(bases, b) }

// ParseBasis finds the basis of a Chinese word.
func ParseBasis(label string) (Basis, bool) { return keyOf(bases, label) }

// BasisLabels lists the allowed words.
func BasisLabels() []string { return labelsOf(bases) }

// Level is a unit's place in the administration (级别).
type Level string

// The four levels.
const (
	LevelBureau Level = "bureau" // 市级部门
	LevelCounty Level = "county" // 县区
	LevelCity   Level = "city"   // 市本级
	LevelZone   Level = "zone"   // 功能区
)

var levels = []word[Level]{{LevelBureau, "市级部门"}, {LevelCounty, "县区"}, {LevelCity, "市本级"}, {LevelZone, "功能区"}}

// Label is the Chinese word.
func (l Level) Label() string { return labelOf(levels, l) }

// ParseLevel finds the level of a Chinese word.
func ParseLevel(label string) (Level, bool) { return keyOf(levels, label) }

// LevelLabels lists the allowed words.
func LevelLabels() []string { return labelsOf(levels) }

// State words of a milestone (事项 状态).
const (
	StateNotStarted = "未启动"
	StateUnderWay   = "推进中"
	StateCompleted  = "已完成"
)

// MilestoneStates lists the allowed words.
func MilestoneStates() []string { return []string{StateNotStarted, StateUnderWay, StateCompleted} }
