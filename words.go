package huibao

// word pairs a key of code and JSON with the Chinese word that people see.
type word[T ~string] struct {
	key   T
	label string
}

func labelOf[T ~string](list []word[T], key T) string {
	for _, w := range list {
		if w.key == key {
			return w.label
		}
	}
	return string(key)
}

func keyOf[T ~string](list []word[T], label string) (T, bool) {
	for _, w := range list {
		if w.label == label {
			return w.key, true
		}
	}
	var none T
	return none, false
}

func labelsOf[T ~string](list []word[T]) []string {
	labels := make([]string, len(list))
	for i, w := range list {
		labels[i] = w.label
	}
	return labels
}

// Kind is the kind of an indicator (类型): what is reported and how it rolls up.
type Kind string

// The five kinds.
const (
	KindCount     Kind = "count"     // 计数
	KindRate      Kind = "rate"      // 比率
	KindStandard  Kind = "standard"  // 标准
	KindRelation  Kind = "relation"  // 关系
	KindMilestone Kind = "milestone" // 事项
)

var kinds = []word[Kind]{{KindCount, "计数"}, {KindRate, "比率"}, {KindStandard, "标准"}, {KindRelation, "关系"}, {KindMilestone, "事项"}}

// Kinds lists the five in the order of the return's sheets.
func Kinds() []Kind {
	return []Kind{KindCount, KindRate, KindStandard, KindRelation, KindMilestone}
}

// Label is the Chinese word, which is also the name of the return's sheet.
func (k Kind) Label() string { return labelOf(kinds, k) }

// ParseKind finds the kind of a Chinese word.
func ParseKind(label string) (Kind, bool) { return keyOf(kinds, label) }

// KindLabels lists the allowed words.
func KindLabels() []string { return labelsOf(kinds) }

// Mode is how a figure moves through the year (进度方式).
type Mode string

// The modes of counts (flow, stock, distinct) and rates (cumulative, maintain,
// final, stock). Standards, relations and milestones have none.
const (
	ModeNone       Mode = ""
	ModeFlow       Mode = "flow"       // 流量
	ModeStock      Mode = "stock"      // 存量
	ModeDistinct   Mode = "distinct"   // 去重
	ModeCumulative Mode = "cumulative" // 累计
	ModeMaintain   Mode = "maintain"   // 维持
	ModeFinal      Mode = "final"      // 期末
)

var modes = []word[Mode]{{ModeFlow, "流量"}, {ModeStock, "存量"}, {ModeDistinct, "去重"}, {ModeCumulative, "累计"}, {ModeMaintain, "维持"}, {ModeFinal, "期末"}}

// Label is the Chinese word.
func (m Mode) Label() string { return labelOf(modes, m) }

// ParseMode finds the mode of a Chinese word.
func ParseMode(label string) (Mode, bool) { return keyOf(modes, label) }

// ModeLabels lists the allowed words.
func ModeLabels() []string { return labelsOf(modes) }

// Comparator says how a figure is held against its target (比较).
type Comparator string

// The three comparators.
const (
	AtLeast Comparator = ">=" // ≥
	Equal   Comparator = "="
	AtMost  Comparator = "<=" // ≤
)

var comparators = []word[Comparator]{{AtLeast, "≥"}, {Equal, "="}, {AtMost, "≤"}}

// Label is the sign ≥, = or ≤.
func (c Comparator) Label() string { return labelOf(comparators, c) }

// ParseComparator reads ≥ = ≤, and >= <= and the full-width sign.
func ParseComparator(s string) (Comparator, bool) {
	switch s {
	case ">=", "＞=", "＞＝", "不低于", "以上":
		return AtLeast, true
	case "<=", "＜=", "＜＝", "不超过", "以内":
		return AtMost, true
	case "＝":
		return Equal, true
	}
	return keyOf(comparators, s)
}

// ComparatorLabels lists the signs.
func ComparatorLabels() []string { return labelsOf(comparators) }
