package huibao

// Draft is a plan read out of a document's own words, for people to look over
// (plan draft): what was read with doubt is marked, what looks like a target and
// was not taken is listed.
type Draft struct {
	Plan    *Plan
	Doubts  []Doubt
	Review  []Passage
	Aside   []Passage     // numbers with a measure that were set aside: they look like targets
	Text    string        // the document as written: blocks a line each, cells parted by tabs
	Numbers []DraftNumber // every number of Text, in order
}

// Doubt marks one field of the plan that was read with doubt: a heading of sheet
// 任务, by the task's number, or of 指标, by the indicator's code.
type Doubt struct {
	Sheet, Key, Heading string
	Why                 string
}

// Doubtful are the codes of the indicators of which a field that decides its
// judgement was read with doubt: kind, comparator, target, measure or baseline.
func (d *Draft) Doubtful() map[string]bool {
	codes := map[string]bool{}
	for _, x := range d.Doubts {
		if x.Sheet != SheetIndicators {
			continue
		}
		switch x.Heading {
		case "类型", "比较", "目标值", "计量单位", "原值":
			codes[x.Key] = true
		}
	}
	return codes
}

// Sheets of plan.xlsx to which a Doubt can point.
const (
	SheetTasks      = "任务"
	SheetIndicators = "指标"
	SheetAbout      = "方案"
	SheetUnits      = "单位"
)

// Passage is a piece of the document that people should look at (待核): the words,
// of which task, and why.
type Passage struct {
	Task    int // 0 where it belongs to none
	Quote   string
	Why     string
	Propose string // the row that would make a target of it; empty where none can be told
	Line    int    // of Draft.Text, from 1; 0 where it stands nowhere
}

// Fate is what became of a number of the text.
type Fate string

const (
	FateTaken  Fate = "taken"  // it is an indicator's target, baseline or increase
	FateAside  Fate = "aside"  // it is no target, and Why says what it is
	FateReview Fate = "review" // people must say: it stands in Review too
)

// Label is the word for a fate.
func (f Fate) Label() string {
	return map[Fate]string{FateTaken: "已取", FateAside: "不取", FateReview: "待核"}[f]
}

// DraftNumber is a number of the text, in digits or in numerals, and what became of
// it. From and To are runes of Draft.Text, its measure included.
type DraftNumber struct {
	From, To int
	Task     int    // 0 where it belongs to none
	Code     string // of the indicator that it was taken for
	Fate     Fate
	Why      string // what it was taken for, or why it was not
}

// Counts are how many numbers of the text came to each fate.
func (d *Draft) Counts() map[Fate]int {
	n := map[Fate]int{}
	for _, x := range d.Numbers {
		n[x.Fate]++
	}
	return n
}
