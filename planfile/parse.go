package planfile

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// number reads a decimal, with separators, 万 and 亿 and a percent sign allowed.
func number(s string) (decimal.Decimal, bool) {
	s = strings.NewReplacer(",", "", " ", "", "%", "", "，", "").Replace(fold(s))
	shift := int32(0)
	switch {
	case strings.HasSuffix(s, "万"):
		s, shift = strings.TrimSuffix(s, "万"), 4
	case strings.HasSuffix(s, "亿"):
		s, shift = strings.TrimSuffix(s, "亿"), 8
	}
	if len(s) > 40 {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(s)
	if err != nil || strings.ContainsAny(s, "eE") {
		return decimal.Decimal{}, false
	}
	return d.Shift(shift), true
}

// quantity reads a number cell that may be empty.
func (r row) quantity(head string) huibao.Quantity {
	s := r.text(head)
	if s == "" || s == "—" || s == "-" || s == "/" {
		return huibao.Quantity{}
	}
	d, ok := number(s)
	if !ok {
		r.wrong(head, "数字")
		return huibao.Quantity{}
	}
	return huibao.Num(d)
}

// decimalOf reads a number that must be there.
func (r row) decimalOf(head string) decimal.Decimal {
	q := r.quantity(head)
	if q.IsMissing() && r.text(head) == "" {
		r.wrong(head, "数字，不能空")
	}
	return q.Or(decimal.Zero)
}

func (r row) integer(head string) int {
	s := r.text(head)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		r.wrong(head, "整数")
		return 0
	}
	return n
}

var dateForm = regexp.MustCompile(`^(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})?日?)?(?:底?(?:前|以前)?)?$`)

// parseDate reads 2024-09-10, 2024.9.10, 2024年9月10日, 2024年12月底前 (the month's
// last day), and Excel's serial numbers.
func parseDate(s string) (huibao.Date, bool) {
	s = strings.Join(strings.Fields(fold(s)), "")
	if n, err := strconv.Atoi(s); err == nil && n > 30000 && n < 80000 {
		y, m, d, ok := sheet.SerialDate(s, false)
		return huibao.Date{Year: y, Month: m, Day: d}, ok
	}
	g := dateForm.FindStringSubmatch(s)
	if g == nil {
		return huibao.Date{}, false
	}
	y, _ := strconv.Atoi(g[1])
	m, _ := strconv.Atoi(g[2])
	if m < 1 || m > 12 {
		return huibao.Date{}, false
	}
	if g[3] == "" {
		return huibao.Period{Year: y, Month: m}.End(), true
	}
	d, _ := strconv.Atoi(g[3])
	return huibao.NewDate(y, m, d)
}

func (r row) date(head string) huibao.Date {
	s := r.text(head)
	if s == "" {
		return huibao.Date{}
	}
	d, ok := parseDate(s)
	if !ok {
		r.wrong(head, "日期，如 2024-09-10")
	}
	return d
}

func (r row) period(head string) huibao.Period {
	p, err := huibao.ParsePeriod(r.text(head))
	if err != nil {
		r.wrong(head, "报告期，如 2024-06 或 2024-Q2")
	}
	return p
}

// yes reads 是 or 否.
func (r row) yes(head string, otherwise bool) bool {
	switch r.text(head) {
	case "":
		return otherwise
	case "是":
		return true
	case "否":
		return false
	}
	r.wrong(head, "是 或 否")
	return otherwise
}

// word reads one of a list of words; "" where the cell is empty.
func word[T ~string](r row, head string, parse func(string) (T, bool), allowed []string) T {
	s := r.text(head)
	var none T
	if s == "" {
		return none
	}
	w, ok := parse(s)
	if !ok {
		w, ok = parse(r.raw(head))
	}
	if !ok {
		r.wrong(head, strings.Join(allowed, "、"))
		return none
	}
	return w
}

// names splits a list of names; what stands in brackets belongs to its name, as in
// 各县（市、区）.
func names(s string) []string {
	open := 0
	paired := strings.Count(s, "（")+strings.Count(s, "(") == strings.Count(s, "）")+strings.Count(s, ")")
	return strings.FieldsFunc(s, func(c rune) bool {
		switch c {
		case '（', '(':
			open++
		case '）', ')':
			open--
		}
		return (open <= 0 || !paired) && strings.ContainsRune("、，,;； \t\r\n　", c)
	})
}

// months reads 报送期: 每期, 季末, 11-3, or months separated by 、.
func (r row) months(head string) huibao.MonthSet {
	s := strings.TrimSuffix(r.text(head), "月")
	switch s {
	case "", "每期", "每":
		return 0
	case "季末":
		return huibao.QuarterEnds
	}
	var set huibao.MonthSet
	for _, part := range names(s) {
		from, to, isRange := strings.Cut(strings.ReplaceAll(strings.ReplaceAll(part, "—", "-"), "至", "-"), "-")
		a, errA := strconv.Atoi(strings.TrimSuffix(from, "月"))
		b := a
		var errB error
		if isRange {
			b, errB = strconv.Atoi(strings.TrimSuffix(to, "月"))
		}
		if errA != nil || errB != nil || a < 1 || a > 12 || b < 1 || b > 12 {
			r.wrong(head, "每期、季末，或月份如 11-3")
			return 0
		}
		set |= huibao.MonthRange(a, b)
	}
	return set
}
