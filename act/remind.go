package act

// Channel is a way by which a reminder goes out.
type Channel string

// The channels. What is on the page needs no sending: it is there by the 催报 itself.
const (
	ByMail Channel = "邮件"
	ByHook Channel = "群消息"
)

// Outcome is what came of sending a reminder.
type Outcome string

// The outcomes. Begun without another one after it says that the server ended meanwhile:
// then it is not known.
const (
	Begun    Outcome = "开始发"
	Sent     Outcome = "已送"
	Failed   Outcome = "未送" // it certainly did not go out
	Unsure   Outcome = "不明"
	Needless Outcome = "不用催了" // the unit owes nothing any more
)

// Reminder is the document of 催报; the object is the occasion, of which there is one in a
// period. It is on the units' pages by being in the chain.
type Reminder struct {
	Where
	Occasion string         `json:"occasion"`
	Channels []Channel      `json:"channels,omitempty"` // besides the page
	Units    []RemindedUnit `json:"units,omitempty"`    // whom; none where nobody owed anything
}

// RemindedUnit is a unit that is reminded: what it was called then, and where it stood.
type RemindedUnit struct {
	Unit  string `json:"unit"`
	Name  string `json:"name"`
	State string `json:"state"`
	Mail  bool   `json:"mail,omitempty"` // by mail, too: it had an address
}

// Names reports whether a unit is among those reminded.
func (r Reminder) Names(unit string) bool {
	for _, u := range r.Units {
		if u.Unit == unit {
			return true
		}
	}
	return false
}

// Delivery is the document of 催送, one when sending begins and one with what came of it;
// the object is the occasion and the channel. A message into a group names no unit.
type Delivery struct {
	Where
	Of      int     `json:"of"` // number of the 催报
	Channel Channel `json:"channel"`
	Attempt int     `json:"attempt"`
	Outcome Outcome `json:"outcome"`
	Why     string  `json:"why,omitempty"`
}

func (d Delivery) reason() string { return d.Why }
