package importer

import (
	"regexp"
	"strings"

	"huibao"
	"huibao/internal/sheet"
)

var (
	fullDate  = regexp.MustCompile(`^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$`)
	monthDay  = regexp.MustCompile(`^(\d{1,2})\s*月\s*(\d{1,2})\s*日$`)
	compact   = regexp.MustCompile(`^(20\d\d)(\d\d)(\d\d)$`)
	yearMonth = regexp.MustCompile(`^(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?$`)
)

// ReadDate reads a day as people type it: 2024-06-05, 2024.6.5, 2024年6月5日, 6月5日
// (of the year given), 20240605, 2024年6月 (its first day), or a serial number as
// text. plain says that it was typed as 2024-06-05.
func ReadDate(text string, year int) (day huibao.Date, plain, ok bool) {
	s := fold(text)
	if g := fullDate.FindStringSubmatch(s); g != nil {
		day, ok = huibao.NewDate(atoi(g[1]), atoi(g[2]), atoi(g[3]))
		return day, s == day.String(), ok
	}
	if g := monthDay.FindStringSubmatch(s); g != nil {
		day, ok = huibao.NewDate(year, atoi(g[1]), atoi(g[2]))
		return day, false, ok
	}
	if g := compact.FindStringSubmatch(s); g != nil {
		day, ok = huibao.NewDate(atoi(g[1]), atoi(g[2]), atoi(g[3]))
		return day, false, ok
	}
	if g := yearMonth.FindStringSubmatch(s); g != nil {
		day, ok = huibao.NewDate(atoi(g[1]), atoi(g[2]), 1)
		return day, false, ok
	}
	if len(s) == 5 && strings.Trim(s, "0123456789") == "" {
		y, m, d, good := sheet.SerialDate(s, false)
		return huibao.Date{Year: y, Month: m, Day: d}, false, good && y >= 1990 && y <= 2100
	}
	return huibao.Date{}, false, false
}
