package huibao

import "github.com/shopspring/decimal"

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

// Unit is an organisation that returns, or that is named by the plan (单位).
type Unit struct {
	Code       string
	Name       string
	Aliases    []string // 简称: every other name it is known by
	Level      Level
	Parent     string
	Classes    []DatedClass // in order of From
	Successor  string
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

// IsArea reports whether the unit is a county or zone, one of those that the
// city's sum is made of.
func (u *Unit) IsArea() bool { return u.Level == LevelCounty || u.Level == LevelZone }
