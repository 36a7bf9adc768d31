package huibao

import "slices"

// Severity of a finding (级别).
type Severity string

// The four severities.
const (
	Error   Severity = "error"   // 强制性
	Warning Severity = "warning" // 核实性
	Notice  Severity = "notice"  // 告知性
	Info    Severity = "info"    // 提示性
)

var severities = []word[Severity]{{Error, "强制性"}, {Warning, "核实性"}, {Notice, "告知性"}, {Info, "提示性"}}

// Label is the Chinese word.
func (s Severity) Label() string { return labelOf(severities, s) }

// ParseSeverity finds the severity of a Chinese word.
func ParseSeverity(label string) (Severity, bool) { return keyOf(severities, label) }

// Rank orders severities, the gravest first.
func (s Severity) Rank() int {
	for i, w := range severities {
		if w.key == s {
			return i
		}
	}
	return len(severities)
}

// FindingStatus is whether a finding still stands.
type FindingStatus string

// The statuses of a finding.
const (
	StatusOpen      FindingStatus = "open"      // 待处理
	StatusExplained FindingStatus = "explained" // 已说明
	StatusAccepted  FindingStatus = "accepted"  // 已认可, by the office
	StatusClosed    FindingStatus = "closed"    // 已解决
)

var findingStatuses = []word[FindingStatus]{{StatusOpen, "待处理"}, {StatusExplained, "已说明"}, {StatusAccepted, "已认可"}, {StatusClosed, "已解决"}}

// Label is the Chinese word.
func (s FindingStatus) Label() string { return labelOf(findingStatuses, s) }

// Finding is what a check says (问题): a stable code, where, what was found, what
// was expected with its numbers, and how to mend it. All texts are Chinese.
type Finding struct {
	ID          string        `json:"id"`
	Code        string        `json:"code"`
	Severity    Severity      `json:"severity"`
	Status      FindingStatus `json:"status"`
	Title       string        `json:"title"`
	Unit        string        `json:"unit,omitempty"`
	File        string        `json:"file,omitempty"` // where the return is spread over several files and this is not the first
	Sheet       string        `json:"sheet"`
	Cell        string        `json:"cell"`
	Indicator   string        `json:"indicator"`
	Found       string        `json:"found"`
	Expected    string        `json:"expected"`
	Message     string        `json:"message"`
	Remedy      string        `json:"remedy"`
	Explanation *string       `json:"explanation"`
	Holds       bool          `json:"holds,omitempty"` // its row is not counted while it stands
	Since       Date          `json:"since,omitzero"`  // of the plan: it stops the periods ending on or after this day

	// Cells are the places of a finding with one cause in several; the first is also its
	// own Sheet and Cell. Indicator is "" where they are of different rows.
	Cells []FindingCell `json:"cells,omitempty"`
}

// FindingCell is one of several places of a finding, with what was found there.
type FindingCell struct {
	Sheet     string `json:"sheet"`
	Cell      string `json:"cell"`
	Indicator string `json:"indicator"`
	Found     string `json:"found"`
	Message   string `json:"message"`
}

// Place is the finding's sheet and cell, the first of several.
func (f Finding) Place() Place { return Place{f.Sheet, f.Cell} }

// Places lists the cells that the finding is about, each once.
func (f Finding) Places() []Place {
	if len(f.Cells) == 0 {
		return []Place{f.Place()}
	}
	var list []Place
	for _, c := range f.Cells {
		if p := (Place{c.Sheet, c.Cell}); !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	return list
}

// Indicators lists the rows that the finding is about, each once.
func (f Finding) Indicators() []string {
	if f.Indicator != "" {
		return []string{f.Indicator}
	}
	var list []string
	for _, c := range f.Cells {
		if c.Indicator != "" && !slices.Contains(list, c.Indicator) {
			list = append(list, c.Indicator)
		}
	}
	return list
}

// MessageAt is what the finding says of one of its places.
func (f Finding) MessageAt(p Place) string {
	for _, c := range f.Cells {
		if c.Sheet == p.Sheet && c.Cell == p.Cell && c.Message != "" {
			return c.Message
		}
	}
	return f.Message
}

// Stands reports whether the finding is open in effect: not explained, accepted
// or closed.
func (f Finding) Stands() bool { return f.Status == StatusOpen }

// ReturnState is what becomes of a file that was handed in (状态).
type ReturnState string

// The states of a handed-in file.
const (
	StateAccepted     ReturnState = "accepted"     // 通过
	StatePending      ReturnState = "pending"      // 待说明
	StateRejected     ReturnState = "rejected"     // 退回
	StateUnrecognised ReturnState = "unrecognised" // 无法识别
	StateSuperseded   ReturnState = "superseded"   // 已替代
	StateAttachment   ReturnState = "attachment"   // 附件
	StateArchive      ReturnState = "archive"      // 压缩包
	StateIgnored      ReturnState = "ignored"      // 未计入
	StateLeftOut      ReturnState = "left-out"     // 不采用: by a decision of the office
	StateUnsigned     ReturnState = "unsigned"     // 未签发: it waits for its unit's signature, where only what was signed counts
)

var returnStates = []word[ReturnState]{{StateAccepted, "通过"}, {StatePending, "待说明"}, {StateRejected, "退回"},
	{StateUnrecognised, "无法识别"}, {StateSuperseded, "已替代"}, {StateAttachment, "附件"}, {StateArchive, "压缩包"}, {StateIgnored, "未计入"}, {StateLeftOut, "不采用"}, {StateUnsigned, "未签发"}}

// Label is the Chinese word.
func (s ReturnState) Label() string { return labelOf(returnStates, s) }

// Counts reports whether a return of this state counts.
func (s ReturnState) Counts() bool { return s == StateAccepted || s == StatePending }
