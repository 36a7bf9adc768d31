package portal

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"huibao"
	"huibao/act"
	"huibao/internal/numtext"
	"huibao/portal/desk"
)

// boardView is the page of a period: Failure is the run that came to nothing, if the last did.
type boardView struct {
	*desk.Board
	Failure *desk.Failure
	Lost    int // texts of the last reminder that did not go out
	Today   *desk.Changes
	Others  []huibao.Period
	Nums    []num
	Filter  unitFilter
	Levels  []string
	Shown   []desk.UnitState // those that the filter leaves, urgent ones first
	Lights  []lightCount
	Lamps   []lamp
	Rows    []figureRow
}

// timeLeft is what is left to a deadline, and what it is.
type timeLeft struct{ Text, Says string }

// Sentence is what is left within a sentence.
func (l timeLeft) Sentence() string {
	if strings.HasSuffix(l.Text, "天") || l.Text == lockedWord {
		return l.Text
	}
	return "还有 " + l.Text
}

// Past reports whether the deadline is over, and nothing locked.
func (l timeLeft) Past() bool { return strings.HasPrefix(l.Text, pastWord) }

const pastWord = "已过"

// lockedWord is said in the place of what is left where nothing is due any more.
const lockedWord = "已锁定"

// timeLeftOf is worked out at each load, by the server's clock: days, on the last day hours
// and minutes.
func timeLeftOf(deadline huibao.Date, locked bool, now time.Time) timeLeft {
	says := fmt.Sprintf("%d月%d日 24:00 截止", deadline.Month, deadline.Day)
	if locked {
		return timeLeft{lockedWord, says}
	}
	switch n := deadline.DaysSince(huibao.DateOf(now)); {
	case n > 0:
		return timeLeft{fmt.Sprintf("还有 %d 天", n), says}
	case n < 0:
		return timeLeft{fmt.Sprintf(pastWord+" %d 天", -n), says}
	}
	left := deadline.AddDays(1).Time().Sub(now)
	switch hours, minutes := int(left.Hours()), int(left.Minutes())%60; {
	case hours > 0 && minutes == 0:
		return timeLeft{fmt.Sprintf("%d 小时", hours), says}
	case hours > 0:
		return timeLeft{fmt.Sprintf("%d 小时 %d 分", hours, minutes), says}
	case minutes > 0:
		return timeLeft{fmt.Sprintf("%d 分", minutes), says}
	}
	return timeLeft{"1 分以内", says}
}

// num is a count of units that filters them.
type num struct {
	desk.Count
	Shape  string
	Picked bool
}

// Words of counts that are no states.
const (
	numOwing    = "应报"
	numCame     = "已报"
	numReported = "已报出"
	numReviews  = "会审"
)

// unitFilter is which units the page shows: of a count, of a level, with a name.
type unitFilter struct{ State, Level, Name string }

// maxFilter bounds what a filter says, in characters: it is looked for in every unit's name,
// and said back.
const maxFilter = 60

func filterOf(q url.Values) unitFilter {
	clipped := func(key string) string {
		text := []rune(strings.TrimSpace(q.Get(key)))
		return string(text[:min(len(text), maxFilter)])
	}
	return unitFilter{State: clipped("s"), Level: clipped("k"), Name: clipped("q")}
}

// Any reports whether something is left out.
func (f unitFilter) Any() bool { return f != unitFilter{} }

func (f unitFilter) holds(u desk.UnitState) bool {
	return counted(f.State, u) && (f.Level == "" || u.Level.Label() == f.Level) && strings.Contains(numtext.Name(u.Name), numtext.Name(f.Name))
}

// counted reports whether a unit is one of a count.
func counted(word string, u desk.UnitState) bool {
	switch word {
	case "":
		return true
	case numReviews:
		return u.Reviews
	case numOwing:
		return !u.Reviews
	case numCame:
		return !u.Reviews && !u.Received.IsZero()
	case numReported:
		return !u.Reviews && (u.Stage == act.StageReported || u.Stage == act.StageReceived)
	}
	return !u.Reviews && u.State == word
}

// nums are the counts of a board, as they filter.
func numsOf(b *desk.Board, f unitFilter) []num {
	list := b.Counts()
	count := func(word string) desk.Count {
		c := desk.Count{Word: word}
		for _, u := range b.Units {
			if counted(word, u) {
				c.N++
			}
		}
		return c
	}
	list = slices.Insert(list, 1, count(numCame))
	if n := count(numReported); n.N > 0 {
		list = append(list, n)
	}
	var nums []num
	for i, c := range list {
		n := num{Count: c, Picked: f.State == c.Word}
		if i > 1 && c.Word != numReviews {
			n.Shape = tagOf(c.Word).Shape
		}
		nums = append(nums, n)
	}
	return nums
}

// urgency orders units: what nothing came from, what must be mended, what is asked about,
// what waits for the office, the rest.
func urgency(u desk.UnitState) int {
	switch {
	case u.Reviews:
		return 5
	case u.Received.IsZero():
		return 0
	case u.Infected > 0, tagOf(u.State).Class == "t-bad":
		return 1
	case tagOf(u.State).Class == "t-warn":
		return 2
	case u.Stage == act.StageReported:
		return 3
	}
	return 4
}

// lamp is a task as a light that leads to its figures.
type lamp struct {
	huibao.TaskStanding
	Title string
}

// Class is how a light looks.
func (l lamp) Class() string {
	switch l.Light {
	case huibao.Green:
		return "l-g"
	case huibao.Yellow:
		return "l-y"
	case huibao.Red:
		return "l-r"
	}
	return "l-n"
}

// lightCount is how many tasks show a light.
type lightCount struct {
	lamp
	N int
}

// figureRow is a figure of the city; Anchor is on the first of a task.
type figureRow struct {
	*desk.FigureOpened
	Anchor bool
}

// lit fills in the lights of the tasks, and their figures.
func (v *boardView) lit() {
	titles := map[int]string{}
	for _, f := range v.Figures {
		_, known := titles[f.TaskNo]
		titles[f.TaskNo] = f.Task
		v.Rows = append(v.Rows, figureRow{f, !known})
	}
	for _, light := range []huibao.Light{huibao.Green, huibao.Yellow, huibao.Red, huibao.Grey} {
		n := lightCount{lamp: lamp{TaskStanding: huibao.TaskStanding{Light: light}}}
		for _, t := range v.Tasks {
			if t.Light == light || light == huibao.Grey && !t.Light.Judged() {
				n.N++
			}
		}
		v.Lights = append(v.Lights, n)
	}
	for _, t := range v.Tasks {
		v.Lamps = append(v.Lamps, lamp{t, titles[t.No]})
	}
}

// Behind are the tasks that do not keep pace.
func (v boardView) Behind() (list []lamp) {
	for _, l := range v.Lamps {
		if l.Light == huibao.Yellow || l.Light == huibao.Red {
			list = append(list, l)
		}
	}
	return list
}

// movedTo is what moved since a day before, with the period in which it is opened.
type movedTo struct {
	Moved  any // a report.Moved
	Period huibao.Period
}

// Yesterday reports whether the draft that today's is compared with is yesterday's last one.
func (v boardView) Yesterday(now time.Time) bool {
	return huibao.DateOf(v.Today.Since) == huibao.DateOf(now).AddDays(-1)
}

func (s *Server) board(w http.ResponseWriter, r *request) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	b, err := s.desk.Board(r.Context(), r.person, p)
	if err != nil {
		return err
	}
	v := boardView{Board: b, Filter: filterOf(r.URL.Query())}
	if v.Others, v.Lost, err = s.desk.Beside(r.Context(), r.person, p); err != nil {
		return err
	}
	v.Nums = numsOf(b, v.Filter)
	for _, u := range b.Units {
		if level := u.Level.Label(); !slices.Contains(v.Levels, level) {
			v.Levels = append(v.Levels, level)
		}
		if v.Filter.holds(u) {
			v.Shown = append(v.Shown, u)
		}
	}
	slices.SortStableFunc(v.Shown, func(a, b desk.UnitState) int { return urgency(a) - urgency(b) })
	v.lit()
	if v.Today, err = s.desk.Today(r.Context(), r.person, b); err != nil {
		return err
	}
	if f, failed := s.desk.Failed(p); failed {
		v.Failure = &f
	}
	s.render(w, r, http.StatusOK, "board", v)
	return nil
}
