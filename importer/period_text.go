package importer

import (
	"slices"
	"strconv"
	"strings"

	"huibao"
	"huibao/internal/numeral"
	"huibao/internal/regexp"
)

// A moment is a month or a day that a text names.
type moment struct {
	period   huibao.Period
	day      bool // a day of it: of filing, if nothing else is said
	start    int
	end      int
	endsSpan bool // of a range, or what stands behind 截至
	opens    bool // the beginning of a range
	aside    bool // not the month reported on, if another is named
}

var (
	// The three ways to write one: 2024年6月30日, 2024-06-30, 20240630, each also
	// without the day, the first without the year.
	momentText = regexp.MustCompile(`(?:(20\d\d|\d\d)年度?)?(1[0-2]|0?[1-9])月份?(?:(3[01]|[12]\d|0?[1-9])[日号])?` +
		`|(20\d\d)([-._/])(1[0-2]|0?[1-9])(?:([-._/])(3[01]|[12]\d|0?[1-9]))?` +
		`|(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?`)
	// Two more, written out before they are looked for: 24.06 of the year that is known, and
	// 2024年6期 of a report that comes every month.
	shortYear    = regexp.MustCompile(`(^|[^\d.\-])(\d\d)(?:-(0[1-9]|1[0-2])|\.(1[0-2]|0?[1-9]))($|[^\d.\-日号万亿元人户公千米平亩个次场%])`)
	monthIssue   = regexp.MustCompile(`(20\d\d年度?)(1[0-2]|0?[1-9])期`)
	rangeBehind  = regexp.MustCompile(`^(?:[-—–~～－至到])+(1[0-2]|0[1-9])(?:\D|$)`)
	rangeBefore  = regexp.MustCompile(`(?:^|[^\d])(1[0-2]|0?[1-9])(?:--|[-—–~～－至到])+$`)
	untilBefore  = regexp.MustCompile(`(?:截[至止到](?:目前)?|至|到)$`)
	connector    = regexp.MustCompile(`^(?:[-—–~～－至到])+$`)
	quarterText  = regexp.MustCompile(`(?:(20\d\d|\d\d)(?:年度?|[-._]))?(前)?(?:[1-3](?:至|-))?(?:Q|第)?([1-4])个?季[度报末]|(?:(20\d\d)[-._]?年?)?Q([1-4])`)
	halfYear     = regexp.MustCompile(`上半年|半年[度报]|下半年`)
	wholeYear    = regexp.MustCompile(`全年(?:完成|进展|情况|报表|累计)|年终`)
	yearText     = regexp.MustCompile(`(?:^|\D)(20\d\d)(?:\D|$)`)
	shortFirst   = regexp.MustCompile(`^(2\d)年(度|\d|[上下]半年|全年|累计|完成|实际|目标|任务|计划|指标)`)
	dottedMonths = regexp.MustCompile(`^(20\d\d)[.年]0?1[-—–~～－至到]+(1[0-2]|0?[1-9])月?($|[完累实已])`)
	dottedDay    = regexp.MustCompile(`^截[至止到]?(?:(20\d\d)[.年])?(1[0-2]|0?[1-9])\.([12]\d|3[01]|0?[1-9])日?($|[完累实已])`)
	halfFirst    = regexp.MustCompile(`^((?:20\d\d年|今年|本年)?)半年($|[累完合总数已实])`)
	firstMonths  = regexp.MustCompile(`^前(?:1[0-2]|[2-9]|[二三四五六七八九])个月份?`)
	hanMonth     = regexp.MustCompile(`(十[一二]|[一二三四五六七八九十元]|\d{1,2})月(?:([一二三四五六七八九十廿卅]{1,3})[日号]|([廿卅][一二三四五六七八九]?))?`)
	hanRange     = regexp.MustCompile(`[一元]([-—–~～－至到])`)
	hanQuarter   = regexp.MustCompile(`([一二三四])(个?季)`)
	twoMonths    = regexp.MustCompile(`(^|[^\d表件第.])(1[0-2]|0?[1-9])[、和及](1[0-2]|0?[1-9])月`)
	filingBehind = regexp.MustCompile(`^(?:报送|上报|填报|呈报|提交|收到|计划|打算|安排)`)
)

var hanDigits = strings.NewReplacer("十一", "11", "十二", "12", "十", "10", "元", "1", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")

// maxPeriodText bounds a text in which a period is looked for, in bytes, and
// maxMoments how many months of it are looked at.
const (
	maxPeriodText = 400
	maxMoments    = 8
)

// periodOf reads the period that a text names: 2024-06, 2024-6, 2024年6月份, 六月; 1-6月
// and 截至6月30日 (their last month), 上半年, 二季度, 2024-Q2. A day alone (6月30日报送)
// names none, nor do two months of which nothing says which is meant.
func periodOf(text string, year int) huibao.Period {
	if len(text) > maxPeriodText {
		return huibao.Period{}
	}
	text = shortPeriods(plainPeriods(text), year)
	list := momentsOf(text, year)
	spans, months, aside := []huibao.Period{}, []huibao.Period{}, []huibao.Period{}
	for _, m := range list {
		switch {
		case m.opens:
		case m.endsSpan:
			spans = with(spans, m.period)
		case m.day:
		case m.aside:
			aside = with(aside, m.period)
		default:
			months = with(months, m.period)
		}
	}
	if w := halfYear.FindString(text); w == "下半年" {
		spans = with(spans, huibao.Period{Year: yearAt(text, len(text), year), Month: 12})
	} else if w != "" {
		spans = with(spans, huibao.Period{Year: yearAt(text, len(text), year), Month: 6})
	}
	if p := quarterOf(text, year); !p.IsZero() && len(spans) == 0 {
		months = with(months, p)
	}
	for _, of := range [][]huibao.Period{spans, months, aside} {
		if len(of) == 1 {
			return of[0]
		}
		if len(of) > 1 {
			return huibao.Period{}
		}
	}
	if wholeYear.MatchString(text) {
		return huibao.Period{Year: yearAt(text, len(text), year), Month: 12}
	}
	return huibao.Period{}
}

func with(list []huibao.Period, p huibao.Period) []huibao.Period {
	if slices.Contains(list, p) {
		return list
	}
	return append(list, p)
}

// plainPeriods writes Chinese numerals of months and quarters in digits.
func plainPeriods(text string) string {
	text = strings.Join(strings.Fields(fold(text)), "")
	if strings.ContainsAny(text, ".年前") {
		text = halfFirst.ReplaceAllString(text, "${1}上半年$2")
		text = shortFirst.ReplaceAllString(text, "20${1}年$2")
		text = dottedMonths.ReplaceAllString(text, "${1}年1-${2}月$3")
		text = dottedDay.ReplaceAllString(text, "截至${1}年${2}月${3}日$4")
		text = firstMonths.ReplaceAllStringFunc(text, func(s string) string {
			return "1-" + hanDigits.Replace(strings.TrimRight(strings.TrimPrefix(s, "前"), "个月份")) + "月"
		})
	}
	if strings.ContainsAny(text, "一二三四五六七八九十元廿卅") {
		text = hanMonth.ReplaceAllStringFunc(text, digitMonth)
		text = hanRange.ReplaceAllString(text, "1$1")
		text = hanQuarter.ReplaceAllStringFunc(text, hanDigits.Replace)
	}
	if !strings.Contains(text, "月") {
		return text
	}
	return twoMonths.ReplaceAllString(text, "$1$2月$3月")
}

// digitMonth writes a month in digits, and a day of it (六月廿六日).
func digitMonth(s string) string {
	month, day, _ := strings.Cut(s, "月")
	month = hanDigits.Replace(month) + "月"
	bare := oldDates.Replace(strings.TrimRight(day, "日号"))
	if n, ok := numeral.Value(bare); ok && n >= 1 && n <= 31 {
		return month + strconv.FormatInt(n, 10) + "日"
	}
	return month + day
}

// shortPeriods writes out the months that are named with a year of two digits, the one
// that is known or that before it (24.06), and as the issue of a year (2024年6期).
func shortPeriods(text string, year int) string {
	text = monthIssue.ReplaceAllString(text, "$1${2}月")
	if g := shortYear.FindStringSubmatchIndex(text); g != nil {
		y, month := yearOf(text[g[4]:g[5]]), text[max(g[6], g[8]):max(g[7], g[9])]
		if y == year || y == year-1 {
			return text[:g[4]] + strconv.Itoa(y) + "年" + month + "月" + text[g[10]:]
		}
	}
	return text
}

// momentsOf lists the months and days of a text, in their order.
func momentsOf(text string, year int) []moment {
	var list []moment
	for _, g := range momentText.FindAllStringSubmatchIndex(text, maxMoments) {
		m := moment{start: g[0], end: g[1]}
		if digitAt(text, m.start-1) || digitAt(text, m.end) && text[m.end-1] <= '9' {
			continue
		}
		part := func(n int) string {
			if g[2*n] < 0 {
				return ""
			}
			return text[g[2*n]:g[2*n+1]]
		}
		m.period = huibao.Period{Year: yearOf(part(1) + part(4) + part(9)), Month: atoi(part(2) + part(6) + part(10))}
		m.day = part(3)+part(8)+part(11) != ""
		behind := text[m.end:]
		if part(8) != "" && (part(5) != part(7) || strings.HasPrefix(behind, "月")) { // 2024.1-6月
			m.period.Month, m.day, m.endsSpan = atoi(part(8)), false, true
			behind = strings.TrimPrefix(behind, "月")
		}
		if to := rangeBehind.FindStringSubmatch(behind); to != nil && part(10) != "" && !m.day && atoi(to[1]) > m.period.Month { // 202401-06
			m.period.Month, m.endsSpan = atoi(to[1]), true
		}
		if m.period.Year == 0 {
			m.period.Year = yearAt(text, m.start, year)
		}
		m.aside = filingBehind.MatchString(behind)
		before := text[:m.start]
		if n := len(list); n > 0 && connector.MatchString(text[list[n-1].end:m.start]) && list[n-1].day == m.day && list[n-1].period.Before(m.period) {
			list[n-1].opens, m.endsSpan = true, true
		}
		m.endsSpan = m.endsSpan || rangeBefore.MatchString(before) || untilBefore.MatchString(before)
		list = append(list, m)
	}
	return list
}

func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

// yearOf is a year as written: 2024 or 24.
func yearOf(s string) int {
	n := atoi(s)
	if n > 0 && n < 100 {
		n += 2000
	}
	return n
}

// yearAt is the year that a place of a text is of: the last one written before it, else
// the first one of the text, else the one that is known.
func yearAt(text string, at, known int) int {
	year := 0
	for _, g := range yearText.FindAllStringSubmatchIndex(text, maxMoments) {
		if year == 0 || g[2] < at {
			year = atoi(text[g[2]:g[3]])
		}
	}
	if year == 0 {
		return known
	}
	return year
}

// quarterOf is the quarter that a text names; 前三季度 and 一至三季度 end with it.
func quarterOf(text string, year int) huibao.Period {
	g := quarterText.FindStringSubmatchIndex(text)
	if g == nil {
		return huibao.Period{}
	}
	part := func(n int) string {
		if g[2*n] < 0 {
			return ""
		}
		return text[g[2*n]:g[2*n+1]]
	}
	p := huibao.Period{Year: yearOf(part(1) + part(4)), Month: 3 * atoi(part(3)+part(5)), Quarter: true}
	if p.Year == 0 {
		p.Year = yearAt(text, g[0], year)
	}
	return p
}
