package sheet

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"
)

// Shown is what a reader sees of a number cell where that is not plainly its
// stored text: a date as 2024-06-05, a percentage as 85.5%, 万 as 1.2万. It is ""
// for all else. The sign is always shown, whatever the format does with it.
func Shown(c Cell, date1904 bool) string {
	if c.Type != Number || isGeneral(c.Format.Code) {
		return ""
	}
	d, err := Decimal15(c.Raw)
	if err != nil {
		return ""
	}
	switch s := c.Format.forValue(d); s.class {
	case ClassDate:
		if y, m, day, ok := SerialDate(c.Raw, date1904); ok {
			return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
		}
	case ClassPercent:
		return d.Shift(2).StringFixed(int32(s.places)) + "%"
	case ClassScaled:
		return d.Shift(-int32(s.scale)).StringFixed(int32(s.places)) + s.suffix
	}
	return ""
}

// The last day that Excel knows, 9999-12-31, as a serial number of the 1900 system.
const lastSerial = 2958465

// The days between the 1900 and the 1904 system.
const days1904 = 1462

// serialDay is the serial number of a day after February 1900.
func serialDay(at time.Time, date1904 bool) int {
	days := int(at.Truncate(24*time.Hour).Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours()) / 24
	if date1904 {
		days -= days1904
	}
	return days
}

// SerialDate turns an Excel serial number into a day. In the 1900 system the day
// 60 (29 February 1900) does not exist; fractions of a day are dropped. ok is false
// for a text that is no number, and beyond Excel's calendar.
func SerialDate(raw string, date1904 bool) (year, month, day int, ok bool) {
	d, err := parseNumber(raw)
	if err != nil || d.Sign() < 0 || d.GreaterThan(decimal.NewFromInt(lastSerial+1)) {
		return 0, 0, 0, false
	}
	n := int(d.IntPart())
	switch {
	case date1904:
		n += days1904
	case n < 1 || n == 60:
		return 0, 0, 0, false
	case n < 60:
		n++
	}
	if n > lastSerial {
		return 0, 0, 0, false
	}
	t := time.Date(1899, 12, 30+n, 0, 0, 0, 0, time.UTC)
	return t.Year(), int(t.Month()), t.Day(), true
}
