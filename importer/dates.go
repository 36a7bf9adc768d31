package importer

import (
	"strconv"
	"strings"
	"unicode"

	"huibao"
	"huibao/internal/numeral"
	"huibao/internal/numtext"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

var (
	fullDate   = regexp.MustCompile(`^(\d{4})\s*([-./])\s*(\d{1,2})\s*([-./])\s*(\d{1,2})$`)
	wordedDate = regexp.MustCompile(`^(?:(\d{4}|\d\d)\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]$|^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})$`)
	compact    = regexp.MustCompile(`^(20\d\d)(\d\d)(\d\d)$`)
	yearMonth  = regexp.MustCompile(`^(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?$`)

	// What may stand around a day and leaves it the day on which something begins.
	sinceBefore = regexp.MustCompile(`^(?:自|从|自从|于)`)
	sinceBehind = regexp.MustCompile(`(?:起|开始|始)?(?:正式)?(?:执行|施行|实施|发放)?$`)
	clockBehind = regexp.MustCompile(`[ T]\s*\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?$`)
	hanDate     = regexp.MustCompile(`^(?:([〇○零一二三四五六七八九]{4}|\d{4})年)?([一二三四五六七八九十]{1,2}|\d{1,2})月(?:([一二三四五六七八九十]{1,3})([日号]))?$`)
	oldDates    = strings.NewReplacer("元月", "1月", "年元旦", "年1月1日", "廿", "二十", "卅", "三十")
	dashes      = strings.NewReplacer("–", "-", "—", "-", "―", "-")
)

// The years in which a day may lie.
const (
	firstYear = 1990
	lastYear  = 2100
)

// ReadDate reads a day as people type it: 2024-06-05, 2024.6.5, 2024年6月5日, 6月5日
// (of the year given), 20240605, 二〇二四年六月五日, 自2024年6月5日起, 2024年6月 (its first day), or
// a serial number as text. plain says that it was typed as 2024-06-05. Signs that are mixed
// (2024.1-6) may be a range, and are not read.
func ReadDate(text string, year int) (day huibao.Date, plain, ok bool) {
	s, straight := numtext.Plain(text)
	if !straight || strings.Contains(s, "\n") {
		return huibao.Date{}, false, false
	}
	plain = s == strings.TrimSpace(text)
	if day, ok = dateIn(bareDate(s), year); !ok || day.Year < firstYear || day.Year > lastYear {
		return huibao.Date{}, false, false
	}
	return day, plain && s == day.String(), true
}

// bareDate is a day without the words and signs that leave it what it is, in digits.
func bareDate(s string) string {
	s = strings.TrimRight(strings.TrimLeft(dashes.Replace(s), "'‘’`"), " 。.，,；;、")
	s = clockBehind.ReplaceAllString(s, "")
	if cut := sinceBehind.ReplaceAllString(s, ""); cut != s || sinceBefore.MatchString(s) {
		s = strings.TrimSpace(sinceBefore.ReplaceAllString(cut, ""))
	}
	if plain := oldDates.Replace(s); strings.Contains(s, "年") || !strings.ContainsAny(s, "廿卅") { // 六月廿六 is of the lunar calendar
		s = plain
	}
	g := hanDate.FindStringSubmatch(strings.Join(strings.Fields(s), ""))
	if g == nil {
		return s
	}
	year := ""
	for _, r := range g[1] {
		if i := strings.IndexRune("零一二三四五六七八九", r); i >= 0 {
			r = rune('0' + i/len("零"))
		} else if !unicode.IsDigit(r) {
			r = '0'
		}
		year += string(r)
	}
	month, ok := int64(atoi(g[2])), true
	if month == 0 {
		month, ok = numeral.Value(g[2])
	}
	day, okDay := numeral.Value(g[3])
	switch {
	case !ok || g[3] != "" && !okDay:
		return s
	case year != "":
		year += "年"
	}
	s = year + strconv.FormatInt(month, 10) + "月"
	if g[3] != "" {
		s += strconv.FormatInt(day, 10) + "日"
	}
	return s
}

// dateIn reads a bare day.
func dateIn(s string, year int) (day huibao.Date, ok bool) {
	if g := fullDate.FindStringSubmatch(s); g != nil {
		if g[2] != g[4] {
			return day, false
		}
		return huibao.NewDate(atoi(g[1]), atoi(g[3]), atoi(g[5]))
	}
	if g := wordedDate.FindStringSubmatch(s); g != nil {
		if y := yearOf(g[1] + g[4]); y > 0 {
			year = y
		}
		return huibao.NewDate(year, atoi(g[2]+g[5]), atoi(g[3]+g[6]))
	}
	if g := compact.FindStringSubmatch(s); g != nil {
		return huibao.NewDate(atoi(g[1]), atoi(g[2]), atoi(g[3]))
	}
	if g := yearMonth.FindStringSubmatch(s); g != nil {
		return huibao.NewDate(atoi(g[1]), atoi(g[2]), 1)
	}
	if len(s) == 5 && strings.Trim(s, "0123456789") == "" {
		y, m, d, good := sheet.SerialDate(s, false)
		return huibao.Date{Year: y, Month: m, Day: d}, good
	}
	return day, false
}

// readDate reads one cell of a column of days.
func (r *reader) readDate(v *huibao.Value, cell sheet.Cell) {
	if cell.Type == sheet.Number {
		r.readSerial(v, cell)
		return
	}
	d, plain, ok := ReadDate(cell.Raw, r.form.Year)
	switch {
	case notApplicable(fold(cell.Raw)):
		v.Quantity = huibao.NA()
	case !ok:
		v.Remarks = append(v.Remarks, remark(huibao.RemarkNotDate, "不是日期"))
	default:
		r.dateRead(v, d, plain)
	}
}

func (r *reader) dateRead(v *huibao.Value, d huibao.Date, plain bool) {
	v.Date = d
	if !plain {
		v.Remarks = append(v.Remarks, remark(huibao.RemarkDateRead, "读作 "+d.String()))
	}
}

// readSerial reads a number as a day, if that is what its cell shows: a date, or the bare
// number, which is one only of five digits or eight. Of 2024.1 Excel may have cut a zero.
func (r *reader) readSerial(v *huibao.Value, cell sheet.Cell) {
	y, m, d, ok := sheet.SerialDate(cell.Raw, r.book.Date1904)
	day := huibao.Date{Year: y, Month: m, Day: d}
	ok = ok && y >= firstYear && y <= lastYear
	view, seen := sheet.Display(cell, r.book.Date1904)
	switch {
	case seen && view.Class == sheet.ClassDate && ok:
		if view.Unseen || !showsDay(view.Text, day) {
			holdBack(v, huibao.RemarkNotAsShown, "存的是 "+day.String()+"，单元格"+shownText(view.Text))
			return
		}
		v.Date = day
	case seen && !view.Plain && !strings.HasPrefix(view.Text, tooLong):
		holdBack(v, huibao.RemarkNotAsShown, "单元格"+shownText(view.Text)+"，不是日期")
	case ok:
		r.dateRead(v, day, false)
	default:
		if d, err := sheet.Decimal15(cell.Raw); err == nil && d.IsInteger() {
			if day, _, ok := ReadDate(d.String(), r.form.Year); ok {
				r.dateRead(v, day, false)
				return
			}
		}
		v.Remarks = append(v.Remarks, remark(huibao.RemarkNotDate, "不是日期"))
	}
}

// tooLong is how Excel shows a number in a date's format that is beyond its calendar
// (20240605): whoever reads it looks at what was typed.
const tooLong = "####"

func shownText(s string) string {
	if s == "" {
		return "却什么也不显示"
	}
	return "显示为“" + s + "”"
}

// showsDay reports whether what a date's cell shows is that day, or as much of it as its
// month: no other number, and no word beside it.
func showsDay(text string, day huibao.Date) bool {
	text = clockBehind.ReplaceAllString(dashes.Replace(text), "")
	if read, _, ok := ReadDate(text, day.Year); ok {
		return read == day || read.Day == 1 && read.Year == day.Year && read.Month == day.Month && strings.Count(text, strconv.Itoa(day.Day)) == 0
	}
	parts, month := 0, day.Time().Month().String()
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("-./,年月日号 星期周一二三四五六日", r) }) {
		switch n := atoi(word); {
		case len(word) >= 3 && strings.HasPrefix(strings.ToLower(month), strings.ToLower(word)), n == day.Year || len(word) == 2 && n == day.Year%100, n == day.Month, n == day.Day:
			parts++
		case strings.HasSuffix(strings.ToLower(word), "day"):
		default:
			return false
		}
	}
	return parts >= 2
}
