package huibao

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// CityUnit is the code that stands for the whole city (全市) in figures and
// standings; no Unit has it.
const CityUnit = ""

// CityName is how the whole city is called in outputs.
const CityName = "全市"

// DatedClass is a unit's class (最低工资类区) from a day on; a zero day is the
// beginning.
type DatedClass struct {
	From  Date   `json:"from"`
	Class string `json:"class"`
}

// DatedName is what a unit is called from a day on.
type DatedName struct {
	From Date   `json:"from"`
	Name string `json:"name"`
}

// Unit is an organisation that returns, or that is named by the plan (单位).
type Unit struct {
	Code       string
	Name       string      // 名称, the first where it changes
	Renamed    []DatedName `json:",omitempty"` // the names after it, in order of From
	Aliases    []string    // 简称: every other name it is known by
	Level      Level
	Parent     string
	Classes    []DatedClass // in order of From
	Successor  string       // 后继: who takes over at the End
	Start, End Date         `json:",omitzero"` // 起始日期 撤销日期; zero: from the beginning, for good
	Population decimal.Decimal
	At         Row `json:"-"`
}

// ClassAt is the class in force on a day, or "".
func (u *Unit) ClassAt(d Date) string {
	class := ""
	for _, c := range u.Classes {
		if c.From.IsZero() || !c.From.After(d) {
			class = c.Class
		}
	}
	return class
}

// NameAt is what the unit is called on a day.
func (u *Unit) NameAt(d Date) string {
	name := u.Name
	for _, n := range u.Renamed {
		if !n.From.After(d) {
			name = n.Name
		}
	}
	return name
}

// Names lists all that the unit is or was called, or will be: its names in order of
// time, and the other ones (简称).
func (u *Unit) Names() []string {
	list := []string{u.Name}
	for _, n := range u.Renamed {
		list = append(list, n.Name)
	}
	return append(list, u.Aliases...)
}

// Began reports whether the unit stands on a day, or stood before.
func (u *Unit) Began(d Date) bool { return !u.Start.After(d) }

// Ended reports whether the unit stands no more on a day. One that has a 后继 and no
// 撤销日期 never stood: it was merged before the plan began.
func (u *Unit) Ended(d Date) bool {
	if u.End.IsZero() {
		return u.Successor != ""
	}
	return !u.End.After(d)
}

// IsArea reports whether the unit is a county or zone, one of those that the
// city's sum is made of.
func (u *Unit) IsArea() bool { return u.Level == LevelCounty || u.Level == LevelZone }

// IsAreaName reports whether a unit is a county, a district or a zone by its name, where that is all that
// is known of it.
func IsAreaName(name string) bool {
	return slices.ContainsFunc([]string{"县", "区", "旗", "市", "管委会"}, func(end string) bool { return strings.HasSuffix(name, end) })
}
