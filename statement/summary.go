package statement

import "huibao"

// Summary is what a run says of a period on one screen.
type Summary struct {
	Title    string                     `json:"title"`
	Period   huibao.Period              `json:"period"`
	Files    int                        `json:"files"`
	Owed     int                        `json:"owed"`    // units that owe a return
	Missing  []string                   `json:"missing"` // names of those that sent none
	States   map[huibao.ReturnState]int `json:"states"`
	Refused  []Refusal                  `json:"refused"` // files sent back or not recognised
	Tasks    int                        `json:"tasks"`
	Lights   map[huibao.Light]int       `json:"lights"`
	Behind   []TaskBehind               `json:"behind"`
	Said     int                        `json:"said"`     // texts that units wrote beside their figures (单位说明)
	Personal []string                   `json:"personal"` // files whose notes hold numbers of persons
	Open     bool                       `json:"open"`     // an error stands in a version that counts, or a file is refused
}

// Refusal is a file that was sent back or could not be recognised, and why.
type Refusal struct {
	Path  string             `json:"path"`
	State huibao.ReturnState `json:"state"`
	Why   string             `json:"why"`
}

// TaskBehind is a task with a yellow or red light.
type TaskBehind struct {
	No    int          `json:"no"`
	Title string       `json:"title"`
	Light huibao.Light `json:"light"`
	Codes []string     `json:"codes"`
}

// Summary sums a period up.
func (c *Consolidation) Summary() Summary {
	s := Summary{Title: c.Plan.Title, Period: c.Period, Files: len(c.Submissions()), Owed: len(c.Plan.ReportingUnits()),
		States: map[huibao.ReturnState]int{}, Tasks: len(c.Tasks), Lights: map[huibao.Light]int{}}
	for _, u := range c.Missing {
		s.Missing = append(s.Missing, c.Plan.UnitName(u))
	}
	for i := range c.Submissions() {
		sub := &c.Submissions()[i]
		s.States[sub.State]++
		if sub.State == huibao.StateRejected || sub.State == huibao.StateUnrecognised {
			s.Refused = append(s.Refused, Refusal{sub.Path, sub.State, sub.Why})
		}
		if sub.Personal {
			s.Personal = append(s.Personal, sub.Path)
		}
		s.Open = s.Open || sub.Open()
	}
	s.Said = len(SaidOf(c.Submissions()))
	s.Open = s.Open || s.Owed > 0 && len(c.counting) == 0 // nothing at all counts
	for _, t := range c.Tasks {
		s.Lights[t.Light]++
		if t.Light == huibao.Yellow || t.Light == huibao.Red {
			s.Behind = append(s.Behind, TaskBehind{t.No, c.Plan.TaskByNo(t.No).Title, t.Light, t.Behind})
		}
	}
	return s
}
