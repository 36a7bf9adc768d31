package huibao

import (
	"fmt"
	"strings"
	"time"
)

// Date is a calendar day of the office's calendar (UTC+8), without a time of
// day. The zero Date means "none". JSON: "2024-09-10" or "".
type Date struct{ Year, Month, Day int }

// China is the office's fixed zone, UTC+8, which needs no time-zone database.
var China = time.FixedZone("UTC+8", 8*60*60)

// DateOf returns the day on which t falls at UTC+8.
func DateOf(t time.Time) Date {
	y, m, d := t.In(China).Date()
	return Date{y, int(m), d}
}

// ParseDate reads 2024-09-10; any other text is an error.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse("2006-01-02", strings.TrimSpace(s))
	if err != nil {
		return Date{}, fmt.Errorf("日期 %q 应写作 2024-09-10 的样子", s)
	}
	return DateOf(t), nil
}

// NewDate returns the day, and false when there is no such day.
func NewDate(y, m, d int) (Date, bool) {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	day := Date{y, m, d}
	return day, y >= 1900 && y <= 9999 && DateOf(t) == day
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Time returns 00:00 of the day at UTC+8.
func (d Date) Time() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, China)
}

// AddDays returns the day n days later.
func (d Date) AddDays(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// DaysSince returns the number of days from e to d.
func (d Date) DaysSince(e Date) int { return int(d.Time().Sub(e.Time()).Hours() / 24) }

// Cmp compares two days: -1, 0 or 1.
func (d Date) Cmp(e Date) int {
	switch a, b := d.ordinal(), e.ordinal(); {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Before reports whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.Cmp(e) < 0 }

// After reports whether d is a later day than e.
func (d Date) After(e Date) bool { return d.Cmp(e) > 0 }

func (d Date) ordinal() int { return d.Year*10000 + d.Month*100 + d.Day }

// months counts months since year 0, so that differences are months.
func (d Date) months() int { return d.Year*12 + d.Month - 1 }

// String prints 2024-09-10, or nothing for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Chinese prints 2024年9月10日, or nothing for no date.
func (d Date) Chinese() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day)
}

// MarshalText writes String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads String.
func (d *Date) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(text))
	return err
}

// lastDay is asked for every figure of every earlier period.
func lastDay(year, month int) int {
	switch {
	case month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0):
		return 29
	case month == 2:
		return 28
	case month == 4 || month == 6 || month == 9 || month == 11:
		return 30
	}
	return 31
}
